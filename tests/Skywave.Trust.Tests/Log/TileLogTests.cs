using CsCheck;
using Skywave.Trust.Log;
using Xunit;

namespace Skywave.Trust.Tests.Log;

public sealed class TileLogTests
{
    [Fact]
    public void Roots_are_those_of_the_standard_at_every_size() =>
        Gen.Int[0, 1200].Sample(size => SampleLog.Of(size).Root == SampleLog.TextbookRoot(SampleLog.Entries(0, size)), iter: 40);

    [Fact]
    public void Known_roots_of_the_first_trees()
    {
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", TreeHash.Empty.Hex);
        Assert.Equal("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", TreeHash.OfEntry([]).Hex);
    }

    [Fact]
    public void Any_batching_gives_the_same_files() =>
        Gen.Int[1, 300].List[1, 8].Sample(batches =>
        {
            var log = new SampleLog();
            foreach (var batch in batches)
            {
                log.Add(SampleLog.Entries((int)log.Size, batch));
            }
            var whole = SampleLog.Of(batches.Sum());
            Assert.Equal(whole.Root, log.Root);
            Assert.Equal(whole.Files.Keys.Order(), log.Files.Keys.Order());
            Assert.All(whole.Files, file => Assert.True(file.Value.Span.SequenceEqual(log.Files[file.Key].Span)));
        }, iter: 60);

    [Fact]
    public void Every_included_entry_is_shown_and_no_other() =>
        Gen.Select(Gen.Int[1, 3000], Gen.Int[0, 100000], Gen.Int[0, 100000], (size, a, b) => (size, at: a % size, other: b % size)).Sample(t =>
        {
            var log = SampleLog.Of(t.size);
            var proof = log.Tree().Inclusion(t.at).Value;
            var entry = TreeHash.OfEntry(SampleLog.Entries(t.at, 1)[0].Span);
            Assert.True(MerkleProof.Includes(t.size, log.Root, t.at, entry, proof));
            Assert.Equal(t.at == t.other, MerkleProof.Includes(t.size, log.Root, t.other, entry, proof));
            Assert.False(MerkleProof.Includes(t.size, log.Root, t.at, TreeHash.OfEntry("another"u8), proof));
            Assert.False(MerkleProof.Includes(t.size, log.Root, t.at, entry, [.. proof, TreeHash.Empty]));
            if (proof.Count > 0)
            {
                Assert.False(MerkleProof.Includes(t.size, log.Root, t.at, entry, [.. proof.Skip(1)]));
                var altered = proof.ToArray();
                altered[t.other % altered.Length] = TreeHash.FromBytes(SampleLog.Flip(altered[t.other % altered.Length].Bytes, t.at, t.other));
                Assert.False(MerkleProof.Includes(t.size, log.Root, t.at, entry, altered));
            }
        }, iter: 80);

    [Fact]
    public void Every_earlier_tree_is_shown_to_be_a_prefix_and_a_fork_is_not() =>
        Gen.Select(Gen.Int[1, 3000], Gen.Int[0, 100000], (size, a) => (size, old: a % (size + 1))).Sample(t =>
        {
            var log = SampleLog.Of(t.size);
            var before = SampleLog.Of(t.old);
            var proof = log.Tree().Consistency(t.old).Value;
            Assert.True(MerkleProof.Continues(t.old, before.Root, t.size, log.Root, proof));
            var fork = t.old == 0 ? null : SampleLog.Of(t.old, "another history");
            Assert.False(fork is not null && MerkleProof.Continues(t.old, fork.Root, t.size, log.Root, proof));
            Assert.False(MerkleProof.Continues(t.size + 1, before.Root, t.size, log.Root, proof));
            Assert.False(MerkleProof.Continues(t.old, before.Root, t.size, log.Root, [.. proof, TreeHash.Empty]));
            for (var i = 0; i < proof.Count; i++)
            {
                var altered = proof.ToArray();
                altered[i] = TreeHash.FromBytes(SampleLog.Flip(altered[i].Bytes, t.size, t.old));
                Assert.False(MerkleProof.Continues(t.old, before.Root, t.size, log.Root, altered));
            }
        }, iter: 80);

    [Fact]
    public void A_tree_of_an_earlier_size_is_read_from_fuller_tiles()
    {
        var log = SampleLog.Of(700);
        Assert.All(new[] { 1, 100, 255, 512, 700 }, size => Assert.Equal(SampleLog.TextbookRoot(SampleLog.Entries(0, size)), log.Tree(size).Root().Value));
    }

    [Fact]
    public void An_append_reads_a_few_tiles_only()
    {
        var log = SampleLog.Of(70_000);
        var reads = new List<string>();
        var growth = TileLog.Append(log.Size, path => { reads.Add(path); return log.Read(path); }, SampleLog.Entries(70_000, 1)).Value;
        Assert.True(reads.Count <= 8, string.Join(' ', reads));
        Assert.True(growth.Files.Count <= 3);
        Assert.Equal(["tile/entries/273.p/112", "tile/0/273.p/112"], growth.Superseded);
        Assert.Equal(SampleLog.Of(70_001).Root, growth.Root);
    }

    [Fact]
    public void All_proofs_of_a_tree_hash_each_node_once()
    {
        var log = SampleLog.Of(1_000);
        var (tree, entries) = (log.Tree(), SampleLog.Entries(0, 1_000));
        for (var i = 0; i < entries.Length; i++)
        {
            Assert.True(MerkleProof.Includes(log.Size, log.Root, i, TreeHash.OfEntry(entries[i].Span), tree.Inclusion(i).Value));
        }
        Assert.InRange(tree.Hashed, 900, 1_000);
        var before = tree.Hashed;
        Assert.Equal(log.Tree().Inclusion(700).Value, tree.Inclusion(700).Value);
        Assert.Equal(log.Root, tree.Root().Value);
        Assert.InRange(tree.Hashed, before, before + 20); // what no proof holds: the nodes over all of it
    }

    [Fact]
    public void A_great_tree_keeps_some_of_its_tiles_and_gives_the_same_proofs()
    {
        const int Size = 1_200 * TilePath.Width;
        var reads = new Dictionary<string, int>(StringComparer.Ordinal);
        ReadOnlyMemory<byte>? Read(string path)
        {
            reads[path] = reads.GetValueOrDefault(path) + 1;
            var width = path.Contains(".p/", StringComparison.Ordinal) ? int.Parse(path[(path.LastIndexOf('/') + 1)..], System.Globalization.CultureInfo.InvariantCulture) : TilePath.Width;
            return Enumerable.Range(0, width * TreeHash.Size).Select(i => (byte)(i + path[^1])).ToArray();
        }
        var tree = new TileTree(Size, Read);
        for (var at = 0; at < Size; at += TilePath.Width)
        {
            Assert.True(tree.Inclusion(at).IsAccepted);
        }
        Assert.Equal(1, reads["tile/0/000"]);
        Assert.Equal(new TileTree(Size, Read).Inclusion(3).Value, tree.Inclusion(3).Value);
        Assert.Equal(3, reads["tile/0/000"]); // let go, and read again
    }

    [Fact]
    public void A_missing_or_cut_tile_is_refused()
    {
        var log = SampleLog.Of(700);
        log.Files["tile/0/001"] = log.Files["tile/0/001"][..^1];
        Assert.Equal(Codes.LogTile, log.Tree().Inclusion(300).Refusal?.Code);
        log.Files.Remove("tile/0/001");
        Assert.Equal(Codes.LogTileMissing, log.Tree().Inclusion(300).Refusal?.Code);
        Assert.Equal(Codes.LogInclusion, log.Tree().Inclusion(700).Refusal?.Code);
        Assert.Equal(Codes.LogConsistency, log.Tree().Consistency(701).Refusal?.Code);
        log.Files.Remove("tile/0/002.p/188");
        Assert.Equal(Codes.LogTileMissing, TileLog.Append(700, log.Read, SampleLog.Entries(700, 1)).Refusal?.Code);
    }

    [Fact]
    public void A_flipped_byte_in_a_tile_shows() =>
        Gen.Select(Gen.Int[257, 900], Gen.Int[0, 100000], Gen.Int[0, 7]).Sample((size, at, bit) =>
        {
            var log = SampleLog.Of(size);
            var path = log.Files.Keys.Where(path => path.StartsWith("tile/0/", StringComparison.Ordinal)).Order().ElementAt(at % ((size + 255) / 256));
            log.Files[path] = SampleLog.Flip(log.Files[path].Span, at, bit);
            var first = int.Parse(path.Split('/')[2][..3], System.Globalization.CultureInfo.InvariantCulture) * TilePath.Width;
            var sibling = (first + at % log.Files[path].Length / TreeHash.Size) ^ 1;
            return sibling >= size ? log.Tree().Root().Value != log.Root
                : !MerkleProof.Includes(size, log.Root, sibling, TreeHash.OfEntry(SampleLog.Entries(sibling, 1)[0].Span), log.Tree().Inclusion(sibling).Value);
        }, iter: 60);

    [Fact]
    public void Paths_are_those_of_the_format()
    {
        Assert.Equal("tile/0/x001/x234/067", TilePath.Tile(0, 1234067));
        Assert.Equal("tile/1/000.p/3", TilePath.Tile(1, 0, 3));
        Assert.Equal("tile/entries/x001/000.p/255", TilePath.Entries(1000, 255));
        Assert.Equal([new("tile/entries/001", 256, 256), new BundlePlace("tile/entries/002.p/1", 512, 1)], TilePath.Bundles(300, 513));
        Assert.Empty(TilePath.Bundles(512, 512));
    }

    [Fact]
    public void Bundles_of_the_wrong_form_are_refused()
    {
        var bytes = EntryBundle.Write(SampleLog.Entries(0, 3));
        Assert.Equal(3, EntryBundle.Parse(bytes, 3).Value.Count);
        Assert.Equal(Codes.LogTile, EntryBundle.Parse(bytes, 2).Refusal?.Code);
        Assert.Equal(Codes.LogTile, EntryBundle.Parse(bytes, 4).Refusal?.Code);
        Assert.Equal(Codes.LogTile, EntryBundle.Parse(bytes.AsMemory()[..^1], 3).Refusal?.Code);
        Assert.Throws<ArgumentException>(() => EntryBundle.Write([new byte[65536]]));
    }
}
