using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Office;

/// <summary>A manuscript begins: as an idea, as a draft, or as a translation of another.</summary>
internal static class BeginManuscript
{
    /// <summary>Begins one. Its first version is what was written into the form, if anything was.</summary>
    /// <param name="db">The office.</param>
    /// <param name="parts">The other rooms.</param>
    /// <param name="desk">Whose it will be.</param>
    /// <param name="text">Story text, as typed; may be a headline alone.</param>
    /// <param name="asIdea">True: nobody writes it yet.</param>
    /// <param name="source">The manuscript it translates, or null.</param>
    /// <param name="by">Who begins it.</param>
    /// <param name="now">The time.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<string> RunAsync(OfficeDb db, OfficeParts parts, string desk, string text, bool asIdea, ManuscriptRow? source, string by, DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        var row = await AddAsync(db, parts, desk, text, asIdea ? Stage.Idea : Stage.Draft, source, by, now, stop).ConfigureAwait(false);
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        await transaction.CommitAsync(stop).ConfigureAwait(false);
        return row.Id;
    }

    internal static async Task<ManuscriptRow> AddAsync(OfficeDb db, OfficeParts parts, string desk, string text, Stage stage, ManuscriptRow? source, string by, DateTimeOffset now, CancellationToken stop)
    {
        var id = NewId();
        text = text.ReplaceLineEndings("\n");
        var row = await PutAsync(db, parts, new Manuscript(id, desk, source?.Story ?? id, text, "office:" + id), stage, "begun", by, by, now, stop).ConfigureAwait(false);
        (row.Source, row.SourceVersion, row.Embargo) = (source?.Id, source?.Version ?? 0, source?.Embargo);
        await LookAtPictures.RememberAsync(db, id, text, stop).ConfigureAwait(false);
        await Trail.AddAsync(db, now, by, "manuscript.begin", id, desk, source is null ? null : "translates " + source.Id, stop).ConfigureAwait(false);
        return row;
    }

    /// <summary>Takes up an article that came in another way, as it is published; the manuscript's id. Taken up before: that one's.</summary>
    public static async Task<string> TakeUpAsync(OfficeDb db, OfficeParts parts, OpenedArticle opened, string by, DateTimeOffset now, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        if (await db.Manuscripts.SingleOrDefaultAsync(m => m.Desk == opened.Desk && m.Uri == opened.Uri, stop).ConfigureAwait(false) is { } known)
        {
            return known.Id;
        }
        var id = NewId();
        var row = await PutAsync(db, parts, new Manuscript(id, opened.Desk, opened.Story, opened.Text, opened.Uri), Stage.Published, "taken up", TrailEntry.TheProgram, by, now, stop).ConfigureAwait(false);
        row.Published = row.Version;
        await Trail.AddAsync(db, now, by, "manuscript.takeUp", id, opened.Desk, null, stop).ConfigureAwait(false);
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        await transaction.CommitAsync(stop).ConfigureAwait(false);
        return id;
    }

    private static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    // A manuscript's row, and its first version when there is a text.
    private static async Task<ManuscriptRow> PutAsync(OfficeDb db, OfficeParts parts, Manuscript first, Stage stage, string sitting, string writer, string by, DateTimeOffset now, CancellationToken stop)
    {
        var (looked, at) = (CheckText.Of(parts, first), now.ToUnixTimeSeconds());
        var row = new ManuscriptRow
        {
            Id = first.Id, Serial = await Headlines.NextAsync(db, stop).ConfigureAwait(false), Desk = first.Desk, Story = first.Story, Uri = first.Uri, Stage = stage, Headline = Naming.Headline(looked, first.Text), Mistakes = looked.Mistakes.Length,
            Version = first.Text.Length > 0 ? 1 : 0, Changed = at, ChangedBy = by,
        };
        db.Manuscripts.Add(row);
        if (row.Version > 0)
        {
            db.Versions.Add(new VersionRow { Manuscript = first.Id, Number = 1, Base = 0, By = writer, Sitting = sitting, Begun = at, Saved = at, Text = first.Text });
        }
        return row;
    }

    /// <summary>The manuscript, or null.</summary>
    public static Task<ManuscriptRow?> FindAsync(OfficeDb db, string id, CancellationToken stop) => db.Manuscripts.SingleOrDefaultAsync(m => m.Id == id, stop);
}
