using Skywave.Reading;
using Skywave.Trust.Documents;
using Skywave.Trust.Tuf;

namespace Skywave.Mirror;

/// <summary>
/// What is trusted on this machine, by newsroom: pinned by a --trust once given, in the user's data folder (SKYWAVE_PINS, else
/// $XDG_DATA_HOME/skywave/pins, else ~/.local/share/skywave/pins).
/// </summary>
public static class Pins
{
    private static string Folder => Environment.GetEnvironmentVariable("SKYWAVE_PINS") is { Length: > 0 } named ? named
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "skywave", "pins");

    /// <summary>The memory of a newsroom; empty until something is pinned.</summary>
    /// <param name="newsroom">Its UUID, checked to be one: it becomes a folder's name.</param>
    public static ReaderMemory Of(string newsroom) =>
        Guid.TryParseExact(newsroom, "D", out var id) ? new(Path.Combine(Folder, id.ToString("D"))) : throw new ArgumentException("not a newsroom's id", nameof(newsroom));

    /// <summary>Reads a trust file a person vouches for.</summary>
    /// <exception cref="Stop">It cannot be read or does not hold together.</exception>
    public static TrustFile ReadTrust(string path)
    {
        if (!File.Exists(path))
        {
            throw new Stop(Exit.Usage, "trust.missing", $"{path}: there is no such trust file", "get it from the newsroom or from somebody who has it: `skywave keys export-trust -o FILE`");
        }
        if (new FileInfo(path).Length > TrustFile.MaxLength)
        {
            throw new Stop(Exit.Usage, "trust.malformed", $"{path}: too big for a trust file", "check that it is the file that was meant");
        }
        return TrustFile.Read(File.ReadAllBytes(path)).TryGet(out var trust, out var refusal)
            ? trust
            : throw new Stop(Exit.Refused, refusal.Code, $"{path}: {refusal.Detail}", "get the file again, and compare its fingerprint by voice or print");
    }

    /// <summary>True when the file is a bare TUF root.json rather than a trust file.</summary>
    public static bool IsBareRoot(string path) =>
        File.Exists(path) && new FileInfo(path).Length <= RootRole.MaxLength && RootRole.Read(File.ReadAllBytes(path)).IsAccepted;
}
