using System.CommandLine;

namespace Skywave.Mirror;

/// <summary>The commands of everybody who has no newsroom: verify, mirror, read, tuf.</summary>
public static class ReaderCommands
{
    /// <summary>The commands themselves.</summary>
    public static IEnumerable<Command> All() => [VerifyCommand.Create(), MirrorCommand.Create(), ReadCommand.Create(), TufCommand.Create()];

    /// <summary>A program of only these.</summary>
    public static RootCommand Root(string name, string description)
    {
        var root = new RootCommand($"{name}: {description}");
        foreach (var command in All())
        {
            root.Subcommands.Add(command);
        }
        return root;
    }
}
