using System.CommandLine;
using Skywave.Ceremonies;
using Skywave.Mirror;

namespace Skywave.Commands;

/// <summary><c>skywave keys make</c>: lets desks in.</summary>
internal static class KeysMakeCommand
{
    public static Command Create()
    {
        var desk = new Option<string[]>("--desk") { Description = "The new desk's tag (en, fa-AF, uz-Cyrl); once for each", Required = true, HelpName = "TAG" };
        var command = new Command("make", "Let a new desk in: its keys, its log, its line in skywave.json (needs targets)") { desk };
        command.Does((line, terminal, cancel) =>
        {
            var desks = Shared.Desks(line.GetRequiredValue(desk));
            return KeysCommand.HoldAsync(line, terminal, ceremony => MakeDesk.RunAsync(ceremony, desks, cancel), $"new desk: {string.Join(", ", desks)}", cancel);
        });
        return command;
    }
}
