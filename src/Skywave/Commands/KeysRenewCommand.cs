using System.CommandLine;
using Skywave.Ceremonies;
using Skywave.Mirror;
using Skywave.Trust.Keys;

namespace Skywave.Commands;

/// <summary><c>skywave keys theme</c>, <c>reader</c> and <c>renew</c>: the offline holders sign without new keys.</summary>
internal static class KeysRenewCommand
{
    public static Command Theme()
    {
        var command = new Command("theme", "Approve the style sheet in theme/ (needs targets)");
        command.Does((line, terminal, cancel) =>
            KeysCommand.HoldAsync(line, terminal, ceremony => SignTheme.RunAsync(ceremony, cancel), "the style sheet is approved; those approved before stay so", cancel));
        return command;
    }

    public static Command Reader()
    {
        var command = new Command("reader", "Approve the code that this program puts into readers' browsers (needs targets)");
        command.Does((line, terminal, cancel) =>
            KeysCommand.HoldAsync(line, terminal, ceremony => SignReader.RunAsync(ceremony, cancel), "the reader's code is approved; readers who have an older one get it with the next edition", cancel));
        return command;
    }

    public static Command Renew()
    {
        var command = new Command("renew", "Sign root and targets again as they are, before they expire");
        command.Does((line, terminal, cancel) =>
            KeysCommand.HoldAsync(line, terminal, ceremony => ceremony.SignAsync(ceremony.Charter, [KeyPurpose.Root, KeyPurpose.Targets], null, cancel), "root holds for two more years, targets for one", cancel));
        return command;
    }
}
