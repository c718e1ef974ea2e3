using System.Globalization;
using Skywave.Trust.Tuf;

namespace Skywave.Trust.Documents;

/// <summary>
/// What a link says of the key it was made for: the part of an address after <c>#</c>, <c>k=&lt;root version&gt;.&lt;32 hex digits&gt;[.&lt;article&gt;]</c>
/// (docs/900-design.md, section 21). It vouches for no more than whoever gave the link.
/// </summary>
/// <param name="RootVersion">Which root, from 1.</param>
/// <param name="RootHash">The root's fingerprint without spaces.</param>
/// <param name="Article">The id of the article that is meant, or null: a whole edition.</param>
public sealed record TrustLink(long RootVersion, string RootHash, string? Article)
{
    private const string Mark = "k=";
    private const int MaxVersionDigits = 9;

    /// <summary>The link that leads to a root's newsroom.</summary>
    public static TrustLink To(RoleFile<RootContent> root, string? article = null) => new(root.Version, RootRole.ShortHash(root), article);

    /// <summary>True when an address's fragment is meant to be such a link; another fragment is a place in a page.</summary>
    /// <param name="fragment">With or without its <c>#</c>.</param>
    public static bool IsMeant(string fragment) => fragment.AsSpan().TrimStart('#').StartsWith(Mark, StringComparison.Ordinal);

    /// <summary>Reads one.</summary>
    /// <param name="fragment">With or without its <c>#</c>.</param>
    public static Checked<TrustLink> Parse(string fragment)
    {
        var parts = IsMeant(fragment) ? fragment.TrimStart('#')[Mark.Length..].Split('.') : [];
        return parts.Length is 2 or 3 && IsVersion(parts[0]) && Names.IsShortHash(parts[1]) && (parts.Length == 2 || Names.IsArticle(parts[2]))
            ? new TrustLink(long.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], parts.ElementAtOrDefault(2))
            : new Refusal(Codes.LinkMalformed, "what stands after # in the address is cut off or mistyped: it must be k=, a number, 32 hex digits and perhaps an article's id, with dots between them");
    }

    /// <summary>What it says of the root: <c>1.896c20f8…</c>.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{RootVersion}.{RootHash}");

    /// <summary>True for the root it was made for.</summary>
    public bool IsOf(RoleFile<RootContent> root) => root.Version == RootVersion && RootRole.ShortHash(root) == RootHash;

    /// <summary>As it stands in an address, with its <c>#</c>.</summary>
    public override string ToString() => $"#{Mark}{Key}{(Article is null ? "" : "." + Article)}";

    private static bool IsVersion(string text) => text.Length is > 0 and <= MaxVersionDigits && text[0] != '0' && !text.AsSpan().ContainsAnyExceptInRange('0', '9');
}
