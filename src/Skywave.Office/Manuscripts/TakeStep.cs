using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Office;

/// <summary>What a step came to.</summary>
/// <param name="Why">Why it was not taken, with what to do; null: it was.</param>
/// <param name="Warnings">What was left out of a text that went out.</param>
internal sealed record Taken(string? Why, ImmutableArray<string> Warnings)
{
    public static readonly Taken Done = new(null, []);

    public static Taken Not(string why) => new(why, []);
}

/// <summary>A step as somebody asks for it.</summary>
/// <param name="Step">Which.</param>
/// <param name="Version">The version they looked at: no other is passed, cleared or published.</param>
/// <param name="Due">When it is to go out, for <see cref="Step.Schedule"/>.</param>
/// <param name="Sentence">What readers see, for <see cref="Step.Withdraw"/>.</param>
internal sealed record AskedStep(Step Step, int Version, DateTimeOffset? Due = null, string? Sentence = null);

/// <summary>Takes a manuscript a step further, by the rules of <see cref="Workflow"/>.</summary>
internal static class TakeStep
{
    private const int LongestSentence = 500;

    private static readonly Step[] OfThisText = [Step.Clear, Step.Pass, Step.Schedule, Step.Publish];

    public static async Task<Taken> RunAsync(OfficeDb db, OfficeParts parts, string id, AskedStep asked, Actor actor, DateTimeOffset now, CancellationToken stop)
    {
        var handOver = asked.Step == Step.Publish ? await PrepareAsync(db, parts, id, asked.Version, actor, now, stop).ConfigureAwait(false) : null;
        await using var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        if (await BeginManuscript.FindAsync(db, id, stop).ConfigureAwait(false) is not { } row)
        {
            return Taken.Not("there is no such manuscript");
        }
        var standing = await Standings.WithPicturesAsync(db, row, await Standings.OfAsync(db, row, stop).ConfigureAwait(false), now, stop).ConfigureAwait(false);
        var verdict = Workflow.Take(standing, asked.Step, actor);
        if (verdict is not Verdict.Allowed { To: var to })
        {
            return Taken.Not(((Verdict.Refused)verdict).Why);
        }
        if (OfThisText.Contains(asked.Step) && asked.Version != row.Version)
        {
            return Taken.Not("its text was changed after you opened it. Read it again");
        }
        if (asked.Step == Step.Schedule && !(asked.Due > now))
        {
            return Taken.Not("name a time that is still to come");
        }
        if (Embargo.Judge(row, asked, now) is { } waits)
        {
            return Taken.Not(waits);
        }
        var given = await GiveAsync(db, parts, row, asked, handOver, now, stop).ConfigureAwait(false);
        if (given.Reasons.Length > 0)
        {
            return Taken.Not(string.Join("; ", given.Reasons));
        }
        await MoveAsync(db, row, asked, to, actor.Person, now, stop).ConfigureAwait(false);
        await RememberAsync(db, parts, row, asked.Step, now, stop).ConfigureAwait(false);
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        await transaction.CommitAsync(stop).ConfigureAwait(false);
        return Taken.Done with { Warnings = given.Warnings };
    }

    /// <summary>What was scheduled for a time that is past goes out, however long past it is; which they were.</summary>
    public static async Task<IReadOnlyList<string>> PublishDueAsync(OfficeDb db, OfficeParts parts, DateTimeOffset now, CancellationToken stop)
    {
        var (at, taken) = (now.ToUnixTimeSeconds(), new List<string>());
        foreach (var id in await db.Manuscripts.Where(m => m.Due != null && m.Due <= at && m.Stage == Stage.Scheduled).OrderBy(m => m.Due).Select(m => m.Id).ToListAsync(stop).ConfigureAwait(false))
        {
            var seen = await db.Manuscripts.AsNoTracking().SingleAsync(m => m.Id == id, stop).ConfigureAwait(false);
            var handOver = await parts.Prepare(await WithTextAsync(db, seen, stop).ConfigureAwait(false), stop).ConfigureAwait(false);
            await using var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
            var row = await db.Manuscripts.SingleAsync(m => m.Id == id, stop).ConfigureAwait(false);
            if (row.Stage != Stage.Scheduled || row.Due > at || row.Version != seen.Version)
            {
                continue;
            }
            var asked = new AskedStep(Step.Publish, row.Version);
            var given = await GiveAsync(db, parts, row, asked, handOver, now, stop).ConfigureAwait(false);
            var isTaken = given.Reasons.Length == 0;
            // What is refused at its time goes back to the editors and is told on the board: it must not be tried for ever.
            await MoveAsync(db, row, isTaken ? asked : new AskedStep(Step.Reopen, row.Version), isTaken ? Stage.Published : Stage.InEdit, TrailEntry.TheProgram, now, stop).ConfigureAwait(false);
            await RememberAsync(db, parts, row, isTaken ? Step.Publish : Step.Reopen, now, stop).ConfigureAwait(false);
            await db.SaveChangesAsync(stop).ConfigureAwait(false);
            await transaction.CommitAsync(stop).ConfigureAwait(false);
            taken.Add(id);
        }
        return taken;
    }

    /// <summary>Tells Writing, before the office remembers that it did: told twice it changes nothing, told never it would be lost.</summary>
    private static async Task<HandedOver> GiveAsync(OfficeDb db, OfficeParts parts, ManuscriptRow row, AskedStep asked, HandOver? handOver, DateTimeOffset now, CancellationToken stop)
    {
        if (asked.Step == Step.Publish)
        {
            return handOver is null ? new HandedOver(["somebody else had it in hand just now. Look at it again"], [])
                : await LookAtPictures.RefusalAsync(db, await WithTextAsync(db, row, stop).ConfigureAwait(false), isCleared: row.Cleared == row.Version, now, stop).ConfigureAwait(false) ?? await handOver(stop).ConfigureAwait(false);
        }
        if (asked.Step != Step.Withdraw)
        {
            return new HandedOver([], []);
        }
        var sentence = asked.Sentence?.Trim() ?? "";
        return sentence.Length is 0 or > LongestSentence ? new HandedOver([$"say why, in a sentence of at most {LongestSentence} characters: readers see it at the article's address"], [])
            : await parts.Withdraw(await WithTextAsync(db, row, stop).ConfigureAwait(false), sentence, stop).ConfigureAwait(false);
    }

    // Outside the transaction: pictures come from elsewhere, and nobody's save waits for them. Whether the step may be taken is asked again inside; who may not take it has nothing fetched.
    private static async Task<HandOver?> PrepareAsync(OfficeDb db, OfficeParts parts, string id, int version, Actor actor, DateTimeOffset now, CancellationToken stop)
    {
        var row = await db.Manuscripts.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id && m.Version == version, stop).ConfigureAwait(false);
        return row is null || Embargo.Judge(row, new AskedStep(Step.Publish, version), now) is not null || Workflow.Take(await Standings.OfAsync(db, row, stop).ConfigureAwait(false), Step.Publish, actor) is not Verdict.Allowed ? null
            : await parts.Prepare(await WithTextAsync(db, row, stop).ConfigureAwait(false), stop).ConfigureAwait(false);
    }

    private static async Task<Manuscript> WithTextAsync(OfficeDb db, ManuscriptRow row, CancellationToken stop)
    {
        var text = await SavedText.OfAsync(db, row, stop).ConfigureAwait(false);
        return row.With(text) with { Pictures = await LookAtPictures.ForAsync(db, row.Desk, text, stop).ConfigureAwait(false) };
    }

    // A translation that went out is where the next ones are begun from; what was taken back is not.
    private static Task RememberAsync(OfficeDb db, OfficeParts parts, ManuscriptRow row, Step step, DateTimeOffset now, CancellationToken stop) => step switch
    {
        Step.Publish => Memory.KeepAsync(db, parts, row, now, stop),
        Step.Withdraw => Memory.ForgetAsync(db, row.Id, isWithdrawn: true, stop),
        _ => Task.CompletedTask,
    };

    internal static async Task MoveAsync(OfficeDb db, ManuscriptRow row, AskedStep asked, Stage to, string by, DateTimeOffset now, CancellationToken stop)
    {
        var from = row.Stage;
        (row.Stage, row.Due) = (to, asked.Step == Step.Schedule ? asked.Due!.Value.ToUnixTimeSeconds() : null);
        if (asked.Step == Step.Clear)
        {
            row.Cleared = row.Version;
        }
        if (asked.Step == Step.Publish)
        {
            row.Published = row.Version;
        }
        if (asked.Step is Step.Pass or Step.Clear)
        {
            row.Unseen = null;
        }
        Hold.End(row);
        (row.Changed, row.ChangedBy) = (now.ToUnixTimeSeconds(), by);
        var what = string.Create(CultureInfo.InvariantCulture, $"{asked.Step}: {from} to {to}, version {row.Version}");
        await Trail.AddAsync(db, now, by, "manuscript.step", row.Id, row.Desk, what, stop).ConfigureAwait(false);
    }
}
