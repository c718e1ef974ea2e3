using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Skywave.Trust.Documents;
using Skywave.Trust.Log;

namespace Skywave.Trust.Pages;

/// <summary>Whether a page's article is genuine: the nine checks of docs/900-design.md, section 8, in their order.</summary>
public static class PageCheck
{
    /// <summary>Checks a page. The first check that fails gives the refusal.</summary>
    /// <param name="page">The page as received.</param>
    /// <param name="logs">The newsroom's logs, verified already.</param>
    /// <param name="askedAddress">The address that was asked for (<see cref="PageAddress"/>), or null for a lone file: then say id and revision to the reader.</param>
    /// <param name="styles">The approved styles, or null: check 9 is left out, and then nothing but the fragment may be shown.</param>
    /// <param name="closedConsistency">For a closed epoch: the consistency proof from this checkpoint to the closing tree, or null when it is not at hand.
    /// Null as a whole: pages from closed epochs count only with the closing checkpoint.</param>
    public static Checked<CheckedPage> Check(
        ReadOnlyMemory<byte> page, LogsDocument logs, string? askedAddress, IReadOnlySet<string>? styles, Func<LogEpoch, Checkpoint, IReadOnlyList<TreeHash>?>? closedConsistency = null)
    {
        if (!PageSplit.Parse(page).TryGet(out var split, out var refusal) || !PageProof.Parse(split.Proof.Span).TryGet(out var proof, out refusal))
        {
            return refusal;
        }
        if (logs.Find(proof.Checkpoint.Origin) is not { } epoch)
        {
            return new Refusal(Codes.LogOriginUnknown, "the newsroom has no such log");
        }
        if (CheckLog(proof, epoch, closedConsistency) is { } wrong)
        {
            return wrong;
        }
        if (!Record.Parse(proof.Record.Span).TryGet(out var record, out refusal))
        {
            return refusal;
        }
        return (CheckRecord(record, epoch, split.Fragment, askedAddress) ?? (styles is null ? null : PageChrome.Check(split, styles))) is { } other
            ? other
            : new CheckedPage(split.Fragment, record, proof.Record, proof.Index, proof.Checkpoint, epoch);
    }

    // Checks 3 and 4.
    private static Refusal? CheckLog(PageProof proof, LogEpoch epoch, Func<LogEpoch, Checkpoint, IReadOnlyList<TreeHash>?>? consistency)
    {
        var checkpoint = proof.Checkpoint;
        var wrong = checkpoint.Verify(epoch.Keys, epoch.Threshold);
        if (wrong is null && epoch.Closed is { } closed)
        {
            wrong = ClosedEpoch.Check(checkpoint, closed, checkpoint.Size < closed.Size ? consistency?.Invoke(epoch, checkpoint) : null);
        }
        var included = MerkleProof.Includes(checkpoint.Size, checkpoint.Root, proof.Index, TreeHash.OfEntry(proof.Record.Span), proof.Hashes);
        return wrong ?? (included ? null : new(Codes.LogInclusion, "the log does not hold this record where the proof says"));
    }

    // Checks 5 to 8.
    private static Refusal? CheckRecord(Record record, LogEpoch epoch, ReadOnlyMemory<byte> fragment, string? askedAddress) =>
        record.Desk != epoch.Desk || !record.IsUnderDesk ? new(Codes.RecordDesk, $"the record is of desk {record.Desk} at {record.Address}, in the log of {epoch.Desk}")
        : record.Length != fragment.Length || record.Hash != Convert.ToHexStringLower(SHA256.HashData(fragment.Span)) ? new(Codes.ArticleAltered, "the article is not what was signed")
        : !IsOf(record, fragment.Span) ? new(Codes.RecordMismatch, "the article's id and revision are not its record's")
        : askedAddress is not null && record.Address != askedAddress ? new(Codes.ArticleSwapped, $"this is {record.Address}, not what was asked for")
        : null;

    private static bool IsOf(Record record, ReadOnlySpan<byte> fragment)
    {
        var end = fragment.IndexOf((byte)'>') + 1;
        var at = 0;
        return Markup.TryTag(Encoding.UTF8.GetString(fragment[..end]), ref at, out var tag)
            && tag.Attributes.GetValueOrDefault("id") == record.Article
            && tag.Attributes.GetValueOrDefault("data-revision") == record.Revision.ToString(CultureInfo.InvariantCulture);
    }
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
