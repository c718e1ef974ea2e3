using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>Making and filling rows of revisions; the query columns are always those of the text.</summary>
internal static class Revisions
{
    public static RevisionRow New(string article, int number, ArticleText text, WrittenText written, DateTimeOffset now, Change change = Change.Text) => new()
    {
        Article = article,
        Number = number,
        State = RevisionState.Draft,
        Change = change,
        Language = text.Language,
        Headline = text.Headline,
        HeadlineFolded = Fold.ForSearch(text.Headline),
        Urgency = text.Urgency,
        Breaking = text.Breaking,
        Text = written.Json,
        SourceHash = written.Hash,
        Written = now.ToUnixTimeSeconds(),
    };

    /// <summary>Gives a row another text. Only for drafts, and for texts that a withdrawal purges.</summary>
    public static void Fill(RevisionRow row, ArticleText text, WrittenText written, DateTimeOffset now, Change change = Change.Text)
    {
        SetText(row, text, written);
        row.Change = change;
        row.Written = now.ToUnixTimeSeconds();
    }

    public static void SetText(RevisionRow row, ArticleText text, WrittenText written)
    {
        row.Text = written.Json;
        row.Language = text.Language;
        row.Headline = text.Headline;
        row.HeadlineFolded = Fold.ForSearch(text.Headline);
        row.Urgency = text.Urgency;
        row.Breaking = text.Breaking;
    }

    public static Task<RevisionRow?> NewestAsync(WritingDb db, string article, CancellationToken stop) =>
        db.Revisions.Where(r => r.Article == article).OrderByDescending(r => r.Number).FirstOrDefaultAsync(stop);

    /// <summary>Adds an approved revision after the newest; a draft that was being written gives way to it.</summary>
    public static RevisionRow AppendApproved(WritingDb db, RevisionRow newest, ArticleText text, Change change, DateTimeOffset now)
    {
        var row = newest;
        var written = StoredText.Write(text);
        if (newest.State == RevisionState.Draft)
        {
            Fill(row, text, written, now, change);
        }
        else
        {
            row = db.Revisions.Add(New(newest.Article, newest.Number + 1, text, written, now, change)).Entity;
        }
        row.SourceHash = newest.SourceHash;
        row.State = RevisionState.Approved;
        row.ApprovedAt = now.ToUnixTimeSeconds();
        return row;
    }
}
