using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>What is published now.</summary>
public static class PublishedArticles
{
    /// <summary>How many articles or stories are asked for in one statement.</summary>
    private const int AtOnce = 256;

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
        await foreach (var article in ReadAhead.Of(rows.AsAsyncEnumerable(), row => Value(row, corrections), stop))
        {
            yield return article;
        }
    }

    /// <summary>
    /// Published articles by their ids, in the order they are asked for, each once; what is not published is passed over. Streams, with two
    /// statements for some hundreds of ids.
    /// </summary>
    public static async IAsyncEnumerable<PublishedArticle> ManyAsync(WritingDb db, IEnumerable<ArticleId> ids, [EnumeratorCancellation] CancellationToken stop = default)
    {
        foreach (var some in ids.Select(id => id.Value).Distinct().Chunk(AtOnce))
        {
            var found = (await AmongAsync(db, rows => rows.Where(r => EF.Parameter(some).Contains(r.Id)), stop)).ToDictionary(a => a.Id.Value);
            foreach (var id in some)
            {
                if (found.TryGetValue(id, out var article))
                {
                    yield return article;
                }
            }
        }
    }

    /// <summary>All desks' articles of many stories: in the order the stories are asked for, each story once and within it by desk and id. Streams as <see cref="ManyAsync"/> does.</summary>
    public static async IAsyncEnumerable<PublishedArticle> OfStoriesAsync(WritingDb db, IEnumerable<string> stories, [EnumeratorCancellation] CancellationToken stop = default)
    {
        foreach (var some in stories.Distinct().Chunk(AtOnce))
        {
            var found = (await AmongAsync(db, rows => rows.Where(r => EF.Parameter(some).Contains(r.Story)), stop)).ToLookup(a => a.Story);
            foreach (var article in some.SelectMany(story => found[story].OrderBy(a => a.Desk.Value, StringComparer.Ordinal).ThenBy(a => a.Id.Value, StringComparer.Ordinal)))
            {
                yield return article;
            }
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

    private static async Task<PublishedArticle[]> AmongAsync(WritingDb db, Func<IQueryable<Row>, IQueryable<Row>> among, CancellationToken stop)
    {
        var rows = await among(db.Database.SqlQueryRaw<Row>(Select)).ToListAsync(stop);
        var corrections = await CorrectionsAsync(db, rows, stop);
        return [.. rows.AsParallel().Select(row => Value(row, corrections))];
    }

    private static async Task<IReadOnlyList<PublishedArticle>> ListAsync(WritingDb db, string sql, object[] parameters, CancellationToken stop)
    {
        var rows = await db.Database.SqlQueryRaw<Row>(sql, parameters).ToListAsync(stop);
        var corrections = await CorrectionsAsync(db, rows, stop);
        return rows.ConvertAll(row => Value(row, corrections));
    }

    private static async Task<Dictionary<string, ImmutableArray<Correction>>> CorrectionsAsync(WritingDb db, List<Row> rows, CancellationToken stop)
    {
        string[] ids = [.. rows.Select(r => r.Id)];
        return ids.Length == 0 ? [] : Group(await db.Corrections.AsNoTracking().Where(c => EF.Parameter(ids).Contains(c.Article)).ToListAsync(stop));
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
