using System.CommandLine;

namespace Skywave.Mirror;

/// <summary>The commands of everybody who has no newsroom: verify, mirror, read, tuf.</summary>
public static class ReaderCommands
{
    /// <summary>The commands themselves.</summary>
    /// <param name="clock">The time by which age and expiry are judged; without one, the machine's.</param>
    public static IEnumerable<Command> All(TimeProvider? clock = null)
    {
        var time = clock ?? TimeProvider.System;
        return [VerifyCommand.Create(time), MirrorCommand.Create(time), ReadCommand.Create(time), TufCommand.Create(time)];
    }

    /// <summary>A program of only these.</summary>
    public static RootCommand Root(string name, string description, TimeProvider? clock = null)
    {
        var root = new RootCommand($"{name}: {description}");
        foreach (var command in All(clock))
        {
            root.Subcommands.Add(command);
        }
        return root;
    }
}
