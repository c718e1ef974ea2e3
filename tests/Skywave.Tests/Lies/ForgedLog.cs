using System.Security.Cryptography;
using System.Text;
using Skywave.Trust.Log;
using Skywave.Trust.Pages;
using Record = Skywave.Trust.Log.Record;

namespace Skywave.Tests.Lies;

/// <summary>A desk's log as a thief of its key would go on with it.</summary>
internal sealed class ForgedLog
{
    private readonly LyingMirror _mirror;
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _tiles = [];

    private ForgedLog(LyingMirror mirror, string desk, IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        (_mirror, Desk, Entries) = (mirror, desk, entries);
        foreach (var (path, tile) in TileLog.Append(0, _ => null, entries).Value.Files)
        {
            _tiles[path] = tile;
        }
        Root = new TileTree(entries.Count, Read).Root().Value;
    }

    public string Desk { get; }

    public IReadOnlyList<ReadOnlyMemory<byte>> Entries { get; }

    public TreeHash Root { get; }

    public Checkpoint State => Checkpoint.Sign(_mirror.Logs.Of(Desk)[0].Origin, Entries.Count, Root, _mirror.LogKey(Desk));

    /// <summary>The log's true entries, changed.</summary>
    public static ForgedLog Of(LyingMirror mirror, string desk, Func<IReadOnlyList<ReadOnlyMemory<byte>>, IEnumerable<ReadOnlyMemory<byte>>> change)
    {
        var state = Checkpoint.Parse(mirror.Target(desk + "/checkpoint")).Value;
        var entries = TilePath.Bundles(0, state.Size).SelectMany(b => EntryBundle.Parse(mirror.Files[$"log/{desk}/1/{b.Path}"], b.Width).Value).ToList();
        return new ForgedLog(mirror, desk, [.. change(entries)]);
    }

    /// <summary>Serves its tiles and bundles, and its checkpoint signed by log key and desk.</summary>
    public void Serve()
    {
        foreach (var (path, tile) in _tiles)
        {
            _mirror.Files[$"log/{Desk}/1/{path}"] = tile.ToArray();
        }
        _mirror.Files[$"log/{Desk}/1/checkpoint"] = State.ToBytes();
        _mirror.SignTarget(Desk + "/checkpoint", State.ToBytes());
    }

    /// <summary>A page with another text and a proof from this log.</summary>
    public static byte[] Page(LyingMirror mirror, string desk, string path, string from, string to, Func<Record, Record>? change = null, Func<IEnumerable<ReadOnlyMemory<byte>>, IEnumerable<ReadOnlyMemory<byte>>>? before = null)
    {
        var page = Encoding.UTF8.GetString(mirror.Files[path]).Replace(from, to, StringComparison.Ordinal);
        var split = PageSplit.Parse(Encoding.UTF8.GetBytes(page)).Value;
        var true_ = Record.Parse(PageProof.Parse(split.Proof.Span).Value.Record.Span).Value;
        var record = true_ with { Hash = Convert.ToHexStringLower(SHA256.HashData(split.Fragment.Span)), Length = split.Fragment.Length };
        var bytes = (change?.Invoke(record) ?? record).ToBytes();
        var log = Of(mirror, desk, entries => [.. before?.Invoke(entries) ?? entries, bytes]);
        var proof = PageProof.Make(bytes, log.Entries.Count - 1, new TileTree(log.Entries.Count, log.Read), log.State).Value;
        return Encoding.UTF8.GetBytes(page.Replace(Encoding.UTF8.GetString(split.Proof.Span), proof.ToString(), StringComparison.Ordinal));
    }

    private ReadOnlyMemory<byte>? Read(string path) => _tiles.TryGetValue(path, out var tile) ? tile : null;
}
