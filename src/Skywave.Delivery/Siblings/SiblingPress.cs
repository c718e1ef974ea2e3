using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Security.Cryptography;
using Skywave.Words;

namespace Skywave.Delivery;

/// <summary>
/// Makes the compressed copies that stand beside a file of an edition: <c>x.html.br</c> and <c>x.html.gz</c>, pages padded to their size class
/// (docs/900-design.md, section 15). Bytes in, bytes out, the same on every run of the same .NET. It has buffers that it uses again: one press for each thread.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "the stream is a buffer in memory and holds nothing else")]
public sealed class SiblingPress
{
    /// <summary>What a publish uses. With a window of 64 KB it takes a twentieth of the time that the default window takes, at the same size.</summary>
    public const int PublishQuality = 9;

    /// <summary>Some 8 % smaller and thirty times slower: for a file whose content changes anyway, in a full cut.</summary>
    public const int BestQuality = 11;

    /// <summary>Below this a copy saves less than it costs to keep.</summary>
    private const int Least = 200;

    /// <summary>What must be saved for a copy that is not padded.</summary>
    private const int LeastSaved = 32;

    private const int Window = 16;

    private static readonly ZLibCompressionOptions GzipLevel = new() { CompressionLevel = 6 };

    private readonly MemoryStream _gzip = new();
    private byte[] _brotli = [];

    /// <summary>The file's copies: none, or one for each coding that pays.</summary>
    /// <param name="file">A file of an edition.</param>
    /// <param name="quality">Brotli's: <see cref="PublishQuality"/> or <see cref="BestQuality"/>.</param>
    public IEnumerable<EditionFile> Of(EditionFile file, int quality = PublishQuality)
    {
        if (Brotli(file.Path, file.Bytes.Span, quality) is { } brotli)
        {
            yield return new EditionFile(file.Path + SiblingName.Brotli, brotli);
        }
        if (Gzip(file.Path, file.Bytes.Span) is { } gzip)
        {
            yield return new EditionFile(file.Path + SiblingName.Gzip, gzip);
        }
    }

    /// <summary>The brotli copy; null where there is none.</summary>
    public byte[]? Brotli(string path, ReadOnlySpan<byte> bytes, int quality = PublishQuality)
    {
        if (!SiblingName.MayHave(path) || bytes.Length < Least)
        {
            return null;
        }
        var stream = BrotliStream(bytes, quality);
        if (SiblingName.IsPage(path))
        {
            return BrotliPadding.Finish(stream, SizeClasses.Brotli.Of(stream.Length + 1, Lot(bytes)));
        }
        return Pays(stream.Length + 1, bytes.Length) ? BrotliPadding.Finish(stream, stream.Length + 1) : null;
    }

    /// <summary>The gzip copy; null where there is none.</summary>
    public byte[]? Gzip(string path, ReadOnlySpan<byte> bytes)
    {
        if (!SiblingName.MayHave(path) || bytes.Length < Least)
        {
            return null;
        }
        _gzip.SetLength(0);
        using (var gzip = new GZipStream(_gzip, GzipLevel, leaveOpen: true))
        {
            gzip.Write(bytes);
        }
        var plain = _gzip.GetBuffer().AsSpan(0, (int)_gzip.Length);
        if (SiblingName.IsPage(path))
        {
            return GzipPadding.Add(plain, SizeClasses.Gzip.Of(plain.Length + GzipPadding.Least, Lot(bytes)));
        }
        return Pays(plain.Length + GzipPadding.Least, bytes.Length) ? GzipPadding.Add(plain, plain.Length + GzipPadding.Least) : null;
    }

    /// <summary>The byte by which a page is drawn into a greater class: of its hash, so the same for all of its copies and every time.</summary>
    internal static byte Lot(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return hash[0];
    }

    private static bool Pays(int size, int of) => size + LeastSaved <= of;

    // Flushed and not finished: it stands at a whole byte, and padding and the last, empty block can follow.
    private ReadOnlySpan<byte> BrotliStream(ReadOnlySpan<byte> bytes, int quality)
    {
        var most = BrotliEncoder.GetMaxCompressedLength(bytes.Length) + 64;
        if (_brotli.Length < most)
        {
            _brotli = new byte[most];
        }
        using var encoder = new BrotliEncoder(quality, Window);
        encoder.Compress(bytes, _brotli, out _, out var written, isFinalBlock: false);
        encoder.Flush(_brotli.AsSpan(written), out var flushed);
        return _brotli.AsSpan(0, written + flushed);
    }
}
