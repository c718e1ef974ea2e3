using Microsoft.EntityFrameworkCore;
using Skywave.Ledger;
using Skywave.Trust.Log;
using Skywave.Words;

namespace Skywave.Publishing;

/// <content>The end of a log: what a closed epoch keeps.</content>
internal sealed partial class DeskLog
{
    /// <summary>
    /// Ends the log at an earlier size: the partial tiles of that size stand again, and those past it leave the ledger now and the carriers a day
    /// later. The entries past it stay in the ledger; the next publish logs those that are ours in the next epoch.
    /// </summary>
    public void CutAt(long size, DateTimeOffset now)
    {
        var paths = PathsAt(size).ToHashSet(StringComparer.Ordinal);
        foreach (var path in paths.Where(p => ledger.Tiles.Find(p) is null))
        {
            _fresh[path] = BytesAt(path, size);
            ledger.Tiles.Add(new LogTile { Path = path, Edition = 0, Bytes = _fresh[path] });
        }
        var under = Folder + "/";
        foreach (var past in ledger.Tiles.Where(t => t.Path.StartsWith(under)).AsEnumerable().Where(t => !paths.Contains(t.Path)).ToList())
        {
            ledger.Tiles.Remove(past);
            ledger.Superseded.Add(new SupersededFile { Path = past.Path, Since = now.ToUnixTimeSeconds() });
        }
        Size = size;
    }

    /// <summary>The files in which a log ends (partial tiles, the last bundle), and those made for an edition.</summary>
    public IEnumerable<EditionFile> LastFiles(int edition)
    {
        var under = Folder + "/";
        return ledger.Tiles.AsNoTracking().Where(t => t.Path.StartsWith(under) && (t.Path.Contains(".p/") || t.Edition == edition)).AsEnumerable().Select(t => new EditionFile(t.Path, t.Bytes));
    }

    private IEnumerable<string> PathsAt(long size)
    {
        foreach (var bundle in TilePath.Bundles(0, size))
        {
            yield return $"{Folder}/{bundle.Path}";
        }
        for (var (level, count) = (0, size); count > 0; level++, count /= TilePath.Width)
        {
            for (var first = 0L; first < count; first += TilePath.Width)
            {
                yield return $"{Folder}/{TilePath.Tile(level, first / TilePath.Width, (int)Math.Min(TilePath.Width, count - first))}";
            }
        }
    }

    // A full tile or bundle is there as long as the log is; a partial one is the beginning of the fuller one that replaced it.
    private byte[] BytesAt(string path, long size)
    {
        var first = size - size % TilePath.Width;
        if (path.StartsWith($"{Folder}/tile/entries/", StringComparison.Ordinal))
        {
            return EntryBundle.Write(ledger.Entries.AsNoTracking().Where(e => e.Desk == desk && e.Epoch == epoch && e.Index >= first && e.Index < size)
                .OrderBy(e => e.Index).AsEnumerable().Select(e => (ReadOnlyMemory<byte>)e.Record));
        }
        var at = path.LastIndexOf(".p/", StringComparison.Ordinal);
        if (at < 0)
        {
            throw Damaged(new(Trust.Codes.LogTileMissing, path + " is missing"));
        }
        var length = int.Parse(path[(at + 3)..], System.Globalization.CultureInfo.InvariantCulture) * TreeHash.Size;
        return (ReadTile(path[(Folder.Length + 1)..]) ?? ReadTile(path[(Folder.Length + 1)..at]))?[..length].ToArray()
            ?? throw Damaged(new(Trust.Codes.LogTileMissing, path + " is missing"));
    }
}
