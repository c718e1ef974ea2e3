using Microsoft.EntityFrameworkCore;

namespace Skywave.Office;

/// <summary>A comment as somebody sends it.</summary>
/// <param name="Version">The version they read.</param>
/// <param name="First">The first line, from 1; 0: the text as a whole.</param>
/// <param name="Last">The last.</param>
/// <param name="Lines">Those lines as they read them.</param>
/// <param name="Words">The words of them that it is about; empty: all.</param>
/// <param name="Text">What they say; may be empty with a suggestion.</param>
/// <param name="Instead">The lines they suggest, or null.</param>
internal sealed record SentComment(int Version, int First, int Last, string Lines, string Words, string Text, string? Instead);

/// <summary>Comments and suggestions on a text, and what becomes of them. The trail says that there was one and never a word of it.</summary>
internal static class Comment
{
    /// <summary>Characters of what is said, and of the lines in place of others.</summary>
    public const int LongestText = 2_000;

    public const int LongestInstead = 20_000;

    /// <summary>Comments and answers of one manuscript.</summary>
    public const int Most = 500;

    private const string Act = "manuscript.comment";

    /// <summary>Says something about lines; why not, or null.</summary>
    public static async Task<string?> SayAsync(OfficeDb db, ManuscriptRow row, SentComment sent, string by, DateTimeOffset now, CancellationToken stop)
    {
        var (text, instead) = (Plain(sent.Text).Trim(), sent.Instead is { } lines ? Plain(lines).TrimEnd('\n') : null);
        if (Bounds(text, instead) is { } wrong)
        {
            return wrong;
        }
        await using var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        var all = (await SavedText.AtAsync(db, row.Id, sent.Version, stop).ConfigureAwait(false)).Split('\n');
        var isWhole = sent is { First: 0, Last: 0, Instead: null };
        if (!isWhole && (sent.First < 1 || sent.Last < sent.First || sent.Last > all.Length))
        {
            return "there are no such lines: read the text again";
        }
        var quoted = isWhole ? "" : string.Join('\n', all[(sent.First - 1)..sent.Last]);
        // One sitting writes its version anew; what was read may be another text by now.
        if (!isWhole && quoted != Plain(sent.Lines))
        {
            return "its text was changed after you opened it. Read it again";
        }
        var words = Plain(sent.Words).Trim();
        if (instead is null && words.Length > 0 && !quoted.Contains(words, StringComparison.Ordinal))
        {
            return "these words do not stand there: copy them as they are";
        }
        if (instead == quoted)
        {
            return "it suggests what stands there: change the lines";
        }
        if (await IsFullAsync(db, row.Id, stop).ConfigureAwait(false) is { } full)
        {
            return full;
        }
        db.Comments.Add(new CommentRow
        {
            Manuscript = row.Id, Version = sent.Version, First = sent.First, Last = sent.Last, Quote = instead is null && words.Length > 0 ? words : quoted, Text = text, Instead = instead, By = by, At = now.ToUnixTimeSeconds(),
        });
        return await DoneAsync(db, row, instead is null ? "comment" : "suggestion", by, now, transaction, stop).ConfigureAwait(false);
    }

    /// <summary>Answers a comment; why not, or null.</summary>
    public static async Task<string?> AnswerAsync(OfficeDb db, ManuscriptRow row, CommentRow comment, string said, string by, DateTimeOffset now, CancellationToken stop)
    {
        var text = Plain(said).Trim();
        if (Bounds(text, null) is { } wrong)
        {
            return wrong;
        }
        await using var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        if (await IsFullAsync(db, row.Id, stop).ConfigureAwait(false) is { } full)
        {
            return full;
        }
        db.Comments.Add(new CommentRow { Manuscript = row.Id, Answers = comment.Id, Version = comment.Version, First = comment.First, Last = comment.Last, Quote = "", Text = text, By = by, At = now.ToUnixTimeSeconds() });
        return await DoneAsync(db, row, "answer", by, now, transaction, stop).ConfigureAwait(false);
    }

    /// <summary>Settles a comment or opens it again; why not, or null.</summary>
    public static async Task<string?> SetAsync(OfficeDb db, ManuscriptRow row, CommentRow comment, CommentState state, string by, DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        if (comment.State == state)
        {
            return null;
        }
        (comment.State, comment.ClosedBy, comment.ClosedAt) = (state, state == CommentState.Open ? null : by, state == CommentState.Open ? 0 : now.ToUnixTimeSeconds());
        var what = state switch { CommentState.Open => "reopened", CommentState.Accepted => "suggestion accepted", CommentState.Declined => "suggestion declined", _ => "resolved" };
        return await DoneAsync(db, row, what, by, now, transaction, stop).ConfigureAwait(false);
    }

    /// <summary>Puts what was suggested into the newest text, as a version of whoever accepts it; why not, or null.</summary>
    public static async Task<string?> AcceptAsync(OfficeDb db, OfficeParts parts, string id, long comment, Actor actor, DateTimeOffset now, CancellationToken stop)
    {
        if (await db.Comments.AsNoTracking().SingleOrDefaultAsync(c => c.Id == comment && c.Manuscript == id, stop).ConfigureAwait(false) is not { Instead: { } instead, State: CommentState.Open } suggested)
        {
            return "somebody was quicker: it no longer waits";
        }
        var row = await db.Manuscripts.AsNoTracking().SingleAsync(m => m.Id == id, stop).ConfigureAwait(false);
        var (read, newest) = (await SavedText.AtAsync(db, id, suggested.Version, stop).ConfigureAwait(false), await SavedText.AtAsync(db, id, row.Version, stop).ConfigureAwait(false));
        var lines = read.Split('\n');
        var wanted = string.Join('\n', lines[..(suggested.First - 1)].Concat(instead.Length > 0 ? instead.Split('\n') : []).Concat(lines[suggested.Last..]));
        var (merged, hasConflicts) = Merge.Of(read, wanted, newest);
        if (hasConflicts)
        {
            return "these lines were changed since it was suggested: look at them, and write it yourself";
        }
        if (await SaveText.RunAsync(db, parts, id, new SentText(Person.NewId(), row.Version, merged), actor, now, stop).ConfigureAwait(false) is not Saved.Kept kept)
        {
            return "you cannot change the text now";
        }
        // Whoever wrote in it goes on: their next save is merged with this one.
        db.ChangeTracker.Clear();
        var saved = await db.Manuscripts.SingleAsync(m => m.Id == id, stop).ConfigureAwait(false);
        (saved.Holder, saved.Sitting, saved.HeldUntil) = (row.Holder, row.Sitting, row.HeldUntil);
        return await SetAsync(db, saved, await db.Comments.SingleAsync(c => c.Id == comment, stop).ConfigureAwait(false), CommentState.Accepted, actor.Person, now, stop).ConfigureAwait(false);
    }

    private static string Plain(string text) => text.ReplaceLineEndings("\n");

    private static string? Bounds(string text, string? instead) => text.Length == 0 && instead is null ? "write what you want to say"
        : text.Length > LongestText ? "it is too long: say it in 2,000 characters"
        : instead?.Length > LongestInstead ? "it is too long: suggest fewer lines" : null;

    private static async Task<string?> IsFullAsync(OfficeDb db, string manuscript, CancellationToken stop) =>
        await db.Comments.CountAsync(c => c.Manuscript == manuscript, stop).ConfigureAwait(false) >= Most ? "this text has 500 comments and answers, and no more fit" : null;

    private static async Task<string?> DoneAsync(OfficeDb db, ManuscriptRow row, string what, string by, DateTimeOffset now, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, CancellationToken stop)
    {
        await Trail.AddAsync(db, now, by, Act, row.Id, row.Desk, what, stop).ConfigureAwait(false);
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        await transaction.CommitAsync(stop).ConfigureAwait(false);
        return null;
    }
}
