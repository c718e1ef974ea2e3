using System.Text;
using System.Text.RegularExpressions;

namespace Skywave.Writing;

/// <summary>
/// Captions as WebVTT, written anew: cues with their times and words, and nothing else. Notes, styles and regions, which may hold anything, are left out.
/// </summary>
internal static partial class WebVtt
{
    /// <summary>The most bytes captions may have.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>The captions as they are published, or why not.</summary>
    public static (byte[]? Clean, MediaRefusal? Wrong) Clean(ReadOnlySpan<byte> file)
    {
        var text = file.Length > MostBytes ? null : Decode(file.StartsWith("\uFEFF"u8) ? file[3..] : file);
        if (text is null || !text.StartsWith("WEBVTT", StringComparison.Ordinal) || text.Any(c => char.IsControl(c) && c is not ('\n' or '\t')))
        {
            return (null, new(MediaCodes.MediaCaptions, $"it is not WebVTT (UTF-8, its first line WEBVTT, at most {MostBytes >> 20} MB)"));
        }
        var clean = new StringBuilder("WEBVTT\n");
        foreach (var block in text.Split("\n\n").Skip(1))
        {
            var lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var at = Array.FindIndex(lines, l => l.Contains("-->", StringComparison.Ordinal));
            if (at is 0 or 1 && Times().Match(lines[at]) is { Success: true } times)
            {
                clean.Append('\n').Append(times.Value.TrimEnd()).Append('\n').AppendJoin('\n', lines.Skip(at + 1)).Append('\n');
            }
            else if (at >= 0)
            {
                return (null, new(MediaCodes.MediaCaptions, $"its captions have a line that is no time: {lines[at][..Math.Min(lines[at].Length, 60)]}"));
            }
        }
        return (Encoding.UTF8.GetBytes(clean.ToString()), null);
    }

    private static string? Decode(ReadOnlySpan<byte> file)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    // From, to, and where on the picture; what else stands behind is not kept.
    [GeneratedRegex(@"^(?:\d{2,4}:)?[0-5]\d:[0-5]\d\.\d{3}[ \t]+-->[ \t]+(?:\d{2,4}:)?[0-5]\d:[0-5]\d\.\d{3}(?:[ \t]+(?:align|line|position|size|vertical):[a-z0-9%.,-]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Times();
}
