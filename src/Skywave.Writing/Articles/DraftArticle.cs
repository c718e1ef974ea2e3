using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>A text comes in: a new article, a new revision, or nothing new.</summary>
public static class DraftArticle
{
    /// <summary>
    /// Stores a draft. The same desk and uri are the same article in whatever order things come in; the same text again is no revision.
    /// A published or approved revision is never touched: the text becomes the next one.
    /// </summary>
    /// <param name="db">The writing.</param>
    /// <param name="draft">What came in.</param>
    /// <param name="now">The time.</param>
    /// <param name="privateDb">Where <see cref="Draft.Private"/> goes; may be null when that is empty.</param>
    /// <param name="stop">Stops it; nothing is stored then.</param>
    public static async Task<Drafted> SaveAsync(WritingDb db, Draft draft, DateTimeOffset now, PrivateDb? privateDb = null, CancellationToken stop = default)
    {
        var reasons = DraftChecks.Reasons(draft, privateDb is not null).ToList();
        if (reasons.Count > 0)
        {
            return new Drafted.Rejected([.. reasons]);
        }
        var id = ArticleId.Derive(draft.Desk, draft.Uri);
        if (privateDb is not null && await GrantAnonymity.BetrayedAsync(privateDb, id, draft.Text, stop) is { Count: > 0 } betrayed)
        {
            return new Drafted.Rejected([.. betrayed.Select(DraftChecks.Betrayal)]);
        }
        await using var unit = await Unit.BeginAsync(db, stop);
        var article = await db.Articles.FindAsync([id.Value], stop);
        if (article is null && draft.Correction?.Kind == CorrectionKind.Retraction)
        {
            return new Drafted.NeverHad(id);
        }
        if (draft.Withdraw)
        {
            return article is null ? new Drafted.NeverHad(id) : await TakeBackAsync(db, unit, article, draft, now, stop);
        }
        reasons.AddRange(await ClashesAsync(db, article, draft, id, stop));
        if (reasons.Count > 0)
        {
            return new Drafted.Rejected([.. reasons]);
        }
        article ??= db.Articles.Add(new ArticleRow { Id = id.Value, Desk = draft.Desk.Value, Uri = draft.Uri, Story = draft.Story ?? id.Value }).Entity;
        article.Story = await TellStoryAsync(db, draft.Story ?? article.Story, now, stop);
        article.Standing = draft.Standing;
        var outcome = await ReviseAsync(db, article, draft, now, stop);
        if (outcome is not Drafted.Rejected)
        {
            await unit.SaveAsync(stop);
            if (privateDb is not null && !draft.Private.IsEmpty)
            {
                await GrantAnonymity.RecordAsync(privateDb, id, draft.Private, stop);
            }
        }
        return outcome;
    }

    private static async Task<Drafted> ReviseAsync(WritingDb db, ArticleRow article, Draft draft, DateTimeOffset now, CancellationToken stop)
    {
        var id = ArticleId.Parse(article.Id);
        var last = await db.Revisions.Where(r => r.Article == article.Id).OrderByDescending(r => r.Number).Take(2).ToListAsync(stop);
        var newest = last.FirstOrDefault();
        var text = newest is null ? draft.Text : ArticlePictures.CarryOver(draft.Text, StoredText.Read(newest.Text));
        var hash = StoredText.Hash(StoredText.Write(text));
        if (newest?.SourceHash == hash)
        {
            return new Drafted.Unchanged(id, newest.Number, newest.State);
        }
        if (newest?.Change == Change.Withdrawal)
        {
            return new Drafted.Rejected([$"article {id} was withdrawn; its address keeps a tombstone and takes no other text: give a new text a new id"]);
        }
        if (newest?.State == RevisionState.Draft)
        {
            if (last.Count > 1 && last[1].SourceHash == hash)
            {
                db.Revisions.Remove(newest);
                return new Drafted.Unchanged(id, last[1].Number, last[1].State);
            }
            Revisions.Fill(newest, text, Change.Text, now);
        }
        else
        {
            newest = db.Revisions.Add(Revisions.New(article.Id, (newest?.Number ?? 0) + 1, text, Change.Text, now)).Entity;
        }
        newest.SourceHash = hash;
        newest.CorrectionKind = draft.Correction?.Kind;
        newest.CorrectionText = draft.Correction?.Text;
        newest.FirstPublished = draft.FirstPublished?.ToUnixTimeSeconds();
        return last.Count == 0 ? new Drafted.Created(id) : new Drafted.Revised(id, newest.Number);
    }

    private static async Task<Drafted> TakeBackAsync(WritingDb db, Unit unit, ArticleRow article, Draft draft, DateTimeOffset now, CancellationToken stop)
    {
        var revision = await WithdrawArticle.AppendAsync(db, article, draft.Correction?.Text ?? "", Remains.Nothing, now, stop);
        await unit.SaveAsync(stop);
        return new Drafted.Withdrawn(ArticleId.Parse(article.Id), revision);
    }

    /// <summary>What the newsroom as it stands has against this draft.</summary>
    private static async Task<List<string>> ClashesAsync(WritingDb db, ArticleRow? article, Draft draft, ArticleId id, CancellationToken stop)
    {
        var reasons = new List<string>();
        if (!await db.Desks.AnyAsync(d => d.Tag == draft.Desk.Value, stop))
        {
            var desks = await db.Desks.OrderBy(d => d.Position).Select(d => d.Tag).ToListAsync(stop);
            reasons.Add($"this newsroom has no desk \"{draft.Desk}\"; its desks are {string.Join(", ", desks)}");
        }
        if (draft.Standing is not null && await db.Articles.AnyAsync(a => a.Desk == draft.Desk.Value && a.Standing == draft.Standing && a.Id != id.Value, stop))
        {
            reasons.Add($"desk {draft.Desk} already has another page \"{draft.Standing}\": give this text that page's id, or another name");
        }
        if (article is { Revision: > 0 } && article.Standing != draft.Standing)
        {
            reasons.Add($"article {id} is published as {(article.Standing is null ? "news" : $"the page \"{article.Standing}\"")}; its address cannot change: give the text a new id");
        }
        return reasons;
    }

    private static async Task<string> TellStoryAsync(WritingDb db, string story, DateTimeOffset now, CancellationToken stop)
    {
        if (await db.Stories.FindAsync([story], stop) is null)
        {
            db.Stories.Add(new StoryRow { Id = story, Created = now.ToUnixTimeSeconds() });
        }
        return story;
    }
}
