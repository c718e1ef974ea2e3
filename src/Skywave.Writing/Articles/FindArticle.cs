using System.Runtime.InteropServices;
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
        var parameters = new List<object>();
        var sql = new StringBuilder("""
            SELECT a.id AS "Id", a.desk AS "Desk", r.number AS "Number", r.state AS "State", r.headline AS "Headline"
            FROM articles a JOIN revisions r ON r.article = a.id
            WHERE r.number = (SELECT MAX(n.number) FROM revisions n WHERE n.article = a.id)
            """);
        if (desk is { } one)
        {
            Add(sql, parameters, " AND a.desk = ", one.Value);
        }
        foreach (var word in Fold.ForSearch(words).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostWords))
        {
            Add(sql, parameters, " AND r.headline_folded LIKE ", $"%{Escaped(word)}%");
            sql.Append(@" ESCAPE '\'");
        }
        sql.Append(" ORDER BY r.written DESC, a.id");
        Add(sql, parameters, " LIMIT ", Math.Clamp(most, 1, 200));
        var rows = await db.Database.SqlQueryRaw<Row>(sql.ToString(), CollectionsMarshal.AsSpan(parameters).ToArray()).ToListAsync(stop);
        return [.. rows.Select(r => new FoundArticle(ArticleId.Parse(r.Id), DeskTag.Parse(r.Desk), r.Number, Enum.Parse<RevisionState>(r.State), r.Headline))];
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

    private static string Escaped(string word) => word.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);

    private sealed record Row(string Id, string Desk, int Number, string State, string Headline);
}
