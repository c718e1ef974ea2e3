using System.Collections.Immutable;
using Skywave.Edition.Slices;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>
/// A desk's page <c>&lt;desk&gt;/share.html</c>: it makes the link to a story that carries the newsroom's key, and its QR code. Which story stands after <c>#</c> in its address, where no server sees it; without
/// script it says what to do instead.
/// </summary>
public static class SharePage
{
    /// <summary>Its name in a desk's folder.</summary>
    public const string Name = "share.html";

    private const string Css = Shell.Form + "#code svg{display:block;width:min(100%,20rem);background:#fff;fill:#000}";

    /// <summary>The page.</summary>
    /// <param name="masthead">Whose it is and how it looks.</param>
    /// <param name="notices">The desk's notices; those about sharing stand before the link.</param>
    /// <param name="cut">The edition's time, for notices that are due for review.</param>
    public static EditionFile Render(Masthead masthead, ImmutableArray<Notice> notices, DateTimeOffset? cut = null)
    {
        var site = masthead.At($"{masthead.Desk.Value}/{Name}") with { Cut = cut };
        return new($"{masthead.Desk.Value}/{Name}", Slice.Render(ShareSlice.Create(new ActModel(site, Act.Share, notices, null))));
    }

    /// <summary>The layout's part of it.</summary>
    internal static Shell ShellOf(Site site) => Shell.WithScript(site, "share.title", Css, $"<script type=\"module\" src=\"{site.To(ShareScript.Path)}\"></script>");
}
