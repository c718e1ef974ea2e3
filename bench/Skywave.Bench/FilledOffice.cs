using System.Globalization;
using Microsoft.Data.Sqlite;
using Skywave.Office;

namespace Skywave.Bench;

/// <summary>
/// What an office has after years, put into its database: as many manuscripts as articles, nearly all published, some 300 on their way, one with twenty versions and 200 comments, one a live story of 60 entries, one the translation of another; a picture for every fifth
/// article, a day to look again for every fiftieth, as many entries of the trail as manuscripts, 200 people.
/// </summary>
internal static class FilledOffice
{
    private const int People = 200;
    private const int OnTheirWay = 300;
    private const long Begun = 1_700_000_000;

    private static readonly string Words = string.Join("\n\n", Enumerable.Repeat("A paragraph of some twenty words, such as one writes when nothing in particular is to be said, and still has to be read.", 40));

    public static void Fill(string folder, int articles, IReadOnlyList<string> desks)
    {
        using var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "office.db") }.ToString());
        db.Open();
        using var transaction = db.BeginTransaction();
        var dice = new Random(1);
        // Whoever looks at it all reviews too.
        Run(db, "INSERT INTO grants (Person, Desk, Role) SELECT Id, '*', 'Reviewer' FROM people");
        for (var i = 0; i < People; i++)
        {
            Run(db, "INSERT INTO people (Id, Name, HasLeft, IsLockedOut, UserName, NormalizedUserName, EmailConfirmed, PhoneNumberConfirmed, TwoFactorEnabled, LockoutEnabled, AccessFailedCount) VALUES ($0, $1, 0, 0, $2, $3, 0, 0, 0, 0, 0)", $"p{i}", $"Person {i}", $"person-{i}", $"PERSON-{i}");
            Run(db, "INSERT INTO grants (Person, Desk, Role) VALUES ($0, $1, 'Reporter')", $"p{i}", desks[i % desks.Count]);
        }
        for (var i = 0; i < articles; i++)
        {
            Manuscript(db, i, i == 3 ? desks[2 % desks.Count] : desks[i % desks.Count], i is > 0 and < 4 || i % Math.Max(articles / OnTheirWay, 1) == 0 ? "Draft" : "Published", dice);
        }
        Run(db, "UPDATE manuscripts SET Source = '0000000000000001', SourceVersion = 20, Story = (SELECT Story FROM manuscripts WHERE Id = '0000000000000001') WHERE Id = '0000000000000003'");
        for (var i = 0; i < 200; i++)
        {
            Run(db, "INSERT INTO comments (Manuscript, Version, First, Last, Quote, Text, By, At, State, ClosedAt) VALUES ('0000000000000001', $0, 2, 2, 'A paragraph of some', $1, $2, $3, 'Open', 0)", 1 + (i % 20), $"Comment {i} on these words.", $"p{dice.Next(People)}", Begun + i);
        }
        for (var i = 0; i < articles / 5; i++)
        {
            Picture(db, i, desks[i % desks.Count], dice);
        }
        for (var i = 4; i < articles; i += 50)
        {
            Run(db, "INSERT INTO reviews (Kind, Desk, Of, Item, By, [On], Due) VALUES ('Claim', $0, $1, 1, $2, '2026-01-01', '2026-02-01')", desks[i % desks.Count], Id(i), $"p{dice.Next(People)}");
        }
        Trail(db, articles, desks, dice);
        transaction.Commit();
    }

    private static string Id(int i) => i.ToString("x16", CultureInfo.InvariantCulture);

    private static void Manuscript(SqliteConnection db, int i, string desk, string stage, Random dice)
    {
        var (id, versions) = (Id(i), i == 1 ? 20 : 1);
        Run(db, "INSERT INTO manuscripts (Id, Desk, Story, Uri, Stage, Headline, Version, Mistakes, IsMarked, Cleared, Published, SourceVersion, HeldUntil, Changed, ChangedBy, Serial, Behind_Paragraphs, Behind_Figures, Behind_Names, Behind_Corrections, Behind_Edited) VALUES ($0, $1, $0, $2, $3, $4, $5, 0, 0, 0, $6, 0, 0, $7, $8, $9, 0, 0, 0, 0, 0)",
            id, desk, "office:" + id, stage, $"Headline number {i} about something that happened", versions, stage == "Published" ? 1 : 0, Begun + i, $"p{dice.Next(People)}", i + 1L);
        for (var version = 1; version <= versions; version++)
        {
            var text = i == 2 ? Live() : $"Headline number {i} about something that happened\n\n{Words} {version}\n";
            Run(db, "INSERT INTO versions (Manuscript, Number, Base, By, Sitting, Begun, Saved, Text) VALUES ($0, $1, $2, $3, 's', 1, $4, $5)", id, version, version - 1, $"p{dice.Next(People)}", Begun + i, text);
        }
    }

    private static string Live() => "---\nlive: yes\n---\nThe count, hour by hour\n\nWhat it is about.\n\n" + string.Join("\n\n", Enumerable.Range(0, 60).Select(i => $"@ 2026-01-02 {i / 6:00}:{i % 6}0 Entry {i}\nA paragraph of some twenty words, such as one writes while something goes on."));

    private static void Picture(SqliteConnection db, int i, string desk, Random dice)
    {
        var words = $"The bridge number {i} at noon";
        Run(db, "INSERT INTO pictures (Id, Serial, Desk, IsForAll, Hash, Width, Height, Removed, Alt, Caption, Credit, Copyright, Source, Terms, TakenOn, PlaceLevel, Faces, IsPlaceChecked, IsSensitive, Added, AddedBy, Changed) VALUES ($0, $1, $2, 0, $3, 1600, 900, '', $4, $4, 'Somebody', '', '', 'own', '', 'Country', 'None', 1, 0, $5, $6, $5)",
            Id(i), i + 1L, desk, TrailEntry.HashOf(words), words, Begun + i, $"p{dice.Next(People)}");
        Run(db, "INSERT INTO picture_words(rowid, words) VALUES ($0, $1)", i + 1L, words.ToLowerInvariant());
    }

    private static void Trail(SqliteConnection db, int entries, IReadOnlyList<string> desks, Random dice)
    {
        var (last, hash) = ((long)Scalar(db, "SELECT COUNT(*) FROM trail"), TrailEntry.HashOf((string)Scalar(db, "SELECT Line FROM trail ORDER BY N DESC LIMIT 1")));
        for (var i = 0; i < entries; i++)
        {
            var entry = new TrailEntry(last + i + 1, Begun + i, $"p{dice.Next(People)}", "text.save", Id(i), hash, desks[i % desks.Count], "1");
            var line = entry.Line();
            Run(db, "INSERT INTO trail (N, At, By, Act, Of, Line) VALUES ($0, $1, $2, $3, $4, $5)", entry.N, entry.At, entry.By, entry.Act, entry.Of, line);
            hash = TrailEntry.HashOf(line);
        }
    }

    private static object Scalar(SqliteConnection db, string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }

    private static void Run(SqliteConnection db, string sql, params object[] values)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i}", values[i]);
        }
        command.ExecuteNonQuery();
    }
}
