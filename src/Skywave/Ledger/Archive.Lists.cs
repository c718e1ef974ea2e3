using System.Data.Common;
using System.Globalization;

namespace Skywave.Ledger;

/// <content>The lists a desk's articles are in.</content>
internal sealed partial class Archive
{
    private const string ListColumns = """SELECT l."Id", l."Desk", l."Kind", l."Slug", l."Name", l."Count" FROM "Lists" l""";

    private readonly Dictionary<(string Desk, string Kind, string Slug), StandingList> _lists = [];

    /// <summary>A desk's lists by kind and slug.</summary>
    public List<StandingList> ListsOf(string desk) => Of($"""{ListColumns} WHERE l."Desk" = @p0 ORDER BY l."Kind", l."Slug" """).All(ListRow, desk);

    /// <summary>The lists an article is in.</summary>
    public List<(StandingList List, long Number)> ListsWith(string article) => Of("""
        SELECT l."Id", l."Desk", l."Kind", l."Slug", l."Name", l."Count", m."Number" FROM "Listed" m JOIN "Lists" l ON l."Id" = m."List" WHERE m."Article" = @p0 ORDER BY l."Kind", l."Slug"
        """).All(r => (ListRow(r), r.GetInt64(6)), article);

    /// <summary>Places in lists that an edition touched: what came, what was taken out, and where what it published anew stands.</summary>
    public List<(StandingList List, long Number)> ListPlacesTouchedBy(int edition) => Of("""
        SELECT l."Id", l."Desk", l."Kind", l."Slug", l."Name", l."Count", m."Number" FROM "Listed" m JOIN "Lists" l ON l."Id" = m."List"
        WHERE m."Edition" = @p0 OR m."Article" IN (SELECT e."Article" FROM "Entries" e WHERE e."Edition" = @p0) ORDER BY l."Desk", l."Kind", l."Slug", m."Number"
        """).All(r => (ListRow(r), r.GetInt64(6)), edition);

    /// <summary>A list's articles by number from one to another, both counted.</summary>
    public List<StandingArticle> Listed(StandingList list, long first, long last) => Of($"""
        {Columns} JOIN "Listed" m ON m."Article" = a."Article" WHERE m."List" = @p0 AND m."Number" BETWEEN @p1 AND @p2 ORDER BY m."Number"
        """).All(Row, list.Id, first, last);

    /// <summary>The articles of a list by number from one to another, both counted: id, story, first publication in Unix seconds.</summary>
    public List<(string Article, string Story, long FirstPublished)> IdsIn(StandingList list, long first, long last) => Of("""
        SELECT a."Article", a."Story", a."FirstPublished" FROM "Listed" m JOIN "Articles" a ON a."Article" = m."Article" WHERE m."List" = @p0 AND m."Number" BETWEEN @p1 AND @p2 ORDER BY m."Number"
        """).All(r => (r.GetString(0), r.GetString(1), r.GetInt64(2)), list.Id, first, last);

    /// <summary>The list of that name, made when it is not there.</summary>
    public StandingList Enter(string desk, string kind, string slug, string name)
    {
        if (_lists.TryGetValue((desk, kind, slug), out var known))
        {
            return known;
        }
        var list = FindList(desk, kind, slug);
        if (list is null)
        {
            Of("""INSERT INTO "Lists" ("Desk", "Kind", "Slug", "Name", "Count") VALUES (@p0, @p1, @p2, @p3, 0)""").Run(desk, kind, slug, name);
            list = FindList(desk, kind, slug)!;
        }
        return _lists[(desk, kind, slug)] = list;
    }

    /// <summary>Adds an article at the end of a list.</summary>
    public void Add(StandingList list, string article, int edition)
    {
        Of("""INSERT INTO "Listed" ("List", "Number", "Article", "Edition") VALUES (@p0, @p1, @p2, @p3)""").Run(list.Id, list.Count, article, edition);
        list.Count++;
        Of("""UPDATE "Lists" SET "Count" = @p1 WHERE "Id" = @p0""").Run(list.Id, list.Count);
    }

    /// <summary>Takes an article out of a list. Its number is not given again, so no other article moves.</summary>
    public void TakeOut(StandingList list, long number, int edition) =>
        Of("""UPDATE "Listed" SET "Article" = NULL, "Edition" = @p2 WHERE "List" = @p0 AND "Number" = @p1""").Run(list.Id, number, edition);

    private StandingList? FindList(string desk, string kind, string slug) =>
        Of($"""{ListColumns} WHERE l."Desk" = @p0 AND l."Kind" = @p1 AND l."Slug" = @p2""").All(ListRow, desk, kind, slug).SingleOrDefault();

    private static StandingList ListRow(DbDataReader r) => new()
    {
        Id = Convert.ToInt64(r.GetValue(0), CultureInfo.InvariantCulture),
        Desk = r.GetString(1),
        Kind = r.GetString(2),
        Slug = r.GetString(3),
        Name = r.GetString(4),
        Count = r.GetInt64(5),
    };
}
