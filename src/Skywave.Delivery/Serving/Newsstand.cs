using System.Collections.Concurrent;

namespace Skywave.Delivery;

/// <summary>
/// The files of an edition's folder that readers ask for, held in memory within a limit.
/// <para>
/// What is held may never break the order in which a carrier is written (docs/900-design.md, section 9, "Mid-push"): nobody may be given a timestamp and then a list from before it. So the
/// stand takes a look at the disk, at most once a second, and a look begins with the timestamp. The timestamp is given out as that look found it; every other file only once the disk was
/// asked for it in the same look, so after. What the timestamp promises was on the disk before it: no file given out is older than the timestamp says, at worst some are newer, as mid-push.
/// </para>
/// </summary>
internal sealed class Newsstand(EditionFolder folder, long limit, TimeProvider clock)
{
    private const string TimestampPath = "metadata/timestamp.json";

    /// <summary>Files over this, which no page may be, are sent from the disk.</summary>
    private const int MostHeld = 2 << 20;

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    /// <summary>A file that was changed so shortly before it was read may change again without its time on the disk telling.</summary>
    private static readonly TimeSpan Young = TimeSpan.FromSeconds(2);

    [ThreadStatic]
    private static SiblingPress? _press;

    private readonly Lock _turn = new();
    private volatile Look? _look;
    private volatile ConcurrentDictionary<string, Held> _young = new(StringComparer.Ordinal);
    private volatile ConcurrentDictionary<string, Held> _old = new(StringComparer.Ordinal);
    private long _youngWeight;

    /// <summary>True for a file that is there and that is not held for its size.</summary>
    public static bool IsTooBig(EditionFolder folder, string path) => Stamp.Of(folder.PathOf(path)).Length > MostHeld;

    /// <summary>What is held under a name and still is so on the disk; null when it has to be fetched.</summary>
    public Copy? Known(string name)
    {
        var look = Current();
        if (_young.TryGetValue(name, out var held))
        {
            return IsGood(held, look) ? held.Copy : null;
        }
        if (_old.TryGetValue(name, out held) && IsGood(held, look))
        {
            Keep(name, held);
            return held.Copy;
        }
        return null;
    }

    /// <summary>Reads a file and holds it under a name. Null when it is not there, or too big to hold.</summary>
    /// <param name="name">What it is asked for by.</param>
    /// <param name="path">Its path in the edition.</param>
    /// <param name="change">Makes other bytes of the file's, the same for the same name; usually nothing.</param>
    public Copy? Fetch(string name, string path, Func<byte[], byte[]>? change = null)
    {
        var look = Current();
        if (path == TimestampPath)
        {
            return look.Timestamp?.Copy;
        }
        if (Read(path, look, change) is not { } held)
        {
            return null;
        }
        Keep(name, held);
        return held.Copy;
    }

    private bool IsGood(Held held, Look look)
    {
        if (!ReferenceEquals(held.Seen, look))
        {
            if (!held.IsUnchanged(folder))
            {
                return false;
            }
            held.Seen = look;
        }
        return true;
    }

    private Look Current()
    {
        var look = _look;
        if (look is not null && clock.GetElapsedTime(look.Began) < Between)
        {
            return look;
        }
        lock (_turn)
        {
            if (!ReferenceEquals(look, _look))
            {
                return _look!; // another request has looked meanwhile
            }
            var began = clock.GetTimestamp();
            var timestamp = look?.Timestamp is { } known && known.IsUnchanged(folder) ? known : Read(TimestampPath, null, null);
            return _look = new Look(began, timestamp);
        }
    }

    // The disk is asked how the files are before they are read: one that changes in between is found changed at the next look.
    private Held? Read(string path, Look? look, Func<byte[], byte[]>? change)
    {
        var stamps = Stamps.Of(folder, path);
        if (stamps.Plain.Length is < 0 or > MostHeld)
        {
            return null;
        }
        try
        {
            if (folder.Read(path) is not { } bytes)
            {
                return null;
            }
            var copy = change is null
                ? new Copy(path, bytes, Sibling(path, SiblingName.Brotli, stamps.Brotli), Sibling(path, SiblingName.Gzip, stamps.Gzip), _press ??= new SiblingPress())
                : new Copy(path, change(bytes), null, null, _press ??= new SiblingPress());
            return new Held(copy, stamps, isYoung: clock.GetUtcNow().UtcTicks - stamps.Newest < Young.Ticks) { Seen = look };
        }
        catch (IOException)
        {
            return null; // taken away in this moment
        }
    }

    private byte[]? Sibling(string path, string ending, Stamp stamp) => stamp.Length is >= 0 and <= MostHeld ? folder.Read(path + ending) : null;

    // Two generations instead of a list of uses: when the young one is full it becomes the old one, and whoever is asked for again comes back.
    private void Keep(string name, Held held)
    {
        lock (_turn)
        {
            if (_youngWeight + held.Copy.Weight > limit / 2)
            {
                _old = _young;
                _young = new(StringComparer.Ordinal);
                _youngWeight = 0;
            }
            if (held.Copy.Weight <= limit / 2)
            {
                _youngWeight += held.Copy.Weight - (_young.TryGetValue(name, out var before) ? before.Copy.Weight : 0);
                _young[name] = held;
            }
        }
    }

    /// <summary>One look at the disk: when it began, and the timestamp it found.</summary>
    private sealed record Look(long Began, Held? Timestamp);

    private sealed class Held(Copy copy, Stamps stamps, bool isYoung)
    {
        public Copy Copy { get; } = copy;

        /// <summary>The last look in which the disk had it as it is here.</summary>
        public volatile Look? Seen;

        public bool IsUnchanged(EditionFolder folder) => !isYoung && Stamps.Of(folder, Copy.Path) == stamps;
    }

    private readonly record struct Stamp(long Length, long Written)
    {
        public static Stamp Of(string full) => new FileInfo(full) is { Exists: true } file ? new(file.Length, file.LastWriteTimeUtc.Ticks) : new(-1, 0);
    }

    /// <summary>How a file and its siblings are on the disk.</summary>
    private readonly record struct Stamps(Stamp Plain, Stamp Brotli, Stamp Gzip)
    {
        public long Newest => Math.Max(Plain.Written, Math.Max(Brotli.Written, Gzip.Written));

        public static Stamps Of(EditionFolder folder, string path)
        {
            var full = folder.PathOf(path);
            return SiblingName.MayHave(path) ? new(Stamp.Of(full), Stamp.Of(full + SiblingName.Brotli), Stamp.Of(full + SiblingName.Gzip)) : new(Stamp.Of(full), new(-1, 0), new(-1, 0));
        }
    }
}
