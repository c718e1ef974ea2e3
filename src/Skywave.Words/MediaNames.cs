using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace Skywave.Words;

/// <summary>The immutable files beside the pages, <c>media/&lt;hash&gt;.&lt;ext&gt;</c> (docs/900-design.md, "Media files"), and which of them a fragment names.</summary>
public static class MediaNames
{
    private const int HashLength = 64;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);
    private static readonly SearchValues<byte> Brackets = SearchValues.Create("<>"u8);

    /// <summary>Every extension there is, without the dot, and its media type. What ends otherwise is no media file.</summary>
    public static FrozenDictionary<string, string> Types { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["avif"] = "image/avif",
        ["jpg"] = "image/jpeg",
        ["webp"] = "image/webp",
        ["m4a"] = "audio/mp4",
        ["mp3"] = "audio/mpeg",
        ["ogg"] = "audio/ogg",
        ["mp4"] = "video/mp4",
        ["webm"] = "video/webm",
        ["vtt"] = "text/vtt",
    }.ToFrozenDictionary();

    /// <summary>Whether a text is a file's path in an edition, <c>media/&lt;hash&gt;.&lt;ext&gt;</c>, and nothing else.</summary>
    public static bool Is(string? path) =>
        path?.Length <= "media/".Length + HashLength + ".webm".Length && Name(Encoding.UTF8.GetBytes(path + "\"")) == path && path.StartsWith("media/", StringComparison.Ordinal);

    /// <summary>
    /// The files that a fragment names in its <c>src</c>, <c>srcset</c>, <c>poster</c> and <c>href</c>, as paths in the edition. In a fragment &lt;, &gt;
    /// and " stand for nothing but markup; words of the text that look like a name are not one.
    /// </summary>
    /// <param name="fragment">A verified fragment.</param>
    public static ImmutableSortedSet<string> In(ReadOnlySpan<byte> fragment)
    {
        var found = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        var from = 0;
        for (var next = fragment.IndexOf("/media/"u8); next >= 0; next = fragment[from..].IndexOf("/media/"u8))
        {
            var at = from + next + 1;
            from = at;
            if (Name(fragment[at..]) is { } name && IsInMarkup(fragment[..at]))
            {
                found.Add(name);
            }
        }
        return found.ToImmutable();
    }

    // media/ + 64 digits + . + extension, and then the value's end, the next candidate or this one's width.
    private static string? Name(ReadOnlySpan<byte> rest)
    {
        var dot = "media/".Length + HashLength;
        var end = rest.IndexOfAny("\" ,"u8);
        return end > dot + 1 && rest[dot] == '.' && !rest["media/".Length..dot].ContainsAnyExcept(HexDigits) && Types.ContainsKey(Encoding.ASCII.GetString(rest[(dot + 1)..end]))
            ? Encoding.ASCII.GetString(rest[..end])
            : null;
    }

    private static bool IsInMarkup(ReadOnlySpan<byte> before)
    {
        while (before.EndsWith("../"u8))
        {
            before = before[..^3];
        }
        var quote = before.LastIndexOf((byte)'"');
        var bracket = before.LastIndexOfAny(Brackets);
        if (bracket < 0 || before[bracket] != '<' || quote < bracket)
        {
            return false;
        }
        var first = quote == before.Length - 1;
        var attribute = before[..quote];
        return attribute.EndsWith(" srcset="u8) ? first || before.EndsWith(", "u8)
            : first && (attribute.EndsWith(" src="u8) || attribute.EndsWith(" href="u8) || attribute.EndsWith(" poster="u8));
    }
}
