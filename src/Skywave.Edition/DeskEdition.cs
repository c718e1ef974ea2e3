using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>
/// A desk's list files: front, the pages of every list, archive, corrections, feeds and its 404, all in one pass. Articles' own pages are <see cref="ArticlePage"/>'s.
/// </summary>
public static class DeskEdition
{
    /// <summary>Makes the lists in one pass over the desk's articles; of a list, no more than sixty lines are held. Files come as they are ready.</summary>
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
        var masthead = new Masthead(desk, newsroom, locale, theme, standing);
        var own = new GrowingList(masthead, null);
        var lists = new Dictionary<ListKey, GrowingList>();
        var days = new SortedDictionary<DateOnly, MonthDay>();
        var newest = new Queue<PublishedArticle>();
        var corrections = new List<CorrectionItem>();
        PublishedArticle? last = null;
        foreach (var article in oldestFirst)
        {
            Check(desk, last, article);
            last = article;
            corrections.AddRange(CorrectionItem.Of(article));
            newest.Enqueue(article);
            if (newest.Count > FrontPage.Size)
            {
                newest.Dequeue();
            }
            var item = FrontItem.From(article);
            var into = ListNames.Of(article, story: true).Select(name => lists.TryGetValue(name.Key, out var known) ? known : lists[name.Key] = new GrowingList(masthead, name));
            foreach (var full in into.Prepend(own).Select(l => l.Add(item)).OfType<EditionFile>())
            {
                yield return full;
            }
            var day = DateOnly.FromDateTime(article.FirstPublished.UtcDateTime);
            days[day] = days.TryGetValue(day, out var before) ? before with { Articles = before.Articles + 1 } : new(day, 1, ListPage.NumberOf(own.Articles));
        }
        // A story of one article is that article.
        foreach (var file in lists.Values.Where(l => l.List!.Kind != ListKind.Story || l.Articles > 1).Append(own).SelectMany(l => l.End()).Concat(Archive(masthead, lists.Values, days)))
        {
            yield return file;
        }
        PublishedArticle[] newestFirst = [.. newest.Reverse()];
        FrontItem[] items = [.. newestFirst.Select(FrontItem.From)];
        yield return File("index.html", FrontPage.Render(desk, items, own.Articles, notices, newsroom, locale, theme, standing, cut));
        yield return File("corrections.html", CorrectionsPage.Render(desk, corrections, newsroom, locale, theme, standing));
        yield return File("404.html", NotFoundPage.Render(desk, newsroom, locale, theme, standing));
        foreach (var feed in Feed.Render(desk, [.. newestFirst.Select(FeedItem.From).OfType<FeedItem>()], newsroom, locale))
        {
            yield return feed;
        }

        EditionFile File(string name, byte[] bytes) => new($"{desk.Value}/{name}", bytes);
    }

    private static IEnumerable<EditionFile> Archive(Masthead masthead, IReadOnlyCollection<GrowingList> lists, SortedDictionary<DateOnly, MonthDay> days)
    {
        var kinds = lists.Select(l => l.List!).GroupBy(l => l.Kind).Where(k => k.Key != ListKind.Story).Select(k => k.Key).ToList();
        yield return new(ArchivePage.PathOf(masthead.Desk), ArchivePage.Render(masthead, days.Keys, kinds));
        foreach (var kind in kinds)
        {
            yield return new(ListIndexPage.PathOf(masthead.Desk, kind), ListIndexPage.Render(masthead, kind, [.. lists.Where(l => l.List!.Kind == kind).Select(l => new ListSize(l.List!, l.Articles))]));
        }
        foreach (var month in days.Values.GroupBy(d => (d.Day.Year, d.Day.Month)))
        {
            var first = month.First().Day;
            yield return new(MonthPage.PathOf(masthead.Desk, first), MonthPage.Render(masthead, first, month));
        }
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
