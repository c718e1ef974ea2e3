namespace Skywave.Delivery;

/// <summary>Brotli's own padding: metadata blocks, which a decoder skips (RFC 7932, section 9.2), before the last, empty block.</summary>
internal static class BrotliPadding
{
    // Bits from the least significant: not the last (0), no nibbles (11), reserved (0), number of length bytes (2), length minus one, zeros to a whole byte.
    private const byte Nothing = 0b0000_0110;
    private const byte LastAndEmpty = 0b0000_0011;
    private const int Most = 1 << 24;

    /// <summary>Ends a stream that stands at a whole byte, at exactly <paramref name="size"/> bytes: at least one more than it has.</summary>
    public static byte[] Finish(ReadOnlySpan<byte> stream, int size)
    {
        var padded = new byte[size];
        stream.CopyTo(padded);
        var left = padded.AsSpan(stream.Length, size - stream.Length - 1);
        while (left.Length > 0)
        {
            left = left[Block(left)..];
        }
        padded[^1] = LastAndEmpty;
        return padded;
    }

    // One block at the start of what is left; says how long it is with its zeros.
    private static int Block(Span<byte> left)
    {
        if (left.Length < 3)
        {
            left[0] = Nothing;
            return 1;
        }
        // The highest length byte must not be zero, so a block is as long as its head asks for.
        var bytes = left.Length - 2 <= 1 << 8 ? 1 : left.Length - 3 <= 1 << 16 ? 2 : 3;
        var head = 1 + bytes;
        var skipped = Math.Min(left.Length - head, Most);
        if (bytes > 1 && skipped <= 1 << (8 * (bytes - 1)))
        {
            (bytes, head, skipped) = (bytes - 1, head - 1, 1 << (8 * (bytes - 1)));
        }
        var bits = (uint)Nothing | (uint)bytes << 4 | (ulong)(skipped - 1) << 6;
        for (var i = 0; i < head; i++)
        {
            left[i] = (byte)(bits >> (8 * i));
        }
        return head + skipped;
    }
}
