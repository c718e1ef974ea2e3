using System.CommandLine;
using System.Text.Json.Nodes;
using Skywave.Ceremonies;
using Skywave.Ledger;
using Skywave.Mirror;

namespace Skywave.Commands;

/// <summary><c>skywave keys export-trust</c>: the file by which mirrors and readers know the newsroom.</summary>
internal static class KeysExportTrustCommand
{
    public static Command Create()
    {
        var output = new Option<string>("--output", "-o") { Description = "The file to write", Required = true, HelpName = "FILE" };
        var command = new Command("export-trust", "Write the trust file that mirrors and readers hold") { output };
        command.Does(async (line, terminal, cancel) =>
        {
            var house = KeysCommand.House(line);
            await using var ledger = LedgerFile.Open(house.Ledger);
            var (bytes, fingerprint) = ExportTrust.Run(ledger);
            var file = line.GetRequiredValue(output);
            await File.WriteAllBytesAsync(file, bytes, cancel).ConfigureAwait(false);
            terminal.Say($"{file}: {bytes.Length} bytes");
            terminal.Say($"fingerprint  {fingerprint}");
            terminal.Say("Whoever gets the file compares this with you by voice or in print, not over the way the file came.");
            terminal.Json(new JsonObject { ["outcome"] = "done", ["file"] = file, ["bytes"] = bytes.Length, ["fingerprint"] = fingerprint });
            return Exit.Done;
        });
        return command;
    }
}
