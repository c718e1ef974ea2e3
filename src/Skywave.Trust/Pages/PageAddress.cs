using Skywave.Trust.Documents;

namespace Skywave.Trust.Pages;

/// <summary>The signed address of a page from where it stands in an edition: the slug before the id is not signed.</summary>
public static class PageAddress
{
    private const string Extension = ".html";
    private const int IdLength = 16;

    /// <summary>
    /// <c>en/2026/11/a-slug-abcdefghijklmnop.html</c> gives <c>en/2026/11/abcdefghijklmnop</c>; <c>en/about/verify.html</c> gives <c>en/about/verify</c>.
    /// False when no article's page can stand there.
    /// </summary>
    public static bool TryFromPath(string path, out string address)
    {
        address = "";
        Span<Range> parts = stackalloc Range[5];
        var count = path.AsSpan().Split(parts, '/');
        if (count is not (3 or 4) || !path.EndsWith(Extension, StringComparison.Ordinal) || !Names.IsPath(path))
        {
            return false;
        }
        var name = path.AsSpan(parts[count - 1])[..^Extension.Length];
        var slugged = count == 4 && name.Length > IdLength;
        if (slugged && name[^(IdLength + 1)] != '-')
        {
            return false;
        }
        var candidate = string.Concat(path.AsSpan(0, path.Length - Extension.Length - name.Length), slugged ? name[^IdLength..] : name);
        var fits = Names.IsAddress(candidate);
        address = fits ? candidate : "";
        return fits;
    }
}
