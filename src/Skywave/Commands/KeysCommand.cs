using System.CommandLine;
using System.Text.Json.Nodes;
using Skywave.Ceremonies;
using Skywave.House;
using Skywave.Mirror;
using Skywave.Trust;

namespace Skywave.Commands;

/// <summary><c>skywave keys</c>: what the offline holders do. docs/080-drills.md has every ceremony with its output.</summary>
internal static class KeysCommand
{
    private static readonly Option<string> Newsroom = Shared.Newsroom();
    private static readonly Option<string?> Offline = new("--offline") { Description = "Where the offline keyrings are (a USB stick); else FOLDER/keys/offline", HelpName = "FOLDER" };

    public static Command Create()
    {
        var command = new Command("keys", "List, make, rotate and revoke keys; what the offline holders sign")
        {
            KeysListCommand.Create(), KeysExportTrustCommand.Create(), KeysMakeCommand.Create(), KeysRotateCommand.Rotate(), KeysRotateCommand.Revoke(),
            KeysHoldersCommand.Add(), KeysHoldersCommand.Threshold(), KeysRenewCommand.Theme(), KeysRenewCommand.Reader(), KeysRenewCommand.Renew(), KeysAlertsCommand.Create(), KeysPassphraseCommand.Create(),
        };
        foreach (var sub in command.Subcommands)
        {
            sub.Options.Add(Newsroom);
            sub.Options.Add(Offline);
        }
        return command;
    }

    /// <summary>The newsroom that was named.</summary>
    public static NewsroomFolder House(ParseResult line) => NewsroomFolder.Open(line.GetRequiredValue(Newsroom));

    /// <summary>Where the offline keyrings are.</summary>
    public static string OfflineFolder(ParseResult line, NewsroomFolder house) => line.GetValue(Offline) is { } named ? Path.GetFullPath(named) : house.OfflineKeys;

    /// <summary>Opens keyrings with one passphrase, and asks again for a file that it does not open.</summary>
    public static Func<string, SealedKeyring> Opener(NewsroomFolder house, Terminal terminal)
    {
        var words = new Lazy<string>(() => Passphrase.Ask(house, terminal));
        return path =>
        {
            terminal.Progress($"opening {path} …");
            try
            {
                return SealedKeyring.Open(path, File.Exists(path) ? words.Value : "");
            }
            catch (Stop stop) when (stop.Code == Codes.SealPassphrase && Passphrase.AskFor(path, terminal) is { } other)
            {
                return SealedKeyring.Open(path, other);
            }
        };
    }

    /// <summary>Holds a ceremony and tells what was signed and what to do next.</summary>
    public static async Task<Exit> HoldAsync(ParseResult line, Terminal terminal, Func<Ceremony, Task<CeremonyOutcome>> act, string done, CancellationToken cancel)
    {
        var house = House(line);
        var keyrings = new Keyrings(house, OfflineFolder(line, house), Opener(house, terminal), () => Passphrase.AskNew(terminal));
        await using var ceremony = await Ceremony.BeginAsync(house, keyrings, TimeProvider.System, cancel).ConfigureAwait(false);
        var outcome = await act(ceremony).ConfigureAwait(false);
        Report(terminal, house, keyrings, outcome, done);
        return Exit.Done;
    }

    private static void Report(Terminal terminal, NewsroomFolder house, Keyrings keyrings, CeremonyOutcome outcome, string done)
    {
        terminal.Say(done);
        var signed = new[] { outcome.Root is { } root ? $"root {root}" : null, outcome.Targets is { } targets ? $"targets {targets}" : null }.OfType<string>().ToArray();
        if (signed.Length > 0)
        {
            terminal.Say($"signed       {string.Join(", ", signed)}");
            terminal.Say($"fingerprint  {outcome.Fingerprint}");
        }
        terminal.Say();
        terminal.Say("Next:");
        var steps = Steps(house, keyrings, outcome).ToList();
        for (var i = 0; i < steps.Count; i++)
        {
            terminal.Say($"  {i + 1}. {steps[i]}");
        }
        terminal.Json(new JsonObject
        {
            ["outcome"] = "done", ["root"] = outcome.Root, ["targets"] = outcome.Targets, ["fingerprint"] = outcome.Fingerprint,
            ["keyrings"] = new JsonArray([.. outcome.Files.Select(f => (JsonNode?)f)]),
        });
    }

    private static IEnumerable<string> Steps(NewsroomFolder house, Keyrings keyrings, CeremonyOutcome outcome)
    {
        yield return "skywave publish --newsroom " + Path.GetRelativePath(Environment.CurrentDirectory, house.Path);
        var offline = outcome.Files.Where(f => f != house.HostKeyring).Select(f => Path.GetFileName(f)).ToArray();
        if (offline.Length > 0)
        {
            yield return $"copy {string.Join(" and ", offline)} from {keyrings.Folder} to the other USB stick too; older copies of it cannot sign any more";
        }
        if (outcome.Files.Contains(house.HostKeyring))
        {
            yield return "back up the newsroom's folder again: an older keys/host.age cannot publish any more";
        }
        if (outcome.Root is not null || outcome.Targets is not null)
        {
            yield return "after publishing, give out a new trust file: skywave keys export-trust (those who have the old one follow by themselves)";
        }
    }
}
