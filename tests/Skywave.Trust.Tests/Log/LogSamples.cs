using System.Text;
using Skywave.Trust.Log;

namespace Skywave.Trust.Tests.Log;

/// <summary>A log kept in a dictionary, and the textbook definitions to compare with.</summary>
internal sealed class SampleLog
{
    public Dictionary<string, ReadOnlyMemory<byte>> Files { get; } = [];

    public long Size { get; private set; }

    public TreeHash Root { get; private set; } = TreeHash.Empty;

    public static SampleLog Of(int size, string salt = "") => new SampleLog().Add(Entries(0, size, salt));

    public static ReadOnlyMemory<byte>[] Entries(int from, int count, string salt = "") =>
        [.. Enumerable.Range(from, count).Select(i => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes($"entry {i} {salt}"))];

    public SampleLog Add(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        var growth = TileLog.Append(Size, Read, entries).Value;
        foreach (var (path, bytes) in growth.Files)
        {
            Files.Add(path, bytes);
        }
        foreach (var path in growth.Superseded)
        {
            Files.Remove(path);
        }
        (Size, Root) = (growth.Size, growth.Root);
        return this;
    }

    public ReadOnlyMemory<byte>? Read(string path) => Files.TryGetValue(path, out var bytes) ? bytes : (ReadOnlyMemory<byte>?)null;

    public TileTree Tree(long? size = null) => new(size ?? Size, Read);

    // RFC 6962, section 2.1, word for word.
    public static TreeHash TextbookRoot(ReadOnlySpan<ReadOnlyMemory<byte>> entries)
    {
        if (entries.Length <= 1)
        {
            return entries.IsEmpty ? TreeHash.Empty : TreeHash.OfEntry(entries[0].Span);
        }
        var k = 1;
        while (k * 2 < entries.Length)
        {
            k *= 2;
        }
        return TreeHash.OfNode(TextbookRoot(entries[..k]), TextbookRoot(entries[k..]));
    }

    public static SigningKey Key(byte number) => SigningKey.FromSeed(Enumerable.Repeat(number, 32).ToArray());

    public static byte[] Flip(ReadOnlySpan<byte> bytes, int at, int bit)
    {
        var copy = bytes.ToArray();
        copy[at % copy.Length] ^= (byte)(1 << (bit & 7));
        return copy;
    }
}
