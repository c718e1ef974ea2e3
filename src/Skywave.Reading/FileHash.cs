using System.Security.Cryptography;

namespace Skywave.Reading;

/// <summary>A file's hash as our lists have it: SHA-256 in lower-case hex.</summary>
internal static class FileHash
{
    private const int HexLength = 2 * SHA256.HashSizeInBytes;

    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>True when the bytes have this hash.</summary>
    public static bool Is(string hash, ReadOnlySpan<byte> bytes)
    {
        Span<byte> own = stackalloc byte[SHA256.HashSizeInBytes];
        Span<char> hex = stackalloc char[HexLength];
        SHA256.HashData(bytes, own);
        return Convert.TryToHexStringLower(own, hex, out _) && hex.SequenceEqual(hash);
    }
}
