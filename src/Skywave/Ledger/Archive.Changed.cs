using Skywave.Trust.Documents;

namespace Skywave.Ledger;

/// <content>A desk's articles past their first revision or no longer standing, without their items.</content>
internal sealed partial class Archive
{
    private const string IsChanged = """(a."Revision" > 1 OR a."Status" <> 'published')""";

    private const string Corrected = """SELECT a."Article", a."FragmentHash", a."Revision", a."Status" FROM "Articles" a""";

    /// <summary>Those whose newest revision is of that time or later, by id.</summary>
    public List<CorrectedArticle> ChangedSince(string desk, DateTimeOffset time) =>
        Of($"""{Corrected} WHERE a."Desk" = @p0 AND a."VersionCreated" >= @p1 AND {IsChanged} ORDER BY a."Article" """).All(CorrectedRow, desk, time.ToUnixTimeSeconds());

    /// <summary>Those first published in a year, by id; standing pages apart.</summary>
    public List<CorrectedArticle> ChangedOf(string desk, int year) => Of($"""
        {Corrected} WHERE a."Desk" = @p0 AND a."FirstPublished" >= @p1 AND a."FirstPublished" < @p2 AND a."Number" IS NOT NULL AND {IsChanged} ORDER BY a."Article"
        """).All(CorrectedRow, desk, StartOf(year), StartOf(year + 1));

    /// <summary>When those were first published that an edition changed; standing pages apart.</summary>
    public List<DateTimeOffset> FirstPublishedOfChanged(string desk, int edition) => Of($"""
        SELECT a."FirstPublished" FROM "Entries" e CROSS JOIN "Articles" a ON a."Article" = e."Article" WHERE e."Edition" = @p1 AND a."Desk" = @p0 AND a."Number" IS NOT NULL AND {IsChanged}
        """).All(r => DateTimeOffset.FromUnixTimeSeconds(r.GetInt64(0)), desk, edition);

    /// <summary>When all of them were first published; standing pages apart.</summary>
    public List<DateTimeOffset> FirstPublishedOfChanged(string desk) =>
        Of($"""SELECT a."FirstPublished" FROM "Articles" a WHERE a."Desk" = @p0 AND a."Number" IS NOT NULL AND {IsChanged}""").All(r => DateTimeOffset.FromUnixTimeSeconds(r.GetInt64(0)), desk);

    private static long StartOf(int year) => new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    private static CorrectedArticle CorrectedRow(System.Data.Common.DbDataReader r) => new(r.GetString(0), r.GetString(1), r.GetInt32(2), r.GetString(3));
}
