using Skywave.Ceremonies;
using Skywave.House;
using Skywave.Ledger;
using Skywave.Mirror;
using Skywave.Publishing;
using Skywave.Reading;
using Skywave.Trust.Keys;
using Skywave.Trust.Tuf;
using Xunit;

namespace Skywave.Tests;

public sealed class KeysRotateTests
{
    [Theory]
    [InlineData("root", 2, 0)]
    [InlineData("targets", 2, 2)]
    [InlineData("snapshot", 2, 0)]
    [InlineData("timestamp", 2, 0)]
    [InlineData("mirrors", 0, 2)]
    [InlineData("desk:en", 0, 2)]
    [InlineData("log:en", 0, 2)]
    public async Task Each_role_gets_a_new_key_and_readers_old_and_new_follow(string role, int root, int targets)
    {
        await using var paper = await PaperAsync();
        using var folder = new TempFolder();
        var memory = new ReaderMemory(folder.Path);
        Assert.Empty((await paper.VerifyAsync(memory)).Findings);

        paper.Clock.Advance(TimeSpan.FromHours(1));
        var outcome = await paper.RotateAsync(role);
        Assert.Equal((root, targets), ((int)(outcome.Root ?? 0), (int)(outcome.Targets ?? 0)));
        Assert.Equal(2, (await paper.PublishAsync()).Number);
        Assert.Empty((await paper.VerifyAsync(memory)).Findings);
        Assert.Empty((await paper.VerifyAsync()).Findings);

        paper.Clock.Advance(TimeSpan.FromHours(1));
        await paper.WriteAsync("en", "two", "The second story", "It says more.");
        Assert.Equal(3, (await paper.PublishAsync()).Number);
        var report = await paper.VerifyAsync(memory);
        Assert.Empty(report.Findings);
        Assert.Equal(3, report.Articles);
        Assert.Empty((await paper.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task Root_three_times_and_a_reader_with_the_first_trust_follows()
    {
        await using var paper = await PaperAsync();
        await paper.RotateAsync("root");
        await paper.PublishAsync();
        await paper.RotateAsync("root");
        await paper.RotateAsync("root", "targets", "snapshot", "timestamp", "mirrors", "desk:fa", "log:fa");
        await paper.PublishAsync();
        var report = await paper.VerifyAsync();
        Assert.Empty(report.Findings);
        Assert.StartsWith("root 4: ", report.Fingerprint, StringComparison.Ordinal);
        Assert.Equal(3, report.Number);
    }

    [Fact]
    public async Task Only_the_desk_whose_key_changed_is_signed_again()
    {
        await using var paper = await PaperAsync();
        await paper.RotateAsync("desk:en");
        await paper.PublishAsync();
        using var ledger = LedgerFile.Open(paper.House.Ledger);
        Assert.Equal(2, Editions.Newest(ledger, "en")!.Version);
        Assert.Equal(1, Editions.Newest(ledger, "fa")!.Version);
    }

    [Fact]
    public async Task After_a_planned_change_of_its_key_every_page_of_a_log_proves_itself_alone()
    {
        await using var paper = await PaperAsync();
        var id = await paper.WriteAsync("en", "two", "The second story", "It says more.");
        await paper.PublishAsync();
        await paper.RotateAsync("log:en");
        await paper.PublishAsync();
        var trust = paper.TrustFileNow();
        foreach (var page in paper.ArticlePages("en"))
        {
            Assert.Null(KeysHolders.Judge(trust, await File.ReadAllBytesAsync(page)));
        }
        Assert.Contains($"{paper.House.Settings.Id}/log/en/1\n2\n", await File.ReadAllTextAsync(paper.PageOf(id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rotated_key_stays_retired_in_its_keyring_and_a_revoked_one_goes()
    {
        await using var paper = await PaperAsync();
        var first = paper.HostKey(KeyPurpose.Snapshot).PublicHex;
        await paper.RotateAsync("snapshot");
        var second = paper.HostKey(KeyPurpose.Snapshot).PublicHex;
        Assert.Equal([first, second], paper.HostKeys().Find(KeyPurpose.Snapshot).Select(k => k.PublicHex));
        await paper.RotateAsync("snapshot");
        var third = paper.HostKey(KeyPurpose.Snapshot).PublicHex;
        Assert.Equal([second, third], paper.HostKeys().Find(KeyPurpose.Snapshot).Select(k => k.PublicHex));
        await paper.RevokeAsync("snapshot");
        Assert.DoesNotContain(third, Assert.Single(paper.HostKeys().Find(KeyPurpose.Snapshot)).PublicHex, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offline_keys_may_be_anywhere_and_publishing_needs_none()
    {
        await using var paper = await PaperAsync();
        using var stick = new TempFolder();
        TempFolder.Copy(paper.House.OfflineKeys, stick.Path);
        Directory.Delete(paper.House.OfflineKeys, recursive: true);
        await paper.WriteAsync("en", "two", "The second story", "It says more.");
        await paper.PublishAsync();
        var gone = await Assert.ThrowsAsync<Stop>(() => paper.RotateAsync("snapshot"));
        Assert.Equal("keys.missing", gone.Code);
        Assert.Contains("--offline", gone.Hint, StringComparison.Ordinal);
        await paper.HoldAsync(c => RotateKeys.RunAsync(c, [new(KeyPurpose.Snapshot)], new(Stolen: false), CancellationToken.None), stick.Path);
        Assert.False(Directory.Exists(paper.House.OfflineKeys));
        await paper.PublishAsync();
        Assert.Empty((await paper.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task Online_roles_are_signed_again_past_half_their_life_without_the_offline_keys()
    {
        await using var paper = await PaperAsync();
        Directory.Delete(paper.House.OfflineKeys, recursive: true);
        paper.Clock.Advance(TimeSpan.FromDays(46));
        await paper.PublishAsync();
        using var ledger = LedgerFile.Open(paper.House.Ledger);
        foreach (var role in new[] { "en", "fa", "mirrors", RoleName.Snapshot, RoleName.Timestamp })
        {
            Assert.Equal(2, Editions.Newest(ledger, role)!.Version);
        }
        Assert.Null((await paper.VerifyAsync()).ExpiredRole);
    }

    [Fact]
    public async Task Root_and_targets_are_renewed_with_the_keys_they_have()
    {
        await using var paper = await PaperAsync();
        paper.Clock.Advance(TimeSpan.FromDays(360));
        var outcome = await paper.HoldAsync(c => c.SignAsync(c.Charter, [KeyPurpose.Root, KeyPurpose.Targets], null, CancellationToken.None));
        Assert.Empty(outcome.Files);
        await paper.PublishAsync();
        paper.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null((await paper.VerifyAsync()).ExpiredRole);
    }

    [Fact]
    public async Task A_server_renews_nothing_while_something_offline_waits()
    {
        await using var paper = await PaperAsync();
        await paper.RotateAsync("timestamp");
        var publish = new PublishEdition(paper.House, () => paper.HostKeys(), paper.Clock, _ => { });
        Assert.Equal("keys.waiting", (await Assert.ThrowsAsync<Stop>(() => publish.RenewAsync(CancellationToken.None))).Code);
        await paper.PublishAsync();
        Assert.Empty((await paper.VerifyAsync()).Findings);
    }

    [Theory]
    [InlineData("new keys are sealed")]
    [InlineData("old keys are not dropped")]
    public async Task A_ceremony_that_is_killed_leaves_a_newsroom_that_publishes(string where)
    {
        await using var paper = await PaperAsync();
        var before = paper.HostKeys();
        if (where == "new keys are sealed")
        {
            var with = new[] { KeyPurpose.Snapshot, KeyPurpose.Timestamp, KeyPurpose.Mirrors }.Aggregate(before, (keys, purpose) => keys.With(KeyFiles.Make(purpose)))
                .With(KeyFiles.Make(KeyPurpose.Desk, "en")).With(KeyFiles.Make(KeyPurpose.Log, "en", 2)).With(KeyFiles.Make(KeyPurpose.Log, "en", 1));
            KeyFiles.Seal(paper.House.HostKeyring, with, KeysHolders.Words, KeyFiles.DemoWorkFactor);
        }
        else
        {
            await paper.RevokeAsync("host");
            KeyFiles.Seal(paper.House.HostKeyring, new Keyring([.. paper.HostKeys().Keys, .. before.Keys]), KeysHolders.Words, KeyFiles.DemoWorkFactor);
        }
        await paper.WriteAsync("en", "two", "The second story", "It says more.");
        await paper.PublishAsync();
        Assert.Empty((await paper.VerifyAsync()).Findings);
        await paper.RevokeAsync("host");
        await paper.PublishAsync();
        Assert.Empty((await paper.VerifyAsync()).Findings);
        Assert.Equal(7, paper.HostKeys().Keys.Length);
    }

    [Fact]
    public async Task A_ceremony_that_stops_changes_nothing()
    {
        await using var paper = await PaperAsync();
        var host = await File.ReadAllBytesAsync(paper.House.HostKeyring);
        File.Delete(paper.House.OfflineKeyring(KeyPurpose.Targets));
        await Assert.ThrowsAsync<Stop>(() => paper.RotateAsync("snapshot", "desk:en"));
        Assert.Equal(host, await File.ReadAllBytesAsync(paper.House.HostKeyring));
        using var ledger = LedgerFile.Open(paper.House.Ledger);
        Assert.False(OfflineRoles.IsAnyWaiting(ledger));
    }

    internal static Task<TestNewsroom> PaperAsync() => PaperAsync(TestNewsroom.Start);

    internal static async Task<TestNewsroom> PaperAsync(DateTimeOffset now)
    {
        var paper = await TestNewsroom.MakeAsync(now, "en", "fa");
        await paper.WriteAsync("en", "one", "The first story", "It says something.");
        await paper.WriteAsync("fa", "one", "داستان نخست", "چیزی می‌گوید.");
        await paper.PublishAsync();
        return paper;
    }
}
