using System.Text;

namespace Skywave.Trust.Pages;

/// <summary>
/// A page taken apart: what stands before its one fragment, the fragment, what stands after, and the proof's text. Counting ignores ASCII case, so that
/// nothing a browser would take for a second article or proof is passed over.
/// </summary>
/// <param name="Before">From the first byte to the fragment.</param>
/// <param name="Fragment">From <c>&lt;article </c> to <c>&lt;/article&gt;</c>, inclusive.</param>
/// <param name="After">From the fragment to the last byte.</param>
/// <param name="Proof">The text inside the proof's element.</param>
public sealed record PageSplit(ReadOnlyMemory<byte> Before, ReadOnlyMemory<byte> Fragment, ReadOnlyMemory<byte> After, ReadOnlyMemory<byte> Proof)
{
    /// <summary>The greatest page, in bytes.</summary>
    public const int MaxLength = 2 * 1024 * 1024;

    private const string Close = "</article>";

    private static readonly byte[] Open = Encoding.ASCII.GetBytes(PageAssembly.Open);

    /// <summary>Takes a page apart. Refused: <c>page.*</c>.</summary>
    public static Checked<PageSplit> Parse(ReadOnlyMemory<byte> page)
    {
        var bytes = page.Span;
        if (bytes.Length > MaxLength || !System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return bytes.Length > MaxLength ? new Refusal(Codes.PageTooBig, "a page has at most 2 MB") : new Refusal(Codes.PageNotText, "not UTF-8");
        }
        var (opens, closes, proofs) = Count(bytes);
        if (opens > 1 || closes > 1)
        {
            return new Refusal(Codes.PageTwoArticles, "there is more than one article");
        }
        var start = bytes.IndexOf("<article "u8);
        var length = start < 0 ? -1 : bytes[start..].IndexOf("</article>"u8);
        if (length < 0)
        {
            return new Refusal(Codes.PageNoArticle, "there is no whole article");
        }
        var end = start + length + Close.Length;
        return proofs > 1 ? new Refusal(Codes.PageTwoProofs, "there is more than one proof")
            : FindProof(page[end..]) is not { } proof ? new Refusal(Codes.PageNoProof, "there is no whole proof after the article")
            : new PageSplit(page[..start], page[start..end], page[end..], proof);
    }

    private static ReadOnlyMemory<byte>? FindProof(ReadOnlyMemory<byte> after)
    {
        var start = after.Span.IndexOf(Open) is var at and >= 0 ? at + Open.Length : -1;
        var length = start < 0 ? -1 : after.Span[start..].IndexOf((byte)'<');
        return length >= 0 && after.Span[(start + length)..].StartsWith("</pre>"u8) ? after.Slice(start, length) : (ReadOnlyMemory<byte>?)null;
    }

    // Three openings at most are of interest; most of a page's tags are none of them by their next letter.
    private static (int Opens, int Closes, int Proofs) Count(ReadOnlySpan<byte> bytes)
    {
        var (opens, closes, proofs) = (0, 0, 0);
        for (var at = bytes.IndexOf((byte)'<'); at >= 0; at = bytes.IndexOf((byte)'<'))
        {
            bytes = bytes[(at + 1)..];
            switch (bytes.IsEmpty ? 0 : bytes[0] | 0x20)
            {
                case 'a':
                    opens += Begins(bytes, "article"u8);
                    break;
                case '/':
                    closes += Begins(bytes, "/article"u8);
                    break;
                case 'p':
                    proofs += Begins(bytes, "pre id=\"proof\""u8);
                    break;
            }
        }
        return (opens, closes, proofs);
    }

    private static int Begins(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> what) => bytes.Length >= what.Length && Ascii.EqualsIgnoreCase(bytes[..what.Length], what) ? 1 : 0;
}
