using System.Collections.Immutable;
using Skywave.Trust;
using Skywave.Trust.Documents;
using Skywave.Trust.Log;
using Skywave.Trust.Pages;
using Skywave.Words;

namespace Skywave.Reading;

/// <summary>Where what is genuine is kept, as functions: a mirror gives its folder, a check gives nothing.</summary>
/// <param name="Read">A file kept before, by its path in the edition, or null. Several threads may ask at once.</param>
/// <param name="Keep">Takes a file that was just found genuine.</param>
public sealed record EditionKeeper(Func<string, ReadOnlyMemory<byte>?> Read, Action<EditionFile> Keep)
{
    /// <summary>
    /// Reads a file of the whole edition that is kept from before, untouched by what is kept now, or null. Default: there is none, and everything is looked at.
    /// </summary>
    public Func<string, ReadOnlyMemory<byte>?> Standing { get; init; } = _ => null;

    /// <summary>Keeps nothing.</summary>
    public static EditionKeeper Nothing { get; } = new(_ => null, _ => { });
}

/// <summary>What one walk through an edition shares: where files come from, where genuine ones go, what was found.</summary>
internal sealed class EditionWalk(EditionSource source, EditionKeeper keeper, Action<string>? progress)
{
    private readonly ImmutableArray<Finding>.Builder _findings = ImmutableArray.CreateBuilder<Finding>();
    private readonly HashSet<string> _pictures = new(StringComparer.Ordinal);

    private const long MaxPicture = 64L << 20;

    public EditionSource Source => source;

    /// <summary>The newsroom's logs, once they are verified.</summary>
    public LogsDocument Logs { get; set; } = null!;

    /// <summary>Hashes of the styles the newsroom approves of, once they are verified.</summary>
    public IReadOnlySet<string> Styles { get; set; } = new HashSet<string>();

    /// <summary>Checkpoints this machine saw before, by origin.</summary>
    public Func<string, Checkpoint?> Remembered { get; init; } = _ => null;

    public bool KeepsFiles => keeper != EditionKeeper.Nothing;

    public int Articles { get; private set; }

    public int Files { get; private set; }

    public int Fetched { get; private set; }

    /// <summary>Why the source stopped answering, or null.</summary>
    public string? Unreachable { get; private set; }

    public ImmutableArray<Finding> Findings => _findings.ToImmutable();

    /// <summary>The states of the logs that were found genuine.</summary>
    public List<Checkpoint> States { get; } = [];

    /// <summary>Who checks the desks' pages: they know what it cost.</summary>
    public List<PageSeries> Series { get; } = [];

    /// <summary>True when looking further tells nothing: the source is gone, or so much was refused.</summary>
    public bool IsOver => Unreachable is not null || _findings.Count >= EditionReport.MaxFindings;

    /// <summary>One file's bytes, or why there are none. <paramref name="tooBig"/> is the code for one that is longer than it may be.</summary>
    public async Task<Checked<ReadOnlyMemory<byte>>> FetchAsync(string path, long maxBytes, string tooBig, CancellationToken cancel) =>
        Unreachable is not null ? new Refusal(EditionCodes.FileMissing, Unreachable) : Take(path, await source.FetchAsync(path, maxBytes, cancel).ConfigureAwait(false), tooBig);

    /// <summary>The same of a file whose beginning is known.</summary>
    public async Task<Checked<ReadOnlyMemory<byte>>> FetchAfterAsync(string path, ReadOnlyMemory<byte> known, long maxBytes, string tooBig, CancellationToken cancel) =>
        Unreachable is not null ? new Refusal(EditionCodes.FileMissing, Unreachable) : Take(path, await source.FetchAfterAsync(path, known, maxBytes, cancel).ConfigureAwait(false), tooBig);

    /// <summary>The same of a file that was asked for before its turn.</summary>
    public Checked<ReadOnlyMemory<byte>> Take(string path, Fetched fetched, string tooBig)
    {
        if (Unreachable is not null)
        {
            return new Refusal(EditionCodes.FileMissing, Unreachable);
        }
        Fetched++;
        switch (fetched)
        {
            case Fetched.Content { Bytes: var bytes }:
                return bytes;
            case Reading.Fetched.Unreachable { Reason: var reason }:
                Unreachable = $"{path}: {reason}";
                return new Refusal(EditionCodes.FileMissing, reason);
            case Reading.Fetched.TooBig:
                return new Refusal(tooBig, "it is longer than what was signed, or does not end");
            default:
                return new Refusal(EditionCodes.FileMissing, "it is not there");
        }
    }

    public void Refuse(string path, Refusal refusal)
    {
        if (!IsOver)
        {
            _findings.Add(new Finding(path, refusal));
        }
    }

    public ReadOnlyMemory<byte>? Kept(string path) => keeper.Read(path);

    public ReadOnlyMemory<byte>? Standing(string path) => keeper.Standing(path);

    /// <summary>The edition the keeper has from before.</summary>
    public KeptEdition Before { get; } = new(keeper.Standing);

    public void Keep(EditionFile file)
    {
        Files++;
        keeper.Keep(file);
    }

    public void KeepArticle(EditionFile page, CheckedPage article)
    {
        Articles++;
        Keep(page);
        progress?.Invoke($"{article.Record.Desk}: {Articles} articles, {Fetched} files fetched");
    }

    /// <summary>Brings a log up to a state, from the kept copy of it where there is one, and checks that it continues what this machine saw before.</summary>
    public async Task<Checked<LogCopy>> PullLogAsync(LogEpoch epoch, Checkpoint state, CancellationToken cancel)
    {
        ReadOnlyMemory<byte>? ReadTile(string path) => keeper.Read($"{epoch.Folder}/{path}");
        var size = keeper.Read(epoch.Folder + "/checkpoint") is { } bytes && Checkpoint.Parse(bytes.Span).TryGet(out var known, out _) ? known.Size : 0;
        // A closed epoch may end before what was kept of it: what came after counts for nothing.
        var from = epoch.Closed is { } closed && closed.Size < size ? 0 : size;
        if (!(await LogCopy.PullAsync(this, epoch, state, from, ReadTile, cancel).ConfigureAwait(false)).TryGet(out var log, out var refusal))
        {
            return refusal;
        }
        if (epoch.Closed is null && Remembered(epoch.Origin) is { } seen && !log.Continues(seen))
        {
            return seen.Size > state.Size
                ? new Refusal(EditionCodes.LogRollback, $"the log has {state.Size} entries, and had {seen.Size} when this machine last looked")
                : new Refusal(EditionCodes.LogFork, "the log does not continue the one this machine saw before: it was forked");
        }
        States.Add(state);
        return log;
    }

    /// <summary>Looks whether the tiles as served are those the entries make. A mirror that pulls makes its own and does not ask.</summary>
    public async Task CheckServedAsync(LogCopy log, CancellationToken cancel)
    {
        foreach (var tile in KeepsFiles ? [] : log.Fresh)
        {
            var fetched = await FetchAsync(tile.Path, tile.Bytes.Length, EditionCodes.LogTile, cancel).ConfigureAwait(false);
            if (!fetched.IsAccepted)
            {
                Refuse(tile.Path, fetched.Refusal);
            }
            else if (!fetched.Value.Span.SequenceEqual(tile.Bytes.Span))
            {
                Refuse(tile.Path, new Refusal(EditionCodes.LogTile, "the tile is not the one the log's entries make"));
            }
        }
    }

    /// <summary>A media file's name is the hash of its bytes.</summary>
    public async Task CheckPictureAsync(string path, CancellationToken cancel)
    {
        if (!_pictures.Add(path) || (KeepsFiles && keeper.Read(path) is not null))
        {
            return;
        }
        var fetched = await FetchAsync(path, MaxPicture, EditionCodes.MediaAltered, cancel).ConfigureAwait(false);
        if (!fetched.IsAccepted)
        {
            Refuse(path, fetched.Refusal);
        }
        else if (!path.Contains(FileHash.Of(fetched.Value.Span), StringComparison.Ordinal))
        {
            Refuse(path, new Refusal(EditionCodes.MediaAltered, "the file's bytes are not those its name says"));
        }
        else
        {
            Keep(new EditionFile(path, fetched.Value));
        }
    }
}
