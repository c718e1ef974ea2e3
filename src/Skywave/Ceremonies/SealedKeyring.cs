using Skywave.House;
using Skywave.Trust.Keys;

namespace Skywave.Ceremonies;

/// <summary>A keyring's file that was opened. Changes stay in memory until it is sealed again, with the passphrase and the work it had.</summary>
internal sealed class SealedKeyring
{
    private readonly HashSet<string> _dropped = new(StringComparer.Ordinal);
    private bool _isChanged;

    /// <summary>A keyring and how it is sealed.</summary>
    public SealedKeyring(string path, Keyring keys, string passphrase, int workFactor) => (Path, Keys, Passphrase, WorkFactor) = (path, keys, passphrase, workFactor);

    public string Path { get; }

    /// <summary>What it holds; what was dropped is in it until the second sealing.</summary>
    public Keyring Keys { get; private set; }

    public string Passphrase { get; }

    public int WorkFactor { get; }

    /// <summary>True when the file will be written.</summary>
    public bool IsTouched => _isChanged || _dropped.Count > 0;

    /// <summary>Opens a keyring's file.</summary>
    /// <exception cref="Mirror.Stop">As <see cref="KeyFiles.Open"/>.</exception>
    public static SealedKeyring Open(string path, string passphrase)
    {
        var keys = KeyFiles.Open(path, passphrase);
        return new SealedKeyring(path, keys, passphrase, AgeFile.WorkFactorOf(File.ReadAllBytes(path)) ?? AgeFile.WorkFactor);
    }

    public void Add(StoredKey key) => (Keys, _isChanged) = (Keys.With(key), true);

    public void Drop(StoredKey key) => _dropped.Add(key.PublicHex);

    /// <summary>Seals old and new keys together.</summary>
    public void SealWithNew()
    {
        if (_isChanged)
        {
            KeyFiles.Seal(Path, Keys, Passphrase, WorkFactor);
        }
    }

    /// <summary>Seals it without what was dropped.</summary>
    public void SealWithoutDropped()
    {
        if (_dropped.Count > 0)
        {
            Keys = _dropped.Aggregate(Keys, (keys, dropped) => keys.Without(dropped));
            KeyFiles.Seal(Path, Keys, Passphrase, WorkFactor);
        }
    }
}
