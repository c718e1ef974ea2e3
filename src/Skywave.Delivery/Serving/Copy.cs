using System.IO.Compression;
using Microsoft.Extensions.Primitives;

namespace Skywave.Delivery;

/// <summary>A file as readers get it, held in memory: its bytes, its compressed copies, their headers, and what the disk said when it was read.</summary>
internal sealed class Copy
{
    /// <summary>Kept by whoever wants to: the name fixes the bytes.</summary>
    public static readonly StringValues Forever = "public, max-age=31536000, immutable";

    /// <summary>Kept, and asked for again each time.</summary>
    public static readonly StringValues AskAgain = "no-cache";

    private static readonly StringValues BrotliCoding = "br";
    private static readonly StringValues GzipCoding = "gzip";

    private const string Front = "/index.html";

    private readonly Body _plain;
    private readonly Body? _brotli;
    private readonly Body? _gzip;
    private DeskDictionary? _asDictionary;
    private volatile WithDictionary? _withDictionary;

    /// <summary>Takes a file, and its siblings if they are of this very file: one from before a change, or a stranger's, is made again here.</summary>
    public Copy(string path, byte[] bytes, byte[]? brotli, byte[]? gzip, SiblingPress press)
    {
        Path = path;
        _plain = new Body(bytes, StringValues.Empty);
        _brotli = Coded(brotli is not null && DecodesTo(bytes, new BrotliStream(new MemoryStream(brotli), CompressionMode.Decompress)) ? brotli : press.Brotli(path, bytes), BrotliCoding);
        _gzip = Coded(gzip is not null && DecodesTo(bytes, new GZipStream(new MemoryStream(gzip), CompressionMode.Decompress)) ? gzip : press.Gzip(path, bytes), GzipCoding);
        Type = ContentTypes.Of(path);
        Cache = CarrierOrder.IsImmutable(path) ? Forever : AskAgain;
        Desk = DeskOf(path);
        PointsToDictionary = Desk is not null && path.Length == Desk.Length + Front.Length && path.EndsWith(Front, StringComparison.Ordinal) && MayFetch(bytes);
        Vary = Desk is not null ? Dictionaries.Vary : SiblingName.MayHave(path) ? "Accept-Encoding" : StringValues.Empty;
    }

    public string Path { get; }

    public StringValues Type { get; }

    public StringValues Cache { get; }

    public StringValues Vary { get; }

    /// <summary>The file's own bytes.</summary>
    public ReadOnlyMemory<byte> Plain => _plain.Bytes;

    /// <summary>The desk whose page it is; null for what is no page of a desk.</summary>
    public string? Desk { get; }

    /// <summary>True for a desk's front whose own policy lets a browser fetch what it points to.</summary>
    public bool PointsToDictionary { get; }

    /// <summary>The page as its desk's dictionary.</summary>
    public DeskDictionary? AsDictionary => Desk is null ? null : _asDictionary ??= new DeskDictionary(Desk, this);

    /// <summary>What it weighs in memory, roughly; the copy that may yet be made with a dictionary counts.</summary>
    public long Weight => 1024 + _plain.Bytes.Length + (2 * (_brotli?.Bytes.Length ?? 0)) + (_gzip?.Bytes.Length ?? 0);

    /// <summary>The representation for whoever has the desk's dictionary: made the first time somebody asks.</summary>
    public Body With(DeskDictionary dictionary)
    {
        var made = _withDictionary;
        if (made?.Dictionary != dictionary)
        {
            _withDictionary = made = new WithDictionary(dictionary, dictionary.Compress(_plain.Bytes, SiblingPress.Lot(_plain.Bytes)));
        }
        return made.Body;
    }

    /// <summary>The representation for a client: of equal wishes the smaller.</summary>
    public Body For(AcceptedCodings accepts)
    {
        if (accepts.PrefersPlain)
        {
            return _plain;
        }
        var (best, other) = accepts.Brotli >= accepts.Gzip ? (_brotli, accepts.Gzip > 0 ? _gzip : null) : (_gzip, accepts.Brotli > 0 ? _brotli : null);
        return best ?? other ?? _plain;
    }

    // <desk>/….html; what stands at the root belongs to all of them.
    private static string? DeskOf(string path) => SiblingName.IsPage(path) && path.IndexOf('/') is > 0 and var end ? path[..end] : null;

    private static bool MayFetch(ReadOnlySpan<byte> page) => page.IndexOf("content-security-policy"u8) < 0 || page.IndexOf("connect-src 'self'"u8) >= 0;

    private static Body? Coded(byte[]? bytes, StringValues coding) => bytes is null ? null : new Body(bytes, coding);

    private static bool DecodesTo(ReadOnlySpan<byte> bytes, Stream decoder)
    {
        try
        {
            using (decoder)
            {
                var decoded = new byte[bytes.Length + 1];
                return decoder.ReadAtLeast(decoded, decoded.Length, throwOnEndOfStream: false) == bytes.Length && bytes.SequenceEqual(decoded.AsSpan(0, bytes.Length));
            }
        }
        catch (Exception damaged) when (damaged is InvalidDataException or InvalidOperationException or IOException)
        {
            return false;
        }
    }

    private sealed record WithDictionary(DeskDictionary Dictionary, Body Body);
}
