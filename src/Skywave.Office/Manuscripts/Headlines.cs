using Microsoft.EntityFrameworkCore;

namespace Skywave.Office;

/// <summary>Manuscripts by a part of their headline. The index knows every three letters in a row, so it finds parts of words in every script, also in those that write no spaces.</summary>
internal static class Headlines
{
    /// <summary>Letters that the index begins with.</summary>
    private const int Least = 3;

    /// <summary>What is made beside the tables: the index, and what keeps it as the headlines are.</summary>
    public const string Index = """
        CREATE VIRTUAL TABLE headlines USING fts5(headline, tokenize = 'trigram');
        CREATE TRIGGER headline_comes AFTER INSERT ON manuscripts BEGIN INSERT INTO headlines(rowid, headline) VALUES (new."Serial", new."Headline"); END;
        CREATE TRIGGER headline_changes AFTER UPDATE OF "Headline" ON manuscripts WHEN new."Headline" <> old."Headline" BEGIN UPDATE headlines SET headline = new."Headline" WHERE rowid = new."Serial"; END;
        """;

    /// <summary>All manuscripts whose headline holds this; without words, all.</summary>
    public static IQueryable<ManuscriptRow> Of(OfficeDb db, string words)
    {
        if (words.Length == 0)
        {
            return db.Manuscripts.AsNoTracking();
        }
        if (words.Length < Least)
        {
            var part = $"%{words.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";
            return db.Manuscripts.AsNoTracking().Where(m => EF.Functions.Like(m.Headline, part, @"\"));
        }
        // The index first, whatever the planner thinks of it. As one phrase: what was typed is text, and no language of questions.
        var phrase = $"\"{words.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        return db.Manuscripts.FromSql($"SELECT m.* FROM headlines h CROSS JOIN manuscripts m ON m.\"Serial\" = h.rowid WHERE headlines MATCH {phrase}").AsNoTracking();
    }

    /// <summary>The next manuscript's place; asked within the transaction that takes it.</summary>
    public static async Task<long> NextAsync(OfficeDb db, CancellationToken stop) => (await db.Manuscripts.MaxAsync(m => (long?)m.Serial, stop).ConfigureAwait(false) ?? 0) + 1;
}
