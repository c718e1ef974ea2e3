using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>A correction and the article it is about.</summary>
/// <param name="Id">The article.</param>
/// <param name="Headline">The headline it has now.</param>
/// <param name="Path">Where its page stands in an edition.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Correction">The correction.</param>
public sealed record CorrectedArticle(ArticleId Id, string Headline, string Path, ArticleStatus Status, Correction Correction);

/// <summary>A desk's corrections.</summary>
public static class ListCorrections
{
    /// <summary>A desk's corrections, newest first.</summary>
    public static async Task<IReadOnlyList<CorrectedArticle>> OfDeskAsync(WritingDb db, DeskTag desk, int most = 1000, CancellationToken stop = default)
    {
        var rows = await (
            from correction in db.Corrections.AsNoTracking()
            join article in db.Articles.AsNoTracking() on correction.Article equals article.Id
            join revision in db.Revisions.AsNoTracking() on new { Article = article.Id, Number = article.Revision } equals new { revision.Article, revision.Number }
            where article.Desk == desk.Value
            orderby correction.At descending, correction.Article, correction.ToRevision descending
            select new { correction, article.Slug, article.Standing, article.FirstPublished, article.Status, revision.Headline }).Take(most).ToListAsync(stop);
        return [.. rows.Select(r => new CorrectedArticle(
            ArticleId.Parse(r.correction.Article), r.Headline, PathOf(desk, r.correction.Article, r.Slug!, r.Standing, r.FirstPublished!.Value), r.Status!.Value, Value(r.correction)))];
    }

    internal static Correction Value(CorrectionRow row) =>
        new(row.Kind, DateTimeOffset.FromUnixTimeSeconds(row.At), row.Text, row.FromRevision, row.ToRevision) { Words = row.Words };

    private static string PathOf(DeskTag desk, string id, string slug, string? standing, long first) => new PublishedArticle
    {
        Id = ArticleId.Parse(id),
        Desk = desk,
        Story = "",
        Revision = 1,
        Slug = slug,
        Standing = standing,
        FirstPublished = DateTimeOffset.FromUnixTimeSeconds(first),
        VersionCreated = DateTimeOffset.FromUnixTimeSeconds(first),
        Text = new ArticleText { Language = desk.Value, Headline = "" },
    }.Path;
}
