using System.Data.Common;
using Skywave.Edition;

namespace Skywave.Ledger;

/// <content>What sitemaps name.</content>
internal sealed partial class Archive
{
    /// <summary>
    /// A desk's pages first published between two times, by (first published, id), with the same story's first page of each other desk; none that is withdrawn. Streams, without their items.
    /// </summary>
    public IEnumerable<SitemapEntry> SitemapEntries(string desk, DateTimeOffset from, DateTimeOffset until)
    {
        var rows = Of("""
            SELECT a."Path", a."VersionCreated", o."Desk", o."Path" FROM "Articles" a
            LEFT JOIN "Articles" o ON o."Story" = a."Story" AND a."Story" <> '' AND o."Desk" <> a."Desk" AND o."Number" IS NOT NULL AND o."Status" <> 'withdrawn'
            WHERE a."Desk" = @p0 AND a."FirstPublished" >= @p1 AND a."FirstPublished" < @p2 AND a."Number" IS NOT NULL AND a."Status" <> 'withdrawn'
            ORDER BY a."FirstPublished", a."Article", o."Desk", o."FirstPublished", o."Article"
            """).Stream(SitemapLine, desk, from.ToUnixTimeSeconds(), until.ToUnixTimeSeconds());
        SitemapEntry? entry = null;
        foreach (var (path, changed, other) in rows)
        {
            if (entry?.Path != path)
            {
                if (entry is not null)
                {
                    yield return entry;
                }
                entry = new SitemapEntry(path, changed, desk, []);
            }
            if (other is not null && entry.Alternates.All(a => a.Language != other.Language))
            {
                entry = entry with { Alternates = entry.Alternates.Add(other) };
            }
        }
        if (entry is not null)
        {
            yield return entry;
        }
    }

    /// <summary>A desk's newest articles since a time, the newest first; none that is withdrawn.</summary>
    public List<StandingArticle> Since(string desk, DateTimeOffset time, int most) => Of($"""
        {Columns} WHERE a."Desk" = @p0 AND a."FirstPublished" > @p1 AND a."Number" IS NOT NULL AND a."Status" <> 'withdrawn' ORDER BY a."FirstPublished" DESC, a."Article" DESC LIMIT @p2
        """).All(Row, desk, time.ToUnixTimeSeconds(), most);

    /// <summary>Desks and months whose sitemaps an edition may change: of what it published, and of what other desks tell of the same stories.</summary>
    public List<(string Desk, DateOnly Month, bool IsOwn)> SitemapsTouchedBy(int edition) => Of("""
        SELECT a."Desk", a."FirstPublished", 1 FROM "Entries" e CROSS JOIN "Articles" a ON a."Article" = e."Article" WHERE e."Edition" = @p0 AND a."Number" IS NOT NULL
        UNION SELECT o."Desk", o."FirstPublished", 0 FROM "Entries" e CROSS JOIN "Articles" a ON a."Article" = e."Article" CROSS JOIN "Articles" o ON o."Story" = a."Story" AND o."Desk" <> a."Desk"
            WHERE e."Edition" = @p0 AND a."Story" <> '' AND a."Number" IS NOT NULL AND o."Number" IS NOT NULL
        """).All(r => (r.GetString(0), MonthOf(r.GetInt64(1)), r.GetInt32(2) == 1), edition);

    private static DateOnly MonthOf(long seconds)
    {
        var day = DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime;
        return new DateOnly(day.Year, day.Month, 1);
    }

    private static (string Path, DateTimeOffset Changed, SitemapAlternate? Other) SitemapLine(DbDataReader r) =>
        (r.GetString(0), DateTimeOffset.FromUnixTimeSeconds(r.GetInt64(1)), r.IsDBNull(2) ? null : new SitemapAlternate(r.GetString(2), r.GetString(3)));
}
