using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Skywave.Trust.Documents;
using Skywave.Trust.Log;

namespace Skywave.Trust.Pages;

/// <summary>Whether a page's article is genuine: the nine checks of docs/900-design.md, section 8, in their order.</summary>
public static class PageCheck
{
    /// <summary>Checks a page. The first check that fails gives the refusal. Many pages of one newsroom: <see cref="PageSeries"/>.</summary>
    /// <param name="page">The page as received.</param>
    /// <param name="logs">The newsroom's logs, verified already.</param>
    /// <param name="askedAddress">The address that was asked for (<see cref="PageAddress"/>), or null for a lone file: then say id and revision to the reader.</param>
    /// <param name="styles">The approved styles, or null: check 9 is left out, and then nothing but the fragment may be shown.</param>
    /// <param name="closedConsistency">For a closed epoch: the consistency proof from this checkpoint to the closing tree, or null when it is not at hand.
    /// Null as a whole: pages from closed epochs count only with the closing checkpoint.</param>
    public static Checked<CheckedPage> Check(
        ReadOnlyMemory<byte> page, LogsDocument logs, string? askedAddress, IReadOnlySet<string>? styles, Func<LogEpoch, Checkpoint, IReadOnlyList<TreeHash>?>? closedConsistency = null) =>
        new PageSeries(logs, styles, closedConsistency).Check(page, askedAddress);

    internal static Checked<CheckedPage> Check(ReadOnlyMemory<byte> page, string? askedAddress, PageSeries series)
    {
        if (!PageSplit.Parse(page).TryGet(out var split, out var refusal) || !ProofLines.Read(split.Proof).TryGet(out var lines, out refusal)
            || !Entry(lines, series).TryGet(out var entry, out refusal))
        {
            return refusal;
        }
        return (CheckRecord(entry.Record, entry.Epoch, split.Fragment, askedAddress) ?? (series.LooksAround ? PageChrome.Check(split, series.Approves) : null)) is { } other
            ? other
            : new CheckedPage(split.Fragment, entry.Record, entry.Bytes, lines.Index, entry.Checkpoint, entry.Epoch);
    }

    // Checks 2 to 4, and the record itself. A proof that the log's own copy gives in the same bytes needs no hashing.
    private static Checked<LogEntry> Entry(ProofLines lines, PageSeries series)
    {
        var state = series.StateOf(lines.Checkpoint);
        if (state is { Checkpoint: { } at, Epoch: { } of, Wrong: null, Tree: { } tree } && tree.Shows(lines.Index, lines.Record.Span, lines.Hashes.Span))
        {
            return tree.Log.RecordAt(lines.Index).TryGet(out var known, out var malformed) ? new LogEntry(known, tree.Log.Entry(lines.Index), at, of) : malformed;
        }
        if (!lines.Decode().TryGet(out var decoded, out var refusal))
        {
            return refusal;
        }
        if (state.Checkpoint is not { } checkpoint || state.Epoch is not { } epoch)
        {
            return state.Wrong!;
        }
        if ((state.Wrong ?? series.Includes(checkpoint, lines.Index, decoded)) is { } wrong)
        {
            return wrong;
        }
        return Record.Parse(decoded.Record.Span).TryGet(out var record, out refusal) ? new LogEntry(record, decoded.Record, checkpoint, epoch) : refusal;
    }

    // Checks 5 to 8.
    private static Refusal? CheckRecord(Record record, LogEpoch epoch, ReadOnlyMemory<byte> fragment, string? askedAddress) =>
        record.Desk != epoch.Desk || !record.IsUnderDesk ? new(Codes.RecordDesk, $"the record is of desk {record.Desk} at {record.Address}, in the log of {epoch.Desk}")
        : record.Length != fragment.Length || !IsHash(record.Hash, fragment.Span) ? new(Codes.ArticleAltered, "the article is not what was signed")
        : !IsOf(record, fragment.Span) ? new(Codes.RecordMismatch, "the article's id and revision are not its record's")
        : askedAddress is not null && record.Address != askedAddress ? new(Codes.ArticleSwapped, $"this is {record.Address}, not what was asked for")
        : null;

    private static bool IsOf(Record record, ReadOnlySpan<byte> fragment)
    {
        var tag = new Markup(fragment[..(fragment.IndexOf((byte)'>') + 1)]);
        return tag.Read() && tag.Kind == MarkupKind.Open && tag.Attributes.TryGet("id"u8, out var id) && Ascii.Equals(id, record.Article)
            && tag.Attributes.TryGet("data-revision"u8, out var revision) && Ascii.Equals(revision, record.Revision.ToString(CultureInfo.InvariantCulture));
    }

    private static bool IsHash(string hex, ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[TreeHash.Size];
        Span<char> text = stackalloc char[2 * TreeHash.Size];
        SHA256.HashData(bytes, hash);
        return Convert.TryToHexStringLower(hash, text, out _) && text.SequenceEqual(hex);
    }

    private readonly record struct LogEntry(Record Record, ReadOnlyMemory<byte> Bytes, Checkpoint Checkpoint, LogEpoch Epoch);
}

/// <summary>A page whose article is genuine. Only <see cref="PageCheck"/> makes one.</summary>
public sealed record CheckedPage
{
    internal CheckedPage(ReadOnlyMemory<byte> fragment, Record record, ReadOnlyMemory<byte> recordBytes, long index, Checkpoint checkpoint, LogEpoch epoch) =>
        (Fragment, Record, RecordBytes, Index, Checkpoint, Epoch) = (fragment, record, recordBytes, index, checkpoint, epoch);

    /// <summary>The article as signed, UTF-8.</summary>
    public ReadOnlyMemory<byte> Fragment { get; }

    /// <summary>What the log says of it.</summary>
    public Record Record { get; }

    /// <summary>The entry's bytes in the log.</summary>
    public ReadOnlyMemory<byte> RecordBytes { get; }

    /// <summary>Where it is in the log.</summary>
    public long Index { get; }

    /// <summary>The signed state it was shown under. Remember the greatest one of each log: that is what catches a fork.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>The desk and epoch.</summary>
    public LogEpoch Epoch { get; }
}
