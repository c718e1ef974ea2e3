using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Skywave.Edition;
using Skywave.Words;

namespace Skywave.Ledger;

/// <summary>
/// The archive as it stands: every published article without its text, in the order in which it came, and the lists it is in. Whatever a publish asks
/// here costs what it asks for, not what is there: each statement goes by an index, and where it begins is said (<c>CROSS JOIN</c> keeps the order), since SQLite would rather
/// walk through all of a desk than through what an edition has.
/// </summary>
internal sealed partial class Archive(LedgerDb ledger)
{
    private const string Columns = """
        SELECT a."Article", a."Desk", a."Number", a."Path", a."Story", a."FirstPublished", a."VersionCreated", a."Revision", a."Status", a."FragmentHash", a."FragmentLength", a."Item", a."Media", a."Related" FROM "Articles" a
        """;

    /// <summary>Some twenty megabytes.</summary>
    private const int MostItems = 20_000;

    private readonly Dictionary<string, FrontItem> _items = new(StringComparer.Ordinal);

    /// <summary>How many articles, standing pages apart, a desk has published: the number the next one gets.</summary>
    public long Count(string desk) => Number(Of("""SELECT MAX("Number") + 1 FROM "Articles" WHERE "Desk" = @p0""").One(desk));

    /// <summary>How many of a desk's articles were published before an edition.</summary>
    public long CountBefore(string desk, int edition) => Number(Of("""
        SELECT MIN(a."Number") FROM "Entries" e CROSS JOIN "Articles" a ON a."Article" = e."Article" WHERE e."Edition" = @p1 AND a."Desk" = @p0
            AND NOT EXISTS (SELECT 1 FROM "Entries" b WHERE b."Article" = e."Article" AND b."Edition" < @p1)
        """).One(desk, edition) ?? Count(desk));

    /// <summary>One article, or null when it is not published.</summary>
    public StandingArticle? Find(string article) => Of($"""{Columns} WHERE a."Article" = @p0""").All(Row, article).SingleOrDefault();

    /// <summary>A desk's articles by number from one to another, both counted.</summary>
    public List<StandingArticle> Range(string desk, long first, long last) =>
        Of($"""{Columns} WHERE a."Desk" = @p0 AND a."Number" BETWEEN @p1 AND @p2 ORDER BY a."Number" """).All(Row, desk, first, last);

    /// <summary>A desk's newest articles by first publication, the newest first.</summary>
    public List<StandingArticle> Newest(string desk, int most) =>
        Of($"""{Columns} WHERE a."Desk" = @p0 AND a."Number" IS NOT NULL ORDER BY a."FirstPublished" DESC, a."Article" DESC LIMIT @p1""").All(Row, desk, most);

    /// <summary>All of a desk, standing pages first, then by number. Streams.</summary>
    public IEnumerable<StandingArticle> OfDesk(string desk) => Of($"""{Columns} WHERE a."Desk" = @p0 ORDER BY a."Number" """).Stream(Row, desk);

    /// <summary>What an edition published and whatever tells the same stories. Streams, by desk and number.</summary>
    public IEnumerable<StandingArticle> TouchedBy(int edition) => Of($"""
        {Columns} WHERE a."Story" IN (SELECT t."Story" FROM "Entries" e CROSS JOIN "Articles" t ON t."Article" = e."Article" WHERE e."Edition" = @p0) ORDER BY a."Desk", a."Number"
        """).Stream(Row, edition);

    /// <summary>What an edition published itself, by desk and number. Streams.</summary>
    public IEnumerable<StandingArticle> PublishedBy(int edition) => Of($"""
        {Columns} WHERE a."Article" IN (SELECT e."Article" FROM "Entries" e WHERE e."Edition" = @p0) ORDER BY a."Desk", a."Number"
        """).Stream(Row, edition);

    /// <summary>All desks' articles of a story, by desk.</summary>
    public List<StandingArticle> OfStory(string story) => Of($"""{Columns} WHERE a."Story" = @p0 ORDER BY a."Desk", a."Article" """).All(Row, story);

    /// <summary>How many articles a desk first published in each day between two times, and the lowest number of each day.</summary>
    public List<(DateOnly Day, int Count, long First)> Days(string desk, DateTimeOffset from, DateTimeOffset until) => Of("""
        SELECT "FirstPublished" / 86400, COUNT(*), MIN("Number") FROM "Articles" WHERE "Desk" = @p0 AND "FirstPublished" >= @p1 AND "FirstPublished" < @p2 AND "Number" IS NOT NULL GROUP BY 1 ORDER BY 1
        """).All(r => (DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(r.GetInt64(0))), r.GetInt32(1), r.GetInt64(2)), desk, from.ToUnixTimeSeconds(), until.ToUnixTimeSeconds());

    /// <summary>The months in which a desk first published something: one question for each month, whatever it holds.</summary>
    public IEnumerable<DateOnly> Months(string desk)
    {
        var next = Of("""SELECT MIN("FirstPublished") FROM "Articles" WHERE "Desk" = @p0 AND "FirstPublished" >= @p1 AND "Number" IS NOT NULL""");
        for (var from = long.MinValue; next.One(desk, from) is { } found;)
        {
            var day = DateTimeOffset.FromUnixTimeSeconds(Number(found)).UtcDateTime;
            yield return new DateOnly(day.Year, day.Month, 1);
            from = new DateTimeOffset(day.Year, day.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1).ToUnixTimeSeconds();
        }
    }

    /// <summary>An article's records, the newest first: where each is and its bytes. A revision that was logged again in a later epoch has two.</summary>
    public List<LoggedRevision> RecordsOf(string article) => Of("""
        SELECT "Epoch", "Index", "Revision", "LeftOut", "Record" FROM "Entries" WHERE "Article" = @p0 ORDER BY "Epoch" DESC, "Index" DESC
        """).All(r => new LoggedRevision(r.GetInt32(0), r.GetInt64(1), r.GetInt32(2), r.GetBoolean(3), (byte[])r.GetValue(4)), article);

    /// <summary>A desk's standing page, or null when it has none of this name.</summary>
    public PublishedArticle? Standing(string desk, string name) => Of($"""{Columns} WHERE a."Desk" = @p0 AND a."Number" IS NULL AND a."Path" = @p1""")
        .All(Row, desk, $"{desk}/about/{name}.html").ConvertAll(ReadItem).SingleOrDefault(a => a.Status != ArticleStatus.Withdrawn);

    /// <summary>The signed bytes of an article's newest revision.</summary>
    public byte[] Fragment(string article) => (byte[])Of("""SELECT "Bytes" FROM "Fragments" WHERE "Article" = @p0""").One(article)!;

    /// <summary>Puts an article's newest revision in, in the place of the one before.</summary>
    public void Keep(StandingArticle row, byte[] fragment)
    {
        Of("""
            INSERT INTO "Articles" ("Article", "Desk", "Number", "Path", "Story", "FirstPublished", "VersionCreated", "Revision", "Status", "FragmentHash", "FragmentLength", "Item", "Media", "Related")
            VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13)
            ON CONFLICT ("Article") DO UPDATE SET "Story" = excluded."Story", "VersionCreated" = excluded."VersionCreated", "Revision" = excluded."Revision", "Status" = excluded."Status",
                "FragmentHash" = excluded."FragmentHash", "FragmentLength" = excluded."FragmentLength", "Item" = excluded."Item", "Media" = excluded."Media"
            """).Run(row.Article, row.Desk, row.Number, row.Path, row.Story, row.FirstPublished, row.VersionCreated, row.Revision, row.Status, row.FragmentHash, row.FragmentLength, row.Item, row.Media, row.Related);
        Of("""INSERT INTO "Fragments" ("Article", "Revision", "Bytes") VALUES (@p0, @p1, @p2) ON CONFLICT ("Article") DO UPDATE SET "Revision" = excluded."Revision", "Bytes" = excluded."Bytes" """)
            .Run(row.Article, row.Revision, fragment);
    }

    /// <summary>
    /// What lists and pages need of an article: all but its text, claims and sources. Of its text the recordings are kept, without their words, for the podcast, and where the entries of a live
    /// story begin, for what its page says to machines.
    /// </summary>
    public static string WriteItem(PublishedArticle article) =>
        JsonSerializer.Serialize(article with { Text = article.Text with { Body = [.. PodcastItem.Kept(article.Text), .. article.Text.Body.OfType<LiveEntry>()], Claims = [], UnnamedSources = [] } }, WordsJson.Default.PublishedArticle);

    /// <summary>The article of a row, without its text.</summary>
    public static PublishedArticle ReadItem(StandingArticle row) =>
        JsonSerializer.Deserialize(row.Item, WordsJson.Default.PublishedArticle) ?? throw new JsonException("an item of the ledger is empty");

    /// <summary>Articles as lists show them, in the order asked for; what is not there is left out. The last ones asked for are remembered.</summary>
    public List<FrontItem> ItemsOf(IEnumerable<string> articles) => [.. articles.Select(id => _items.TryGetValue(id, out var known) ? known : Find(id) is { } row ? ItemOf(row) : null).OfType<FrontItem>()];

    /// <summary>An article as lists show it.</summary>
    public FrontItem ItemOf(StandingArticle row)
    {
        if (!_items.TryGetValue(row.Article, out var item))
        {
            if (_items.Count >= MostItems)
            {
                _items.Clear();
            }
            _items[row.Article] = item = FrontItem.From(ReadItem(row));
        }
        return item;
    }

    private Statement Of(string sql) => ledger.Prepared(sql);

    private static long Number(object? value) => Convert.ToInt64(value ?? 0L, CultureInfo.InvariantCulture);

    private static StandingArticle Row(DbDataReader r) => new()
    {
        Article = r.GetString(0),
        Desk = r.GetString(1),
        Number = r.IsDBNull(2) ? null : r.GetInt64(2),
        Path = r.GetString(3),
        Story = r.GetString(4),
        FirstPublished = r.GetInt64(5),
        VersionCreated = r.GetInt64(6),
        Revision = r.GetInt32(7),
        Status = r.GetString(8),
        FragmentHash = r.GetString(9),
        FragmentLength = r.GetInt32(10),
        Item = r.GetString(11),
        Media = r.GetString(12),
        Related = r.GetString(13),
    };
}
