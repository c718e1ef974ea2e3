using System.Globalization;
using Skywave.House;
using Skywave.Mirror;
using Skywave.Trust.Keys;
using Skywave.Trust.Tuf;

namespace Skywave.Ceremonies;

/// <summary>The keyrings a ceremony has at hand. Each is opened when it is first needed, and once.</summary>
/// <param name="house">The newsroom's folder.</param>
/// <param name="offline">Where the offline keyrings are: <c>root.age</c>, <c>root-2.age</c>, <c>targets.age</c> …</param>
/// <param name="open">Opens a file; knows how to get its passphrase.</param>
/// <param name="newPassphrase">The passphrase for a file that is made.</param>
internal sealed class Keyrings(NewsroomFolder house, string offline, Func<string, SealedKeyring> open, Func<string> newPassphrase)
{
    private readonly Dictionary<string, SealedKeyring> _opened = new(StringComparer.Ordinal);

    /// <summary>Where the offline keyrings are.</summary>
    public string Folder => offline;

    /// <summary>Every keyring that was opened or made.</summary>
    public IReadOnlyCollection<SealedKeyring> Opened => _opened.Values;

    /// <summary>The publishing host's keyring; a new one when it is gone.</summary>
    public SealedKeyring Host => File.Exists(house.HostKeyring) ? Open(house.HostKeyring) : Make(house.HostKeyring);

    /// <summary>The files with keys of an offline role in a folder.</summary>
    public static IReadOnlyList<string> Files(string folder, string purpose) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, purpose + "*.age").Where(f => NumberOf(f, purpose) > 0).OrderBy(f => NumberOf(f, purpose))] : [];

    /// <summary>The keyrings of an offline role that are here.</summary>
    /// <exception cref="Stop">None is.</exception>
    public IReadOnlyList<SealedKeyring> Offline(string purpose)
    {
        var here = Here(purpose);
        return here.Count > 0 ? here : throw new Stop(
            Exit.Usage, "keys.missing", $"{Path.Combine(offline, purpose + ".age")}: the keyring of {purpose} is not there", "bring the offline keys (a USB stick) and name their folder with --offline");
    }

    /// <summary>The keyring that has a role's key, or null when it is not here.</summary>
    public SealedKeyring? Holding(KeyRole role, string publicHex) =>
        (role.IsOffline ? Here(role.Purpose) : File.Exists(house.HostKeyring) ? [Host] : []).FirstOrDefault(k => k.Keys.Keys.Any(key => key.PublicHex == publicHex));

    /// <summary>A new file for one more key of an offline role.</summary>
    public SealedKeyring MakeOffline(string purpose, int keys)
    {
        var used = Files(offline, purpose).Concat(_opened.Keys).Select(f => NumberOf(f, purpose)).DefaultIfEmpty(0).Max();
        return Make(Path.Combine(offline, string.Create(CultureInfo.InvariantCulture, $"{purpose}-{Math.Max(used, keys) + 1}.age")));
    }

    /// <summary>The keys here that may sign for a role; the caller disposes what it opens.</summary>
    /// <exception cref="Stop">They are fewer than the threshold.</exception>
    public IReadOnlyList<StoredKey> Signers(string purpose, RoleKeys by)
    {
        var keys = Offline(purpose).SelectMany(k => k.Keys.Keys).Where(k => k.Purpose == purpose && by.Keys.Any(named => named.Public == k.PublicHex)).DistinctBy(k => k.PublicHex).ToList();
        return keys.Count >= by.Threshold ? keys : throw new Stop(
            Exit.Usage, "keys.threshold", $"{purpose} needs the keys of {by.Threshold} holders, and {offline} has {keys.Count} of them; nothing was changed",
            $"put the other holders' {purpose} keyrings into that folder too, and run it again");
    }

    private List<SealedKeyring> Here(string purpose) => [.. Files(offline, purpose).Select(Open).Concat(_opened.Values.Where(k => NumberOf(k.Path, purpose) > 0)).Distinct()];

    private SealedKeyring Open(string path) => _opened.TryGetValue(path, out var opened) ? opened : _opened[path] = open(path);

    private SealedKeyring Make(string path) => _opened.TryGetValue(path, out var made) ? made
        : _opened[path] = new SealedKeyring(path, Keyring.Empty, newPassphrase(), _opened.Values.FirstOrDefault()?.WorkFactor ?? AgeFile.WorkFactor);

    // root.age is the first, root-2.age the second; 0 for another file.
    private static int NumberOf(string path, string purpose)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        return name == purpose ? 1
            : name.StartsWith(purpose + "-", StringComparison.Ordinal) && int.TryParse(name.AsSpan(purpose.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
    }
}
