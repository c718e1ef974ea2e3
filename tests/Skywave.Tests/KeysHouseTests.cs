using Skywave.Ceremonies;
using Skywave.House;
using Skywave.Ledger;
using Skywave.Mirror;
using Skywave.Trust;
using Skywave.Trust.Documents;
using Skywave.Trust.Keys;
using Xunit;

namespace Skywave.Tests;

public sealed class KeysHouseTests
{
    [Fact]
    public async Task A_new_desk_is_let_in_and_publishes()
    {
        await using var paper = await KeysRotateTests.PaperAsync();
        await MakeAsync(paper, "uz-Cyrl", "tr");
        await paper.PublishNowAsync();
        await paper.WriteAsync("tr", "one", "İlk haber", "Bir şey söylüyor.");
        await paper.PublishNowAsync();
        var report = await paper.VerifyAsync();
        Assert.Empty(report.Findings);
        Assert.Equal(["en", "fa", "uz-Cyrl", "tr"], report.Desks);
        Assert.Equal(3, report.Articles);
        Assert.Equal("keys.desk-exists", (await Assert.ThrowsAsync<Stop>(() => MakeAsync(paper, "tr"))).Code);
    }

    [Fact]
    public async Task A_desk_that_a_killed_ceremony_left_half_made_is_named_and_completed()
    {
        await using var paper = await KeysRotateTests.PaperAsync();
        await MakeAsync(paper, "tr");
        paper.House.Save();
        var stop = await Assert.ThrowsAsync<Stop>(paper.PublishNowAsync);
        Assert.Equal("newsroom.desk-missing", stop.Code);
        Directory.Delete(paper.House.OfflineKeys, recursive: true);
        await MakeAsync(paper, "tr");
        await paper.PublishNowAsync();
        Assert.Empty((await paper.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_desk_written_into_the_settings_by_hand_is_let_in_by_the_same_command()
    {
        await using var paper = await KeysRotateTests.PaperAsync();
        (paper.House with { Settings = paper.House.Settings with { Desks = ["tr", "en", "fa"] } }).Save();
        Assert.Equal("keys.desk-unknown", (await Assert.ThrowsAsync<Stop>(paper.PublishNowAsync)).Code);
        await MakeAsync(paper, "tr");
        await paper.PublishNowAsync();
        Assert.Equal(["tr", "en", "fa"], (await paper.VerifyAsync()).Desks);
    }

    [Fact]
    public async Task A_new_style_is_published_only_once_it_is_approved_and_old_pages_stay_good()
    {
        await using var paper = await KeysRotateTests.PaperAsync();
        var old = await File.ReadAllBytesAsync(paper.PageOf(Words.ArticleId.Derive(Words.DeskTag.Parse("en"), "one")));
        await File.AppendAllTextAsync(paper.House.ThemeFile, "main{margin:3px}\n");
        Assert.Equal("newsroom.theme", (await Assert.ThrowsAsync<Stop>(() => paper.PublishAsync())).Code);
        await paper.HoldAsync(c => SignTheme.RunAsync(c, CancellationToken.None));
        await paper.PublishAsync();
        Assert.Empty((await paper.VerifyAsync()).Findings);
        var trust = TrustFile.Read(paper.TrustFileNow()).Value;
        Assert.Equal(4, trust.Styles.Count);
        Assert.Null(KeysHolders.Judge(paper.TrustFileNow(), old));
        Assert.Equal("keys.theme-signed", (await Assert.ThrowsAsync<Stop>(() => paper.HoldAsync(c => SignTheme.RunAsync(c, CancellationToken.None)))).Code);
    }

    [Fact]
    public async Task Two_of_three_holders_sign_and_one_alone_cannot()
    {
        await using var paper = await KeysRotateTests.PaperAsync();
        await paper.HoldAsync(c => AddKey.RunAsync(c, new(KeyPurpose.Root), null, CancellationToken.None));
        await paper.HoldAsync(c => AddKey.RunAsync(c, new(KeyPurpose.Root), 2, CancellationToken.None));
        await paper.PublishAsync();
        Assert.Empty((await paper.VerifyAsync()).Findings);

        File.Move(paper.House.OfflineKeyring("root"), paper.House.OfflineKeyring("away"));
        await paper.RotateAsync("timestamp");
        File.Move(paper.House.OfflineKeyring("root-2"), paper.House.OfflineKeyring("away-2"));
        var stop = await Assert.ThrowsAsync<Stop>(() => paper.RotateAsync("timestamp"));
        Assert.Equal("keys.threshold", stop.Code);
        File.Move(paper.House.OfflineKeyring("away-2"), paper.House.OfflineKeyring("root-2"));

        // The stick with root.age was lost: the other two replace its key.
        var lost = paper.HoldAsync(c => Task.FromResult(new CeremonyOutcome(null, null, c.Charter.Roles[KeyPurpose.Root].Keys[0].Id, [])));
        await paper.ReplaceAsync(new Replacement(Stolen: true, Key: (await lost).Fingerprint[..8]), "root");
        Assert.True(File.Exists(paper.House.OfflineKeyring("root-4")));
        await paper.PublishAsync();
        Assert.Empty((await paper.VerifyAsync()).Findings);
        Assert.Equal("keys.threshold", (await Assert.ThrowsAsync<Stop>(() => paper.HoldAsync(c => AddKey.ThresholdAsync(c, new(KeyPurpose.Root), 4, CancellationToken.None)))).Code);
        await paper.HoldAsync(c => AddKey.ThresholdAsync(c, new(KeyPurpose.Root), 1, CancellationToken.None));
        await paper.PublishAsync();
        Assert.Empty((await paper.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_trust_file_names_only_what_readers_can_see()
    {
        await using var paper = await KeysRotateTests.PaperAsync();
        await paper.RotateAsync("root");
        Assert.Equal("keys.waiting", Assert.Throws<Stop>(() => { paper.TrustFileNow(); }).Code);
        await paper.PublishAsync();
        var trust = TrustFile.Read(paper.TrustFileNow()).Value;
        Assert.Equal((await paper.VerifyAsync()).Fingerprint, trust.Fingerprint);
    }

    [Fact]
    public async Task Every_key_is_listed_with_where_it_is()
    {
        await using var paper = await KeysRotateTests.PaperAsync();
        Assert.Equal(
            ["root Sealed", "targets Sealed", "snapshot Sealed", "timestamp Sealed", "mirrors Sealed", "desk:en Sealed", "log:en Sealed", "desk:fa Sealed", "log:fa Sealed"],
            List(paper, open: false));
        File.Delete(paper.House.OfflineKeyring("root"));
        KeyFiles.Seal(paper.House.HostKeyring, paper.HostKeys().Without(paper.HostKey(KeyPurpose.Log, "fa").PublicHex), KeysHolders.Words, KeyFiles.DemoWorkFactor);
        Assert.Equal(
            ["root TakenAway", "targets Held", "snapshot Held", "timestamp Held", "mirrors Held", "desk:en Held", "log:en Held", "desk:fa Held", "log:fa Missing"],
            List(paper, open: true));
    }

    [Fact]
    public async Task Keyrings_get_new_words_also_when_a_first_try_was_killed()
    {
        await using var paper = await KeysRotateTests.PaperAsync();
        var files = ResealKeys.All(paper.House, paper.House.OfflineKeys);
        Assert.Equal(3, files.Count);
        ResealKeys.Run([files[1]], p => SealedKeyring.Open(p, KeysHolders.Words), "quite other words");
        Assert.Equal(2, ResealKeys.Run(files, p => SealedKeyring.Open(p, KeysHolders.Words), "quite other words"));
        Assert.All(files, f => Assert.NotEmpty(KeyFiles.Open(f, "quite other words").Keys));
        Assert.Equal(Codes.SealPassphrase, Assert.Throws<Stop>(() => KeyFiles.Open(files[0], KeysHolders.Words)).Code);
    }

    private static Task<CeremonyOutcome> MakeAsync(TestNewsroom paper, params string[] desks) => paper.HoldAsync(c => MakeDesk.RunAsync(c, desks, CancellationToken.None));

    private static IEnumerable<string> List(TestNewsroom paper, bool open)
    {
        using var ledger = LedgerFile.Open(paper.House.Ledger);
        SealedKeyring[] opened = open ? [.. ResealKeys.All(paper.House, paper.House.OfflineKeys).Select(f => SealedKeyring.Open(f, KeysHolders.Words))] : [];
        return ListKeys.Run(ledger, paper.House, paper.House.OfflineKeys, opened).Select(r => $"{r.Role} {r.Presence}");
    }
}
