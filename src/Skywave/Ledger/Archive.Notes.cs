using Skywave.Edition;

namespace Skywave.Ledger;

/// <content>What a revision changes beside its own page and lists: search, podcast, corrections.</content>
internal sealed partial class Archive
{
    /// <summary>Notes that an edition changes an article's entry in the search index.</summary>
    public void NoteEntry(string article, int edition, bool words) => Of("""
        INSERT INTO "ChangedEntries" ("Edition", "Article", "Words") VALUES (@p0, @p1, @p2) ON CONFLICT ("Edition", "Article") DO UPDATE SET "Words" = "ChangedEntries"."Words" OR excluded."Words"
        """).Run(edition, article, words);

    /// <summary>What an edition changes of a desk's search index, among the articles before a number.</summary>
    public List<SearchChange> ChangedEntries(string desk, int edition, long before) => Of("""
        SELECT a."Number", c."Words" FROM "ChangedEntries" c CROSS JOIN "Articles" a ON a."Article" = c."Article" WHERE c."Edition" = @p1 AND a."Desk" = @p0 AND a."Number" < @p2 ORDER BY a."Number"
        """).All(r => new SearchChange((int)r.GetInt64(0), r.GetBoolean(1)), desk, edition, before);

    /// <summary>The files in which a desk's too large shards go on.</summary>
    public List<string> SearchParts(string desk) => Of("""SELECT "Path" FROM "SearchParts" WHERE "Desk" = @p0""").All(r => r.GetString(0), desk);

    /// <summary>Keeps that such a file stands.</summary>
    public void KeepPart(string desk, string path) => Of("""INSERT INTO "SearchParts" ("Path", "Desk") VALUES (@p0, @p1) ON CONFLICT ("Path") DO NOTHING""").Run(path, desk);

    /// <summary>Forgets one.</summary>
    public void DropPart(string path) => Of("""DELETE FROM "SearchParts" WHERE "Path" = @p0""").Run(path);

    /// <summary>Notes that an article has sound, or has none any more. What never had is not noted.</summary>
    public void NoteRecording(string article, string desk, long firstPublished, int edition, bool isOut) => Of(isOut
        ? """UPDATE "Recordings" SET "IsOut" = @p4, "Edition" = @p3 WHERE "Article" = @p0 AND NOT "IsOut" AND "Desk" = @p1 AND "FirstPublished" = @p2"""
        : """
          INSERT INTO "Recordings" ("Article", "Desk", "FirstPublished", "Edition", "IsOut") VALUES (@p0, @p1, @p2, @p3, @p4)
          ON CONFLICT ("Article") DO UPDATE SET "IsOut" = excluded."IsOut", "Edition" = excluded."Edition"
          """).Run(article, desk, firstPublished, edition, isOut);

    /// <summary>A desk's newest articles with sound, the newest first.</summary>
    public List<StandingArticle> Recordings(string desk, int most) => Of($"""
        {Columns} JOIN "Recordings" s ON s."Article" = a."Article" WHERE s."Desk" = @p0 AND NOT s."IsOut" ORDER BY s."FirstPublished" DESC, s."Article" DESC LIMIT @p1
        """).All(Row, desk, most);

    /// <summary>Whether a desk ever had any.</summary>
    public bool HasRecordings(string desk) => Of("""SELECT 1 FROM "Recordings" WHERE "Desk" = @p0 LIMIT 1""").One(desk) is not null;

    /// <summary>Whether an edition touches a desk's recordings.</summary>
    public bool ChangesRecordings(string desk, int edition) => Of("""SELECT 1 FROM "Recordings" WHERE "Edition" = @p1 AND "Desk" = @p0 LIMIT 1""").One(desk, edition) is not null;

    /// <summary>How many corrections a desk has made: the number the next one gets.</summary>
    public long CountCorrections(string desk) => Number(Of("""SELECT MAX("Number") + 1 FROM "Corrections" WHERE "Desk" = @p0""").One(desk));

    /// <summary>Gives a correction its place, once. False when it has one.</summary>
    public bool AddCorrection(string desk, long number, string article, int revision, int edition)
    {
        if (Of("""SELECT 1 FROM "Corrections" WHERE "Article" = @p0 AND "Revision" = @p1""").One(article, revision) is not null)
        {
            return false;
        }
        Of("""INSERT INTO "Corrections" ("Desk", "Number", "Article", "Revision", "Edition") VALUES (@p0, @p1, @p2, @p3, @p4)""").Run(desk, number, article, revision, edition);
        return true;
    }

    /// <summary>A desk's corrections by number from one to another, both counted: the article, and the revision that it made.</summary>
    public List<(StandingArticle Article, int Revision)> Corrections(string desk, long first, long last) => Of($"""
        {Columns.Replace(" FROM", ", c.\"Revision\" FROM", StringComparison.Ordinal)} JOIN "Corrections" c ON c."Article" = a."Article" WHERE c."Desk" = @p0 AND c."Number" BETWEEN @p1 AND @p2 ORDER BY c."Number"
        """).All(r => (Row(r), r.GetInt32(14)), desk, first, last);

    /// <summary>Numbers of a desk's corrections that an edition brought, or of whose articles it has a new revision.</summary>
    public List<long> CorrectionsTouchedBy(int edition, string desk) => Of("""
        SELECT "Number" FROM "Corrections" WHERE "Edition" = @p0 AND "Desk" = @p1
        UNION SELECT c."Number" FROM "Entries" e CROSS JOIN "Corrections" c ON c."Article" = e."Article" WHERE e."Edition" = @p0 AND c."Desk" = @p1
        """).All(r => r.GetInt64(0), edition, desk);
}
