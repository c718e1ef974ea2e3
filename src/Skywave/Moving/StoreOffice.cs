using System.Runtime.CompilerServices;
using Skywave.House;
using Skywave.Mirror;
using Skywave.Office;
using Skywave.Writing;

namespace Skywave.Moving;

/// <summary>Of the second step of an import what belongs to the office, one thing at a time. What is here is passed over, so that an import which was killed goes on.</summary>
/// <param name="house">The newsroom that it goes into.</param>
/// <param name="parts">What the office needs of the other rooms.</param>
/// <param name="folder">The folder.</param>
/// <param name="check">What was found in it.</param>
/// <param name="terminal">Told what it is at.</param>
/// <param name="clock">The time.</param>
internal sealed class StoreOffice(NewsroomFolder house, OfficeParts parts, MovedFolder folder, CheckOffice check, Terminal terminal, TimeProvider clock)
{
    private const int AtOnce = 200;

    private static readonly MovedKind[] Kinds = [MovedKind.Picture, MovedKind.Manuscript, MovedKind.Table, MovedKind.Reviews];

    /// <summary>A line of what is looked at again, as the office takes it.</summary>
    public static MovedReview Of(ReviewLine line) => new(line.Kind, line.Of, line.Item, line.By, line.On, line.Due);

    /// <summary>Stores all of it; how many pictures and manuscripts were not here before. Where the folder has nothing of an office, none is made.</summary>
    public async Task<(int Pictures, int Manuscripts)> RunAsync(CancellationToken cancel)
    {
        var ends = false;
        foreach (var desk in house.Settings.Desks)
        {
            ends |= (await parts.Front.Read(desk, cancel).ConfigureAwait(false)).NextEnd(clock.GetUtcNow()) is not null;
        }
        if (!ends && Kinds.All(kind => folder.Files(kind).Count == 0))
        {
            return (0, 0);
        }
        await using var office = OfficeImport.Open(house.Path, parts);
        var taken = (await PicturesAsync(office, cancel).ConfigureAwait(false), await ManuscriptsAsync(office, cancel).ConfigureAwait(false));
        foreach (var desk in house.Settings.Desks)
        {
            await FrontAsync(office, desk, cancel).ConfigureAwait(false);
            await ReviewsAsync(office, desk, cancel).ConfigureAwait(false);
        }
        await office.FinishAsync(cancel).ConfigureAwait(false);
        return taken;
    }

    private async Task<int> PicturesAsync(OfficeImport office, CancellationToken cancel)
    {
        var (taken, all) = (0, 0);
        foreach (var file in check.Pictures)
        {
            var picture = MovedOffice.PictureOf(file, await BytesAsync(file, MovedKind.Picture, cancel).ConfigureAwait(false)).Picture ?? throw ImportNewsroom.Changed(file);
            var copy = MovedPaths.Copy(picture.Hash);
            if (!await TakeInLibrary.TakeAsync(house.MakeLibrary(), picture.Hash, await BytesAsync(copy, MovedKind.Copy, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false))
            {
                throw ImportNewsroom.Changed(copy);
            }
            taken += await office.PictureAsync(picture, clock.GetUtcNow(), cancel).ConfigureAwait(false) ? 1 : 0;
            Tell(++all, "pictures of the library");
        }
        Say(taken, all, "pictures taken into the library");
        return taken;
    }

    private async Task<int> ManuscriptsAsync(OfficeImport office, CancellationToken cancel)
    {
        var (taken, all) = (0, 0);
        foreach (var file in check.Manuscripts)
        {
            var named = MovedOffice.ManuscriptOf(file, await BytesAsync(file, MovedKind.Manuscript, cancel).ConfigureAwait(false)).File ?? throw ImportNewsroom.Changed(file);
            taken += await office.ManuscriptAsync(named.Moved(), Texts(named), clock.GetUtcNow(), cancel).ConfigureAwait(false) ? 1 : 0;
            Tell(++all, "manuscripts");
        }
        Say(taken, all, "manuscripts taken up by the office");
        return taken;
    }

    private MovedTexts Texts(ManuscriptFile named) => new(
        (number, _) => Task.FromResult(MovedOffice.TextOf(folder, named, number).Text ?? throw ImportNewsroom.Changed(MovedOffice.TextPath(named, number))),
        cancel => LinesAsync(MovedPaths.Manuscript(named.Desk, named.Id, ".comments.jsonl"), MovingForms.Line.CommentLine, line => line.Moved(), cancel),
        cancel => LinesAsync(MovedPaths.Manuscript(named.Desk, named.Id, ".memory.jsonl"), MovingForms.Line.PairLine, line => new MovedPair(line.From, line.Original, line.Translated, line.At.ToUnixTimeSeconds()), cancel));

    private async Task FrontAsync(OfficeImport office, string desk, CancellationToken cancel)
    {
        var file = MovedPaths.Table(desk);
        var table = !folder.Files(MovedKind.Table).Contains(file) ? null : MovedOffice.TableOf(await BytesAsync(file, MovedKind.Table, cancel).ConfigureAwait(false)).Front ?? throw ImportNewsroom.Changed(file);
        if (table is not null || (await parts.Front.Read(desk, cancel).ConfigureAwait(false)).Slots.Length > 0)
        {
            await office.FrontAsync(desk, table, clock.GetUtcNow(), cancel).ConfigureAwait(false);
        }
    }

    private async Task ReviewsAsync(OfficeImport office, string desk, CancellationToken cancel)
    {
        var some = new List<MovedReview>(AtOnce);
        await foreach (var review in LinesAsync(MovedPaths.Reviews(desk), MovingForms.Line.ReviewLine, Of, cancel).ConfigureAwait(false))
        {
            some.Add(review);
            if (some.Count == AtOnce)
            {
                await office.ReviewsAsync(desk, some, cancel).ConfigureAwait(false);
                some.Clear();
            }
        }
        await office.ReviewsAsync(desk, some, cancel).ConfigureAwait(false);
    }

    private async IAsyncEnumerable<T> LinesAsync<TLine, T>(string file, System.Text.Json.Serialization.Metadata.JsonTypeInfo<TLine> form, Func<TLine, T> of, [EnumeratorCancellation] CancellationToken cancel) where TLine : class
    {
        await foreach (var (_, line, _) in MovedOffice.LinesOf(folder, file, form, cancel).ConfigureAwait(false))
        {
            yield return of(line ?? throw ImportNewsroom.Changed(file));
        }
    }

    private Task<byte[]> BytesAsync(string file, MovedKind kind, CancellationToken cancel) => ImportNewsroom.BytesAsync(folder, file, kind, cancel);

    private void Tell(int count, string what)
    {
        if (count % AtOnce == 0)
        {
            terminal.Progress($"{count} {what} …");
        }
    }

    private void Say(int taken, int all, string what)
    {
        if (all > 0)
        {
            terminal.Say($"{taken} of {all} {what}");
        }
    }
}
