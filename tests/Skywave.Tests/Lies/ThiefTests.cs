using System.Text;
using System.Text.Json.Nodes;
using Skywave.Mirror;
using Skywave.Reading;
using Skywave.Trust;
using Skywave.Trust.Documents;
using Skywave.Trust.Log;
using Skywave.Trust.Tuf;
using Xunit;

namespace Skywave.Tests.Lies;

/// <summary>Lies that need a key of the newsroom: what a thief, a broken desk or a careless key holder can sign is refused all the same.</summary>
public sealed class ThiefTests(TwoEditions editions) : IClassFixture<TwoEditions>
{
    internal static readonly Dictionary<string, (string Code, Action<LyingMirror, TwoEditions> Tell)> Lies = new()
    {
        ["a threshold of 0"] = (Codes.TufThreshold, (m, _) => m.Sign("targets", r => r["delegations"]!["roles"]![0]!["threshold"] = 0)),
        ["a key id twice"] = (Codes.TufDuplicateKeyId, (m, _) => m.Sign("targets", r => Twice(r["delegations"]!["roles"]![0]!["keyids"]!.AsArray()))),
        ["a role called ../x"] = (Codes.TufRoleName, (m, _) => m.Sign("targets", r => r["delegations"]!["roles"]![0]!["name"] = "../x")),
        ["a target called en/../x"] = (Codes.TufTargetName, (m, _) => m.Sign("en", r => r["targets"]!["en/../x"] = r["targets"]!["en/front"]!.DeepClone())),
        ["a list called en/../../x"] = (Codes.DocumentMalformed, (m, _) => m.SignDocument("en/front", d => d["files"]!["en/../../x"] = d["files"]!["en/index.html"]!.DeepClone())),
        ["a file at the root called ../x"] = (Codes.DocumentMalformed, (m, _) => m.SignDocument("mirrors/public.json", d => d["files"]!["../x"] = d["files"]!["index.html"]!.DeepClone())),
        ["a page called ../x.html"] = (Codes.DocumentMalformed, (m, e) => List(m, text => text.Replace("the-third-story-", "../", StringComparison.Ordinal))),
        ["a list of files that names no page for an article"] = (EditionCodes.ArticleMissing, (m, e) => List(m, text => string.Join('\n', text.Split('\n').Where(line => !line.Contains(e.New, StringComparison.Ordinal))))),
        ["a list of files of another desk"] = (EditionCodes.EditionContradiction, (m, _) => m.SignTarget("en/files", m.Target("fa/files"))),
        ["a list of files whose earlier part is nowhere"] = (EditionCodes.FileMissing, (m, _) => List(m, text => text.Replace("en 1 -\n", $"en 1 {new string('0', 64)}\n", StringComparison.Ordinal))),
        ["a front that is no JSON"] = (Codes.DocumentMalformed, (m, _) => m.SignTarget("en/front", LyingMirror.Text("{\"front\":1"))),
        ["a front of another desk"] = (EditionCodes.EditionContradiction, (m, _) => m.SignTarget("en/front", m.Target("fa/front"))),
        ["logs with a threshold of 0"] = (Codes.DocumentMalformed, (m, _) => m.SignDocument("newsroom/logs.json", d => d["logs"]!["en"]![0]!["threshold"] = 0)),
        ["logs that are spelled otherwise"] = (Codes.DocumentMalformed, (m, _) => m.SignTarget("newsroom/logs.json", [.. m.Target("newsroom/logs.json"), (byte)'\n'])),
        ["logs with a key twice"] = (Codes.DocumentMalformed, (m, _) => m.SignDocument("newsroom/logs.json", d => Twice(d["logs"]!["en"]![0]!["keys"]!.AsArray()))),
        ["desks of another newsroom"] = (EditionCodes.EditionContradiction, (m, _) => m.SignDocument("newsroom/desks.json", d => d["id"] = "00000000-0000-4000-8000-000000000000")),
        ["a correction that the log does not have"] = (EditionCodes.EditionContradiction, (m, _) => m.SignDocument("en/corrections-recent", d => d["items"]![0]!["revision"] = 9)),
        ["another role that speaks for a desk"] = (EditionCodes.EditionContradiction, (m, _) => SpeakAs(m, "en", "stranger")),

        ["a desk's role signed by another desk"] = (Codes.TufSignature, (m, _) => m.Sign("fa", _ => { }, m.Key("en"))),
        ["a record of one desk in the log of another"] = (Codes.RecordDesk, (m, e) => m.Files[Fa(m)] = ForgedLog.Page(m, "en", m.Find(e.New + ".html"), "x", "x", r => r with { Desk = "fa", Address = "fa/2026/11/" + r.Article })),
        ["an article with another revision than its record"] = (Codes.RecordMismatch, (m, e) => m.Files[m.Find(e.New + ".html")] = ForgedLog.Page(m, "en", m.Find(e.New + ".html"), "data-revision=\"1\"", "data-revision=\"7\"")),
        ["a log signed by another desk's key"] = (Codes.LogSignature, (m, _) => m.SignTarget("en/checkpoint", Again(m, "en", m.LogKey("fa")))),
        ["the log of another desk"] = (Codes.LogOriginUnknown, (m, _) => m.SignTarget("en/checkpoint", m.Target("fa/checkpoint"))),
        ["a checkpoint that is none"] = (Codes.LogCheckpoint, (m, _) => m.SignTarget("en/checkpoint", LyingMirror.Text("the log is fine\n"))),

        ["a log that dropped its newest entry"] = (EditionCodes.LogRollback, (m, _) => ForgedLog.Of(m, "en", e => e.Take(3)).Serve()),
        ["a log that dropped an entry in its middle"] = (EditionCodes.LogFork, (m, _) => ForgedLog.Of(m, "en", e => [e[0], e[2], e[3], e[1], e[0]]).Serve()),
        ["a fork of the log"] = (EditionCodes.LogFork, (m, _) => ForgedLog.Of(m, "en", e => [.. e.Take(3), e[0]]).Serve()),
        ["a longer fork of the log"] = (EditionCodes.LogFork, (m, _) => ForgedLog.Of(m, "en", e => [.. e.Take(3), .. e]).Serve()),

        ["a page by a stolen log key, ahead of the log"] = (EditionCodes.PageAltered, (m, e) => m.Files[m.Find(e.New + ".html")] = Stolen(m, e)),
        ["a page by a stolen log key, in a fork"] = (EditionCodes.LogFork, (m, e) => m.Files[m.Find(e.New + ".html")] = Stolen(m, e, entries => entries.Take(2))),
        ["a page by a stolen log key on a carrier frozen in a push"] = (EditionCodes.PageAltered, (m, e) =>
        {
            var next = e.Mirror();
            next.Sign("en", _ => { });
            m.Files[next.RolePath("en")] = next.Files[next.RolePath("en")];
            m.Files[m.Find(e.New + ".html")] = Stolen(m, e);
        }),
        ["a page by a stolen log key after its epoch is closed"] = (Codes.LogKeyRevoked, (m, e) =>
        {
            var stolen = Stolen(m, e);
            Close(m);
            m.Files[m.Find(e.New + ".html")] = stolen;
        }),
        ["a fork by a stolen log key after its epoch is closed"] = (Codes.LogKeyRevoked, (m, e) =>
        {
            var stolen = Stolen(m, e, entries => entries.Take(2));
            Close(m);
            m.Files[m.Find(e.New + ".html")] = stolen;
        }),
        ["a longer closed log by a stolen log key"] = (Codes.LogKeyRevoked, (m, _) =>
        {
            var stolen = ForgedLog.Of(m, "en", e => [.. e, e[0]]).State.ToBytes();
            Close(m);
            m.Files["log/en/1/checkpoint"] = stolen;
        }),
    };

    public static TheoryData<string> Names => [.. Lies.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_a_key_should_not_sign_is_refused_and_the_last_good_copy_stays_readable(string lie)
    {
        using var folder = new TempFolder();
        editions.CopySecond(folder.Path);
        var before = LyingMirror.Read(folder.Path);
        var mirror = editions.Mirror();
        Lies[lie].Tell(mirror, editions);

        var memory = new PullEdition(folder.Path).Memory;
        // Pages that did not change are not fetched again: a lie in one of them reaches only those who have no copy.
        var seen = await editions.VerifyAsync(mirror.Source, memory);
        Assert.Contains(Lies[lie].Code, seen.Findings.Select(f => f.Refusal.Code));
        await editions.PullAsync(folder.Path, mirror.Source);
        var kept = LyingMirror.Read(folder.Path);
        Assert.True(before.All(f => kept[f.Key].AsSpan().SequenceEqual(f.Value)) || (await editions.VerifyAsync(EditionSource.FromFolder(folder.Path))).IsAuthentic);
        using var empty = new TempFolder();
        Assert.False((await editions.PullAsync(empty.Path, mirror.Source)).IsAuthentic && !lie.Contains("log that", StringComparison.Ordinal) && !lie.Contains("fork of the log", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_closed_epochs_pages_are_read_and_checked_by_its_own_tiles()
    {
        var mirror = editions.Mirror();
        Close(mirror);
        Assert.Empty((await editions.VerifyAsync(mirror.Source)).Findings);
        var edition = (await ReadEdition.OpenAsync(mirror.Source, editions.Root, null, editions.Clock.GetUtcNow(), CancellationToken.None)).Value;
        var front = (await edition.FrontAsync("en", CancellationToken.None)).Value;
        foreach (var item in front.Items)
        {
            Assert.Equal(item.Article, (await edition.ArticleAsync(item, CancellationToken.None)).Value.Record.Article);
        }

        // Without the tiles nothing shows that a page's older state belongs to the closed log.
        mirror.Files.Remove("log/en/1/tile/0/000.p/4");
        var old = await edition.ArticleAsync(front.Items.Single(i => i.Article == editions.Old), CancellationToken.None);
        Assert.Equal(Codes.LogKeyRevoked, old.Refusal?.Code);
    }

    [Fact]
    public async Task Reading_refuses_a_page_that_is_behind_the_front_or_not_the_one_it_names()
    {
        var mirror = editions.Mirror();
        var edition = (await ReadEdition.OpenAsync(mirror.Source, editions.Root, null, editions.Clock.GetUtcNow(), CancellationToken.None)).Value;
        var front = (await edition.FrontAsync("en", CancellationToken.None)).Value;
        var corrected = front.Items.Single(i => i.Article == editions.Corrected);
        mirror.Files[corrected.Path] = editions.First[corrected.Path];
        Assert.Equal(EditionCodes.ArticleSuperseded, (await edition.ArticleAsync(corrected, CancellationToken.None)).Refusal?.Code);
        var news = front.Items.Single(i => i.Article == editions.New);
        mirror.Files[news.Path] = Stolen(mirror, editions);
        Assert.Equal(EditionCodes.EditionContradiction, (await edition.ArticleAsync(news, CancellationToken.None)).Refusal?.Code);
    }

    private static void Twice(JsonArray list) => list.Add(list[0]!.DeepClone());

    private static string Fa(LyingMirror mirror) => mirror.Files.Keys.Single(p => p.StartsWith("fa/2026/", StringComparison.Ordinal) && p.EndsWith(".html", StringComparison.Ordinal) && !p.EndsWith("/index.html", StringComparison.Ordinal));

    private static byte[] Again(LyingMirror mirror, string desk, SigningKey by)
    {
        var state = Checkpoint.Parse(mirror.Target(desk + "/checkpoint")).Value;
        return Checkpoint.Sign(state.Origin, state.Size, state.Root, by).ToBytes();
    }

    private static byte[] Stolen(LyingMirror mirror, TwoEditions editions, Func<IEnumerable<ReadOnlyMemory<byte>>, IEnumerable<ReadOnlyMemory<byte>>>? before = null) =>
        ForgedLog.Page(mirror, "en", mirror.Find(editions.New + ".html"), "has a picture", "has a lie", before: before);

    private static void List(LyingMirror mirror, Func<string, string> change) =>
        mirror.SignTarget("en/files", LyingMirror.Text(change(Encoding.UTF8.GetString(mirror.Target("en/files")))));

    private static void SpeakAs(LyingMirror mirror, string desk, string role)
    {
        var known = JsonNode.Parse(mirror.Files[mirror.RolePath("snapshot")])!["signed"]!["meta"]![desk + ".json"]!;
        mirror.Files[$"metadata/{known["version"]}.{role}.json"] = mirror.Files[mirror.RolePath(desk)];
        mirror.Sign("targets", r => r["delegations"]!["roles"]!.AsArray().Single(d => d!["name"]!.GetValue<string>() == desk)!["name"] = role);
        mirror.Sign("snapshot", r => r["meta"]![role + ".json"] = known.DeepClone());
    }

    // The offline holders close the epoch at its true state and open the next one, which is empty.
    private static void Close(LyingMirror mirror)
    {
        var state = Checkpoint.Parse(mirror.Target("en/checkpoint")).Value;
        var origin = LogsDocument.OriginOf(mirror.Logs.Newsroom, "en", 2);
        var key = SigningKey.FromSeed(new byte[32]);
        mirror.SignDocument("newsroom/logs.json", d =>
        {
            var epochs = d["logs"]!["en"]!.AsArray();
            epochs[0]!["closed"] = new JsonObject { ["root"] = state.Root.Hex, ["size"] = state.Size };
            epochs.Add(new JsonObject { ["epoch"] = 2, ["keys"] = new JsonArray(VKey.Of(origin, key).ToString()), ["origin"] = origin, ["threshold"] = 1 });
        });
        var empty = Checkpoint.Sign(origin, 0, TreeHash.Empty, key).ToBytes();
        mirror.SignTarget("en/checkpoint", empty);
        mirror.Files["log/en/2/checkpoint"] = empty;
    }
}
