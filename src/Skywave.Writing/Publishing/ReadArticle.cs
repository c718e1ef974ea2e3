using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>One revision as the newsroom sees it.</summary>
/// <param name="Number">From 1.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Text">Its text, with its pictures' origins.</param>
/// <param name="Written">When it was written.</param>
/// <param name="VersionCreated">When it was published, or null.</param>
public sealed record ArticleRevision(int Number, RevisionState State, ArticleText Text, DateTimeOffset Written, DateTimeOffset? VersionCreated);

/// <summary>One article, read.</summary>
public static class ReadArticle
{
    /// <summary>The article as it is published now, or null when it is not.</summary>
    public static Task<PublishedArticle?> PublishedAsync(WritingDb db, ArticleId id, CancellationToken stop = default) => PublishedArticles.OneAsync(db, id, stop);

    /// <summary>What its source calls it, which makes its id together with the desk; null when there is no such article.</summary>
    public static Task<string?> UriAsync(WritingDb db, ArticleId id, CancellationToken stop = default) =>
        db.Articles.AsNoTracking().Where(a => a.Id == id.Value).Select(a => (string?)a.Uri).SingleOrDefaultAsync(stop);

    /// <summary>All its revisions, oldest first; empty when there is no such article. For the newsroom's eyes.</summary>
    public static async Task<IReadOnlyList<ArticleRevision>> RevisionsAsync(WritingDb db, ArticleId id, CancellationToken stop = default)
    {
        var rows = await db.Revisions.AsNoTracking().Where(r => r.Article == id.Value).OrderBy(r => r.Number).ToListAsync(stop);
        return rows.ConvertAll(r => new ArticleRevision(r.Number, r.State, StoredText.Read(r.Text), DateTimeOffset.FromUnixTimeSeconds(r.Written),
            r.VersionCreated is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) : null));
    }
}
