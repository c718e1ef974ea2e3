using Skywave.Ceremonies;
using Skywave.Ledger;
using Skywave.Mirror;
using Skywave.Publishing;
using Skywave.Reading;
using Skywave.Trust;
using Skywave.Trust.Documents;
using Skywave.Trust.Keys;
using Skywave.Trust.Tuf;
using Skywave.Words;
using Skywave.Writing;
using Xunit;

namespace Skywave.Tests;

public sealed class KeysTheftTests
{
    [Fact]
    public async Task Pages_of_a_stolen_log_key_are_refused_once_it_is_revoked_and_our_own_all_hold()
    {
        await using var paper = await KeysRotateTests.PaperAsync();
        using var folder = new TempFolder();
        var memory = new ReaderMemory(folder.Path);
        await paper.VerifyAsync(memory);
        var before = paper.TrustFileNow();
        var page = paper.PageOf(ArticleId.Derive(DeskTag.Parse("en"), "one"));
        var early = await File.ReadAllBytesAsync(page);
        var forged = paper.Forge(page, paper.HostKey(KeyPurpose.Log, "en"));
        Assert.Null(KeysHolders.Judge(before, forged));

        await paper.RevokeAsync("log:en");
        await paper.WriteAsync("en", "two", "The second story", "It says more.");
        await paper.PublishAsync();
        var after = paper.TrustFileNow();
        Assert.Equal(Codes.LogKeyRevoked, KeysHolders.Judge(after, forged));
        Assert.Null(KeysHolders.Judge(after, early));
        Assert.All(Pages(paper), p => Assert.Null(KeysHolders.Judge(after, File.ReadAllBytes(p))));
        foreach (var report in new[] { await paper.VerifyAsync(memory), await paper.VerifyAsync() })
        {
            Assert.Empty(report.Findings);
            Assert.Equal(3, report.Articles);
        }
        Assert.Equal(2, paper.HostKey(KeyPurpose.Log, "en").Epoch);
        Assert.Equal(1, paper.HostKey(KeyPurpose.Log, "fa").Epoch);

        await File.WriteAllBytesAsync(page, forged);
        Assert.Contains((await paper.VerifyAsync()).Findings, f => f.Refusal.Code == Codes.LogKeyRevoked);
    }

    [Fact]
    public async Task Records_past_the_last_good_size_are_logged_again_and_their_pages_get_new_proofs()
    {
        await using var paper = await KeysRotateTests.PaperAsync();
        using var mirror = new TempFolder();
        using var folder = new TempFolder();
        var memory = new ReaderMemory(folder.Path);
        var pull = new PullEdition(mirror.Path);
        await ManyAsync(paper, 5);
        Assert.Empty((await pull.RunAsync(paper.Source, paper.Root(), paper.Clock, _ => { }, CancellationToken.None)).Findings);
        Assert.Empty((await paper.VerifyAsync(memory)).Findings);

        await paper.ReplaceAsync(new Replacement(Stolen: true, AtSize: 3), "log:en");
        var published = await paper.PublishAsync();
        Assert.Equal(0, published.Articles);
        var trust = paper.TrustFileNow();
        Assert.Equal(3, TrustFile.Read(trust).Value.Logs.Of("en")[0].Closed!.Size);
        Assert.All(Pages(paper), p => Assert.Null(KeysHolders.Judge(trust, File.ReadAllBytes(p))));
        var report = await paper.VerifyAsync(memory);
        Assert.Empty(report.Findings);
        Assert.Equal(7, report.Articles);
        Assert.Empty((await pull.RunAsync(paper.Source, paper.Root(), paper.Clock, _ => { }, CancellationToken.None)).Findings);
        Assert.Empty((await paper.VerifyAsync(source: EditionSource.FromFolder(mirror.Path))).Findings);
        using (var ledger = LedgerFile.Open(paper.House.Ledger))
        {
            Assert.Equal(3, ledger.Entries.Count(e => e.Desk == "en" && e.Epoch == 2));
        }

        // A day later what lies past the end leaves the carrier; nothing that is needed goes with it.
        paper.Clock.Advance(TimeSpan.FromHours(30));
        await ManyAsync(paper, 1, "later");
        await paper.PublishAsync();
        Assert.Empty((await paper.VerifyAsync(memory)).Findings);
        Assert.Empty((await paper.VerifyAsync()).Findings);
        Assert.Equal(["003.p/3"], Directory.EnumerateFiles(Path.Combine(paper.House.Public, "log/en/1/tile/entries"), "*", SearchOption.AllDirectories)
            .Select(f => "003.p/" + Path.GetFileName(f)));
    }

    [Fact]
    public async Task What_the_thief_published_through_us_is_left_out()
    {
        await using var paper = await KeysRotateTests.PaperAsync();
        var forged = await paper.WriteAsync("en", "forged", "A forged story", "It says lies.");
        await paper.WriteAsync("en", "honest", "An honest story", "It says the truth.");
        await paper.PublishAsync();
        var page = await File.ReadAllBytesAsync(paper.PageOf(forged));
        var how = new Replacement(Stolen: true, AtSize: 1, LeaveOut: [forged.Value]);
        Assert.Equal("keys.leave-out", (await Assert.ThrowsAsync<Stop>(() => paper.ReplaceAsync(how, "log:en"))).Code);

        paper.Clock.Advance(TimeSpan.FromMinutes(5));
        await using (var writing = NewsroomStore.Open(paper.House.Path).OpenWriting())
        {
            Assert.NotNull(await WithdrawArticle.WithdrawAsync(writing, forged, "This was not ours.", Remains.Nothing, paper.Clock.GetUtcNow()));
        }
        await paper.ReplaceAsync(how, "log:en");
        await paper.PublishAsync();
        var report = await paper.VerifyAsync();
        Assert.Empty(report.Findings);
        Assert.Equal(Codes.LogKeyRevoked, KeysHolders.Judge(paper.TrustFileNow(), page));
        using var ledger = LedgerFile.Open(paper.House.Ledger);
        Assert.Equal(["honest 1", "forged 2"], ledger.Entries.Where(e => e.Desk == "en" && e.Epoch == 2).OrderBy(e => e.Index).AsEnumerable()
            .Select(e => $"{(e.Article == forged.Value ? "forged" : "honest")} {e.Revision}"));
    }

    [Fact]
    public async Task An_interrupted_publish_is_finished_in_the_new_epoch()
    {
        await using var paper = await KeysRotateTests.PaperAsync();
        await paper.WriteAsync("en", "two", "The second story", "It says more.");
        await LogOnlyAsync(paper);
        await paper.ReplaceAsync(new Replacement(Stolen: true, AtSize: 1), "log:en");
        var published = await paper.PublishAsync();
        Assert.True(published.Finished);
        var report = await paper.VerifyAsync();
        Assert.Empty(report.Findings);
        Assert.Equal(3, report.Articles);
    }

    [Fact]
    public async Task Without_its_old_key_a_log_closes_where_it_was_last_signed()
    {
        await using var paper = await KeysRotateTests.PaperAsync();
        await ManyAsync(paper, 2);
        File.Delete(paper.House.HostKeyring);
        var wrong = await Assert.ThrowsAsync<Stop>(() => paper.ReplaceAsync(new Replacement(Stolen: true, AtSize: 4), "log:en"));
        Assert.Equal("keys.log-size", wrong.Code);
        await paper.RevokeAsync("host");
        await ManyAsync(paper, 1, "after");
        await paper.PublishAsync();
        var report = await paper.VerifyAsync();
        Assert.Empty(report.Findings);
        Assert.Equal(5, report.Articles);
    }

    [Fact]
    public async Task A_backup_may_be_gone_back_to_when_all_keys_of_the_host_are_revoked()
    {
        await using var paper = await KeysRotateTests.PaperAsync();
        using var backup = new TempFolder();
        using var folder = new TempFolder();
        using var mirror = new TempFolder();
        var memory = new ReaderMemory(folder.Path);
        var pull = new PullEdition(mirror.Path);
        TempFolder.Copy(paper.House.Path, backup.Path);
        await ManyAsync(paper, 2);
        Assert.Empty((await paper.VerifyAsync(memory)).Findings);
        Assert.Empty((await pull.RunAsync(paper.Source, paper.Root(), paper.Clock, _ => { }, CancellationToken.None)).Findings);

        Directory.Delete(paper.House.Path, recursive: true);
        TempFolder.Copy(backup.Path, paper.House.Path);
        await paper.RevokeAsync("host");
        await ManyAsync(paper, 1, "again");
        Assert.Empty((await paper.VerifyAsync(memory)).Findings);
        Assert.Empty((await pull.RunAsync(paper.Source, paper.Root(), paper.Clock, _ => { }, CancellationToken.None)).Findings);
        Assert.Empty((await paper.VerifyAsync(source: EditionSource.FromFolder(mirror.Path))).Findings);
    }

    [Fact]
    public async Task Fast_forwarded_snapshots_are_recovered_from_and_the_thiefs_no_longer_pass()
    {
        await using var paper = await KeysRotateTests.PaperAsync();
        using var folder = new TempFolder();
        using var lies = new TempFolder();
        var memory = new ReaderMemory(folder.Path);
        await paper.VerifyAsync(memory);
        TempFolder.Copy(paper.House.Public, lies.Path);
        FastForward(paper, lies.Path, 1_000_000);
        var mirror = EditionSource.FromFolder(lies.Path);
        Assert.Equal(1_000_000, (await paper.VerifyAsync(memory, mirror)).Number);
        Assert.Equal(Codes.TufRollback, Assert.Single((await paper.VerifyAsync(memory)).Findings).Refusal.Code);

        await paper.RevokeAsync("snapshot", "timestamp");
        await paper.PublishAsync();
        var report = await paper.VerifyAsync(memory);
        Assert.Empty(report.Findings);
        Assert.Equal(2, report.Number);
        foreach (var of in new[] { memory, null })
        {
            File.Copy(Path.Combine(paper.House.Public, "metadata", "2.root.json"), Path.Combine(lies.Path, "metadata", "2.root.json"), overwrite: true);
            Assert.Equal(Codes.TufSignature, Assert.Single((await paper.VerifyAsync(of, mirror)).Findings).Refusal.Code);
        }
    }

    [Fact]
    public async Task A_front_signed_with_a_revoked_desk_key_is_refused_and_other_desks_go_on()
    {
        await using var paper = await KeysRotateTests.PaperAsync();
        var stolen = paper.HostKey(KeyPurpose.Desk, "en");
        await paper.RevokeAsync("desk:en");
        await paper.PublishAsync();
        Assert.Empty((await paper.VerifyAsync()).Findings);
        Assert.NotEqual(stolen.PublicHex, paper.HostKey(KeyPurpose.Desk, "en").PublicHex);
        using var ledger = LedgerFile.Open(paper.House.Ledger);
        var role = TargetsRole.Read(Editions.Newest(ledger, "en")!.Bytes, "en").Value;
        using var key = stolen.Open();
        var forged = TargetsRole.Read(TargetsRole.Write(role.Content with { Version = 3 }, [key]), "en").Value;
        var keys = TargetsRole.Read(Editions.Newest(ledger, RoleName.Targets)!.Bytes).Value.Content.Delegations.Single(d => d.Name == "en").Keys;
        Assert.Equal(Codes.TufSignature, forged.CheckSignatures(keys, "en")?.Code);
        Assert.Null(role.CheckSignatures(keys, "en"));
    }

    [Fact]
    public async Task A_lost_offline_passphrase_is_said_with_what_can_be_done()
    {
        await using var paper = await KeysRotateTests.PaperAsync();
        var house = paper.House;
        var keyrings = new Keyrings(house, house.OfflineKeys, path => SealedKeyring.Open(path, path == house.HostKeyring ? KeysHolders.Words : "not these words"), () => KeysHolders.Words);
        await using var ceremony = await Ceremony.BeginAsync(house, keyrings, paper.Clock, CancellationToken.None);
        var stop = await Assert.ThrowsAsync<Stop>(() => RotateKeys.RunAsync(ceremony, [new(KeyPurpose.Snapshot)], new(Stolen: true), CancellationToken.None));
        Assert.Equal(Codes.SealPassphrase, stop.Code);
        Assert.Contains("docs/080-drills.md", stop.Hint, StringComparison.Ordinal);
    }

    private static async Task ManyAsync(TestNewsroom paper, int count, string name = "many")
    {
        for (var i = 0; i < count; i++)
        {
            paper.Clock.Advance(TimeSpan.FromMinutes(1));
            await paper.WriteAsync("en", $"{name} {i}", $"Story {name} {i}", "It says a number.");
            await paper.PublishAsync();
        }
    }

    // The first step of a publish, after which it was killed.
    private static async Task LogOnlyAsync(TestNewsroom paper)
    {
        await using var writing = NewsroomStore.Open(paper.House.Path).OpenWriting();
        await using var ledger = LedgerFile.Open(paper.House.Ledger);
        var archive = new Archive(ledger);
        var logging = new LogReady(ledger, archive, writing, paper.House.Settings.Newsroom, House.OfflineRoles.Logs(ledger), House.LocaleFiles.All);
        Assert.NotNull(await logging.RunAsync(paper.Clock.GetUtcNow(), _ => { }, CancellationToken.None));
    }

    private static IEnumerable<string> Pages(TestNewsroom paper) =>
        paper.ArticlePages("en");

    private static void FastForward(TestNewsroom paper, string folder, int version)
    {
        using var ledger = LedgerFile.Open(paper.House.Ledger);
        using var snapshotKey = paper.HostKey(KeyPurpose.Snapshot).Open();
        using var timestampKey = paper.HostKey(KeyPurpose.Timestamp).Open();
        var honest = SnapshotRole.Read(Editions.Newest(ledger, RoleName.Snapshot)!.Bytes).Value.Content;
        var snapshot = SnapshotRole.Write(honest with { Version = version }, [snapshotKey]);
        File.WriteAllBytes(Path.Combine(folder, "metadata", version + ".snapshot.json"), snapshot);
        var timestamp = new TimestampContent(version, paper.Clock.GetUtcNow() + TimeSpan.FromDays(2), MetaEntry.Of(version, snapshot));
        File.WriteAllBytes(Path.Combine(folder, "metadata", "timestamp.json"), TimestampRole.Write(timestamp, [timestampKey]));
    }
}
