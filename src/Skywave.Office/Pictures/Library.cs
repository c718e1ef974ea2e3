using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Office;

/// <summary>What of the library is asked for.</summary>
internal enum Narrowed
{
    All,

    /// <summary>Nobody wrote down on what terms.</summary>
    NoTerms,

    /// <summary>The terms have ended.</summary>
    Ended,

    /// <summary>Nobody has looked for faces.</summary>
    Unseen,
}

/// <summary>The library of pictures: who sees what, and how it is found.</summary>
internal static class Library
{
    /// <summary>Letters that the index begins with.</summary>
    private const int Least = 3;

    /// <summary>What is made beside the tables: words of alternative text, caption and credit, folded, every three letters in a row.</summary>
    public const string Index = "CREATE VIRTUAL TABLE picture_words USING fts5(words, tokenize = 'trigram');";

    /// <summary>What somebody needs to see a picture.</summary>
    public static readonly Permission[] Readers = [Permission.Write, Permission.Pictures, Permission.Review];

    /// <summary>The day at a time, as terms end on it.</summary>
    public static string Day(DateTimeOffset now) => now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static bool MaySee(Visit visit, PictureRow picture) => Readers.Any(p => visit.May(p, picture.IsForAll ? null : picture.Desk));

    /// <summary>True for who added it, too.</summary>
    public static bool MayDescribe(Visit visit, PictureRow picture) => visit.May(Permission.Pictures, picture.Desk) || (picture.AddedBy == visit.Me.Id && visit.May(Permission.Write, picture.Desk));

    /// <summary>A page of what somebody sees, the newest first.</summary>
    /// <param name="db">The office.</param>
    /// <param name="desks">Whose pictures beside those that are everybody's.</param>
    /// <param name="words">What is looked for; empty: everything.</param>
    /// <param name="narrowed">Only these.</param>
    /// <param name="day">Today.</param>
    /// <param name="before">Only those that came before; from the newest: the largest number.</param>
    /// <param name="most">How many.</param>
    /// <param name="stop">Stops it.</param>
    public static Task<List<PictureRow>> PageAsync(OfficeDb db, IReadOnlyList<string> desks, string words, Narrowed narrowed, string day, long before, int most, CancellationToken stop)
    {
        var asked = FoldedText.Of(words).Folded.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8).ToList();
        if (asked.Count > 0)
        {
            return FoundAsync(db, desks, asked, narrowed, day, before, most, stop);
        }
        var found = db.Pictures.AsNoTracking().Where(p => p.Serial < before && (p.IsForAll || desks.Contains(p.Desk)));
        found = narrowed switch
        {
            Narrowed.NoTerms => found.Where(p => p.Terms == ""),
            Narrowed.Ended => found.Where(p => p.TermsEnd != null && p.TermsEnd.CompareTo(day) < 0),
            Narrowed.Unseen => found.Where(p => p.Faces == Faces.Unseen),
            _ => found,
        };
        return found.OrderByDescending(p => p.Serial).Take(most).ToListAsync(stop);
    }

    /// <summary>The index learns of a picture's words, within the caller's transaction; null: it forgets them.</summary>
    public static async Task TellIndexAsync(OfficeDb db, long serial, string? words, CancellationToken stop)
    {
        await db.Database.ExecuteSqlAsync($"DELETE FROM picture_words WHERE rowid = {serial}", stop).ConfigureAwait(false);
        if (words is not null)
        {
            await db.Database.ExecuteSqlAsync($"INSERT INTO picture_words(rowid, words) VALUES ({serial}, {FoldedText.Of(words).Folded})", stop).ConfigureAwait(false);
        }
    }

    /// <summary>What of a picture is found.</summary>
    public static string WordsOf(PictureRow picture) => string.Join('\n', picture.Alt, picture.Caption, picture.Credit);

    // Each word by itself, in any order: what was typed is text, and no language of questions. The index is walked from the newest on and left when the page is full: a word that is in every picture costs no more than one that is in few.
    private static Task<List<PictureRow>> FoundAsync(OfficeDb db, IReadOnlyList<string> desks, List<string> asked, Narrowed narrowed, string day, long before, int most, CancellationToken stop)
    {
        var phrases = string.Join(" AND ", asked.Where(w => w.Length >= Least).Select(w => $"\"{w.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        var only = narrowed switch
        {
            Narrowed.NoTerms => "AND p.\"Terms\" = ''",
            Narrowed.Ended => "AND p.\"TermsEnd\" < {4}",
            Narrowed.Unseen => "AND p.\"Faces\" = 'Unseen'",
            _ => "",
        };
        var sql = $"SELECT p.* FROM picture_words w CROSS JOIN pictures p ON p.\"Serial\" = w.rowid WHERE {(phrases.Length > 0 ? "picture_words MATCH {0}" : "instr(w.words, {0}) > 0")} AND w.rowid < {{1}} AND (p.\"IsForAll\" OR p.\"Desk\" IN (SELECT value FROM json_each({{2}}))) {only} ORDER BY w.rowid DESC LIMIT {{3}}";
        return db.Pictures.FromSqlRaw(sql, phrases.Length > 0 ? phrases : asked[0], before, System.Text.Json.JsonSerializer.Serialize(desks), most, day).AsNoTracking().ToListAsync(stop);
    }
}
