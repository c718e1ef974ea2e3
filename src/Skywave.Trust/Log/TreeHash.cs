using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Skywave.Trust.Log;

/// <summary>A SHA-256 hash in a Merkle tree (RFC 6962, section 2.1).</summary>
public readonly struct TreeHash : IEquatable<TreeHash>
{
    /// <summary>Bytes in a hash.</summary>
    public const int Size = 32;

    private const int MaxOnStack = 512;

    private readonly byte[]? _bytes;

    private TreeHash(byte[] bytes) => _bytes = bytes;

    /// <summary>The root of the tree without entries.</summary>
    public static TreeHash Empty { get; } = new(SHA256.HashData([]));

    /// <summary>The 32 bytes; none for <c>default</c>.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>64 lower-case hex digits, as our JSON has it.</summary>
    public string Hex => Convert.ToHexStringLower(Bytes);

    /// <summary>Standard base64, as the C2SP texts have it.</summary>
    public string Base64 => Convert.ToBase64String(Bytes);

    /// <summary>The hash of an entry: SHA-256(0x00 ‖ entry).</summary>
    public static TreeHash OfEntry(ReadOnlySpan<byte> entry)
    {
        var hash = new byte[Size];
        OfEntry(entry, hash);
        return new(hash);
    }

    /// <summary>The same into a place.</summary>
    internal static void OfEntry(ReadOnlySpan<byte> entry, Span<byte> hash)
    {
        var rented = entry.Length < MaxOnStack ? null : ArrayPool<byte>.Shared.Rent(1 + entry.Length);
        Span<byte> leaf = rented is null ? stackalloc byte[MaxOnStack] : rented;
        leaf[0] = 0;
        entry.CopyTo(leaf[1..]);
        SHA256.HashData(leaf[..(1 + entry.Length)], hash);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>The hash of two subtrees: SHA-256(0x01 ‖ left ‖ right).</summary>
    public static TreeHash OfNode(TreeHash left, TreeHash right)
    {
        var hash = new byte[Size];
        OfNode(left.Bytes, right.Bytes, hash);
        return new(hash);
    }

    /// <summary>The same into a place that may be where one of the two stands.</summary>
    internal static void OfNode(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> hash)
    {
        Span<byte> node = stackalloc byte[1 + Size + Size];
        node[0] = 1;
        left.CopyTo(node[1..]);
        right.CopyTo(node[(1 + Size)..]);
        SHA256.HashData(node, hash);
    }

    /// <summary>A hash read from a tile. Throws <see cref="ArgumentException"/> for another length than 32.</summary>
    public static TreeHash FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Size ? new(bytes.ToArray()) : throw new ArgumentException("a hash has 32 bytes", nameof(bytes));

    /// <summary>Reads 64 lower-case hex digits.</summary>
    public static bool TryFromHex([NotNullWhen(true)] string? text, out TreeHash hash)
    {
        var fits = text is { Length: 2 * Size } && text.All(char.IsAsciiHexDigit) && !text.Any(char.IsAsciiLetterUpper);
        hash = fits ? new(Convert.FromHexString(text!)) : default;
        return fits;
    }

    /// <summary>Reads standard base64 in its one canonical form.</summary>
    public static bool TryFromBase64(ReadOnlySpan<char> text, out TreeHash hash)
    {
        var fits = StrictBase64.TryRead(text, out var bytes) && bytes.Length == Size;
        hash = fits ? new(bytes) : default;
        return fits;
    }

    /// <inheritdoc/>
    public bool Equals(TreeHash other) => Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TreeHash other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _bytes is null ? 0 : BitConverter.ToInt32(_bytes, 0);

    /// <inheritdoc/>
    public override string ToString() => Hex;

    /// <summary>True when the bytes are the same.</summary>
    public static bool operator ==(TreeHash left, TreeHash right) => left.Equals(right);

    /// <summary>True when the bytes differ.</summary>
    public static bool operator !=(TreeHash left, TreeHash right) => !left.Equals(right);
}
