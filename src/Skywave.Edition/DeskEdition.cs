using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>
/// A desk's list files: front, older pages, corrections, feeds and its 404. Articles' own pages are <see cref="ArticlePage"/>'s.
/// </summary>
public static class DeskEdition
{
    /// <summary>
    /// Makes the lists in one pass over the desk's articles; at no time are more than sixty texts held. Files come as they are ready.
    /// </summary>
    /// <param name="desk">Whose.</param>
    /// <param name="oldestFirst">Every article of the desk but standing pages, ordered by (first published, id), withdrawn ones included.</param>
    /// <param name="notices">The desk's notices.</param>
    /// <param name="newsroom">The newsroom.</param>
    /// <param name="locales">All locales.</param>
    /// <param name="theme">How it looks.</param>
    /// <param name="standing">Names of the desk's standing pages that exist.</param>
    /// <param name="cut">The edition's time.</param>
    /// <exception cref="ArgumentException">The articles are of another desk or out of order.</exception>
    public static IEnumerable<EditionFile> Render(
        DeskTag desk, IEnumerable<PublishedArticle> oldestFirst, ImmutableArray<Notice> notices, Newsroom newsroom, Locales locales, Theme theme,
        IReadOnlyCollection<string> standing, DateTimeOffset cut)
    {
        var locale = locales.For(desk);
        var page = new List<FrontItem>();
        var newest = new Queue<PublishedArticle>();
        var corrections = new List<CorrectionItem>();
        PublishedArticle? last = null;
        var total = 0;
        foreach (var article in oldestFirst)
        {
            Check(desk, last, article);
            last = article;
            total++;
            corrections.AddRange(CorrectionItem.Of(article));
            newest.Enqueue(article);
            if (newest.Count > FrontPage.Size)
            {
                newest.Dequeue();
            }
            page.Add(FrontItem.From(article));
            if (page.Count == FrontPage.Size)
            {
                yield return Older(OlderPage.NumberOf(total));
                page.Clear();
            }
        }
        yield return Older(OlderPage.Count(total));
        PublishedArticle[] newestFirst = [.. newest.Reverse()];
        FrontItem[] items = [.. newestFirst.Select(FrontItem.From)];
        yield return File("index.html", FrontPage.Render(desk, items, total, notices, newsroom, locale, theme, standing, cut));
        yield return File("corrections.html", CorrectionsPage.Render(desk, corrections, newsroom, locale, theme, standing));
        yield return File("404.html", NotFoundPage.Render(desk, newsroom, locale, theme, standing));
        yield return File("feed.xml", RssFeed.Render(desk, newestFirst, newsroom, locale, locales));
        yield return File("feed.json", JsonFeed.Render(desk, newestFirst, newsroom, locale, locales));

        EditionFile Older(int number) => new(OlderPage.PathOf(desk, number), OlderPage.Render(desk, number, page, newsroom, locale, theme, standing));
        EditionFile File(string name, byte[] bytes) => new($"{desk.Value}/{name}", bytes);
    }

    /// <summary>The files at the edition's root: language chooser, 404 and the module that searches.</summary>
    public static IEnumerable<EditionFile> RenderRoot(Newsroom newsroom, Locales locales, Theme theme) =>
        [new("index.html", LanguageChooser.Render(newsroom, locales, theme)), new("404.html", NotFoundPage.Render(newsroom, locales, theme)), SearchScript.File];

    private static void Check(DeskTag desk, PublishedArticle? last, PublishedArticle article)
    {
        if (article.Desk != desk || article.Standing is not null)
        {
            throw new ArgumentException($"{article.Address} is no news of the desk {desk}", nameof(article));
        }
        if (last is not null && last.FirstPublished >= article.FirstPublished
            && (last.FirstPublished != article.FirstPublished || string.CompareOrdinal(last.Id.Value, article.Id.Value) >= 0))
        {
            throw new ArgumentException($"{article.Address} comes after {last.Address}: articles are taken oldest first, then by id", nameof(article));
        }
    }
}
