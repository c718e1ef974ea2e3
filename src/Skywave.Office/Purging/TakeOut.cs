using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Office;

/// <summary>What taking words out came to.</summary>
internal enum TakenOut
{
    /// <summary>Nobody else asked for these words: nothing was done.</summary>
    NotAsked,

    /// <summary>They are gone.</summary>
    Done,

    /// <summary>They are taken out, and stand in the log beside the database for as long as others read it without a pause.</summary>
    LogIsLeft,
}

/// <summary>Takes words out of all that the office has, for good, and leaves a tombstone in their place. Two people, one after the other.</summary>
internal static class TakeOut
{
    /// <summary>The sitting of the version that a tombstone makes: what was opened before it is not saved over it.</summary>
    public const string Sitting = "words taken out";

    private static readonly TimeSpan Waits = TimeSpan.FromDays(1);

    /// <summary>How often the log beside the database is tried to be emptied, while others read.</summary>
    private const int Tries = 50;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Who asked for the same words within a day, or null.</summary>
    public static async Task<TakeOutRow?> AskedAsync(OfficeDb db, WordsToTakeOut words, DateTimeOffset now, CancellationToken stop)
    {
        var since = (now - Waits).ToUnixTimeSeconds();
        await db.TakeOuts.Where(t => t.At < since).ExecuteDeleteAsync(stop).ConfigureAwait(false);
        var open = await db.TakeOuts.AsNoTracking().OrderBy(t => t.At).ToListAsync(stop).ConfigureAwait(false);
        return open.Find(t => CryptographicOperations.FixedTimeEquals(words.Hash(t.Salt), t.Hash));
    }

    /// <summary>Remembers that somebody asked.</summary>
    public static async Task AskAsync(OfficeDb db, WordsToTakeOut words, string by, DateTimeOffset now, CancellationToken stop)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var row = new TakeOutRow { Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), AskedBy = by, At = now.ToUnixTimeSeconds(), Salt = salt, Hash = words.Hash(salt) };
        await using var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        db.TakeOuts.Add(row);
        await Trail.AddAsync(db, now, by, "words.ask", row.Id, null, null, stop).ConfigureAwait(false);
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        await transaction.CommitAsync(stop).ConfigureAwait(false);
    }

    /// <summary>Does it, where somebody else asked for these words.</summary>
    public static async Task<TakenOut> RunAsync(OfficeDb db, OfficeParts parts, WordsToTakeOut words, string by, DateTimeOffset now, CancellationToken stop)
    {
        await db.Database.OpenConnectionAsync(stop).ConfigureAwait(false);
        try
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA secure_delete=ON", stop).ConfigureAwait(false);
            if (!await OverwriteAsync(db, parts, words, by, now, stop).ConfigureAwait(false))
            {
                return TakenOut.NotAsked;
            }
            return await EmptyAsync(db).ConfigureAwait(false) ? TakenOut.Done : TakenOut.LogIsLeft;
        }
        finally
        {
            await db.Database.CloseConnectionAsync().ConfigureAwait(false);
        }
    }

    private static async Task<bool> OverwriteAsync(OfficeDb db, OfficeParts parts, WordsToTakeOut words, string by, DateTimeOffset now, CancellationToken stop)
    {
        var asked = await AskedAsync(db, words, now, stop).ConfigureAwait(false);
        await using var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        if (asked is null || asked.AskedBy == by || await db.TakeOuts.Where(t => t.Id == asked.Id).ExecuteDeleteAsync(stop).ConfigureAwait(false) == 0)
        {
            return false;
        }
        var (found, stone) = (await FindWords.RunAsync(db, words, stop).ConfigureAwait(false), WordsToTakeOut.Tombstone(now));
        foreach (var (manuscript, number) in found.Versions)
        {
            var text = words.Without(await db.Versions.Where(v => v.Manuscript == manuscript && v.Number == number).Select(v => v.Text).SingleAsync(stop).ConfigureAwait(false), stone);
            await db.Versions.Where(v => v.Manuscript == manuscript && v.Number == number).ExecuteUpdateAsync(set => set.SetProperty(v => v.Text, text), stop).ConfigureAwait(false);
        }
        foreach (var (manuscript, sitting) in found.Asides)
        {
            var text = words.Without(await db.Asides.Where(a => a.Manuscript == manuscript && a.Sitting == sitting).Select(a => a.Text).SingleAsync(stop).ConfigureAwait(false), stone);
            await db.Asides.Where(a => a.Manuscript == manuscript && a.Sitting == sitting).ExecuteUpdateAsync(set => set.SetProperty(a => a.Text, text), stop).ConfigureAwait(false);
        }
        foreach (var text in found.Texts)
        {
            await SettleAsync(db, parts, text.Row.Id, found.Versions.Contains((text.Row.Id, text.Row.Version)), now, stop).ConfigureAwait(false);
        }
        foreach (var id in found.Pictures)
        {
            var row = await db.Pictures.SingleAsync(p => p.Id == id, stop).ConfigureAwait(false);
            (row.Alt, row.Caption, row.Credit) = (words.Without(row.Alt, stone), words.Without(row.Caption, stone), words.Without(row.Credit, stone));
            (row.Copyright, row.Source, row.Terms) = (words.Without(row.Copyright, stone), words.Without(row.Source, stone), words.Without(row.Terms, stone));
            await Library.TellIndexAsync(db, row.Serial, Library.WordsOf(row), stop).ConfigureAwait(false);
        }
        await OverwriteOthersAsync(db, words, found, stone, stop).ConfigureAwait(false);
        var dropped = await parts.DropDrafts(text => words.In(text).Length > 0, stop).ConfigureAwait(false);
        var what = string.Create(CultureInfo.InvariantCulture, $"asked by {asked.AskedBy}; {found.Versions.Length} versions and {found.Asides.Length} asides of {found.Texts.Length} texts, {found.Pictures.Length} pictures, {found.Comments.Length} comments, {found.Pairs.Length} remembered blocks, {found.Fronts} fronts, {dropped} drafts");
        await Trail.AddAsync(db, now, by, "words.takeOut", asked.Id, null, what, stop).ConfigureAwait(false);
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        // An index keeps what it forgot until it is made anew.
        await db.Database.ExecuteSqlRawAsync("INSERT INTO headlines(headlines) VALUES('rebuild'); INSERT INTO picture_words(picture_words) VALUES('rebuild')", stop).ConfigureAwait(false);
        await transaction.CommitAsync(stop).ConfigureAwait(false);
        return true;
    }

    // What others said of the texts, what was translated before, and titles on fronts.
    private static async Task OverwriteOthersAsync(OfficeDb db, WordsToTakeOut words, FoundWords found, string stone, CancellationToken stop)
    {
        foreach (var id in found.Comments)
        {
            var comment = await db.Comments.AsNoTracking().SingleAsync(c => c.Id == id, stop).ConfigureAwait(false);
            var (quote, text, instead) = (words.Without(comment.Quote, stone), words.Without(comment.Text, stone), comment.Instead is null ? null : words.Without(comment.Instead, stone));
            await db.Comments.Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.Quote, quote).SetProperty(c => c.Text, text).SetProperty(c => c.Instead, instead), stop).ConfigureAwait(false);
        }
        foreach (var some in found.Pairs.Chunk(500))
        {
            await Memory.DropAsync(db, await db.Pairs.Where(p => some.Contains(p.Id)).ToListAsync(stop).ConfigureAwait(false), stop).ConfigureAwait(false);
        }
        if (found.Fronts == 0)
        {
            return;
        }
        foreach (var front in await db.Fronts.ToListAsync(stop).ConfigureAwait(false))
        {
            front.Draft = Retitled(front.Draft, words, stone);
        }
        foreach (var state in await db.FrontStates.AsNoTracking().ToListAsync(stop).ConfigureAwait(false))
        {
            var front = Retitled(state.Front, words, stone)!;
            await db.FrontStates.Where(s => s.Desk == state.Desk && s.Number == state.Number).ExecuteUpdateAsync(set => set.SetProperty(s => s.Front, front), stop).ConfigureAwait(false);
        }
    }

    private static string? Retitled(string? json, WordsToTakeOut words, string stone) => FrontJson.Read(json) is not { } front ? json
        : FrontJson.Write(front with { Slots = [.. front.Slots.Select(s => s with { Title = s.Title is null ? null : words.Without(s.Title, stone) })] });

    // The newest text is a version of its own, so that whoever has the one before it open is told; nothing that was passed or cleared goes out with a tombstone in it.
    private static async Task SettleAsync(OfficeDb db, OfficeParts parts, string id, bool isNewest, DateTimeOffset now, CancellationToken stop)
    {
        var row = await db.Manuscripts.SingleAsync(m => m.Id == id, stop).ConfigureAwait(false);
        var (before, at) = (row.Version, now.ToUnixTimeSeconds());
        var text = await db.Versions.Where(v => v.Manuscript == id && v.Number == before).Select(v => v.Text).SingleOrDefaultAsync(stop).ConfigureAwait(false) ?? "";
        row.Version++;
        db.Versions.Add(new VersionRow { Manuscript = id, Number = row.Version, Base = before, By = TrailEntry.TheProgram, Sitting = Sitting, Begun = at, Saved = at, Text = text });
        await db.Manuscripts.Where(m => m.Source == id && m.SourceVersion == before).ExecuteUpdateAsync(set => set.SetProperty(m => m.SourceVersion, row.Version), stop).ConfigureAwait(false);
        row.Published = row.Published == before ? row.Version : row.Published;
        row.Cleared = row.Cleared == before && !isNewest ? row.Version : 0;
        Hold.End(row);
        if (!isNewest)
        {
            return;
        }
        var looked = CheckText.Of(parts, row.With(text));
        (row.Headline, row.Mistakes, row.Changed, row.ChangedBy) = (Naming.Headline(looked, text), looked.Mistakes.Length, at, TrailEntry.TheProgram);
        (row.Stage, row.Due) = row.Stage is Stage.Ready or Stage.Scheduled or Stage.InReview ? (Stage.InEdit, null) : (row.Stage, row.Due);
    }

    // What was overwritten stands in the log beside the database until that is emptied, and in free pages until the file is written anew.
    private static async Task<bool> EmptyAsync(OfficeDb db)
    {
        await db.Database.ExecuteSqlRawAsync("VACUUM").ConfigureAwait(false);
        var connection = db.Database.GetDbConnection();
        for (var i = 0; i < Tries; i++)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            // Its first column is 1 while somebody reads what stands in the log.
            if (await command.ExecuteScalarAsync().ConfigureAwait(false) is 0L)
            {
                return true;
            }
            await Task.Delay(Pause).ConfigureAwait(false);
        }
        return false;
    }
}
