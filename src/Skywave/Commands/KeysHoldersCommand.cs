using System.CommandLine;
using Skywave.Ceremonies;
using Skywave.Mirror;

namespace Skywave.Commands;

/// <summary><c>skywave keys add</c> and <c>threshold</c>: several holders of root or targets.</summary>
internal static class KeysHoldersCommand
{
    public static Command Add()
    {
        var role = Role();
        var threshold = new Option<int?>("--threshold") { Description = "How many of the keys must sign from then on; else as before", HelpName = "M" };
        var command = new Command("add", "One more key for root or targets, in a keyring file of its own") { role, threshold };
        command.Does((line, terminal, cancel) =>
        {
            var named = Named(line, role);
            return KeysCommand.HoldAsync(line, terminal, ceremony => AddKey.RunAsync(ceremony, named, line.GetValue(threshold), cancel), $"one more key: {named}", cancel);
        });
        return command;
    }

    public static Command Threshold()
    {
        var role = Role();
        var threshold = new Argument<int>("M") { Description = "How many must sign" };
        var command = new Command("threshold", "How many of the keys of root or targets must sign") { role, threshold };
        command.Does((line, terminal, cancel) =>
        {
            var (named, m) = (Named(line, role), line.GetRequiredValue(threshold));
            return KeysCommand.HoldAsync(line, terminal, ceremony => AddKey.ThresholdAsync(ceremony, named, m, cancel), $"{named} now needs {m} of its keys", cancel);
        });
        return command;
    }

    private static Argument<string> Role() => new("ROLE") { Description = "root or targets" };

    private static KeyRole Named(ParseResult line, Argument<string> role) => KeyRole.ParseAll([line.GetRequiredValue(role)], KeysCommand.House(line).Settings.Desks)[0];
}
