using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Skywave.Trust.Log;

namespace Skywave.Trust.Keys;

/// <summary>
/// A file sealed with a passphrase in the age v1 format (age-encryption.org/v1, one scrypt recipient): stock <c>age -d</c> opens it, and what stock
/// <c>age -p</c> made is opened here. Randomness is the caller's.
/// </summary>
public static class AgeFile
{
    /// <summary>Bytes of each of the three random values a file needs.</summary>
    public const int RandomSize = 16;

    /// <summary>The work factor of real keys: scrypt's N is 2^18, which takes about a second and 256 MB.</summary>
    public const int WorkFactor = 18;

    /// <summary>The greatest sealed file we open, in bytes.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    private const string FirstLine = "age-encryption.org/v1";
    private const string Label = "age-encryption.org/v1/scrypt";
    private const int MaxHeader = 1024;

    /// <summary>Seals bytes. Throws <see cref="ArgumentException"/> for random values of another length than 16 or a work factor outside 1 to 30.</summary>
    /// <param name="plaintext">What is sealed.</param>
    /// <param name="passphrase">Given again to open it.</param>
    /// <param name="workFactor">The logarithm of scrypt's N; see <see cref="WorkFactor"/>.</param>
    /// <param name="salt">16 random bytes, never used twice.</param>
    /// <param name="fileKey">16 random bytes, never used twice.</param>
    /// <param name="nonce">16 random bytes, never used twice.</param>
    public static byte[] Seal(
        ReadOnlySpan<byte> plaintext, string passphrase, int workFactor, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> fileKey, ReadOnlySpan<byte> nonce)
    {
        if (salt.Length != RandomSize || fileKey.Length != RandomSize || nonce.Length != RandomSize || workFactor is < 1 or > 30)
        {
            throw new ArgumentException("an age file needs three random values of 16 bytes and a work factor from 1 to 30", nameof(workFactor));
        }
        var wrapped = AgeStream.Encrypt(WrapKey(passphrase, salt, workFactor), new byte[AgeStream.NonceSize], fileKey);
        var header = string.Create(CultureInfo.InvariantCulture, $"{FirstLine}\n-> scrypt {Bare(salt)} {workFactor}\n{Bare(wrapped)}\n---");
        var mac = HMACSHA256.HashData(HeaderKey(fileKey), Encoding.ASCII.GetBytes(header));
        return [.. Encoding.ASCII.GetBytes($"{header} {Bare(mac)}\n"), .. nonce, .. AgeStream.Seal(PayloadKey(fileKey, nonce), plaintext)];
    }

    /// <summary>Opens a sealed file. Refused: <see cref="Codes.SealMalformed"/>, <see cref="Codes.SealPassphrase"/>, <see cref="Codes.SealWork"/>.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="passphrase">What it was sealed with.</param>
    /// <param name="maxWorkFactor">The most work we do for a stranger's file; 20 takes some seconds and a gigabyte.</param>
    public static Checked<byte[]> Open(ReadOnlySpan<byte> bytes, string passphrase, int maxWorkFactor)
    {
        if (bytes.Length > MaxLength || ReadHeader(bytes) is not { } header)
        {
            return new Refusal(Codes.SealMalformed, "not an age v1 file with one passphrase");
        }
        if (header.WorkFactor > maxWorkFactor)
        {
            return new Refusal(Codes.SealWork, $"the file asks for 2^{header.WorkFactor} work; at most 2^{maxWorkFactor} is done");
        }
        if (!AgeStream.TryDecrypt(WrapKey(passphrase, header.Salt, header.WorkFactor), new byte[AgeStream.NonceSize], header.Wrapped, out var fileKey))
        {
            return new Refusal(Codes.SealPassphrase, "the passphrase does not open the file");
        }
        var payload = bytes[header.Length..];
        if (!CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(HeaderKey(fileKey), bytes[..header.Signed]), header.Mac) || payload.Length < RandomSize)
        {
            return new Refusal(Codes.SealMalformed, "the file's head was altered or the file was cut");
        }
        return AgeStream.TryOpen(PayloadKey(fileKey, payload[..RandomSize]), payload[RandomSize..], out var plaintext)
            ? plaintext
            : new Refusal(Codes.SealMalformed, "the file was altered or cut");
    }

    /// <summary>The work factor a sealed file asks for; null when it is not a file we could open.</summary>
    public static int? WorkFactorOf(ReadOnlySpan<byte> bytes) => ReadHeader(bytes)?.WorkFactor;

    private sealed record Header(byte[] Salt, int WorkFactor, byte[] Wrapped, byte[] Mac, int Signed, int Length);

    private static Header? ReadHeader(ReadOnlySpan<byte> bytes)
    {
        var lines = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, MaxHeader)]).Split('\n', 5);
        var stanza = lines.Length == 5 ? lines[1].Split(' ') : [];
        if (stanza is not ["->", "scrypt", var saltText, var workText] || lines[0] != FirstLine || !lines[3].StartsWith("--- ", StringComparison.Ordinal)
            || !TryBare(saltText, RandomSize, out var salt) || !StrictText.TryNumber(workText, out var work) || work is < 1 or > 60
            || !TryBare(lines[2], RandomSize + AgeStream.TagSize, out var wrapped) || !TryBare(lines[3][4..], 32, out var mac))
        {
            return null;
        }
        var signed = lines[0].Length + lines[1].Length + lines[2].Length + 3 + 3;
        return new(salt, (int)work, wrapped, mac, signed, signed + 1 + lines[3].Length - 4 + 1);
    }

    private static byte[] WrapKey(string passphrase, ReadOnlySpan<byte> salt, int workFactor) =>
        Scrypt.Derive(Encoding.UTF8.GetBytes(passphrase), [.. Encoding.ASCII.GetBytes(Label), .. salt], workFactor);

    private static byte[] HeaderKey(ReadOnlySpan<byte> fileKey) => HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey.ToArray(), 32, [], "header"u8.ToArray());

    private static byte[] PayloadKey(ReadOnlySpan<byte> fileKey, ReadOnlySpan<byte> nonce) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey.ToArray(), 32, nonce.ToArray(), "payload"u8.ToArray());

    // Base64 without padding, in its one form.
    private static string Bare(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    private static bool TryBare(string text, int length, out byte[] bytes)
    {
        bytes = [];
        return !text.Contains('=', StringComparison.Ordinal) && StrictBase64.TryRead(text + new string('=', (4 - text.Length % 4) % 4), out bytes) && bytes.Length == length;
    }
}
