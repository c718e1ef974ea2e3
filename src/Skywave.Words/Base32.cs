namespace Skywave.Words;

/// <summary>RFC 4648 base32 in lower case, for names in addresses.</summary>
public static class Base32
{
    /// <summary>The characters a name can have.</summary>
    public const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>The first <paramref name="length"/> characters of what the bytes are in base32.</summary>
    public static string Prefix(ReadOnlySpan<byte> bytes, int length)
    {
        Span<char> text = stackalloc char[length];
        for (int i = 0, bits = 0, pool = 0, at = 0; i < length; i++)
        {
            if (bits < 5)
            {
                pool = (pool << 8) | bytes[at++];
                bits += 8;
            }
            bits -= 5;
            text[i] = Alphabet[(pool >> bits) & 31];
        }
        return new string(text);
    }
}
