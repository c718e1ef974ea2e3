using System.CommandLine;
using System.Text.Json.Nodes;
using Skywave.Ceremonies;
using Skywave.House;
using Skywave.Mirror;

namespace Skywave.Commands;

/// <summary><c>skywave keys passphrase</c>: seals keyrings with other words.</summary>
internal static class KeysPassphraseCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE|all") { Description = "A keyring's file, or all that are here" };
        var command = new Command("passphrase", "Seal keyrings with a new passphrase (SKYWAVE_NEW_PASSPHRASE_FILE, or asked for)") { file };
        command.Does((line, terminal, _) =>
        {
            var house = KeysCommand.House(line);
            var named = line.GetRequiredValue(file);
            var files = named == "all" ? ResealKeys.All(house, KeysCommand.OfflineFolder(line, house)) : [Path.GetFullPath(named)];
            var open = KeysCommand.Opener(house, terminal);
            var count = ResealKeys.Run(files, open, Passphrase.AskNew(terminal, "SKYWAVE_NEW_PASSPHRASE"));
            if (named == "all")
            {
                Passphrase.ForgetUnsafe(house);
            }
            terminal.Say($"{count} of {files.Count} keyrings sealed with the new passphrase");
            terminal.Say("copies of the old files still open with the old one: replace the USB sticks' and the backups'");
            terminal.Json(new JsonObject { ["outcome"] = "done", ["sealed"] = count, ["keyrings"] = new JsonArray([.. files.Select(f => (JsonNode?)f)]) });
            return Task.FromResult(Exit.Done);
        });
        return command;
    }
}
