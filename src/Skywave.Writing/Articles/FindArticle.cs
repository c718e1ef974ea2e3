using System.Text;
using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>An article that was found.</summary>
/// <param name="Id">The article.</param>
/// <param name="Desk">Its desk.</param>
/// <param name="Revision">Its newest revision.</param>
/// <param name="State">How far that has come.</param>
/// <param name="Headline">That revision's headline.</param>
public sealed record FoundArticle(ArticleId Id, DeskTag Desk, int Revision, RevisionState State, string Headline);

/// <summary>An editor looks for an article by words of its headline.</summary>
public static class FindArticle
{
    private const int MostWords = 8;

    /// <summary>
    /// Articles whose newest headline holds every word, the newest written first. Case and the ways to write a letter do not matter.
    /// </summary>
    /// <param name="db">The writing.</param>
    /// <param name="words">Words separated by spaces; the first eight count. None: everything.</param>
    /// <param name="desk">One desk, or null for all.</param>
    /// <param name="most">At most so many, 1 to 200.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<IReadOnlyList<FoundArticle>> ByHeadlineAsync(WritingDb db, string words, DeskTag? desk = null, int most = 50, CancellationToken stop = default)
    {
        var (sql, parameters) = Question(words, desk, most);
        var rows = await db.Database.SqlQueryRaw<Row>(sql, parameters).ToListAsync(stop);
        return [.. rows.Select(r => new FoundArticle(ArticleId.Parse(r.Id), DeskTag.Parse(r.Desk), r.Number, Enum.Parse<RevisionState>(r.State), r.Headline))];
    }

    /// <summary>The question by index (<see cref="HeadlineIndex"/>), and what it is asked with. Where the index has nothing to begin with, headlines are gone through from the newest until there are enough.</summary>
    internal static (string Sql, object[] Parameters) Question(string words, DeskTag? desk, int most)
    {
        var (sql, parameters) = (new StringBuilder(), new List<object>());
        var asked = Fold.ForSearch(words).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostWords).ToList();
        var by = HeadlineIndex.Question(asked, desk?.Value) is { Length: > 0 } question ? question : null;
        if (by is not null)
        {
            Add(sql, parameters, "SELECT p.serial, p.article FROM headlines h CROSS JOIN headline_places p ON p.serial = h.rowid WHERE headlines MATCH ", by);
        }
        else
        {
            sql.Append("SELECT p.serial, p.article FROM headline_places p WHERE TRUE");
        }
        foreach (var word in asked)
        {
            Add(sql, parameters, " AND p.words LIKE ", HeadlineIndex.Holding(word));
            sql.Append(@" ESCAPE '\'");
        }
        // By the index's own order: its rows come the newest first, and it stops when there are enough.
        Add(sql, parameters, by is null ? " ORDER BY p.serial DESC LIMIT " : " ORDER BY h.rowid DESC LIMIT ", Math.Clamp(most, 1, 200));
        return ($"""
            SELECT a.id AS "Id", a.desk AS "Desk", r.number AS "Number", r.state AS "State", r.headline AS "Headline"
            FROM ({sql}) f CROSS JOIN articles a ON a.id = f.article CROSS JOIN revisions r ON r.article = a.id AND r.number = (SELECT MAX(n.number) FROM revisions n WHERE n.article = a.id)
            ORDER BY f.serial DESC
            """, [.. parameters]);
    }

    /// <summary>A desk's published articles, the newest first.</summary>
    /// <param name="db">The writing.</param>
    /// <param name="desk">The desk.</param>
    /// <param name="most">At most so many, 1 to 200.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<IReadOnlyList<FoundArticle>> NewestAsync(WritingDb db, DeskTag desk, int most = 50, CancellationToken stop = default)
    {
        var rows = await (
            from article in db.Articles.AsNoTracking()
            where article.Desk == desk.Value && article.FirstPublished != null
            orderby article.FirstPublished descending, article.Id descending
            join revision in db.Revisions.AsNoTracking() on new { Article = article.Id, Number = article.Revision } equals new { revision.Article, revision.Number }
            select new { article.Id, revision.Number, revision.State, revision.Headline }).Take(Math.Clamp(most, 1, 200)).ToListAsync(stop);
        return rows.ConvertAll(r => new FoundArticle(ArticleId.Parse(r.Id), desk, r.Number, r.State, r.Headline));
    }

    /// <summary>Adds words of ours and the place of a parameter; what an editor typed is never part of the SQL.</summary>
    private static void Add(StringBuilder sql, List<object> parameters, string ours, object theirs)
    {
        sql.Append(ours).Append('{').Append(parameters.Count).Append('}');
        parameters.Add(theirs);
    }

    private sealed record Row(string Id, string Desk, int Number, string State, string Headline);
}
