using System.Text;

namespace Skywave.Trust.Pages;

/// <summary>Puts a proof into a finished page. The page is rendered with an empty place for it, so that rendering needs no key.</summary>
public static class PageAssembly
{
    /// <summary>What a page is rendered with, once, after <c>&lt;/article&gt;</c>.</summary>
    public const string Place = Open + "</pre>";

    internal const string Open = "<pre id=\"proof\">";

    /// <summary>An article as it travels without a page: its fragment and its proof, all that a check looks at.</summary>
    public static string Alone(PageSplit page) => Encoding.UTF8.GetString(page.Fragment.Span) + Open + Encoding.UTF8.GetString(page.Proof.Span) + "</pre>";

    /// <summary>The page with the proof in its place. Throws <see cref="ArgumentException"/> when the page has not exactly one empty place: our own page is broken.</summary>
    public static byte[] WithProof(ReadOnlySpan<byte> page, PageProof proof)
    {
        var at = page.IndexOf("<pre id=\"proof\"></pre>"u8);
        if (at < 0 || page[(at + 1)..].IndexOf("<pre id=\"proof\"></pre>"u8) >= 0)
        {
            throw new ArgumentException($"a page needs exactly one {Place}", nameof(page));
        }
        at += Open.Length;
        var text = proof.ToString();
        var proven = GC.AllocateUninitializedArray<byte>(page.Length + Encoding.UTF8.GetByteCount(text));
        page[..at].CopyTo(proven);
        page[at..].CopyTo(proven.AsSpan(at + Encoding.UTF8.GetBytes(text, proven.AsSpan(at))));
        return proven;
    }
}
