using System.Collections.Immutable;
using System.CommandLine;
using Skywave.House;
using Skywave.Mirror;
using Skywave.Trust.Keys;
using Skywave.Words;

namespace Skywave.Commands;

/// <summary>What several commands take.</summary>
internal static class Shared
{
    /// <summary>A newsroom's folder.</summary>
    public static Option<string> Newsroom() => new("--newsroom", "-n") { Description = "The newsroom's folder", Required = true, HelpName = "FOLDER" };

    /// <summary>Desks as they were typed, each once.</summary>
    /// <exception cref="Stop">One is not a language tag.</exception>
    public static ImmutableArray<string> Desks(string[] asked) =>
    [
        .. asked.Select(text => DeskTag.TryParse(text, out var tag)
            ? tag.Value
            : throw new Stop(Exit.Usage, "newsroom.desk", $"'{text}' is not a language tag", "write one like en, ru, fa-AF or uz-Cyrl")).Distinct(),
    ];

    /// <summary>Opens the host's keys when they are needed.</summary>
    public static Func<Keyring> HostKeys(NewsroomFolder house, Terminal terminal) =>
        () => KeyFiles.Open(house.HostKeyring, Passphrase.Ask(house, terminal));
}
