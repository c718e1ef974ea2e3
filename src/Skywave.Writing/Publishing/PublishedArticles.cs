using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>What is published now.</summary>
public static class PublishedArticles
{
    /// <summary>The columns of one published article. Every list below adds its own condition and order; values are always parameters.</summary>
    private const string Select = """
        SELECT a.id AS "Id", a.desk AS "Desk", a.story AS "Story", a.revision AS "Revision", a.slug AS "Slug", a.standing AS "Standing",
               a.first_published AS "FirstPublished", a.version_created AS "VersionCreated", a.status AS "Status", r.text AS "Text"
        FROM articles a JOIN revisions r ON r.article = a.id AND r.number = a.revision
        WHERE a.revision > 0
        """;

    /// <summary>
    /// Every published article with its newest published revision, standing pages, retracted and withdrawn ones too, by desk, first
    /// publication and id. Streams: a million articles need no more memory than one.
    /// </summary>
    public static async IAsyncEnumerable<PublishedArticle> AllAsync(WritingDb db, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var corrections = Group(await db.Corrections.AsNoTracking().ToListAsync(stop));
        var rows = db.Database.SqlQueryRaw<Row>(Select + " ORDER BY a.desk, a.first_published, a.id");
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(stop))
        {
            yield return Value(row, corrections);
        }
    }

    /// <summary>A desk's newest news, newest first; without standing pages and what was withdrawn.</summary>
    public static Task<IReadOnlyList<PublishedArticle>> FrontAsync(WritingDb db, DeskTag desk, int most = 30, CancellationToken stop = default) =>
        ListAsync(db, Select + " AND a.desk = {0} AND a.standing IS NULL AND a.status <> 'Withdrawn' ORDER BY a.first_published DESC, a.id LIMIT {1}", [desk.Value, most], stop);

    /// <summary>A desk's standing pages by name.</summary>
    public static Task<IReadOnlyList<PublishedArticle>> StandingAsync(WritingDb db, DeskTag desk, CancellationToken stop = default) =>
        ListAsync(db, Select + " AND a.desk = {0} AND a.standing IS NOT NULL ORDER BY a.standing", [desk.Value], stop);

    /// <summary>All desks' articles of one story, by desk.</summary>
    public static Task<IReadOnlyList<PublishedArticle>> OfStoryAsync(WritingDb db, string story, CancellationToken stop = default) =>
        ListAsync(db, Select + " AND a.story = {0} ORDER BY a.desk, a.id", [story], stop);

    /// <summary>How much news a desk has published; without standing pages, withdrawn ones counted.</summary>
    public static Task<int> CountAsync(WritingDb db, DeskTag desk, CancellationToken stop = default) =>
        db.Articles.CountAsync(a => a.Desk == desk.Value && a.Revision > 0 && a.Standing == null, stop);

    internal static async Task<PublishedArticle?> OneAsync(WritingDb db, ArticleId id, CancellationToken stop) =>
        (await ListAsync(db, Select + " AND a.id = {0}", [id.Value], stop)).SingleOrDefault();

    private static async Task<IReadOnlyList<PublishedArticle>> ListAsync(WritingDb db, string sql, object[] parameters, CancellationToken stop)
    {
        var rows = await db.Database.SqlQueryRaw<Row>(sql, parameters).ToListAsync(stop);
        var ids = rows.ConvertAll(r => r.Id);
        var corrections = Group(await db.Corrections.AsNoTracking().Where(c => ids.Contains(c.Article)).ToListAsync(stop));
        return rows.ConvertAll(row => Value(row, corrections));
    }

    private static Dictionary<string, ImmutableArray<Correction>> Group(List<CorrectionRow> rows) =>
        rows.GroupBy(c => c.Article).ToDictionary(of => of.Key, of => of.OrderBy(c => c.ToRevision).Select(ListCorrections.Value).ToImmutableArray());

    private static PublishedArticle Value(Row row, Dictionary<string, ImmutableArray<Correction>> corrections) => new()
    {
        Id = ArticleId.Parse(row.Id),
        Desk = DeskTag.Parse(row.Desk),
        Story = row.Story,
        Revision = row.Revision,
        Slug = row.Slug,
        Standing = row.Standing,
        FirstPublished = DateTimeOffset.FromUnixTimeSeconds(row.FirstPublished),
        VersionCreated = DateTimeOffset.FromUnixTimeSeconds(row.VersionCreated),
        Status = Enum.Parse<ArticleStatus>(row.Status),
        Text = StoredText.ForReaders(row.Text),
        Corrections = corrections.GetValueOrDefault(row.Id, []),
    };

    internal sealed record Row(
        string Id, string Desk, string Story, int Revision, string Slug, string? Standing, long FirstPublished, long VersionCreated, string Status, string Text);
}
