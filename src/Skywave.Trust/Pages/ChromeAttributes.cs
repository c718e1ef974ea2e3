using System.Buffers;
using System.Text;

namespace Skywave.Trust.Pages;

/// <summary>Which attributes the elements around an article may have.</summary>
internal static class ChromeAttributes
{
    private static readonly byte[][] Relations = [.. Bytes("alternate", "author", "canonical", "help", "icon", "license", "next", "prev", "search", "self")];
    private static readonly SearchValues<byte> FileName = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_/"u8);
    private static readonly byte[][] Language = [.. Bytes("lang", "dir")];
    private static readonly byte[][] Body = [.. Bytes("lang", "dir", "id")];
    private static readonly byte[][] Main = [.. Bytes("lang", "dir", "id", "tabindex")];

    /// <summary>What is wrong with an element's attributes, or null.</summary>
    public static string? Wrong(string element, AttributeList attributes)
    {
        if (attributes.Count == 0)
        {
            return element switch
            {
                "script" => Data(attributes),
                "link" => Link(attributes),
                "img" => Picture(attributes),
                _ => null,
            };
        }
        for (var i = 0; i < attributes.Count; i++)
        {
            if (IsForbidden(attributes.Name(i)))
            {
                return Encoding.ASCII.GetString(attributes.Name(i)) + "= does not belong there";
            }
        }
        return attributes.Is("id"u8, "proof"u8) && element != "pre" ? "only the proof is named proof"
            : element switch
            {
                "html" or "style" or "title" or "head" => Only(attributes, Language),
                "body" => Only(attributes, Body),
                "main" => Only(attributes, Main),
                "script" => Data(attributes),
                "meta" => Meta(attributes),
                "link" => Link(attributes),
                "img" => Picture(attributes),
                _ => attributes.TryGet("href"u8, out var href) && !IsSafe(href) ? "a link that a page of ours would not have" : null,
            };
    }

    private static bool IsForbidden(ReadOnlySpan<byte> name) => name[0] switch
    {
        (byte)'o' => name.StartsWith("on"u8),
        (byte)'s' => name.SequenceEqual("style"u8) || name.SequenceEqual("srcdoc"u8) || name.SequenceEqual("srcset"u8),
        (byte)'b' => name.SequenceEqual("background"u8),
        _ => false,
    };

    private static IEnumerable<byte[]> Bytes(params IEnumerable<string> names) => names.Select(Encoding.ASCII.GetBytes);

    private static string? Only(AttributeList attributes, byte[][] names)
    {
        for (var i = 0; i < attributes.Count; i++)
        {
            if (!Contains(names, attributes.Name(i)))
            {
                return Encoding.ASCII.GetString(attributes.Name(i)) + "= could hide the article";
            }
        }
        return null;
    }

    private static bool Contains(byte[][] names, ReadOnlySpan<byte> name)
    {
        foreach (var one in names)
        {
            if (name.SequenceEqual(one))
            {
                return true;
            }
        }
        return false;
    }

    // Data for machines, which no browser runs; every other type may be a program, now or later.
    private static string? Data(AttributeList attributes) => attributes.Count == 1 && attributes.Is("type"u8, "application/ld+json"u8) ? null : "it may be a program";

    // A refresh would leave the page; a second policy can only forbid more.
    private static string? Meta(AttributeList attributes) =>
        attributes.TryGet("http-equiv"u8, out var header) && !Ascii.EqualsIgnoreCase(header, "content-security-policy"u8) ? "http-equiv= " + Encoding.UTF8.GetString(header) + " is not allowed"
        : attributes.TryGet("charset"u8, out var charset) && !charset.SequenceEqual("utf-8"u8) ? "the charset is not utf-8" : null;

    private static string? Link(AttributeList attributes) => attributes.TryGet("rel"u8, out var rel) && AreRelations(rel) ? null : "it may load a style or a script";

    private static bool AreRelations(ReadOnlySpan<byte> rel)
    {
        foreach (var part in rel.Split((byte)' '))
        {
            if (!Contains(Relations, rel[part]))
            {
                return false;
            }
        }
        return true;
    }

    private static string? Picture(AttributeList attributes) =>
        attributes.TryGet("src"u8, out var src) && !src.IsEmpty && !src.ContainsAnyExcept(FileName) && !src.StartsWith("//"u8) ? null : "a picture from elsewhere";

    // Before the first slash, question mark or hash stands a scheme in plain letters, or a name without colon (or an escaped one).
    private static bool IsSafe(ReadOnlySpan<byte> href)
    {
        var end = href.IndexOfAny("/?#"u8);
        var head = end < 0 ? href : href[..end];
        return head.SequenceEqual("https:"u8) || head.SequenceEqual("http:"u8) || head.StartsWith("mailto:"u8) || !head.ContainsAny((byte)':', (byte)'&');
    }
}
