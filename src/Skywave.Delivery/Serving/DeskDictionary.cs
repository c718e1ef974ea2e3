using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Skywave.Delivery;

/// <summary>
/// What a desk's pages have in common, as a dictionary that a browser may keep (RFC 9842): one of the desk's standing pages, the same for every reader and every page, so that whoever names it
/// says nothing of what they read (docs/adr/0013-one-dictionary-for-a-desk.md).
/// </summary>
internal sealed class DeskDictionary
{
    /// <summary>What the name of a dictionary ends in.</summary>
    public const string Ending = ".dictionary";

    private const int Level = 12;
    private const int Window = 20;
    private const int HashInName = 16;
    private const int SkippableHead = 8;
    private const uint SkippableMagic = 0x184D2A53;

    private static readonly byte[] Magic = [0x5E, 0x2A, 0x4D, 0x18, 0x20, 0, 0, 0];
    private static readonly StringValues DczCoding = "dcz";

    private readonly byte[] _hash;

    /// <param name="desk">The desk's tag.</param>
    /// <param name="page">The standing page.</param>
    public DeskDictionary(string desk, Copy page)
    {
        Page = page;
        _hash = SHA256.HashData(page.Plain.Span);
        var name = Convert.ToHexStringLower(_hash)[..HashInName] + Ending;
        Path = $"{desk}/{name}";
        Available = $":{Convert.ToBase64String(_hash)}:";
        Link = $"<{name}>; rel=\"compression-dictionary\"";
    }

    /// <summary>How long a browser keeps one: its name fixes its bytes.</summary>
    public static readonly StringValues Life = "public, max-age=2592000, immutable";

    /// <summary>The header it comes with: for pages of the desk's folder, wherever that is.</summary>
    public static readonly StringValues UseAs = "match=\"*\", match-dest=(\"document\")";

    /// <summary>The standing page that it is.</summary>
    public Copy Page { get; }

    /// <summary>Where it is had: its name fixes its bytes.</summary>
    public string Path { get; }

    /// <summary>How a browser names it.</summary>
    public string Available { get; }

    /// <summary>The header by which a front points to it.</summary>
    public StringValues Link { get; }

    /// <summary>A page, compressed with it and padded: RFC 9842's 40 bytes, one zstd frame, one skippable frame of zeros.</summary>
    public Body Compress(ReadOnlySpan<byte> page, byte lot)
    {
        using var zstd = new Compressor(Level);
        zstd.SetParameter(ZSTD_cParameter.ZSTD_c_windowLog, Window);
        zstd.LoadDictionary(RawContent.Of(Page.Plain.Span));
        var frame = zstd.Wrap(page);
        var used = Magic.Length + _hash.Length + frame.Length;
        var padded = new byte[SizeClasses.Dictionary.Of(used + SkippableHead, lot)];
        Magic.CopyTo(padded.AsSpan());
        _hash.CopyTo(padded.AsSpan(Magic.Length));
        frame.CopyTo(padded.AsSpan(Magic.Length + _hash.Length));
        BinaryPrimitives.WriteUInt32LittleEndian(padded.AsSpan(used), SkippableMagic);
        BinaryPrimitives.WriteInt32LittleEndian(padded.AsSpan(used + 4), padded.Length - used - SkippableHead);
        return new Body(padded, DczCoding);
    }
}
