using Skywave.Words;

namespace Skywave.Edition;

/// <summary>
/// Makes the bytes that are signed: one article's <c>&lt;article …&gt;…&lt;/article&gt;</c> (docs/900-design.md, section 5). The same revision gives the same
/// bytes: nothing in it depends on another article, on a key, on the theme or on the clock.
/// </summary>
public static class Fragment
{
    /// <summary>The fragment of a revision; for a withdrawn one its tombstone.</summary>
    /// <param name="article">The revision.</param>
    /// <param name="locale">Whose labels it has: <see cref="Locales.For(PublishedArticle)"/>.</param>
    /// <param name="newsroom">Named where the text was written by the newsroom itself.</param>
    public static byte[] Render(PublishedArticle article, Locale locale, Newsroom newsroom) =>
        Write(article, locale, newsroom, RootOf(article.Path)).Finish();

    /// <summary>The way from a file to the edition's root: <c>../</c> for each folder it stands in.</summary>
    internal static string RootOf(string path) => string.Concat(Enumerable.Repeat("../", path.Count(c => c == '/')));

    private static Html Write(PublishedArticle article, Locale locale, Newsroom newsroom, string root)
    {
        var language = LanguageTag.TryCanonical(article.Text.Language, out var tag) ? tag : article.Desk.Value;
        var writer = new FragmentWriter(article, locale, newsroom, root, article.Status == ArticleStatus.Withdrawn ? locale.Tag : language);
        return writer.Write();
    }
}
