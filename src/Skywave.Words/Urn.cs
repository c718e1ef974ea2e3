using System.Security.Cryptography;
using System.Text;

namespace Skywave.Words;

/// <summary>Names that need no address: a <c>urn:uuid</c> made of what is named (docs/900-design.md, section 3).</summary>
public static class Urn
{
    /// <summary>The version 8 UUID of the text's SHA-256.</summary>
    public static string Of(string text)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return "urn:uuid:" + new Guid(hash[..16], bigEndian: true).ToString("D");
    }

    /// <summary>A desk's feed.</summary>
    public static string OfFeed(Newsroom newsroom, DeskTag desk) => Of($"skywave-feed-urn\n{newsroom.Id}\n{desk.Value}");
}
