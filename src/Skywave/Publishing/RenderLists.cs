using Skywave.Edition;
using Skywave.Ledger;
using Skywave.Words;

namespace Skywave.Publishing;

/// <summary>
/// Makes a desk's lists: those that every publish of the desk touches (front, feeds) and the pages of older stories, topics and the like that this edition
/// touches. A page of a list that is full is made again only when an article on it changes.
/// </summary>
internal sealed class RenderLists(Archive archive, Newsroom newsroom, Theme theme, DateTimeOffset cut)
{
    /// <summary>The lists that are named in <c>d/front</c>, because nearly every publish changes them.</summary>
    public IEnumerable<EditionFile> Live(DeskChrome chrome, IReadOnlyList<PublishedArticle> newest, long total, IReadOnlyCollection<StandingArticle> changed)
    {
        var (desk, locale) = (chrome.Desk, chrome.Locale);
        FrontItem[] items = [.. newest.Select(FrontItem.From)];
        yield return File("index.html", FrontPage.Render(desk, items, (int)total, chrome.Notices, newsroom, locale, theme, chrome.Standing, cut));
        yield return File("corrections.html", CorrectionsPage.Render(desk, changed.Where(a => a.Number is not null).Select(Archive.ReadItem).SelectMany(CorrectionItem.Of), newsroom, locale, theme, chrome.Standing));
        yield return File("404.html", NotFoundPage.Render(desk, newsroom, locale, theme, chrome.Standing));
        yield return File("feed.xml", RssFeed.Render(desk, newest, newsroom, locale, LocaleFilesAll));
        yield return File("feed.json", JsonFeed.Render(desk, newest, newsroom, locale, LocaleFilesAll));

        yield return SearchPage.Render(desk, chrome.Notices, newsroom, locale, theme, chrome.Standing, [], cut);

        EditionFile File(string name, byte[] bytes) => new($"{desk.Value}/{name}", bytes);
    }

    /// <summary>What becomes of a desk's search index.</summary>
    /// <param name="chrome">The desk.</param>
    /// <param name="before">Articles in the index as it stands; 0 to make all of it.</param>
    /// <param name="total">Articles from now on.</param>
    /// <param name="touched">Numbers of articles with a new revision.</param>
    public SearchUpdate Search(DeskChrome chrome, long before, long total, IEnumerable<long> touched) => SearchIndex.Update(
        chrome.Desk, (int)before, (int)total, [.. touched.Where(n => n < before).Select(n => new SearchChange((int)n))],
        (from, count) => archive.Range(chrome.Desk.Value, from, from + count - 1L).ConvertAll(row => SearchEntry.From(Archive.ReadItem(row))));

    /// <summary>The pages of older stories with these numbers of articles on them; with null all of them.</summary>
    public IEnumerable<EditionFile> Older(DeskChrome chrome, IReadOnlyCollection<long>? numbers, long total)
    {
        var count = OlderPage.Count((int)total);
        var pages = numbers is null ? Enumerable.Range(1, count) : numbers.Select(n => OlderPage.NumberOf((int)n + 1)).Distinct().Order();
        foreach (var page in pages.SelectMany(p => p < count && numbers is not null ? [p, p + 1] : new[] { p }).Distinct())
        {
            var items = archive.Range(chrome.Desk.Value, (page - 1L) * FrontPage.Size, page * (long)FrontPage.Size - 1).ConvertAll(row => FrontItem.From(Archive.ReadItem(row)));
            yield return new EditionFile(OlderPage.PathOf(chrome.Desk, page), OlderPage.Render(chrome.Desk, page, items, newsroom, chrome.Locale, theme, chrome.Standing));
        }
    }

    private static Locales LocaleFilesAll => House.LocaleFiles.All;
}
