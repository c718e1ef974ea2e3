using System.CommandLine;
using System.Text.Json.Nodes;
using Skywave.House;
using Skywave.Ledger;
using Skywave.Mirror;
using Skywave.Trust.Keys;
using Skywave.Trust.Tuf;

namespace Skywave.Commands;

/// <summary><c>skywave new</c>: a newsroom in a folder.</summary>
internal static class NewCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "A folder that does not exist yet" };
        var name = new Option<string>("--name") { Description = "The newsroom's name, as readers see it", Required = true };
        var desk = new Option<string[]>("--desk") { Description = "A language service by its tag (en, fa-AF, uz-Cyrl); once for each", Required = true, HelpName = "TAG" };
        var command = new Command("new", "Make a newsroom: its folder, its keys, an empty store") { folder, name, desk };
        command.Does(async (line, terminal, cancel) =>
        {
            var passphrase = Passphrase.AskNew(terminal);
            terminal.Note("sealing the keys (takes a few seconds) …");
            var house = await MakeNewsroom.RunAsync(
                line.GetRequiredValue(folder), line.GetRequiredValue(name), Shared.Desks(line.GetRequiredValue(desk)), passphrase, AgeFile.WorkFactor, TimeProvider.System, cancel).ConfigureAwait(false);
            Report(house, terminal);
            return Exit.Done;
        });
        return command;
    }

    private static void Report(NewsroomFolder house, Terminal terminal)
    {
        using var ledger = LedgerFile.Open(house.Ledger);
        var fingerprint = RootRole.Fingerprint(OfflineRoles.Root(ledger));
        terminal.Say($"{house.Settings.Name}: a newsroom with {string.Join(", ", house.Settings.Desks)} in {house.Path}");
        terminal.Say($"fingerprint  {fingerprint}");
        terminal.Say();
        terminal.Say("Next:");
        terminal.Say($"  1. take {Path.Combine(house.Path, "keys", "offline")} away: copy it to two USB sticks, keep them in two places, delete it here");
        terminal.Say($"  2. skywave import story.txt --newsroom {house.Path} --desk {house.Settings.Desks[0]} --publish");
        terminal.Say($"  3. skywave serve --newsroom {house.Path}");
        terminal.Say("docs/020-newsroom.md goes on from here.");
        terminal.Json(new JsonObject { ["outcome"] = "done", ["newsroom"] = house.Settings.Id, ["folder"] = house.Path, ["fingerprint"] = fingerprint });
    }
}
