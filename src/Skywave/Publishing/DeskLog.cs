using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Skywave.Ledger;
using Skywave.Mirror;
using Skywave.Trust;
using Skywave.Trust.Documents;
using Skywave.Trust.Log;
using Skywave.Words;

namespace Skywave.Publishing;

/// <summary>
/// One desk's transparency log in one epoch, as the ledger has it. Appending goes on in the ledger's transaction: when that fails, this is of
/// no more use.
/// </summary>
internal sealed partial class DeskLog(LedgerDb ledger, string newsroom, string desk, int epoch, long? closed = null)
{
    private SignedState? _signed;
    private readonly Dictionary<string, byte[]> _fresh = new(StringComparer.Ordinal);
    private readonly Statement _read = ledger.Prepared("""SELECT "Bytes" FROM "Tiles" WHERE "Path" = @p0""");
    private readonly Statement _keep = ledger.Prepared("""INSERT INTO "Tiles" ("Path", "Edition", "Bytes") VALUES (@p0, @p1, @p2)""");
    private readonly Statement _outgrow = ledger.Prepared("""DELETE FROM "Tiles" WHERE "Path" = @p0 RETURNING "Edition" """);
    private readonly Statement _insert = ledger.Prepared("""INSERT INTO "Entries" ("Desk", "Epoch", "Index", "Article", "Revision", "Edition", "Record", "LeftOut") VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)""");

    /// <summary>The folder of the log in an edition.</summary>
    public string Folder { get; } = $"log/{desk}/{epoch}";

    /// <summary>Entries in the log; of a closed one, those it was closed with.</summary>
    public long Size { get; private set; } = closed ?? (ledger.Prepared("""SELECT MAX("Index") FROM "Entries" WHERE "Desk" = @p0 AND "Epoch" = @p1""").One(desk, epoch) is long last ? last + 1 : 0);

    /// <summary>The log of an epoch, closed if the epoch is.</summary>
    public static DeskLog Of(LedgerDb ledger, string newsroom, LogEpoch epoch) => new(ledger, newsroom, epoch.Desk, epoch.Epoch, epoch.Closed?.Size);

    /// <summary>Adds records in order, for an edition, inside the ledger's transaction. Partial tiles that fuller ones replace leave the ledger now and the carriers a day later.</summary>
    public void Append(IReadOnlyList<Record> records, EditionRow edition)
    {
        var entries = records.Select(r => (ReadOnlyMemory<byte>)r.ToBytes()).ToList();
        if (!TileLog.Append(Size, ReadTile, entries).TryGet(out var growth, out var refusal))
        {
            throw Damaged(refusal);
        }
        foreach (var path in growth.Superseded.Select(p => $"{Folder}/{p}"))
        {
            var made = Convert.ToInt32(_outgrow.One(path), CultureInfo.InvariantCulture);
            _fresh.Remove(path);
            if (made != edition.Number) // else it was made and outgrown within this edition: no carrier has it
            {
                ledger.Superseded.Add(new SupersededFile { Path = path, Since = edition.Cut });
            }
        }
        foreach (var (path, bytes) in growth.Files)
        {
            _keep.Run($"{Folder}/{path}", edition.Number, bytes.ToArray());
            if (path.Contains(".p/", StringComparison.Ordinal))
            {
                _fresh[$"{Folder}/{path}"] = bytes.ToArray(); // what the next append goes on with
            }
        }
        for (var i = 0; i < records.Count; i++)
        {
            _insert.Run(desk, epoch, Size + i, records[i].Article, records[i].Revision, edition.Number, entries[i].ToArray(), false);
        }
        Size = growth.Size;
    }

    /// <summary>The newest signed state, or null before the first; of a closed log, the one it was closed with.</summary>
    public SignedState? State() => _signed ??= ledger
        .Prepared("""SELECT "Size", "Bytes" FROM "States" WHERE "Desk" = @p0 AND "Epoch" = @p1 AND "Size" <= @p2 ORDER BY "Size" DESC LIMIT 1""")
        .All(row => new SignedState { Desk = desk, Epoch = epoch, Size = row.GetInt64(0), Bytes = (byte[])row[1] }, desk, epoch, closed ?? long.MaxValue)
        .Find(s => closed is null || s.Size == closed);

    /// <summary>Signs the log at its size, unless that was done before: one size has one checkpoint.</summary>
    public SignedState Sign(params ReadOnlySpan<SigningKey> keys)
    {
        if (State() is { } newest && newest.Size == Size)
        {
            return newest;
        }
        if (!new TileTree(Size, ReadTile).Root().TryGet(out var root, out var refusal))
        {
            throw Damaged(refusal);
        }
        var checkpoint = Checkpoint.Sign($"{newsroom}/{Folder}", Size, root, keys);
        return _signed = ledger.States.Add(new SignedState { Desk = desk, Epoch = epoch, Size = Size, Bytes = checkpoint.ToBytes() }).Entity;
    }

    /// <summary>The tree at a size the log has or had.</summary>
    public TileTree Tree(long size) => new(size, ReadTile);

    /// <summary>The failure when the ledger's own tiles do not fit together.</summary>
    public Stop Damaged(Refusal refusal) => new(
        Exit.Unreachable, "ledger.damaged", $"the ledger's copy of the log of {desk} does not fit together ({refusal})",
        "restore ledger.db from the newest backup of this newsroom, and from nothing older than the last publish");

    /// <summary>A tile or entry bundle by its path in an edition.</summary>
    public EditionFile File(string path) => new(path, (byte[])_read.One(path)!);

    /// <summary>All tiles and entry bundles that belong to the log as it stands.</summary>
    public IEnumerable<EditionFile> Files()
    {
        var under = Folder + "/";
        return ledger.Tiles.AsNoTracking().Where(t => t.Path.StartsWith(under)).AsEnumerable().Select(t => new EditionFile(t.Path, t.Bytes));
    }

    // A partial tile that a fuller one replaced is the beginning of that one.
    private ReadOnlyMemory<byte>? ReadTile(string path)
    {
        var full = $"{Folder}/{path}";
        if (_fresh.TryGetValue(full, out var fresh))
        {
            return fresh;
        }
        if (_read.One(full) is byte[] kept)
        {
            return kept;
        }
        var at = full.LastIndexOf(".p/", StringComparison.Ordinal);
        if (at < 0 || full.Contains("/tile/entries/", StringComparison.Ordinal))
        {
            return null;
        }
        var partial = full[..(at + 3)];
        var length = int.Parse(full[(at + 3)..], CultureInfo.InvariantCulture) * TreeHash.Size;
        var fuller = ledger.Tiles.AsNoTracking().Where(t => t.Path.StartsWith(partial)).AsEnumerable().FirstOrDefault(t => t.Bytes.Length >= length);
        // The cast matters: without it the null would become empty bytes.
        return fuller is null ? null : (ReadOnlyMemory<byte>?)fuller.Bytes.AsMemory(0, length);
    }
}
