using System.CommandLine;
using Skywave.House;
using Skywave.Mirror;
using Skywave.Trust.Keys;

namespace Skywave.Commands;

/// <summary>What several commands take.</summary>
internal static class Shared
{
    /// <summary>A newsroom's folder.</summary>
    public static Option<string> Newsroom() => new("--newsroom", "-n") { Description = "The newsroom's folder", Required = true, HelpName = "FOLDER" };

    /// <summary>Opens the host's keys when they are needed.</summary>
    public static Func<Keyring> HostKeys(NewsroomFolder house, Terminal terminal) =>
        () => KeyFiles.Open(house.HostKeyring, Passphrase.Ask(house, terminal));
}
