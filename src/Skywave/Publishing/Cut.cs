using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Skywave.Delivery;
using Skywave.House;
using Skywave.Ledger;
using Skywave.Trust.Documents;
using Skywave.Words;

namespace Skywave.Publishing;

/// <summary>Which compressed copies stand beside an edition's files.</summary>
public enum Copies
{
    /// <summary>Brotli and gzip at the levels of a publish: quick.</summary>
    Quick,

    /// <summary>Brotli as small as it gets, thirty times slower.</summary>
    Smallest,

    /// <summary>None: whoever serves the edition compresses it.</summary>
    None,
}

/// <summary>One edition being made: its number and time, the files that are new in it, and what they replace. Files may be added by several threads.</summary>
internal sealed class Cut
{
    [ThreadStatic]
    private static SiblingPress? _press;

    private readonly ConcurrentDictionary<string, bool> _once = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<string> _paths = [];
    private readonly Copies _copies;
    private int _count;
    private long _length;

    public Cut(NewsroomFolder house, LedgerDb ledger, int number, DateTimeOffset time, Copies copies)
    {
        (Ledger, Number, Time, _copies) = (ledger, number, time, copies);
        Staging = new StagedEdition(FolderOf(house, number));
    }

    /// <summary>What was signed so far; new rows are tracked until the whole cut is saved.</summary>
    public LedgerDb Ledger { get; }

    /// <summary>The edition's number: the version its snapshot will have.</summary>
    public int Number { get; }

    /// <summary>The edition's time, whole seconds, UTC.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>Where its files wait to be pushed.</summary>
    public StagedEdition Staging { get; }

    /// <summary>Files nothing current refers to any more.</summary>
    public HashSet<string> Superseded { get; } = new(StringComparer.Ordinal);

    /// <summary>How many files are new in this edition.</summary>
    public int Count => _count;

    /// <summary>What they come to, in bytes.</summary>
    public long Length => _length;

    /// <summary>Paths of the files that are new in this edition, pages left out when there are more than a pack holds.</summary>
    public IReadOnlyCollection<string> Paths => _paths;

    /// <summary>Puts a file into the staging folder, with its compressed copies.</summary>
    public ListedFile Add(EditionFile file)
    {
        Staging.Write(file);
        foreach (var copy in _copies == Copies.None ? [] : (_press ??= new SiblingPress()).Of(file, _copies == Copies.Smallest ? SiblingPress.BestQuality : SiblingPress.PublishQuality))
        {
            Staging.Write(copy);
        }
        Interlocked.Add(ref _length, file.Bytes.Length);
        if (Interlocked.Increment(ref _count) <= Pack.MaxFiles || !SiblingName.IsPage(file.Path))
        {
            _paths.Add(file.Path);
        }
        return Describe(file.Bytes.Span);
    }

    /// <summary>Puts a file whose name fixes its bytes into the staging folder, unless it is there already.</summary>
    public void AddOnce(string path, Func<string, byte[]> read)
    {
        if (_once.TryAdd(path, true))
        {
            Add(new EditionFile(path, read(path)));
        }
    }

    /// <summary>The folder in which an edition waits to be pushed.</summary>
    public static string FolderOf(NewsroomFolder house, int number) => Path.Combine(house.Staging, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Forgets what is staged for an edition.</summary>
    public static void Drop(NewsroomFolder house, int number)
    {
        if (Directory.Exists(FolderOf(house, number)))
        {
            Directory.Delete(FolderOf(house, number), recursive: true);
        }
    }

    /// <summary>Forgets what a publish that was killed while it cleared away left of editions that were pushed.</summary>
    public static void DropPushed(NewsroomFolder house, int newest)
    {
        foreach (var folder in Directory.EnumerateDirectories(house.Staging))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= newest)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    /// <summary>Length and hash of a file's bytes.</summary>
    public static ListedFile Describe(ReadOnlySpan<byte> bytes) => new(bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
}
