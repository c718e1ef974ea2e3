using System.Data.Common;
using Skywave.Edition;

namespace Skywave.Ledger;

/// <content>The lists a desk's articles are in.</content>
internal sealed partial class Archive
{
    private const string ListFields = """l."Id", l."Desk", l."Kind", l."Slug", l."Name", l."Count", l."Step" """;

    private readonly Dictionary<(string Desk, string Kind, string Slug), StandingList> _lists = [];
    private readonly HashSet<StandingList> _grown = [];

    /// <summary>A desk's lists. Streams.</summary>
    public IEnumerable<StandingList> ListsOf(string desk) => Of($"""SELECT {ListFields} FROM "Lists" l WHERE l."Desk" = @p0 ORDER BY l."Kind", l."Slug" """).Stream(ListRow, desk);

    /// <summary>The largest lists of a kind, by step, then by slug.</summary>
    public List<StandingList> Largest(string desk, string kind, int most) =>
        Of($"""SELECT {ListFields} FROM "Lists" l WHERE l."Desk" = @p0 AND l."Kind" = @p1 ORDER BY l."Step" DESC, l."Slug" LIMIT @p2""").All(ListRow, desk, kind, most);

    /// <summary>The lists an article is in.</summary>
    public List<(StandingList List, long Number)> ListsWith(string article) => Of($"""
        SELECT {ListFields}, m."Number" FROM "Listed" m JOIN "Lists" l ON l."Id" = m."List" WHERE m."Article" = @p0 AND NOT m."IsOut" ORDER BY l."Kind", l."Slug"
        """).All(r => (ListRow(r), r.GetInt64(7)), article);

    /// <summary>Places in a desk's lists that an edition touched: what came, what was taken out, and where what it published anew stands.</summary>
    public List<(StandingList List, long Number, bool IsNew)> PlacesTouchedBy(int edition, string desk) => Of($"""
        SELECT {ListFields}, m."Number", (m."Edition" = @p0 AND NOT m."IsOut") FROM (
            SELECT n."List", n."Number" FROM "Listed" n WHERE n."Edition" = @p0
            UNION SELECT n."List", n."Number" FROM "Entries" e CROSS JOIN "Listed" n ON n."Article" = e."Article" WHERE e."Edition" = @p0) t
            CROSS JOIN "Listed" m ON m."List" = t."List" AND m."Number" = t."Number" CROSS JOIN "Lists" l ON l."Id" = m."List" WHERE l."Desk" = @p1
        ORDER BY l."Kind", l."Slug", m."Number"
        """).All(r => (ListRow(r), r.GetInt64(7), r.GetBoolean(8)), edition, desk);

    /// <summary>A list's articles by number from one to another, both counted, and whether each was taken out of it.</summary>
    public List<(StandingArticle Article, bool IsOut)> Listed(StandingList list, long first, long last) => Of($"""
        {Columns.Replace(" FROM", ", m.\"IsOut\" FROM", StringComparison.Ordinal)} JOIN "Listed" m ON m."Article" = a."Article" WHERE m."List" = @p0 AND m."Number" BETWEEN @p1 AND @p2 ORDER BY m."Number"
        """).All(r => (Row(r), r.GetBoolean(14)), list.Id, first, last);

    /// <summary>The list of that name, made when it is not there.</summary>
    public StandingList Enter(string desk, string kind, string slug, string name)
    {
        if (_lists.TryGetValue((desk, kind, slug), out var known))
        {
            return known;
        }
        var find = Of($"""SELECT {ListFields} FROM "Lists" l WHERE l."Desk" = @p0 AND l."Kind" = @p1 AND l."Slug" = @p2""");
        if (find.All(ListRow, desk, kind, slug) is not [var list])
        {
            Of("""INSERT INTO "Lists" ("Desk", "Kind", "Slug", "Name", "Count", "Step") VALUES (@p0, @p1, @p2, @p3, 0, 0)""").Run(desk, kind, slug, name);
            list = find.All(ListRow, desk, kind, slug).Single();
        }
        return _lists[(desk, kind, slug)] = list;
    }

    /// <summary>Adds an article at the end of a list. The list's own size is kept by <see cref="KeepSizes"/>.</summary>
    public void Add(StandingList list, string article, int edition)
    {
        Of("""INSERT INTO "Listed" ("List", "Number", "Article", "Edition", "IsOut") VALUES (@p0, @p1, @p2, @p3, @p4)""").Run(list.Id, list.Count, article, edition, false);
        list.Count++;
        list.Step = ListIndexPage.StepOf((int)list.Count);
        _grown.Add(list);
    }

    /// <summary>Keeps the sizes of the lists that grew.</summary>
    public void KeepSizes()
    {
        foreach (var list in _grown)
        {
            Of("""UPDATE "Lists" SET "Count" = @p1, "Step" = @p2 WHERE "Id" = @p0""").Run(list.Id, list.Count, list.Step);
        }
        _grown.Clear();
    }

    /// <summary>Takes an article out of a list.</summary>
    public void TakeOut(StandingList list, long number, int edition) =>
        Of("""UPDATE "Listed" SET "IsOut" = @p3, "Edition" = @p2 WHERE "List" = @p0 AND "Number" = @p1""").Run(list.Id, number, edition, true);

    private static StandingList ListRow(DbDataReader r) => new()
    {
        Id = r.GetInt64(0),
        Desk = r.GetString(1),
        Kind = r.GetString(2),
        Slug = r.GetString(3),
        Name = r.GetString(4),
        Count = r.GetInt64(5),
        Step = r.GetInt32(6),
    };
}
