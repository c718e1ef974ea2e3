using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Office;

/// <summary>An earlier translation of a passage like this one.</summary>
/// <param name="Percent">How like the original of then is to that of now.</param>
/// <param name="Translated">The translation, as story text.</param>
/// <param name="Manuscript">Where it stands.</param>
/// <param name="Headline">What that is called.</param>
internal sealed record Earlier(int Percent, string Translated, string Manuscript, string Headline);

/// <summary>What the newsroom translated before, block by block, from its own texts alone (docs/045-office.md, "What was translated before").</summary>
internal static class Memory
{
    /// <summary>Blocks that are remembered, all desks together; of more the oldest are forgotten.</summary>
    public const int Most = 200_000;

    /// <summary>How many numbers of one mark are looked at, the newest first.</summary>
    public const int AtMark = 16;

    /// <summary>How many blocks are compared with a passage.</summary>
    public const int Compared = 6;

    /// <summary>What is made beside the tables: which blocks have a mark.</summary>
    public const string Index = "CREATE TABLE pair_marks (mark INTEGER NOT NULL, pair INTEGER NOT NULL, PRIMARY KEY (mark, pair)) WITHOUT ROWID;";

    private const double Least = 0.7;
    internal const int OfOneText = 400;
    internal const int Shortest = 12;
    internal const int Longest = 2_000;
    private const int Offered = 2;

    /// <summary>
    /// A translation went out: its headline and the lines around its text beside those of the version that it translates, and its blocks too, if there are as many of the same kinds in the same order. Within the caller's transaction.
    /// </summary>
    public static async Task KeepAsync(OfficeDb db, OfficeParts parts, ManuscriptRow row, DateTimeOffset now, CancellationToken stop)
    {
        if (row.Source is null || await BeginManuscript.FindAsync(db, row.Source, stop).ConfigureAwait(false) is not { } source)
        {
            return;
        }
        await ForgetAsync(db, row.Id, isWithdrawn: false, stop).ConfigureAwait(false);
        var (original, translated) = (parts.Outline(await SavedText.AtAsync(db, source.Id, row.SourceVersion, stop).ConfigureAwait(false)), parts.Outline(await SavedText.AtAsync(db, row.Id, row.Version, stop).ConfigureAwait(false)));
        if (original is null || translated is null)
        {
            return;
        }
        var kept = Around(original, translated).Concat(Blocks(original, translated)).Where(p => p.From != p.To && p.From.Length is >= Shortest and <= Longest && p.To.Length is > 0 and <= Longest).Take(OfOneText)
            .Select(p => new PairRow { From = source.Desk, To = row.Desk, Source = source.Id, Manuscript = row.Id, Original = p.From, Translated = p.To, At = now.ToUnixTimeSeconds() }).ToList();
        await PutAsync(db, kept, stop).ConfigureAwait(false);
        await TrimAsync(db, stop).ConfigureAwait(false);
    }

    /// <summary>Remembers blocks, within the caller's transaction.</summary>
    internal static async Task PutAsync(OfficeDb db, IReadOnlyList<PairRow> kept, CancellationToken stop)
    {
        db.Pairs.AddRange(kept);
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        foreach (var pair in kept)
        {
            await RunAsync(db, string.Concat(MarksOf(pair).Select(m => string.Create(CultureInfo.InvariantCulture, $"INSERT OR IGNORE INTO pair_marks VALUES ({m}, {pair.Id});"))), stop).ConfigureAwait(false);
        }
    }

    /// <summary>Of too many the oldest are forgotten, within the caller's transaction.</summary>
    internal static async Task TrimAsync(OfficeDb db, CancellationToken stop)
    {
        var over = await db.Pairs.CountAsync(stop).ConfigureAwait(false) - Most;
        await DropAsync(db, over <= 0 ? [] : await db.Pairs.OrderBy(p => p.Id).Take(over).ToListAsync(stop).ConfigureAwait(false), stop).ConfigureAwait(false);
    }

    /// <summary>What was remembered of a text; of one that was taken back also as an original. Within the caller's transaction.</summary>
    public static async Task ForgetAsync(OfficeDb db, string manuscript, bool isWithdrawn, CancellationToken stop) =>
        await DropAsync(db, await db.Pairs.Where(p => p.Manuscript == manuscript || (isWithdrawn && p.Source == manuscript)).ToListAsync(stop).ConfigureAwait(false), stop).ConfigureAwait(false);

    /// <summary>For each passage the best of what is like it, by its place in the list; and how many blocks were compared.</summary>
    /// <param name="db">The office.</param>
    /// <param name="from">The original's desk, at which whoever asks may read.</param>
    /// <param name="to">The translation's, likewise.</param>
    /// <param name="row">The translation: what it says itself is no news.</param>
    /// <param name="passages">The original's lines.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<(ILookup<int, Earlier> Found, int Looked)> FindAsync(OfficeDb db, string from, string to, ManuscriptRow row, IReadOnlyList<string> passages, CancellationToken stop)
    {
        var asked = passages.Index().Where(p => p.Item.Length is >= Shortest and <= Longest).Take(OfOneText).Select(p => (p.Index, Runs: Likeness.Runs(Likeness.Fold(p.Item)))).ToList();
        var near = new List<(int Index, uint[] Runs, long Pair)>();
        await db.Database.OpenConnectionAsync(stop).ConfigureAwait(false);
        try
        {
            await using var command = Near(db.Database.GetDbConnection());
            foreach (var (index, runs) in asked)
            {
                foreach (var (i, mark) in Marks.Of(from, to, runs).Index())
                {
                    command.Parameters[i].Value = mark;
                }
                await using var reader = await command.ExecuteReaderAsync(stop).ConfigureAwait(false);
                while (await reader.ReadAsync(stop).ConfigureAwait(false))
                {
                    near.Add((index, runs, reader.GetInt64(0)));
                }
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync().ConfigureAwait(false);
        }
        var ids = near.Select(n => n.Pair).Distinct().ToList();
        var pairs = await db.Pairs.AsNoTracking().Where(p => ids.Contains(p.Id) && p.From == from && p.To == to && p.Manuscript != row.Id).ToDictionaryAsync(p => p.Id, stop).ConfigureAwait(false);
        var texts = pairs.Values.Select(p => p.Manuscript).Distinct().ToList();
        var headlines = await db.Manuscripts.AsNoTracking().Where(m => texts.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Headline, stop).ConfigureAwait(false);
        var alike = near.Where(n => pairs.ContainsKey(n.Pair)).Select(n => (n.Index, Pair: pairs[n.Pair], Like: Likeness.Of(n.Runs, RunsOf(pairs[n.Pair])))).Where(n => n.Like >= Least);
        var best = alike.GroupBy(n => n.Index).SelectMany(group => group.OrderByDescending(n => n.Like).ThenByDescending(n => n.Pair.Id).DistinctBy(n => n.Pair.Translated).Take(Offered));
        return (best.ToLookup(n => n.Index, n => new Earlier((int)(n.Like * 100), n.Pair.Translated, n.Pair.Manuscript, headlines.GetValueOrDefault(n.Pair.Manuscript, ""))), ids.Count);
    }

    // Of each mark the newest, and of those the ones that have the most marks in common: however many blocks say nearly the same, so many are looked at.
    internal static readonly string Question = string.Create(CultureInfo.InvariantCulture, $"SELECT pair FROM ({string.Join(" UNION ALL ", Enumerable.Range(0, Marks.Count).Select(At))}) GROUP BY pair ORDER BY COUNT(*) DESC, pair DESC LIMIT {Compared}");

    private static string At(int mark) => string.Create(CultureInfo.InvariantCulture, $"SELECT pair FROM (SELECT pair FROM pair_marks WHERE mark = @m{mark} ORDER BY pair DESC LIMIT {AtMark})");

    private static DbCommand Near(DbConnection connection)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // numbers of ours alone
        command.CommandText = Question;
#pragma warning restore CA2100
        for (var i = 0; i < Marks.Count; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@m{i}");
            command.Parameters.Add(parameter);
        }
        return command;
    }

    // The headline, and lines of the front matter of which both have as many by the same name.
    private static IEnumerable<(string From, string To)> Around(TextOutline original, TextOutline translated)
    {
        var theirs = translated.Front.Split('\n').Where(SourceChanges.IsWorded).ToLookup(SourceChanges.NameOf);
        return original.Front.Split('\n').Where(SourceChanges.IsWorded).GroupBy(SourceChanges.NameOf).Where(own => own.Count() == theirs[own.Key].Count()).SelectMany(own => own.Zip(theirs[own.Key], (from, to) => (from.Trim(), to.Trim())))
            .Prepend((original.Headline, translated.Headline));
    }

    private static IEnumerable<(string From, string To)> Blocks(TextOutline original, TextOutline translated) =>
        !original.Blocks.Select(b => b.Block?.GetType()).SequenceEqual(translated.Blocks.Select(b => b.Block?.GetType())) ? []
            : original.Blocks.Zip(translated.Blocks).Where(p => IsWorded(p.First)).Select(p => (p.First.Source, p.Second.Source));

    private static bool IsWorded(OutlinedBlock block) => block.Block is Words.Paragraph or Words.Subhead or Words.Quote or Words.PullQuote or Words.BulletList or Words.FactBox or Words.QuestionAndAnswer;

    private static uint[] RunsOf(PairRow pair) => Likeness.Runs(Likeness.Fold(pair.Original));

    private static long[] MarksOf(PairRow pair) => Marks.Of(pair.From, pair.To, RunsOf(pair));

    /// <summary>Forgets blocks, within the caller's transaction.</summary>
    internal static async Task DropAsync(OfficeDb db, List<PairRow> pairs, CancellationToken stop)
    {
        foreach (var pair in pairs)
        {
            await RunAsync(db, string.Concat(MarksOf(pair).Select(m => string.Create(CultureInfo.InvariantCulture, $"DELETE FROM pair_marks WHERE mark = {m} AND pair = {pair.Id};"))), stop).ConfigureAwait(false);
        }
        db.Pairs.RemoveRange(pairs);
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
    }

    // Numbers of ours alone, so nothing of it is a question to the database.
    private static Task<int> RunAsync(OfficeDb db, string numbers, CancellationToken stop) => db.Database.ExecuteSqlRawAsync(numbers, stop);
}
