using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Skywave.House;
using Skywave.Ledger;
using Skywave.Mirror;
using Skywave.Publishing;
using Skywave.Trust.Documents;
using Skywave.Trust.Keys;
using Skywave.Trust.Log;
using Skywave.Writing;

namespace Skywave.Ceremonies;

/// <summary>
/// Closes a desk's log at a size and opens the next epoch with a new key. The closing checkpoint is one that was signed before or, where the old key
/// is at hand, is signed now. Entries past the size that are ours are logged again by the next publish; those of left-out articles never are.
/// </summary>
internal static class CloseLog
{
    /// <summary>The charter with the log closed; tiles, checkpoint and entries go into the ceremony's ledger.</summary>
    public static async Task<Charter> RunAsync(Ceremony ceremony, Charter now, KeyRole role, Replacement how, CancellationToken cancel)
    {
        var desk = role.Desk!;
        var epoch = now.Logs.Open(desk) ?? throw new Stop(Exit.Usage, "keys.desk-unknown", $"the desk {desk} has no open log", $"run `skywave keys make --desk {desk}`");
        var host = ceremony.Keyrings.Host;
        var old = host.Keys.Find(KeyPurpose.Log, desk).Where(k => epoch.Keys.Any(v => Convert.ToHexStringLower(v.PublicKey.Span) == k.PublicHex)).ToList();
        var log = DeskLog.Of(ceremony.Ledger, now.Logs.Newsroom, epoch);
        var closed = End(ceremony.Ledger, log, epoch, old, how.AtSize);
        await LeaveOutAsync(ceremony, epoch, closed.Size, how.LeaveOut, cancel).ConfigureAwait(false);
        if (closed.Size < log.Size)
        {
            log.CutAt(closed.Size, ceremony.Now);
        }
        foreach (var key in host.Keys.Find(KeyPurpose.Log, desk).Where(k => how.Stolen || !old.Contains(k)))
        {
            host.Drop(key);
        }
        var made = KeyFiles.Make(KeyPurpose.Log, desk, epoch.Epoch + 1);
        host.Add(made);
        return now.With(desk, [.. now.Logs.Of(desk).SkipLast(1), epoch with { Closed = closed }, Open(now.Logs.Newsroom, made)]);
    }

    /// <summary>An epoch that begins, under one key.</summary>
    public static LogEpoch Open(string newsroom, StoredKey stored)
    {
        var origin = LogsDocument.OriginOf(newsroom, stored.Desk!, stored.Epoch!.Value);
        using var key = stored.Open();
        return new LogEpoch(stored.Desk!, stored.Epoch.Value, origin, [VKey.Of(origin, key)], 1);
    }

    private static ClosedLog End(LedgerDb ledger, DeskLog log, LogEpoch epoch, List<StoredKey> old, long? atSize)
    {
        var signed = ledger.States.AsNoTracking().Where(s => s.Desk == epoch.Desk && s.Epoch == epoch.Epoch).OrderBy(s => s.Size).ToList();
        var canSign = old.Count >= epoch.Threshold;
        var size = atSize ?? (canSign ? log.Size : signed.LastOrDefault()?.Size) ?? -1;
        if (size < 0 || size > log.Size)
        {
            throw new Stop(Exit.Usage, "keys.log-size", atSize is null ? $"the log of {epoch.Desk} was never signed and its key is not here" : $"the log of {epoch.Desk} has {log.Size} entries, not {size}",
                atSize is null ? "restore keys/host.age from a backup" : $"name a size from 0 to {log.Size}");
        }
        if (!log.Tree(size).Root().TryGet(out var root, out var refusal))
        {
            throw log.Damaged(refusal);
        }
        if (signed.All(s => s.Size != size))
        {
            var bytes = canSign ? Checkpoint(epoch, size, root, old) : throw new Stop(
                Exit.Usage, "keys.log-size", $"the log of {epoch.Desk} was never signed at {size} entries and its key is not here", $"take a size at which it was signed: {string.Join(", ", signed.TakeLast(20).Select(s => s.Size))}");
            ledger.States.Add(new SignedState { Desk = epoch.Desk, Epoch = epoch.Epoch, Size = size, Bytes = bytes });
        }
        return new ClosedLog(size, root);
    }

    private static byte[] Checkpoint(LogEpoch epoch, long size, TreeHash root, List<StoredKey> old)
    {
        var keys = old.Select(k => k.Open()).ToArray();
        var checkpoint = Trust.Log.Checkpoint.Sign(epoch.Origin, size, root, keys);
        Array.ForEach(keys, k => k.Dispose());
        return checkpoint.ToBytes();
    }

    // A left-out article must have a newer revision waiting (a correction, or a withdrawal's tombstone): without one its page could not be made.
    private static async Task LeaveOutAsync(Ceremony ceremony, LogEpoch epoch, long size, ImmutableArray<string> articles, CancellationToken cancel)
    {
        if (articles.IsDefaultOrEmpty)
        {
            return;
        }
        await using var writing = NewsroomStore.Open(ceremony.House.Path).OpenWriting();
        var waiting = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var ready in ListReady.AtAsync(writing, ceremony.Now, cancel).ConfigureAwait(false))
        {
            waiting[ready.Id.Value] = ready.Revision;
        }
        foreach (var article in articles)
        {
            var entries = ceremony.Ledger.Entries.Where(e => e.Desk == epoch.Desk && e.Epoch == epoch.Epoch && e.Index >= size && e.Article == article).ToList();
            if (entries.Count == 0)
            {
                throw new Stop(Exit.Usage, "keys.leave-out", $"{article}: the log of {epoch.Desk} has no entry of that article past {size}", "give the article's id, the 16 letters and digits at the end of its address");
            }
            if (waiting.GetValueOrDefault(article) <= entries.Max(e => e.Revision))
            {
                throw new Stop(Exit.Usage, "keys.leave-out", $"{article}: no newer revision waits, so its page could not be made again; nothing was changed",
                    "withdraw or correct the article first, do not publish, then run this again");
            }
            entries.ForEach(e => e.LeftOut = true);
        }
    }
}
