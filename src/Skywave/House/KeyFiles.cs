using System.Security.Cryptography;
using Skywave.Mirror;
using Skywave.Trust;
using Skywave.Trust.Keys;

namespace Skywave.House;

/// <summary>Sealed keyrings on the disk (docs/900-design.md, section 11).</summary>
public static class KeyFiles
{
    /// <summary>The work factor of a demo: opens at once, and protects nothing.</summary>
    public const int DemoWorkFactor = 12;

    private const int MostWork = 22;

    /// <summary>A new random key.</summary>
    public static StoredKey Make(string purpose, string? desk = null, int? epoch = null)
    {
        Span<byte> seed = stackalloc byte[32];
        do
        {
            RandomNumberGenerator.Fill(seed);
        }
        while (KeyPurpose.IsOnCurve(purpose) && CurveKey.OfSecret(seed) is null); // one in four thousand million is no scalar
        var key = StoredKey.Of(purpose, seed, desk, epoch);
        CryptographicOperations.ZeroMemory(seed);
        return key;
    }

    /// <summary>Seals a keyring into a file only its owner may read, whole or not at all.</summary>
    public static void Seal(string path, Keyring keyring, string passphrase, int workFactor = AgeFile.WorkFactor)
    {
        var plain = keyring.ToBytes();
        var sealedBytes = AgeFile.Seal(plain, passphrase, workFactor, Random(), Random(), Random());
        CryptographicOperations.ZeroMemory(plain);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var beside = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using (var file = new FileStream(beside, options))
        {
            file.Write(sealedBytes);
            file.Flush(flushToDisk: true);
        }
        File.Move(beside, path, overwrite: true);
    }

    /// <summary>Opens a sealed keyring.</summary>
    /// <exception cref="Stop">It is missing, damaged, or sealed with another passphrase.</exception>
    public static Keyring Open(string path, string passphrase)
    {
        if (!File.Exists(path))
        {
            throw new Stop(Exit.Usage, "keys.missing", $"{path}: the keyring is not there",
                path.Contains("offline", StringComparison.Ordinal) ? "bring the offline keys and name their folder with --offline" : "restore keys/ from a backup; docs/080-drills.md says what to do when there is none");
        }
        if (!AgeFile.Open(File.ReadAllBytes(path), passphrase, MostWork).TryGet(out var plain, out var refusal))
        {
            throw new Stop(Exit.Usage, refusal.Code, $"{path}: {refusal.Detail}",
                refusal.Code == Codes.SealPassphrase ? "check the passphrase (SKYWAVE_PASSPHRASE, SKYWAVE_PASSPHRASE_FILE or the prompt); when it is lost, docs/080-drills.md says what can be done" : "take the other copy of this file");
        }
        var keyring = Keyring.Parse(plain);
        CryptographicOperations.ZeroMemory(plain);
        return keyring.TryGet(out var keys, out refusal) ? keys : throw new Stop(Exit.Usage, refusal.Code, $"{path}: {refusal.Detail}", "restore the file from a backup");
    }

    private static byte[] Random() => RandomNumberGenerator.GetBytes(AgeFile.RandomSize);
}
