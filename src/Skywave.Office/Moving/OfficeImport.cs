using Microsoft.EntityFrameworkCore;

namespace Skywave.Office;

/// <summary>The one way into the office from elsewhere: manuscripts of a newsroom that was moved. The office may be open meanwhile.</summary>
public static class OfficeImport
{
    /// <summary>Why a manuscript cannot be taken, or null.</summary>
    /// <param name="moved">The manuscript.</param>
    public static string? Reason(MovedManuscript moved)
    {
        ArgumentNullException.ThrowIfNull(moved);
        return moved.Id.Length != 16 || !moved.Id.All(char.IsAsciiHexDigitLower) ? "`id` is not sixteen digits of 0-9 a-f: put back the one that was exported"
            : !Enum.IsDefined(moved.Stage) ? "`stage` is none that a manuscript can have"
            : moved.Uri.Length is 0 or > 2000 || moved.Story.Length is 0 or > 200 || moved.Uri.Any(char.IsControl) || moved.Story.Any(char.IsControl) ? "`uri` and `story` must be one line each, of at most 2000 and 200 characters"
            : moved.Text.Length > SaveText.Longest || moved.Published?.Length > SaveText.Longest ? $"its text has more than {SaveText.Longest} characters"
            : null;
    }

    /// <summary>
    /// Takes some in, all or none; what is here already is passed over. Nobody here cleared or passed them, so what was in review, ready or scheduled is in edit. Each must have passed <see cref="Reason"/>.
    /// </summary>
    /// <param name="folder">The newsroom's folder; its office is made when there is none.</param>
    /// <param name="parts">The other rooms.</param>
    /// <param name="manuscripts">Some hundred at most.</param>
    /// <param name="now">The time.</param>
    /// <param name="stop">Stops it; nothing is stored then.</param>
    /// <returns>How many were not here before.</returns>
    /// <exception cref="OfficeException">The file is not ours, or another version's.</exception>
    public static async Task<int> TakeAsync(string folder, OfficeParts parts, IReadOnlyList<MovedManuscript> manuscripts, DateTimeOffset now, CancellationToken stop)
    {
        var db = OfficeFile.Open(folder);
        await using (db.ConfigureAwait(false))
        {
            var taken = 0;
            var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                foreach (var moved in manuscripts)
                {
                    if (await db.Manuscripts.AnyAsync(m => m.Id == moved.Id || (m.Desk == moved.Desk && m.Uri == moved.Uri), stop).ConfigureAwait(false))
                    {
                        continue;
                    }
                    await AddAsync(db, parts, moved, now, stop).ConfigureAwait(false);
                    await db.SaveChangesAsync(stop).ConfigureAwait(false);
                    taken++;
                }
                await transaction.CommitAsync(stop).ConfigureAwait(false);
            }
            return taken;
        }
    }

    private static async Task AddAsync(OfficeDb db, OfficeParts parts, MovedManuscript moved, DateTimeOffset now, CancellationToken stop)
    {
        string[] texts = [.. new[] { moved.Published, moved.Text.Length > 0 ? moved.Text : null }.OfType<string>()];
        var looked = CheckText.Of(parts, new Manuscript(moved.Id, moved.Desk, moved.Story, moved.Text, moved.Uri));
        var at = now.ToUnixTimeSeconds();
        db.Manuscripts.Add(new ManuscriptRow
        {
            Id = moved.Id, Serial = await Headlines.NextAsync(db, stop).ConfigureAwait(false), Desk = moved.Desk, Story = moved.Story, Uri = moved.Uri, Stage = StageHere(moved.Stage),
            Headline = Naming.Headline(looked, moved.Text), Mistakes = looked.Mistakes.Length, Version = texts.Length, Published = moved.WasPublished && texts.Length > 0 ? 1 : 0, IsMarked = moved.IsMarked,
            Source = moved.Source, Embargo = moved.Embargo, SourceVersion = moved.Source is null ? 0 : 1, Changed = moved.Changed, ChangedBy = TrailEntry.TheProgram,
        });
        for (var i = 0; i < texts.Length; i++)
        {
            db.Versions.Add(new VersionRow { Manuscript = moved.Id, Number = i + 1, Base = i, By = TrailEntry.TheProgram, Sitting = "moved", Begun = at, Saved = at, Text = texts[i].ReplaceLineEndings("\n") });
        }
        await LookAtPictures.RememberAsync(db, moved.Id, moved.Text, stop).ConfigureAwait(false);
        await Trail.AddAsync(db, now, TrailEntry.TheProgram, "manuscript.takeUp", moved.Id, moved.Desk, "moved from another newsroom", stop).ConfigureAwait(false);
    }

    private static Stage StageHere(Stage stage) => stage is Stage.InReview or Stage.Ready or Stage.Scheduled ? Stage.InEdit : stage;
}
