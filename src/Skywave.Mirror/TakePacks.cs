using Skywave.Delivery;
using Skywave.Reading;
using Skywave.Trust.Tuf;
using Skywave.Words;

namespace Skywave.Mirror;

/// <summary>
/// A source whose newest files come out of packs where it has any (docs/900-design.md, section 17). As soon as the timestamp says which edition there is, the packs that lead to it from the standing one are taken; what
/// is in none of them is fetched as ever. Nothing here is believed: whoever reads from this source checks as with any other.
/// </summary>
/// <param name="source">Where files and packs come from.</param>
/// <param name="folder">The copy, with the edition that stands.</param>
/// <param name="now">The time.</param>
/// <param name="progress">Told what it is at.</param>
internal sealed class TakePacks(EditionSource source, EditionFolder folder, DateTimeOffset now, Action<string> progress)
{
    /// <summary>More editions behind than this, a day is taken at a time as far as there are bundles.</summary>
    private const int Few = 24;

    /// <summary>So many editions at most are taken pack by pack. Beyond that the files themselves are not much more.</summary>
    private const int MostInTurn = 100;

    /// <summary>What is held in memory at most. Beyond it files are fetched.</summary>
    private const long MostHeld = 128 << 20;

    private const string Timestamp = "metadata/timestamp.json";

    private readonly KeptEdition _before = new(path => folder.Read(path) is { } bytes ? (ReadOnlyMemory<byte>?)bytes : null);
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _files = new(StringComparer.Ordinal);
    private readonly List<EditionFile> _taken = [];
    private long _held;
    private long _at;
    private bool _isAsked;
    private bool _isOver;

    /// <summary>The source.</summary>
    public EditionSource Source => source.After(FirstAsync);

    /// <summary>True when anything came out of a pack.</summary>
    public bool HasAny => _files.Count > 0;

    /// <summary>The packs and bundles that were taken whole, as they came.</summary>
    public IReadOnlyCollection<EditionFile> Taken => _taken;

    private async Task<Fetched?> FirstAsync(string path, long maxBytes, CancellationToken cancel)
    {
        if (_files.TryGetValue(path, out var bytes))
        {
            return new Fetched.Content(bytes);
        }
        if (path != Timestamp || _isAsked)
        {
            return null;
        }
        var fetched = await source.FetchAsync(path, maxBytes, cancel).ConfigureAwait(false);
        if (fetched is Fetched.Content content && TimestampRole.Read(content.Bytes).TryGet(out var timestamp, out _))
        {
            _isAsked = true;
            await LeadToAsync(timestamp.Content.Snapshot.Version, cancel).ConfigureAwait(false);
        }
        return fetched;
    }

    private async Task LeadToAsync(long newest, CancellationToken cancel)
    {
        if ((_at = _before.Number) == 0)
        {
            return;
        }
        if (newest - _at > Few && _before.Cut is { } cut)
        {
            await TakeDaysAsync(DateOnly.FromDateTime(cut.UtcDateTime), newest, cancel).ConfigureAwait(false);
        }
        while (_at < newest && newest - _at <= MostInTurn && await TakeAsync(Pack.PathOf(_at + 1), Pack.MaxLength, cancel).ConfigureAwait(false) && !_isOver)
        {
            // One after the other.
        }
    }

    // A day without editions has no bundle.
    private async Task TakeDaysAsync(DateOnly first, long newest, CancellationToken cancel)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        for (var day = first; day < today && _at < newest && !_isOver && today.DayNumber - first.DayNumber <= DeltaShelf.BundleDays; day = day.AddDays(1))
        {
            await TakeAsync(DeltaShelf.BundleOf(day), DeltaShelf.MaxBundle, cancel).ConfigureAwait(false);
        }
    }

    // False when it is not there. The first one that does not fit ends it.
    private async Task<bool> TakeAsync(string path, int maxBytes, CancellationToken cancel)
    {
        var fetched = await source.FetchAsync(path, maxBytes, cancel).ConfigureAwait(false);
        if (fetched is not Fetched.Content { Bytes: var bytes })
        {
            _isOver = fetched is not Fetched.Missing;
            return false;
        }
        progress($"taking {path} …");
        _isOver = !TryTakeAll(bytes, isOne: path == Pack.PathOf(_at + 1));
        if (!_isOver)
        {
            _taken.Add(new EditionFile(path, bytes));
        }
        return true;
    }

    // What it is past, it passes over.
    private bool TryTakeAll(ReadOnlyMemory<byte> bundle, bool isOne) =>
        Pack.Split(bundle).TryGet(out var packs, out _) && (isOne ? packs.Count == 1 && packs[0].Head.Number == _at + 1 : packs.Count > 0)
        && packs.Where(p => p.Head.Number > _at).All(p => TryTake(p.Head, p.Bytes));

    private bool TryTake(PackHead head, ReadOnlyMemory<byte> pack)
    {
        if (head.Number != _at + 1 || _held > MostHeld || !Pack.Open(pack, Read).TryGet(out var unpacked, out _))
        {
            return false;
        }
        _at = head.Number;
        foreach (var replaced in unpacked.Bases.Where(CarrierOrder.IsImmutable))
        {
            Forget(replaced);
        }
        foreach (var file in unpacked.Files)
        {
            Forget(file.Path);
            _files[file.Path] = file.Bytes;
            _held += file.Bytes.Length;
        }
        return true;
    }

    private void Forget(string path) => _held -= _files.Remove(path, out var bytes) ? bytes.Length : 0;

    private ReadOnlyMemory<byte>? Read(string path) => _files.TryGetValue(path, out var bytes) ? bytes : folder.Read(path) is { } standing ? (ReadOnlyMemory<byte>?)standing : null;
}
