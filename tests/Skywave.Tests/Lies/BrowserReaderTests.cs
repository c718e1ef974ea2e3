using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Skywave.Mirror;
using Skywave.Reading;
using Skywave.Trust;
using Skywave.Trust.Documents;
using Skywave.Trust.Pages;
using Xunit;

namespace Skywave.Tests.Lies;

/// <summary>What the browser's reader says of a real edition: what is newest, what is old, and what is not shown.</summary>
public sealed class BrowserReaderTests(TwoEditions editions) : IClassFixture<TwoEditions>
{
    private const string Case = "a reader";

    private readonly BrowserReader _browser = new();

    private DateTimeOffset Now => editions.Clock.GetUtcNow();

    [Theory]
    [MemberData(nameof(BrowserReader.Crypto), MemberType = typeof(BrowserReader))]
    public void Everything_genuine_is_shown_as_signed_and_as_newest(string crypto)
    {
        _browser.Begin(Case, editions.Root.Span);
        var front = Front(editions.Mirror());
        Desk(editions.Second);
        foreach (var item in front.Items)
        {
            Article(editions.Second, item.Path);
        }
        Article(editions.Second, "en/about/verify.html");
        var seen = _browser.Replay(crypto)[Case];
        Assert.Equal(("newest", 2, "fine", ""), (Text(seen[0], "state"), Number(seen[0], "edition"), Text(seen[0], "why"), Text(seen[0], "expired")));
        foreach (var (item, article) in front.Items.Zip(seen.Skip(1)))
        {
            var fragment = PageSplit.Parse(editions.Second[item.Path]).Value.Fragment;
            Assert.Equal(("newest", "newest", item.Revision, Encoding.UTF8.GetString(fragment.Span)), (Text(article, "state"), Text(article, "freshness"), Number(article, "revision"), Text(article, "fragment")));
        }
    }

    [Fact]
    public void A_refresh_without_news_asks_for_the_next_root_and_the_timestamp_and_so_does_a_restart()
    {
        _browser.Begin(Case, editions.Root.Span);
        Desk(editions.Second);
        Desk(editions.Second);
        Desk(editions.Second, client: 1);
        var seen = Replay();
        Assert.InRange(Number(seen[0], "asked"), 8, 13);
        Assert.Equal([("newest", 2), ("newest", 2)], seen[1..].Select(s => (Text(s, "state"), Number(s, "asked"))));
    }

    [Fact]
    public void What_is_past_its_expiry_is_shown_with_its_age_and_never_refused()
    {
        _browser.Begin(Case, editions.Root.Span);
        _browser.Add(Case, "desk", Now.AddDays(3), editions.Second, "en");
        _browser.Add(Case, "article", Now.AddDays(3), editions.Second, PathOf(editions.New));
        var seen = Replay();
        Assert.Equal(("old", "timestamp", "fine", 1), (Text(seen[0], "state"), Text(seen[0], "expired"), Text(seen[0], "why"), Number(seen[0], "asks")));
        Assert.Equal(("old", "newest"), (Text(seen[1], "state"), Text(seen[1], "freshness")));
        Assert.StartsWith("<article ", Text(seen[1], "fragment"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_older_edition_is_refused_and_what_was_known_stays()
    {
        _browser.Begin(Case, editions.Root.Span);
        Desk(editions.Second);
        Desk(editions.First);
        Desk(editions.First, client: 1);
        Assert.Equal([("newest", "fine", 2), ("old", Codes.TufRollback, 2), ("old", Codes.TufRollback, 2)], Replay().Select(s => (Text(s, "state"), Text(s, "why"), Number(s, "edition"))));
    }

    [Fact]
    public void When_the_next_edition_cannot_be_had_whole_the_last_whole_one_is_shown()
    {
        var mirror = editions.Mirror();
        mirror.Files.Remove(mirror.RolePath("en"));
        _browser.Begin(Case, editions.Root.Span);
        Desk(editions.First);
        Desk(mirror.Files);
        Desk(mirror.Files, client: 1);
        Desk(editions.Second, client: 1);
        Assert.Equal([("newest", 1), ("old", 1), ("old", 1), ("newest", 2)], Replay().Select(s => (Text(s, "state"), Number(s, "edition"))));
    }

    [Theory]
    [InlineData("damage")]
    [InlineData("swap")]
    [InlineData("forget")]
    public void A_store_that_somebody_wrote_into_can_only_forget(string how)
    {
        _browser.Begin(Case, editions.Root.Span);
        Desk(editions.Second);
        _browser.Add(Case, "spoil", Now, editions.Second, how);
        Desk(new Dictionary<string, byte[]>(), client: 1);
        Desk(editions.Second, client: 1);
        _browser.Add(Case, "article", Now, editions.Second, PathOf(editions.New), client: 1);
        var seen = Replay();
        // Nothing is shown of what no longer verifies, and the next refresh begins as if it were the first.
        Assert.Equal([("unreachable", 0), ("newest", 2)], seen[2..4].Select(s => (Text(s, "state"), Number(s, "edition"))));
        Assert.Equal(("newest", "newest", 1, "fine"), Says(seen[4]));
    }

    [Fact]
    public void Nobody_within_reach_is_no_attack()
    {
        _browser.Begin(Case, editions.Root.Span);
        Desk(editions.Second);
        Desk(new Dictionary<string, byte[]>());
        _browser.Add(Case, "article", Now, new Dictionary<string, byte[]>(), PathOf(editions.New));
        _browser.Add(Case, "desk", Now, new Dictionary<string, byte[]>(), "en", client: 2, store: 2);
        var seen = Replay();
        Assert.Equal([("newest", 2), ("old", 2), ("unreachable", 0), ("unreachable", 0)], seen.Select((s, i) => (Text(s, "state"), i == 2 ? 0 : Number(s, "edition"))));
    }

    [Fact]
    public void A_page_ahead_of_the_desk_is_taken_and_one_behind_is_shown_as_old()
    {
        var path = PathOf(editions.Corrected);
        var ahead = new Dictionary<string, byte[]>(editions.First) { [path] = editions.Second[path] };
        var behind = new Dictionary<string, byte[]>(editions.Second) { [path] = editions.First[path] };
        _browser.Begin(Case, editions.Root.Span);
        Desk(ahead);
        Article(ahead, path);
        Desk(behind);
        Article(behind, path);
        var seen = Replay();
        Assert.Equal(("newest", "ahead", 2, "fine"), Says(seen[1]));
        Assert.Equal(("old", "behind", 1, EditionCodes.ArticleSuperseded), Says(seen[3]));
    }

    [Theory]
    [InlineData(0, "recent")]
    [InlineData(60, "2026")]
    public void An_article_that_the_front_no_longer_names_is_measured_by_the_map_of_its_time(int days, string map)
    {
        var path = PathOf(editions.Corrected);
        var mirror = editions.Mirror();
        mirror.SignDocument("en/front", front => Drop(front["items"]!.AsArray(), editions.Corrected));
        if (days > 0)
        {
            mirror.SignDocument("en/corrections-recent", recent => recent["items"]!.AsArray().Clear());
            mirror.Sign("snapshot", snapshot => snapshot["x-skywave"]!["cut"] = Trust.Log.UtcTime.Write(Now.AddDays(days)));
        }
        var behind = new Dictionary<string, byte[]>(mirror.Files) { [path] = editions.First[path] };
        var withoutMap = new Dictionary<string, byte[]>(mirror.Files);
        withoutMap.Remove(withoutMap.Keys.Single(p => p.EndsWith(".corrections-2026", StringComparison.Ordinal) && p.Contains(TargetHash(mirror, "en/corrections-2026"), StringComparison.Ordinal)));
        _browser.Begin(Case, editions.Root.Span);
        Desk(mirror.Files);
        Article(mirror.Files, path);
        Article(behind, path);
        _browser.Add(Case, "desk", Now, mirror.Files, "en", client: 3, store: 3);
        _browser.Add(Case, "article", Now, withoutMap, path, client: 3, store: 3);
        var seen = Replay();
        Assert.Equal(("newest", "newest", 2, "fine"), Says(seen[1]));
        Assert.Equal(("old", "behind", 1, EditionCodes.ArticleSuperseded), Says(seen[2]));
        // Without the map nobody can say whether it is the newest.
        Assert.Equal(map == "recent" ? ("newest", "newest", 2, "fine") : ("old", "unknown", 2, "fine"), Says(seen[4]));
    }

    [Fact]
    public void The_very_bytes_that_the_desk_names_are_the_newest_and_no_others()
    {
        var mirror = editions.Mirror();
        mirror.SignDocument("en/front", front => front["items"]!.AsArray().Single(i => i!["article"]!.GetValue<string>() == editions.New)!["hash"] = new string('0', 64));
        _browser.Begin(Case, editions.Root.Span);
        Desk(mirror.Files);
        Article(mirror.Files, PathOf(editions.New));
        Assert.Equal(("refused", "", 0, EditionCodes.EditionContradiction), Says(Replay()[1]));
    }

    [Fact]
    public void A_signed_fragment_with_a_program_in_it_is_not_shown()
    {
        var mirror = editions.Mirror();
        var path = mirror.Find(editions.New + ".html");
        var forged = ForgedLog.Page(mirror, "en", path, "It has a picture.", "It has <img src=\"x\" onerror=\"alert(1)\">a picture.");
        mirror.Files[path] = forged;
        var hash = PageSplit.Parse(forged).Value.Fragment;
        mirror.SignDocument("en/front", front => front["items"]!.AsArray().Single(i => i!["article"]!.GetValue<string>() == editions.New)!["hash"] = Trust.Tuf.TargetEntry.Of(hash.Span).Sha256);
        _browser.Begin(Case, editions.Root.Span);
        Desk(mirror.Files);
        Article(mirror.Files, path);
        Assert.Equal(("refused", "", 0, EditionCodes.ArticleMarkup), Says(Replay()[1]));
    }

    [Theory]
    [MemberData(nameof(BrowserReader.Crypto), MemberType = typeof(BrowserReader))]
    public void Damaged_files_of_every_kind_are_refused_or_the_same_and_never_throw(string crypto)
    {
        var mirror = editions.Mirror();
        var page = editions.Second[PathOf(editions.New)];
        var split = PageSplit.Parse(page).Value;
        var rounds = crypto == "webcrypto" ? 1500 : 150;
        var result = BrowserReader.Fuzz(crypto, rounds, new Dictionary<string, byte[]>
        {
            ["root"] = editions.Root.ToArray(),
            ["timestamp"] = mirror.Files["metadata/timestamp.json"],
            ["snapshot"] = mirror.Files[mirror.RolePath("snapshot")],
            ["targets"] = mirror.Files[mirror.RolePath("targets")],
            ["desk"] = mirror.Files[mirror.RolePath("en")],
            ["logs"] = mirror.Target("newsroom/logs.json"),
            ["front"] = mirror.Target("en/front"),
            ["notices"] = mirror.Target("en/notices"),
            ["corrections"] = mirror.Target("en/corrections-recent"),
            ["public"] = mirror.Target("mirrors/public.json"),
            ["checkpoint"] = mirror.Target("en/checkpoint"),
            ["page"] = page,
            ["record"] = PageProof.Parse(split.Proof.Span).Value.Record.ToArray(),
            ["fragment"] = split.Fragment.ToArray(),
            ["memory"] = LyingMirror.Text($$"""{"health":{"https://a.example":{"good":1,"fails":0,"until":0,"why":""} },"mirrors":["https://a.example"],"newest":{"timestamp":"{{new string('a', 64)}}"},"views":{"en":{"targets":"{{new string('b', 64)}}"} } }"""),
        });
        // Each kind was refused most of the time, and whatever was damaged for good was noticed.
        Assert.All(result.EnumerateObject().Where(kind => kind.Name is not "memory"), kind =>
            Assert.True(kind.Value.EnumerateObject().Where(code => code.Name != "taken").Sum(code => code.Value.GetInt32()) > rounds / 10, kind.ToString()));
    }

    private void Desk(IReadOnlyDictionary<string, byte[]> files, int client = 0) => _browser.Add(Case, "desk", Now, files, "en", client: client);

    private void Article(IReadOnlyDictionary<string, byte[]> files, string path) => _browser.Add(Case, "article", Now, files, path);

    private JsonElement[] Replay() => _browser.Replay("webcrypto")[Case];

    private string PathOf(string id) => editions.Mirror().Find(id + ".html");

    private static FrontDocument Front(LyingMirror mirror) => FrontDocument.Parse(mirror.Target("en/front")).Value;

    private static string TargetHash(LyingMirror mirror, string name) => Trust.Tuf.TargetEntry.Of(mirror.Target(name)).Sha256!;

    private static void Drop(JsonArray items, string id) => items.Remove(items.Single(i => i!["article"]!.GetValue<string>() == id));

    private static string Text(JsonElement step, string name) => step.GetProperty(name).GetString()!;

    private static int Number(JsonElement step, string name) => step.GetProperty(name).GetInt32();

    private static (string State, string Freshness, int Revision, string Why) Says(JsonElement article) =>
        (Text(article, "state"), Text(article, "freshness"), Number(article, "revision"), Text(article, "why"));
}
