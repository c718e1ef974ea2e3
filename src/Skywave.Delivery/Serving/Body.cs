using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;

namespace Skywave.Delivery;

/// <summary>One representation of a file, with the headers that go with it.</summary>
internal sealed class Body(byte[] bytes, StringValues coding)
{
    private const int TagBytes = 8;

    /// <summary>What goes over the wire.</summary>
    public byte[] Bytes { get; } = bytes;

    /// <summary>Its content coding; empty for none.</summary>
    public StringValues Coding { get; } = coding;

    /// <summary>Its strong tag: of its own bytes, as long as any other, so that no header tells one file from another.</summary>
    public StringValues Tag { get; } = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, TagBytes))}\"";

    /// <summary>True when a client that sends this <c>If-None-Match</c> has it already.</summary>
    public bool IsKnownBy(StringValues tags)
    {
        var tag = Tag.ToString();
        foreach (var value in tags)
        {
            foreach (var range in value.AsSpan().Split(','))
            {
                var one = value.AsSpan(range).Trim();
                one = one.StartsWith("W/", StringComparison.Ordinal) ? one[2..] : one;
                if (one.SequenceEqual(tag) || one is "*")
                {
                    return true;
                }
            }
        }
        return false;
    }
}
