using System.Text;
using System.Text.RegularExpressions;
using UtfUnknown;

namespace Skywave.Intake;

/// <summary>Bytes to text: byte order mark, then UTF-8 when it is one, then what the document declares, then a guess.</summary>
internal static partial class Decode
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    static Decode() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The text, and a sentence when it was not UTF-8. Invalid bytes become U+FFFD.</summary>
    public static (string Text, string? Note) Text(byte[] bytes, string? charset)
    {
        if (Marked(bytes) is { } marked)
        {
            var text = marked.GetString(bytes, marked.Preamble.Length, bytes.Length - marked.Preamble.Length);
            return (text, marked.CodePage == Encoding.UTF8.CodePage ? null : Read(marked));
        }
        var declared = Named(charset) ?? Named(Declared(bytes));
        // ISO-2022 is all ASCII bytes, so it would pass for UTF-8.
        if (declared is null || !declared.WebName.StartsWith("iso-2022", StringComparison.OrdinalIgnoreCase))
        {
            try
            {
                return (Strict.GetString(bytes), null);
            }
            catch (DecoderFallbackException)
            {
                declared = declared is { CodePage: 65001 } ? null : declared;
            }
        }
        declared ??= Named(CharsetDetector.DetectFromBytes(bytes.Length > 65536 ? bytes[..65536] : bytes).Detected?.EncodingName);
        declared ??= Encoding.GetEncoding(1252);
        return (declared.GetString(bytes), Read(declared));
    }

    private static string Read(Encoding encoding) => $"it is not UTF-8; it was read as {encoding.WebName}";

    private static Encoding? Marked(byte[] b) => b switch
    {
        [0xef, 0xbb, 0xbf, ..] => new UTF8Encoding(true),
        [0xff, 0xfe, 0, 0, ..] => new UTF32Encoding(false, true),
        [0, 0, 0xfe, 0xff, ..] => new UTF32Encoding(true, true),
        [0xff, 0xfe, ..] => new UnicodeEncoding(false, true),
        [0xfe, 0xff, ..] => new UnicodeEncoding(true, true),
        [(byte)'<' or (byte)'{' or (byte)'[', 0, not 0, 0, ..] => new UnicodeEncoding(false, false),
        [0, (byte)'<' or (byte)'{' or (byte)'[', 0, not 0, ..] => new UnicodeEncoding(true, false),
        _ => null,
    };

    private static string? Declared(byte[] bytes)
    {
        var head = Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 2048));
        var match = Declaration().Match(head);
        return match.Success ? match.Groups[1].Value : null;
    }

    private static Encoding? Named(string? name)
    {
        try
        {
            // What a page calls UTF-16 in bytes that have no mark and no zeros cannot be.
            return name is null || name.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) || name.StartsWith("utf-7", StringComparison.OrdinalIgnoreCase)
                ? null : Encoding.GetEncoding(name.Trim('"', '\'', ' '));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    [GeneratedRegex("""(?:<\?xml[^>]*\sencoding|<meta[^>]*charset)\s*=\s*["']?([A-Za-z0-9._:-]{2,40})""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();
}
