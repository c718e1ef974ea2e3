using System.Text;
using System.Text.Json.Nodes;
using Skywave.Mirror;
using Skywave.Reading;
using Skywave.Trust;
using Skywave.Trust.Log;
using Skywave.Trust.Pages;
using Xunit;

namespace Skywave.Tests.Lies;

/// <summary>Every lie a mirror can tell about an edition is refused with its own code, the last good copy stays readable, and the next honest edition is taken.</summary>
public sealed class LiesTests(TwoEditions editions) : IClassFixture<TwoEditions>
{
    private static readonly byte[] ErrorPage = LyingMirror.Text("<!doctype html><html><head><title>Blocked</title></head><body><h1>Blocked by order</h1></body></html>");

    internal static readonly Dictionary<string, (string Code, Action<LyingMirror, TwoEditions> Tell)> Lies = new()
    {
        ["an altered byte in an article"] = (Codes.ArticleAltered, (m, e) => m.Change(m.Find(e.New + ".html"), "has a picture", "has a Picture")),
        ["an altered byte in an older article's headline"] = (Codes.ArticleAltered, (m, e) => m.Change(m.Find(e.Corrected + ".html"), "9,000", "2,000")),
        ["another article in its place"] = (Codes.ArticleSwapped, (m, e) => m.Files[m.Find(e.New + ".html")] = m.Files[m.Find(e.Old + ".html")]),
        ["an older revision"] = (EditionCodes.ArticleSuperseded, (m, e) => m.Files[m.Find(e.Corrected + ".html")] = e.First[m.Find(e.Corrected + ".html")]),
        ["a page that is gone"] = (EditionCodes.FileMissing, (m, e) => m.Files.Remove(m.Find(e.New + ".html"))),
        ["an altered line around an article"] = (EditionCodes.PageAltered, (m, e) => m.Change(m.Find(e.New + ".html"), "</main>", "<p>The end</p></main>")),
        ["a second article"] = (Codes.PageTwoArticles, (m, e) => m.Change(m.Find(e.New + ".html"), "<main", "<ARTICLE hidden>Lies</ARTICLE><main")),
        ["a second proof"] = (Codes.PageTwoProofs, (m, e) => m.Change(m.Find(e.New + ".html"), "</main>", "<pre id=\"proof\"></pre></main>")),
        ["a hidden article"] = (Codes.PageChrome, (m, e) => m.Change(m.Find(e.New + ".html"), "<body", "<body hidden")),
        ["a style that hides the article"] = (Codes.PageChrome, (m, e) => m.Change(m.Find(e.New + ".html"), "<style>", "<style>article{display:none}")),
        ["a style of its own beside the article"] = (Codes.PageChrome, (m, e) => m.Change(m.Find(e.New + ".html"), "<main", "<div style=\"position:fixed\">Lies</div><main")),
        ["a script"] = (Codes.PageChrome, (m, e) => m.Change(m.Find(e.New + ".html"), "</body>", "<script>alert(1)</script></body>")),
        ["half a page"] = (Codes.PageNoProof, (m, e) => Cut(m, m.Find(e.New + ".html"), "<pre id=\"proof\">")),
        ["half an article"] = (Codes.PageNoArticle, (m, e) => Cut(m, m.Find(e.New + ".html"), "It has a")),
        ["a page that does not end"] = (Codes.PageTooBig, (m, e) => m.Answers[m.Find(e.New + ".html")] = new Fetched.TooBig()),
        ["an error page for an article"] = (Codes.PageNoArticle, (m, e) => m.Files[m.Find(e.New + ".html")] = ErrorPage),
        ["noise for an article"] = (Codes.PageNotText, (m, e) => m.Files[m.Find(e.New + ".html")] = [0xff, 0xfe, 0xfd]),
        ["an altered picture"] = (EditionCodes.MediaAltered, (m, _) => m.Files[m.Find(".jpg")][3] ^= 1),
        ["half a picture"] = (EditionCodes.MediaAltered, (m, _) => m.Files[m.Find(".jpg")] = m.Files[m.Find(".jpg")][..5]),
        ["a picture that does not end"] = (EditionCodes.MediaAltered, (m, _) => m.Answers[m.Find(".jpg")] = new Fetched.TooBig()),

        ["the front page of the edition before"] = (EditionCodes.ListAltered, (m, e) => m.Files["en/index.html"] = e.First["en/index.html"]),
        ["half a front page"] = (EditionCodes.ListAltered, (m, _) => m.Files["en/index.html"] = m.Files["en/index.html"][..400]),
        ["a front page that does not end"] = (EditionCodes.ListAltered, (m, _) => m.Answers["en/index.html"] = new Fetched.TooBig()),
        ["an error page for a feed"] = (EditionCodes.ListAltered, (m, _) => m.Files["en/feed.xml"] = ErrorPage),

        ["an error page for the timestamp"] = (Codes.TufMalformed, (m, _) => m.Files["metadata/timestamp.json"] = ErrorPage),
        ["an error page where the next root would be"] = (Codes.TufRootGarbage, (m, _) => m.Files["metadata/2.root.json"] = ErrorPage),
        ["an error page for the snapshot"] = (Codes.TufLength, (m, _) => m.Files[m.RolePath("snapshot")] = ErrorPage),
        ["an error page for a target"] = (Codes.TufTargetLength, (m, _) => m.Files[m.Files.Keys.Single(p => p.EndsWith(".checkpoint", StringComparison.Ordinal) && p.StartsWith("targets/en/", StringComparison.Ordinal) && m.Files[p].AsSpan().SequenceEqual(m.Target("en/checkpoint")))] = ErrorPage[..20]),
        ["half a timestamp"] = (Codes.TufMalformed, (m, _) => m.Files["metadata/timestamp.json"] = m.Files["metadata/timestamp.json"][..100]),
        ["half a snapshot"] = (Codes.TufLength, (m, _) => m.Files[m.RolePath("snapshot")] = m.Files[m.RolePath("snapshot")][..100]),
        ["a snapshot that is too long"] = (Codes.TufTooBig, (m, _) => m.Answers[m.RolePath("snapshot")] = new Fetched.TooBig()),
        ["a timestamp that does not end"] = (Codes.TufTooBig, (m, _) => m.Answers["metadata/timestamp.json"] = new Fetched.TooBig()),
        ["an altered byte in a desk's role"] = (Codes.TufHash, (m, _) => m.Files[m.RolePath("en")][^9] ^= 1),
        ["the desk's role of the edition before"] = (Codes.TufLength, (m, e) => m.Files[m.RolePath("en")] = e.First["metadata/1.en.json"]),
        ["the snapshot of the edition before under the new number"] = (Codes.TufLength, (m, e) => m.Files[m.RolePath("snapshot")] = e.First["metadata/1.snapshot.json"]),
        ["a target that does not end"] = (Codes.TufTargetLength, (m, _) => m.Answers["targets/" + Skywave.Trust.Tuf.RoleBytes.TargetPath("en/front", Skywave.Trust.Tuf.TargetEntry.Of(m.Target("en/front")).NamingHash)] = new Fetched.TooBig()),
        ["an altered byte in a target"] = (Codes.TufTargetHash, (m, _) => m.Target("en/front")[5] ^= 1),

        ["a bundle that lost an entry"] = (Codes.LogTile, (m, _) => m.Files["log/en/1/tile/entries/000.p/4"] = EntryBundle.Write(EntryBundle.Parse(m.Files["log/en/1/tile/entries/000.p/4"], 4).Value.Take(3))),
        ["a bundle with an entry twice"] = (EditionCodes.LogFork, (m, _) => m.Files["log/en/1/tile/entries/000.p/4"] = EntryBundle.Write(EntryBundle.Parse(m.Files["log/en/1/tile/entries/000.p/4"], 4).Value is var e ? [e[0], e[1], e[2], e[2]] : [])),
        ["a bundle that is gone"] = (EditionCodes.FileMissing, (m, _) => m.Files.Remove("log/en/1/tile/entries/000.p/4")),
        ["an error page for a bundle"] = (Codes.LogTile, (m, _) => m.Files["log/en/1/tile/entries/000.p/4"] = ErrorPage),
        ["a bundle that does not end"] = (EditionCodes.LogEntries, (m, _) => m.Answers["log/en/1/tile/entries/000.p/4"] = new Fetched.TooBig()),
    };

    public static TheoryData<string> Names => [.. Lies.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_lie_is_refused_and_the_last_good_copy_stays_readable(string lie)
    {
        using var folder = new TempFolder();
        editions.CopyFirst(folder.Path);
        var before = LyingMirror.Read(folder.Path);
        var mirror = editions.Mirror();
        foreach (var path in mirror.Files.Keys.ToList())
        {
            mirror.Files[path] = [.. mirror.Files[path]];
        }

        Lies[lie].Tell(mirror, editions);
        var pulled = await editions.PullAsync(folder.Path, mirror.Source);
        Assert.Contains(Lies[lie].Code, pulled.Findings.Select(f => f.Refusal.Code));
        Assert.Equal(before, LyingMirror.Read(folder.Path));
        Assert.True((await editions.VerifyAsync(EditionSource.FromFolder(folder.Path))).IsAuthentic);
        // Somebody who keeps nothing is not taken in either; what they see of a log that lost entries is that they do not add up.
        var seen = await editions.VerifyAsync(mirror.Source);
        Assert.Contains(Lies[lie].Code == EditionCodes.LogFork ? EditionCodes.LogEntries : Lies[lie].Code, seen.Findings.Select(f => f.Refusal.Code));

        Assert.True((await editions.PullAsync(folder.Path, editions.Mirror().Source)).IsAuthentic);
        var after = await editions.VerifyAsync(EditionSource.FromFolder(folder.Path), new PullEdition(folder.Path).Memory);
        Assert.Equal((2, 4), (after.Number, after.Articles));
        Assert.True(after.IsAuthentic);
    }

    [Theory]
    [InlineData("log/en/1/tile/0/000.p/4", EditionCodes.LogTile)]
    [InlineData("log/en/1/checkpoint", EditionCodes.LogCheckpoint)]
    [InlineData("index.html", EditionCodes.ListAltered)]
    public async Task A_file_that_a_mirror_has_or_makes_itself_is_refused_by_who_checks(string path, string code)
    {
        var mirror = editions.Mirror();
        mirror.Files[path] = [.. mirror.Files[path]];
        mirror.Files[path][^3] ^= 1;
        Assert.Equal([(path, code)], (await editions.VerifyAsync(mirror.Source)).Findings.Select(f => (f.Path, f.Refusal.Code)));
        if (path.EndsWith("/checkpoint", StringComparison.Ordinal))
        {
            mirror.Files[path] = editions.First[path];
            Assert.Equal([(path, code)], (await editions.VerifyAsync(mirror.Source)).Findings.Select(f => (f.Path, f.Refusal.Code)));
        }
    }

    [Fact]
    public async Task An_older_edition_is_refused_by_whoever_saw_the_newer_one()
    {
        using var folder = new TempFolder();
        await editions.PullAsync(folder.Path, editions.Mirror().Source);
        var before = LyingMirror.Read(folder.Path);
        var older = editions.Mirror(editions.First).Source;

        Assert.Equal([Codes.TufRollback], (await editions.PullAsync(folder.Path, older)).Findings.Select(f => f.Refusal.Code));
        Assert.Equal(before, LyingMirror.Read(folder.Path));
        Assert.Equal([Codes.TufRollback], (await editions.VerifyAsync(older, new PullEdition(folder.Path).Memory)).Findings.Select(f => f.Refusal.Code));
        // Somebody who comes for the first time sees a genuine edition and its age: that is all there is to see.
        var seen = await editions.VerifyAsync(older);
        Assert.True(seen.IsAuthentic);
        Assert.Equal(1, seen.Number);
    }

    [Fact]
    public async Task A_frozen_edition_is_stale_and_stays_readable()
    {
        using var folder = new TempFolder();
        var later = editions.Clock.GetUtcNow().AddDays(3);
        var seen = await editions.VerifyAsync(editions.Mirror().Source, now: later);
        Assert.Equal(("timestamp", true, 4), (seen.ExpiredRole, seen.IsAuthentic, seen.Articles));

        // What is stale is checked as everything else is.
        var altered = editions.Mirror();
        altered.Change(altered.Find(editions.New + ".html"), "has a picture", "has a Picture");
        Assert.Equal([Codes.ArticleAltered], (await editions.VerifyAsync(altered.Source, now: later)).Findings.Select(f => f.Refusal.Code));

        var clock = new SettableClock(later);
        var pulled = await new PullEdition(folder.Path).RunAsync(editions.Mirror().Source, editions.Root, clock, _ => { }, CancellationToken.None);
        Assert.Equal(("timestamp", true), (pulled.ExpiredRole, pulled.IsAuthentic));
        Assert.Equal(4, (await editions.VerifyAsync(EditionSource.FromFolder(folder.Path))).Articles);
    }

    private static void Cut(LyingMirror mirror, string path, string at) =>
        mirror.Files[path] = mirror.Files[path][..mirror.Files[path].AsSpan().IndexOf(Encoding.UTF8.GetBytes(at))];
}
