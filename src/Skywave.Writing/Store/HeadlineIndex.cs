namespace Skywave.Writing;

/// <summary>
/// An index of what articles' newest headlines are made of, by three letters in a row, so that a part of a word is found in every script. The database keeps it itself, whichever way a revision comes, changes or goes.
/// A headline that is written anew moves to the end, so that the newest come first without sorting. Only SQLite has it so: another server would have its own index here.
/// </summary>
internal static class HeadlineIndex
{
    /// <summary>The table from which it is made: one row for each article, with the desk between two marks and then the folded headline.</summary>
    public const string Table = "headline_places";

    /// <summary>Letters that the index goes by.</summary>
    private const int Letters = 3;

    /// <summary>The first so many of a long word narrow it down enough; all of it is compared then.</summary>
    private const int MostOfAWord = 32;

    // Private use: no headline of ours has them, and where one does they are letters like any other.
    private const char Before = '\uE000';
    private const char Behind = '\uE001';

    private const string Newest = "NOT EXISTS (SELECT 1 FROM revisions n WHERE n.article = new.article AND n.number > new.number)";

    private static readonly string Row = $"SELECT r.article, '{Before}' || a.desk || '{Behind}' || r.headline_folded FROM revisions r JOIN articles a ON a.id = r.article";

    private static readonly string Renewed = $"""
        DELETE FROM {Table} WHERE article = new.article;
        INSERT INTO {Table} (article, words) {Row} WHERE r.article = new.article AND r.number = new.number;
        """;

    /// <summary>Makes it and fills it with what is there. What leaves it is overwritten, as everywhere in the file.</summary>
    public static string Make { get; } = $"""
        CREATE TABLE {Table} (serial INTEGER PRIMARY KEY, article TEXT NOT NULL UNIQUE, words TEXT NOT NULL);
        CREATE VIRTUAL TABLE headlines USING fts5(words, content = '{Table}', content_rowid = 'serial', tokenize = 'trigram case_sensitive 1', detail = none);
        INSERT INTO headlines (headlines, rank) VALUES ('secure-delete', 1);
        INSERT INTO {Table} (article, words) {Row} WHERE r.number = (SELECT MAX(n.number) FROM revisions n WHERE n.article = r.article) ORDER BY r.written, r.article DESC;
        INSERT INTO headlines (headlines) VALUES ('rebuild');
        CREATE TRIGGER headline_place_comes AFTER INSERT ON {Table} BEGIN INSERT INTO headlines (rowid, words) VALUES (new.serial, new.words); END;
        CREATE TRIGGER headline_place_goes AFTER DELETE ON {Table} BEGIN INSERT INTO headlines (headlines, rowid, words) VALUES ('delete', old.serial, old.words); END;
        CREATE TRIGGER headline_comes AFTER INSERT ON revisions WHEN {Newest} BEGIN {Renewed} END;
        CREATE TRIGGER headline_changes AFTER UPDATE OF headline_folded, written ON revisions WHEN (new.headline_folded <> old.headline_folded OR new.written <> old.written) AND {Newest} BEGIN {Renewed} END;
        CREATE TRIGGER headline_goes AFTER DELETE ON revisions BEGIN
            DELETE FROM {Table} WHERE article = old.article;
            INSERT INTO {Table} (article, words) {Row} WHERE r.article = old.article ORDER BY r.number DESC LIMIT 1;
        END
        """;

    /// <summary>What the index is asked for; empty where words are shorter than it goes by and no desk is named: then all headlines are looked at, the newest first.</summary>
    /// <param name="words">Folded words.</param>
    /// <param name="desk">One desk, or null for all.</param>
    public static string Question(IEnumerable<string> words, string? desk) =>
        string.Join(" AND ", words.SelectMany(Parts).Concat(desk is null ? [] : Parts(Before + desk + Behind)).Distinct().Select(part => $"\"{part.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

    /// <summary>What a row's words are like when its headline holds a word.</summary>
    public static string Holding(string word) => $"%{Behind}%{word.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";

    // A zero would end the question; what has one is compared only.
    private static IEnumerable<string> Parts(string word)
    {
        var letters = word.EnumerateRunes().ToArray();
        return Enumerable.Range(0, Math.Clamp(letters.Length - Letters + 1, 0, MostOfAWord)).Select(i => string.Concat(letters[i..(i + Letters)].Select(l => l.ToString()))).Where(part => !part.Contains('\0', StringComparison.Ordinal));
    }
}
