using System.Text;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>A page as <c>paths.txt</c> names it.</summary>
/// <param name="Id">The article; for a standing page its article's id as well.</param>
/// <param name="FileName">The page's file name, without its folder.</param>
/// <param name="Sha256">Lower-case hex SHA-256 of the whole page, its proof included.</param>
public sealed record PathEntry(ArticleId Id, string FileName, string Sha256);

/// <summary>
/// The pages of one month of a desk, <c>&lt;desk&gt;/YYYY/MM/paths.txt</c>, and of its standing pages, <c>&lt;desk&gt;/about/paths.txt</c>: how a mirror finds
/// pages and sees which changed.
/// </summary>
public static class PathsFile
{
    /// <summary>One line an entry, sorted by id. The order of <paramref name="entries"/> changes nothing.</summary>
    public static byte[] Render(IEnumerable<PathEntry> entries) =>
        Encoding.UTF8.GetBytes(string.Concat(entries.OrderBy(e => e.Id.Value, StringComparer.Ordinal).Select(e => $"{e.Id.Value} {e.FileName} {e.Sha256}\n")));

    /// <summary>The <c>paths.txt</c> that names an article's page.</summary>
    public static string PathOf(PublishedArticle article) => article.Path[..(article.Path.LastIndexOf('/') + 1)] + "paths.txt";
}
