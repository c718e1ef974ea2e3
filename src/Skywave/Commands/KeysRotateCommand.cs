using System.CommandLine;
using Skywave.Ceremonies;
using Skywave.Mirror;

namespace Skywave.Commands;

/// <summary><c>skywave keys rotate</c> and <c>revoke</c>: new keys, as planned or after a theft.</summary>
internal static class KeysRotateCommand
{
    public static Command Rotate() => Create("rotate", "Give roles new keys, as planned; the old ones stay in their keyrings, retired", stolen: false);

    public static Command Revoke() => Create("revoke", "Give roles new keys after a theft; the old ones go at once", stolen: true);

    private static Command Create(string name, string description, bool stolen)
    {
        var roles = new Argument<string[]>("ROLE") { Description = "root, targets, snapshot, timestamp, mirrors, desk:TAG, log:TAG, or host for all that the publishing host has", Arity = ArgumentArity.OneOrMore };
        var key = new Option<string?>("--key") { Description = "Of several keys of one role, only the one whose id begins so", HelpName = "ID" };
        var command = new Command(name, description) { roles, key };
        var atSize = new Option<long?>("--at-size") { Description = "For a log: its last good size, when the thief's entries are in our own ledger", HelpName = "N" };
        var leaveOut = new Option<string[]>("--leave-out") { Description = "With --at-size: an article past it that is the thief's; once for each", HelpName = "ARTICLE" };
        if (stolen)
        {
            command.Options.Add(atSize);
            command.Options.Add(leaveOut);
        }
        command.Does((line, terminal, cancel) =>
        {
            var named = KeyRole.ParseAll(line.GetRequiredValue(roles), KeysCommand.House(line).Settings.Desks);
            var how = new Replacement(stolen, line.GetValue(key), stolen ? line.GetValue(atSize) : null, stolen ? [.. line.GetValue(leaveOut) ?? []] : []);
            var done = $"{(stolen ? "revoked" : "rotated")}: {string.Join(", ", named)}";
            return KeysCommand.HoldAsync(line, terminal, ceremony => RotateKeys.RunAsync(ceremony, named, how, cancel), done, cancel);
        });
        return command;
    }
}
