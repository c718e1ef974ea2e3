using System.Collections.Immutable;
using Skywave.Edition.Slices;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>A change to a published text, as the list of corrections shows it.</summary>
/// <param name="Item">The article.</param>
/// <param name="At">When it was changed or taken down.</param>
/// <param name="Correction">What was changed; null when an article was taken down and nothing more is said.</param>
public sealed record CorrectionItem(FrontItem Item, DateTimeOffset At, Correction? Correction)
{
    /// <summary>An article's changes.</summary>
    public static IEnumerable<CorrectionItem> Of(PublishedArticle article)
    {
        var item = FrontItem.From(article);
        foreach (var correction in article.Corrections)
        {
            yield return new(item, correction.At, correction);
        }
        if (article.Corrections.IsEmpty && article.Status == ArticleStatus.Withdrawn)
        {
            yield return new(item, article.VersionCreated, null);
        }
    }
}

/// <summary>Every correction of a desk, newest first: <c>&lt;desk&gt;/corrections.html</c>.</summary>
public static class CorrectionsPage
{
    /// <summary>The page. The order of <paramref name="items"/> changes nothing.</summary>
    public static byte[] Render(
        DeskTag desk, IEnumerable<CorrectionItem> items, Newsroom newsroom, Locale locale, Theme theme, IReadOnlyCollection<string>? standing = null)
    {
        var site = new Site(newsroom, desk, locale, theme, "../", standing ?? [], null);
        return Slice.Render(CorrectionsSlice.Create(new CorrectionsModel(site,
            [.. items.OrderByDescending(i => i.At).ThenBy(i => i.Item.Id.Value, StringComparer.Ordinal).ThenByDescending(i => i.Correction?.ToRevision)])));
    }
}

/// <summary>What the list of corrections' template sees.</summary>
public sealed record CorrectionsModel(Site Site, ImmutableArray<CorrectionItem> Items);
