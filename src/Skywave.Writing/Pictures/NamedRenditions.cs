using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>
/// Which of a picture's renditions its page names, and so which are published and copied by mirrors (ADR 0011). Each name is a hash that compresses to some 40
/// bytes in every reader's page; the others stay in the newsroom's media folder for whatever is made of it later.
/// </summary>
internal static class NamedRenditions
{
    private const int PhoneWidth = 640;

    /// <summary>The JPEGs a page names.</summary>
    public static ImmutableArray<Rendition> Jpegs(ImmutableArray<Rendition> all) => [.. UpToPhone(Of(all, "jpg"))];

    /// <summary>The AVIFs and WebPs a page names: for a lead picture every AVIF, lists show the smallest; in the body one for phones and the widest. One WebP.</summary>
    public static ImmutableArray<Rendition> Lighter(ImmutableArray<Rendition> all, PictureShape shape)
    {
        var avifs = Of(all, "avif");
        var few = UpToPhone(avifs).TakeLast(1).Concat(avifs.TakeLast(1)).Distinct();
        return [.. shape == PictureShape.Lead ? avifs : few, .. UpToPhone(Of(all, "webp")).TakeLast(1)];
    }

    private static Rendition[] Of(ImmutableArray<Rendition> all, string extension) => [.. all.Where(r => r.Extension == extension).OrderBy(r => r.Width)];

    // The narrowest one in any case.
    private static IEnumerable<Rendition> UpToPhone(Rendition[] ascending) => ascending.Where((r, i) => i == 0 || r.Width <= PhoneWidth);
}
