using System.Text;

namespace Skywave.Tests.Matrix;

/// <summary>
/// What can go wrong on the way to a reader, as far as a browser meets it. Numbers are those of the list of scenarios of docs/915-scenarios.md; each sets up a mirror that lies or
/// a line that is cut, and, where the row says so, an honest mirror behind it.
/// </summary>
internal static class Scenarios
{
    /// <summary>The columns in their order. The page is read twice because a script that a mirror adds runs in one of them only.</summary>
    public static IReadOnlyList<Column> Columns { get; } = [new PlainColumn("page, no script", scripts: false), new PlainColumn("page", scripts: true), new BoatColumn("lifeboat"), new WorkerColumn(Worker)];

    private const string Worker = "worker";

    public static IReadOnlyList<Scenario> All { get; } =
    [
        .. Blocked(), .. Answered(), .. Lines(), .. Stale(), .. Damaged(), .. Seized(), .. Times(), .. Devices(),
    ];

    private static IEnumerable<Scenario> Blocked() =>
    [
        Row("1a", "The name has no address; a second mirror", w => new Scene(w.Bridge, (new Box(null), Scene.Nowhere), Honest(w)), Outcome.Nothing, Outcome.Read),
        Row("1b", "The name has a censor's address; a second mirror", w => new Scene(w.Bridge, At(new Liar(_ => BlockPage), "bogus.test"), Honest(w)), Outcome.Nothing, Outcome.Read),
        Row("2", "TLS is reset once the name was read; a second mirror", w => new Scene(w.Bridge, At(new Box(null), "blocked.test", "https"), Honest(w)), Outcome.Nothing, Outcome.Read),
        Row("3", "Every packet is dropped; a second mirror", w => new Scene(w.Bridge, new BlackHole(), w.Good()), Outcome.Nothing, Outcome.Read),
        Row("4a", "A block page in place of TLS, then the end; a second mirror", w => new Scene(w.Bridge, At(new Box("HTTP/1.1 403 Forbidden\r\n\r\nblocked"), "blocked.test", "https"), Honest(w)), Outcome.Nothing, Outcome.Read),
        Row("4b", "A certificate of somebody else; a second mirror", w => new Scene(w.Bridge, At(new Liar(_ => BlockPage, w.Certificate), "blocked.test", "https"), Honest(w)), Outcome.Nothing, Outcome.Read),
    ];

    private static IEnumerable<Scenario> Answered() =>
    [
        Row("5a", "A block page with 200 for everything; a second mirror", w => new Scene(w.Bridge, new Liar(_ => BlockPage), w.Good()), Outcome.Nothing, Outcome.Read),
        Row("5b", "A captive portal that leads everything to itself; a second mirror", w => new Scene(w.Bridge, new Liar(path => path.StartsWith("portal", StringComparison.Ordinal) ? BlockPage : BlockPage with { Status = 302, Location = "/portal" }), w.Good()), Outcome.Nothing, Outcome.Read),
        Row("6a", "One of three mirrors has nothing any more (404)", w => new Scene(w.Bridge, new Liar(_ => Reply.Missing), w.Good(), w.Good()), Outcome.Nothing, Outcome.Read),
        Row("6b", "One of three mirrors may not (451)", w => new Scene(w.Bridge, new Liar(_ => BlockPage with { Status = 451 }), w.Good(), w.Good()), Outcome.Nothing, Outcome.Read),
    ];

    private static IEnumerable<Scenario> Lines() =>
    [
        .. new[] { 8, 12, 16, 20 }.Select((kb, i) => Row($"7{"abcd"[i]}", $"A connection freezes after {kb} KB; a second mirror", w => new Scene(w.Bridge, new Line(w.Site("now")) { FreezeAfter = kb * 1024 }, w.Good()), Outcome.Read, Outcome.Read)),
        Row("7e", "Every connection freezes after 16 KB; the mirror ends its own after 11", w => new Scene(w.Bridge, new Line(w.Site("now, in parts")) { FreezeAfter = 16 * 1024 }), Outcome.Read, Outcome.Read) with { Or = (Worker, Outcome.OldDated) },
        Row("9a", "128 kbit/s", w => new Scene(w.Bridge, new Line(w.Site("now")) { BytesPerSecond = 16_000 }), Outcome.Read, Outcome.Read),
        Row("9b", "32 kbit/s", w => new Scene(w.Bridge, new Line(w.Site("now")) { BytesPerSecond = 4_000 }), Outcome.Read, Outcome.Read),
        Row("9c", "300 ms there and back", w => new Scene(w.Bridge, new Line(w.Site("now")) { Delay = TimeSpan.FromMilliseconds(150) }), Outcome.Read, Outcome.Read),
        Row("9d", "1,500 ms there and back", w => new Scene(w.Bridge, new Line(w.Site("now")) { Delay = TimeSpan.FromMilliseconds(750) }), Outcome.Read, Outcome.Read).But(Worker, Outcome.OldDated),
        .. new[] { 1, 5, 20 }.Select((percent, i) => Row($"9{"efg"[i]}", $"{percent} % of the packets are lost, 100 ms there and back", w => new Scene(w.Bridge, new Line(w.Site("now")) { Delay = TimeSpan.FromMilliseconds(50), Loss = percent / 100.0 }), Outcome.Read, Outcome.Read)),
        Row("21a", "The line dies within the first answer and stays dead", w => new Scene(w.Bridge, new Line(w.Site("now")) { DieAfter = 1_500 }), Outcome.Nothing, Outcome.Old),
        Row("21b", "The same, and it comes back", Shutdown, Outcome.Read, Outcome.Read),
    ];

    private static IEnumerable<Scenario> Stale() =>
    [
        Row("10a", "A mirror is 1 hour old; a second mirror", w => new Scene(w.Bridge, new Line(w.Site("1h")), w.Good()), Outcome.OldUnsaid, Outcome.Dated),
        Row("10b", "A mirror is 3 days old; a second mirror", w => new Scene(w.Bridge, new Line(w.Site("3d")), w.Good()), Outcome.OldUnsaid, Outcome.Read),
        Row("10c", "A mirror is 30 days old; a second mirror", w => new Scene(w.Bridge, new Line(w.Site("30d")), w.Good()), Outcome.OldUnsaid, Outcome.Read),
        Row("10d", "The only mirror is 3 days old", w => new Scene(w.Bridge, new Line(w.Site("3d"))), Outcome.OldUnsaid, Outcome.Old),
        Row("13a", "A mirror has new lists and old pages; a second mirror", w => new Scene(w.Bridge, Liar.Over(w.Folder("now"), (path, _) => path == w.Bridge.Path ? Page(w, "1h", path) : null), w.Good()), Outcome.OldUnsaid, Outcome.Read),
        Row("13b", "The only mirror has new pages and old lists", w => new Scene(w.Bridge, Liar.Over(w.Folder("1h"), (path, _) => path == w.Bridge.Path ? Page(w, "now", path) : null)), Outcome.Read, Outcome.Read),
        Row("20a", "The only mirror gives an older timestamp than was seen", w => new Scene(w.Bridge, new Line(w.Site("1h"))) { Since = "now" }, Outcome.OldUnsaid, Outcome.Read).But(Worker, Outcome.ReadCalledOld),
        Row("20b", "The same; a second mirror", w => new Scene(w.Bridge, new Line(w.Site("1h")), w.Good()) { Since = "now" }, Outcome.OldUnsaid, Outcome.Read),
        Row("20c", "The newsroom's keys signed two histories under one number, and the only mirror has the other", w => new Scene(w.Bridge, new Line(w.Site("other"))) { Since = "now" }, Outcome.OtherHistory, Outcome.Read),
        Row("20d", "The other history, an edition further", w => new Scene(w.Bridge, new Line(w.Site("other, later"))) { Since = "now" }, Outcome.OtherHistory, Outcome.OtherHistory),
    ];

    private static IEnumerable<Scenario> Damaged() =>
    [
        Row("11a", "Words are changed in a page; a second mirror", w => new Scene(w.Bridge, Lying(w), w.Good()), Outcome.Wrong, Outcome.Read),
        Row("11b", "Words are changed in the newest story; no other mirror", w => new Scene(w.Market, Lying(w)), Outcome.Wrong, Outcome.Refused),
        Row("11c", "Everything is cut off after three quarters; a second mirror", w => new Scene(w.Bridge, Liar.Over(w.Folder("now"), (path, bytes) => Typed(path, bytes[..(bytes.Length * 3 / 4)]) with { Said = bytes.Length }), w.Good()), Outcome.Read, Outcome.Read),
        Row("11d", "Everything is said to be shorter than it is; a second mirror", w => new Scene(w.Bridge, Liar.Over(w.Folder("now"), (path, bytes) => Typed(path, bytes) with { Said = bytes.Length / 2 }), w.Good()), Outcome.Read, Outcome.Read) with { IsWarned = true },
        Row("11e", "Nothing ever ends; a second mirror", w => new Scene(w.Bridge, Liar.Over(w.Folder("now"), (path, bytes) => Typed(path, bytes) with { IsEndless = true }), w.Good()), Outcome.Read, Outcome.Read) with { IsWarned = true },
        Row("12a", "Another signed story at the story's address; a second mirror", w => new Scene(w.Bridge, Swapping(w, w.Bridge, w.Market), w.Good()), Outcome.Wrong, Outcome.Read),
        Row("12b", "The same for a story that the reader never had; no other mirror", w => new Scene(w.Market, Swapping(w, w.Market, w.Bridge)), Outcome.Wrong, Outcome.Refused),
    ];

    private static IEnumerable<Scenario> Seized() =>
    [
        Row("14a", "A seized mirror adds a script that changes words; a second mirror", w => new Scene(w.Bridge, Liar.Over(w.Folder("now"), (path, bytes) => IsPage(path) ? Typed(path, WithScript(bytes)) : null), w.Good()), Outcome.Read, Outcome.Wrong, Outcome.Read),
        Row("15", "The first address is seized: pages, worker and scripts are the thief's; a second mirror", w => new Scene(w.Bridge, Liar.Over(w.Folder("now"), (path, bytes) => IsPage(path) ? Typed(path, Lied(w, bytes)) : Typed(path, Thiefs)), w.Good()), Outcome.Wrong, Outcome.Read) with { IsWarned = true },
    ];

    private static IEnumerable<Scenario> Times() =>
    [
        Row("18a", "The root keys changed once in 300 days away", w => Far(w, "root2"), Outcome.Read, Outcome.Read),
        Row("18b", "They changed three times", w => Far(w, "root4"), Outcome.Read, Outcome.Read),
        Row("18c", "300 roots came after; the reader asks twice", w => Far(w, "root304", () => { }), Outcome.Read, Outcome.Read) with { Or = (Worker, Outcome.OldDated) },
        Row("19a", "The reader's clock is 3 years behind", w => Clock(w, -3 * 365), Outcome.Read, Outcome.Read),
        Row("19b", "It is a day behind", w => Clock(w, -1), Outcome.Read, Outcome.Read),
        Row("19c", "It is 2 days ahead", w => Clock(w, 2), Outcome.Read, Outcome.ReadCalledOld),
        Row("19d", "It is 10 years ahead", w => Clock(w, 3653), Outcome.Read, Outcome.ReadCalledOld),
    ];

    private static IEnumerable<Scenario> Devices() =>
    [
        Row("25a", "No script runs", w => new Scene(w.Bridge, w.Good()) { NoScript = true }, Outcome.Read, Outcome.Unchecked).But(Worker, Outcome.Read),
        Row("25b", "A private window", w => new Scene(w.Bridge, w.Good()) { IsPrivate = true }, Outcome.Read, Outcome.Read),
        Only(Worker, "25c", "There is room for nothing more", w => new Scene(w.Bridge, w.Good()) { Beforehand = Mishap.Full }, Outcome.Read),
        Only(Worker, "25d", "The same, and the address is blocked; a second mirror", w => new Scene(w.Bridge, new Liar(_ => Reply.Missing), w.Good()) { Beforehand = Mishap.Full }, Outcome.Read),
        Only(Worker, "25e", "The browser needed room: worker, keys and news are gone", w => new Scene(w.Bridge, w.Good()) { Beforehand = Mishap.Evicted }, Outcome.Read),
        Only(Worker, "25f", "Keys and news are gone, and the worker is there", w => new Scene(w.Bridge, w.Good()) { Beforehand = Mishap.Emptied }, Outcome.Read),
        Only(Worker, "25g", "The worker is ended while it is fetching", w => Ended(w, isTriedAgain: false), Outcome.Nothing),
        Only(Worker, "25h", "The same; the reader tries again", w => Ended(w, isTriedAgain: true), Outcome.Read) with { Or = (Worker, Outcome.OldDated) },
        Row("26", "Somebody watches the sizes of twelve stories", w => new Scene(w.Bridge, w.Good()) { Watched = w.Many }, Outcome.Read, Outcome.Read),
    ];

    private static readonly Reply BlockPage = Reply.Page("This site is blocked by order of the ministry");

    private static readonly byte[] Thiefs = "postMessage('Thank you for your visit')"u8.ToArray();

    private static Scenario Row(string id, string what, Func<World, Scene> set, Outcome page, Outcome boat) => Row(id, what, set, page, page, boat);

    // Each column's, in their order; every way that checks and has none of its own, the last.
    private static Scenario Row(string id, string what, Func<World, Scene> set, params Outcome[] expected) =>
        new(id, what, set, Columns.Select((column, i) => (column.Name, expected[Math.Min(i, expected.Length - 1)])).ToDictionary(e => e.Name, e => e.Item2));

    private static Scenario Only(string column, string id, string what, Func<World, Scene> set, Outcome expected) => new(id, what, set, new Dictionary<string, Outcome> { [column] = expected });

    private static (Simulator, string) Honest(World world) => At(world.Good());

    private static (Simulator, string) At(Simulator mirror, string host = "127.0.0.1", string scheme = "http") => (mirror, mirror.Address(scheme, host));

    private static Scene Shutdown(World world)
    {
        var line = new Line(world.Site("now")) { DieAfter = 1_500 };
        return new Scene(world.Bridge, line) { Again = () => (line.DieAfter, line.IsDead) = (null, false) };
    }

    private static Scene Far(World world, string edition, Action? again = null) => new(world.FarStory, new Line(world.Site(edition))) { Since = "root1", Again = again };

    // So slow that it is in the middle of something when it is ended.
    private static Scene Ended(World world, bool isTriedAgain)
    {
        var line = new Line(world.Site("now")) { BytesPerSecond = 2_000 };
        return new Scene(world.Bridge, line) { Meanwhile = Mishap.Ended, Again = isTriedAgain ? () => line.BytesPerSecond = null : null };
    }

    private static Scene Clock(World world, int days) => new(world.Bridge, world.Good()) { Clock = DateTimeOffset.UtcNow.AddDays(days) };

    private static Liar Lying(World world) => Liar.Over(world.Folder("now"), (path, bytes) => IsPage(path) ? Typed(path, Lied(world, bytes)) : null);

    private static Liar Swapping(World world, Story asked, Story given) => Liar.Over(world.Folder("now"), (path, _) => path == asked.Path ? Page(world, "now", given.Path) : null);

    private static byte[] Lied(World world, byte[] page) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(page).Replace(world.Bridge.Text, World.Lie, StringComparison.Ordinal).Replace(world.Market.Text, World.Lie, StringComparison.Ordinal));

    // A mirror's own policy lets its own script run: ours stands in the page, which is the mirror's.
    private static byte[] WithScript(byte[] page) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(page)
        .Replace("content-security-policy", "x-was", StringComparison.Ordinal).Replace("</body>", $"<script>document.querySelector('article').innerText = '{World.Lie}'</script></body>", StringComparison.Ordinal));

    private static Reply Page(World world, string edition, string path) => Typed(path, File.ReadAllBytes(Path.Combine(world.Folder(edition), path)));

    private static Reply Typed(string path, byte[] bytes) => new(bytes) { Type = Liar.TypeOf(path) };

    private static bool IsPage(string path) => path.EndsWith(".html", StringComparison.Ordinal);
}
