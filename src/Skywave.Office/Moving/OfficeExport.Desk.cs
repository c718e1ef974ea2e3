using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Office;

/// <summary>What stands beside the texts: what was said of them, what was translated, pictures, fronts, and what is looked at again.</summary>
public sealed partial class OfficeExport
{
    /// <summary>What was said about a manuscript, each comment before its answers.</summary>
    public async IAsyncEnumerable<MovedComment> CommentsAsync(string manuscript, [EnumeratorCancellation] CancellationToken stop)
    {
        var (places, read, lines) = (new Dictionary<long, int>(), 0, Array.Empty<string>());
        var rows = _db.Comments.AsNoTracking().Where(c => c.Manuscript == manuscript).OrderBy(c => c.Answers ?? c.Id).ThenBy(c => c.Id);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(stop).ConfigureAwait(false))
        {
            places[row.Id] = places.Count + 1;
            if (row.Version != read)
            {
                (read, lines) = (row.Version, (await TextAsync(manuscript, row.Version, stop).ConfigureAwait(false)).Split('\n'));
            }
            // Where words were taken out of a text it may have fewer lines than it had.
            var (first, last) = (Math.Min(row.First, lines.Length), Math.Min(row.Last, lines.Length));
            var quote = row.Answers is not null || row.Quote == MovedReasons.Lines(lines, first, last) ? null : row.Quote;
            yield return new MovedComment(row.Answers is { } answered ? places[answered] : null, row.Version, first, last, quote, row.Text, row.Instead, Handle(row.By), row.At, row.State,
                Handle(row.ClosedBy), row.State == CommentState.Open ? null : row.ClosedAt);
        }
    }

    /// <summary>What is remembered of a translation that went out, in the order of its blocks.</summary>
    public IAsyncEnumerable<MovedPair> PairsAsync(string manuscript) =>
        _db.Pairs.AsNoTracking().Where(p => p.Manuscript == manuscript).OrderBy(p => p.Id).Select(p => new MovedPair(p.From, p.Original, p.Translated, p.At)).AsAsyncEnumerable();

    /// <summary>Every picture of the library, the oldest first.</summary>
    public async IAsyncEnumerable<MovedPicture> PicturesAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var row in _db.Pictures.AsNoTracking().OrderBy(p => p.Serial).AsAsyncEnumerable().WithCancellation(stop).ConfigureAwait(false))
        {
            yield return new MovedPicture
            {
                Id = row.Id, Desk = row.Desk, IsForAll = row.IsForAll, Hash = row.Hash, Width = row.Width, Height = row.Height, Removed = [.. row.Removed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Removed)],
                Alt = row.Alt, Caption = row.Caption, Credit = row.Credit, Copyright = row.Copyright, Origin = row.Source, Terms = row.Terms, TermsEnd = Review.DayOf(row.TermsEnd ?? ""), TakenOn = Review.DayOf(row.TakenOn),
                Faces = row.Faces, Place = row.PlaceLevel, IsPlaceChecked = row.IsPlaceChecked, IsSensitive = row.IsSensitive, Focus = row is { FocusX: { } x, FocusY: { } y } ? new FocalPoint(x, y) : null,
                Added = row.Added, AddedBy = Handle(row.AddedBy), Changed = row.ChangedBy is null ? null : row.Changed, ChangedBy = Handle(row.ChangedBy),
            };
        }
    }

    /// <summary>Fronts on the editors' table, by desk; of a desk where nobody touched it there is none.</summary>
    public async Task<ImmutableSortedDictionary<string, MovedFront>> FrontsAsync(CancellationToken stop)
    {
        var tables = await _db.Fronts.AsNoTracking().Where(f => f.Version > 0).ToListAsync(stop).ConfigureAwait(false);
        var states = (await _db.FrontStates.AsNoTracking().OrderBy(s => s.Number).ToListAsync(stop).ConfigureAwait(false)).ToLookup(s => s.Desk);
        return tables.ToImmutableSortedDictionary(t => t.Desk, t => new MovedFront(FrontJson.Read(t.Draft), t.Changed, Handle(t.ChangedBy),
            [.. states[t.Desk].Select(s => new MovedFrontState(FrontJson.Read(s.Front) ?? CuratedFront.Nothing, s.At, Handle(s.By)))]), StringComparer.Ordinal);
    }

    /// <summary>What is looked at again at a desk.</summary>
    public async IAsyncEnumerable<MovedReview> ReviewsAsync(string desk, [EnumeratorCancellation] CancellationToken stop)
    {
        var rows = _db.Reviews.AsNoTracking().Where(r => r.Desk == desk).OrderBy(r => r.Of).ThenBy(r => r.Kind).ThenBy(r => r.Item);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(stop).ConfigureAwait(false))
        {
            yield return new MovedReview(row.Kind, row.Of, row.Item, Handle(row.By), row.On, row.Due);
        }
    }

    private static RemovedKind Removed(string written) => written.Split(':') is [var kind, var count] && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var many) ? new RemovedKind(kind, many) : new RemovedKind(written, 1);
}
