using System.Text.Json.Nodes;
using Skywave.House;
using Skywave.Ledger;
using Skywave.Mirror;
using Skywave.Trust.Tuf;

namespace Skywave.Demo;

/// <summary>What the demonstration tells a newcomer: what to open, and what to try next.</summary>
internal static class DemoGuide
{
    // As it was started: ./skywave from the sources, else by its name.
    private static string Program => Environment.GetEnvironmentVariable("SKYWAVE_STARTED_AS") is { Length: > 0 } script ? script : "skywave";

    /// <summary>Says it.</summary>
    public static void Say(NewsroomFolder house, DemoSites? sites, Terminal terminal)
    {
        string fingerprint;
        using (var ledger = LedgerFile.Open(house.Ledger))
        {
            fingerprint = RootRole.Fingerprint(OfflineRoles.Root(ledger));
        }
        var trust = Short(MakeDemo.TrustFileOf(house));
        var page = SamplePage(house);
        var mirror = Short(house.Carrier("mirror-one"));
        var from = sites?.Address(1).ToString().TrimEnd('/') ?? mirror;
        terminal.Say();
        if (sites is not null)
        {
            terminal.Say("Open in a browser");
            terminal.Say($"  the newsroom's own site   {sites.Address(0)}");
            terminal.Say($"  mirror one                {sites.Address(1)}");
            terminal.Say($"  mirror two                {sites.Address(2)}");
            terminal.Say();
        }
        terminal.Say(sites is null ? "Try" : "Try in another terminal");
        terminal.Say("  check a whole mirror      " + $"{Program} verify {from} --trust {trust}");
        terminal.Say("  check one page            " + $"{Program} verify {mirror}/{page} --trust {trust}");
        terminal.Say("  tamper with that page     " + $"sed -i 's/signature/picture/' {mirror}/{page}");
        terminal.Say("                            then check it again: it is refused, and says why");
        terminal.Say("  mend the mirror           " + $"{Program} mirror {(sites is null ? Short(house.Public) : sites.Address(2))} {mirror}");
        terminal.Say("  read in the terminal      " + $"{Program} read {from}");
        terminal.Say("  write a story             " + $"{Program} import story.txt --newsroom {Short(house.Path)} --desk en --publish   (docs/030-story-text.md)");
        terminal.Say("  open the newsroom         " + $"{Program} serve --newsroom {Short(house.Path)}   (it prints a link for the first person)");
        terminal.Say();
        terminal.Say($"Fingerprint  {fingerprint}");
        terminal.Say($"The keys in {Short(house.Keys)} are unsafe: their passphrase lies beside them. Never publish real news with them.");
        terminal.Json(new JsonObject
        {
            ["outcome"] = "done",
            ["folder"] = house.Path,
            ["trust"] = MakeDemo.TrustFileOf(house),
            ["fingerprint"] = fingerprint,
            ["page"] = page,
            ["addresses"] = sites is null ? new JsonArray() : new JsonArray([.. Enumerable.Range(0, sites.Count).Select(i => (JsonNode?)sites.Address(i).ToString())]),
        });
    }

    /// <summary>The English page that explains how to check a page: the one to tamper with.</summary>
    public static string SamplePage(NewsroomFolder house)
    {
        var page = Directory.EnumerateFiles(Path.Combine(house.Public, "en"), "is-this-page-genuine-*.html", SearchOption.AllDirectories).Single();
        return Path.GetRelativePath(house.Public, page).Replace(Path.DirectorySeparatorChar, '/');
    }

    private static string Short(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
