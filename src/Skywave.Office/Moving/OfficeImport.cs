using Microsoft.EntityFrameworkCore;

namespace Skywave.Office;

/// <summary>
/// The one way into the office from elsewhere: what a newsroom that was moved had in its office. Each thing comes in whole or not at all, and what is here already is passed over. The office may be open meanwhile.
/// Everything must have passed <see cref="MovedReasons"/>.
/// </summary>
public sealed partial class OfficeImport : IAsyncDisposable
{
    private readonly OfficeDb _db;
    private readonly OfficeParts _parts;

    private OfficeImport(OfficeDb db, OfficeParts parts) => (_db, _parts) = (db, parts);

    /// <summary>Opens the office; it is made when there is none.</summary>
    /// <param name="folder">The newsroom's folder.</param>
    /// <param name="parts">The other rooms.</param>
    /// <exception cref="OfficeException">The file is not ours, or another version's.</exception>
    public static OfficeImport Open(string folder, OfficeParts parts) => new(OfficeFile.Open(folder), parts);

    /// <summary>Takes a manuscript in with its texts and what was said and remembered of them. Nobody here cleared or passed it, so what was in review, ready or scheduled is in edit.</summary>
    /// <param name="moved">The manuscript.</param>
    /// <param name="texts">What belongs to it.</param>
    /// <param name="now">The time.</param>
    /// <param name="stop">Stops it; nothing of it is stored then.</param>
    /// <returns>False: it was here before.</returns>
    public async Task<bool> ManuscriptAsync(MovedManuscript moved, MovedTexts texts, DateTimeOffset now, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(moved);
        ArgumentNullException.ThrowIfNull(texts);
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        if (await _db.Manuscripts.AnyAsync(m => m.Id == moved.Id || (m.Desk == moved.Desk && m.Uri == moved.Uri), stop).ConfigureAwait(false))
        {
            return false;
        }
        var text = moved.Versions.IsEmpty ? "" : await texts.Text(moved.Versions[^1].Number, stop).ConfigureAwait(false);
        var looked = CheckText.Of(_parts, new Manuscript(moved.Id, moved.Desk, moved.Story, text, moved.Uri));
        _db.Manuscripts.Add(new ManuscriptRow
        {
            Id = moved.Id, Serial = await Headlines.NextAsync(_db, stop).ConfigureAwait(false), Desk = moved.Desk, Story = moved.Story, Uri = moved.Uri, Stage = StageHere(moved.Stage), IsMarked = moved.IsMarked,
            Headline = Naming.Headline(looked, text), Mistakes = looked.Mistakes.Length, Version = moved.Versions.IsEmpty ? 0 : moved.Versions[^1].Number, Published = moved.Published,
            Source = moved.Source, SourceVersion = moved.SourceVersion, Claims = moved.Claims, Embargo = moved.Embargo, Unseen = moved.Unseen, Changed = moved.Changed, ChangedBy = Elsewhere.By(moved.ChangedBy),
        });
        await LookAtPictures.RememberAsync(_db, moved.Id, text, stop).ConfigureAwait(false);
        await Trail.AddAsync(_db, now, TrailEntry.TheProgram, "manuscript.takeUp", moved.Id, moved.Desk, Said, stop).ConfigureAwait(false);
        await SaveAsync(stop).ConfigureAwait(false);
        await VersionsAsync(moved, texts, stop).ConfigureAwait(false);
        await CommentsAsync(moved, texts, stop).ConfigureAwait(false);
        await PairsAsync(moved, texts, stop).ConfigureAwait(false);
        await transaction.CommitAsync(stop).ConfigureAwait(false);
        return true;
    }

    /// <summary>When all manuscripts are here: how far each translation is behind its original, and how much is remembered at most.</summary>
    /// <param name="stop">Stops it.</param>
    public async Task FinishAsync(CancellationToken stop)
    {
        var translations = await _db.Manuscripts.AsNoTracking().Where(m => m.Source != null).OrderBy(m => m.Id).Select(m => m.Id).ToListAsync(stop).ConfigureAwait(false);
        foreach (var id in translations)
        {
            _db.ChangeTracker.Clear();
            await using var one = await _db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
            if (await BeginManuscript.FindAsync(_db, id, stop).ConfigureAwait(false) is { Source: { } of } row && await BeginManuscript.FindAsync(_db, of, stop).ConfigureAwait(false) is { } source)
            {
                await FollowSource.CountAsync(_db, _parts, row, source, stop).ConfigureAwait(false);
                await _db.SaveChangesAsync(stop).ConfigureAwait(false);
                await one.CommitAsync(stop).ConfigureAwait(false);
            }
        }
        await using var transaction = await _db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        await Memory.TrimAsync(_db, stop).ConfigureAwait(false);
        await transaction.CommitAsync(stop).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _db.DisposeAsync();

    private const string Said = "moved from another newsroom";

    // One after the other: a manuscript's texts are not in memory together.
    private async Task VersionsAsync(MovedManuscript moved, MovedTexts texts, CancellationToken stop)
    {
        foreach (var version in moved.Versions)
        {
            var text = await texts.Text(version.Number, stop).ConfigureAwait(false);
            _db.Versions.Add(new VersionRow { Manuscript = moved.Id, Number = version.Number, Base = version.Base, By = Elsewhere.By(version.By), Sitting = "moved", Begun = version.Saved, Saved = version.Saved, Text = text });
            await SaveAsync(stop).ConfigureAwait(false);
        }
    }

    private async Task CommentsAsync(MovedManuscript moved, MovedTexts texts, CancellationToken stop)
    {
        var before = await _db.Comments.MaxAsync(c => (long?)c.Id, stop).ConfigureAwait(false) ?? 0;
        var (place, read, lines) = (0, -1, Array.Empty<string>());
        await foreach (var comment in texts.Comments(stop).ConfigureAwait(false))
        {
            if (comment.Version != read)
            {
                (read, lines) = (comment.Version, (comment.Version == 0 ? "" : await texts.Text(comment.Version, stop).ConfigureAwait(false)).Split('\n'));
            }
            _db.Comments.Add(new CommentRow
            {
                Id = before + ++place, Manuscript = moved.Id, Answers = comment.Answers is { } answered ? before + answered : null, Version = comment.Version, First = comment.First, Last = comment.Last,
                Quote = comment.Answers is not null ? "" : comment.Quote ?? MovedReasons.Lines(lines, comment.First, comment.Last), Text = comment.Text, Instead = comment.Instead, By = Elsewhere.By(comment.By), At = comment.At,
                State = comment.State, ClosedBy = comment.State == CommentState.Open ? null : Elsewhere.By(comment.ClosedBy), ClosedAt = comment.ClosedAt ?? 0,
            });
            await SaveAsync(stop).ConfigureAwait(false);
        }
    }

    private async Task PairsAsync(MovedManuscript moved, MovedTexts texts, CancellationToken stop)
    {
        var pairs = new List<PairRow>();
        await foreach (var pair in texts.Pairs(stop).ConfigureAwait(false))
        {
            pairs.Add(new PairRow { From = pair.From, To = moved.Desk, Source = moved.Source!, Manuscript = moved.Id, Original = pair.Original, Translated = pair.Translated, At = pair.At });
        }
        await Memory.PutAsync(_db, pairs, stop).ConfigureAwait(false);
        _db.ChangeTracker.Clear();
    }

    private async Task SaveAsync(CancellationToken stop)
    {
        await _db.SaveChangesAsync(stop).ConfigureAwait(false);
        _db.ChangeTracker.Clear();
    }

    private static Stage StageHere(Stage stage) => stage is Stage.InReview or Stage.Ready or Stage.Scheduled ? Stage.InEdit : stage;
}
