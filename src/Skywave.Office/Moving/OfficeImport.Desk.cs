using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Office;

/// <summary>What stands beside the manuscripts: pictures, fronts, and what is looked at again.</summary>
public sealed partial class OfficeImport
{
    /// <summary>Takes a picture into the library. Its working copy and the small one lie there already.</summary>
    /// <param name="moved">The picture.</param>
    /// <param name="now">The time.</param>
    /// <param name="stop">Stops it; it is not stored then.</param>
    /// <returns>False: it was here before.</returns>
    public async Task<bool> PictureAsync(MovedPicture moved, DateTimeOffset now, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(moved);
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        if (await _db.Pictures.AnyAsync(p => p.Id == moved.Id, stop).ConfigureAwait(false))
        {
            return false;
        }
        var row = new PictureRow
        {
            Id = moved.Id, Serial = (await _db.Pictures.MaxAsync(p => (long?)p.Serial, stop).ConfigureAwait(false) ?? 0) + 1, Desk = moved.Desk, IsForAll = moved.IsForAll, Hash = moved.Hash, Width = moved.Width, Height = moved.Height,
            Removed = string.Join(' ', moved.Removed.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Kind}:{r.Count}"))), Alt = moved.Alt, Caption = moved.Caption, Credit = moved.Credit, Copyright = moved.Copyright,
            Source = moved.Origin, Terms = moved.Terms, TermsEnd = moved.TermsEnd is { } end ? Review.Say(end) : null, TakenOn = Review.Say(moved.TakenOn), PlaceLevel = moved.Place, Faces = moved.Faces, IsPlaceChecked = moved.IsPlaceChecked,
            IsSensitive = moved.IsSensitive, FocusX = moved.Focus?.X, FocusY = moved.Focus?.Y, Added = moved.Added, AddedBy = Elsewhere.By(moved.AddedBy), Changed = moved.Changed ?? 0, ChangedBy = moved.Changed is null ? null : Elsewhere.By(moved.ChangedBy),
        };
        _db.Pictures.Add(row);
        await Library.TellIndexAsync(_db, row.Serial, Library.WordsOf(row), stop).ConfigureAwait(false);
        await Trail.AddAsync(_db, now, TrailEntry.TheProgram, "picture.takeUp", row.Id, row.Desk, Said, stop).ConfigureAwait(false);
        await SaveAsync(stop).ConfigureAwait(false);
        await transaction.CommitAsync(stop).ConfigureAwait(false);
        return true;
    }

    /// <summary>Takes a desk's front onto the editors' table, unless somebody here has touched it; and remembers when the next place of what is approved ends, so that the clock brings an edition out.</summary>
    /// <param name="desk">Whose.</param>
    /// <param name="moved">The front there; null: nobody had touched it in the office.</param>
    /// <param name="now">The time.</param>
    /// <param name="stop">Stops it; nothing is stored then.</param>
    public async Task FrontAsync(string desk, MovedFront? moved, DateTimeOffset now, CancellationToken stop)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        if (await _db.Fronts.AnyAsync(f => f.Desk == desk, stop).ConfigureAwait(false))
        {
            return;
        }
        _db.Fronts.Add(new FrontTableRow
        {
            Desk = desk, Version = moved is null ? 0 : 1, Draft = moved?.Draft is { } draft ? FrontJson.Write(draft) : null, Changed = moved?.Changed ?? 0, ChangedBy = Elsewhere.By(moved?.ChangedBy),
            Ends = (await _parts.Front.Read(desk, stop).ConfigureAwait(false)).NextEnd(now)?.ToUnixTimeSeconds(),
        });
        _db.FrontStates.AddRange((moved?.States ?? []).Index().Select(s => new FrontStateRow { Desk = desk, Number = s.Index + 1, Front = FrontJson.Write(s.Item.Front), At = s.Item.At, By = Elsewhere.By(s.Item.By) }));
        await SaveAsync(stop).ConfigureAwait(false);
        await transaction.CommitAsync(stop).ConfigureAwait(false);
    }

    /// <summary>Takes in when things are to be looked at again.</summary>
    /// <param name="desk">At which desk.</param>
    /// <param name="some">Some hundred at most.</param>
    /// <param name="stop">Stops it; none of them is stored then.</param>
    public async Task ReviewsAsync(string desk, IReadOnlyList<MovedReview> some, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(some);
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        foreach (var moved in some)
        {
            if (await _db.Reviews.FindAsync([moved.Kind, desk, moved.Of, moved.Item], stop).ConfigureAwait(false) is null)
            {
                _db.Reviews.Add(new ReviewRow { Kind = moved.Kind, Desk = desk, Of = moved.Of, Item = moved.Item, By = Elsewhere.By(moved.By), On = moved.On, Due = moved.Due });
            }
        }
        await SaveAsync(stop).ConfigureAwait(false);
        await transaction.CommitAsync(stop).ConfigureAwait(false);
    }
}
