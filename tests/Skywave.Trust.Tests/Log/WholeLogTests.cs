using System.Text;
using CsCheck;
using Skywave.Trust.Log;
using Xunit;

namespace Skywave.Trust.Tests.Log;

public sealed class WholeLogTests
{
    [Fact]
    public void It_has_the_root_and_the_files_of_a_log_that_grew() =>
        Gen.Int[0, 1500].Sample(size =>
        {
            var log = SampleLog.Of(size);
            var whole = WholeLog.Of(SampleLog.Entries(0, size));
            Assert.Equal((log.Size, log.Root), (whole.Size, whole.Root));
            var files = whole.Files().ToDictionary(f => f.Path, f => f.Bytes);
            Assert.Equal(log.Files.Keys.Order(), files.Keys.Order());
            Assert.All(log.Files, file => Assert.True(file.Value.Span.SequenceEqual(files[file.Key].Span)));
        }, iter: 40);

    [Fact]
    public void A_log_over_several_tile_levels_has_the_files_of_one_that_grew()
    {
        const int Size = 66_000;
        var log = SampleLog.Of(Size);
        var files = WholeLog.Of(SampleLog.Entries(0, Size)).Files().ToDictionary(f => f.Path, f => f.Bytes);
        Assert.Equal(log.Files.Keys.Order(), files.Keys.Order());
        Assert.All(log.Files, file => Assert.True(file.Value.Span.SequenceEqual(files[file.Key].Span), file.Key));
    }

    [Fact]
    public void It_continues_each_of_its_earlier_states_and_no_other() =>
        Gen.Select(Gen.Int[1, 1200], Gen.Int[0, 100000]).Sample((size, a) =>
        {
            var whole = WholeLog.Of(SampleLog.Entries(0, size));
            var old = a % (size + 1);
            Assert.True(whole.Continues(old, SampleLog.Of(old).Root));
            Assert.Equal(old == 0, whole.Continues(old, SampleLog.Of(old, "another history").Root));
            Assert.False(whole.Continues(size + 1, whole.Root));
            Assert.False(whole.Continues(-1, whole.Root));
        }, iter: 60);

    [Fact]
    public void A_tree_shows_exactly_the_proofs_of_its_size() =>
        Gen.Select(Gen.Int[1, 700], Gen.Int[0, 100000], Gen.Int[0, 100000], Gen.Int[0, 7]).Sample((size, a, b, bit) =>
        {
            var (at, of) = (a % size, a % size + 1 + b % (size - a % size));
            var tree = new EarlierTree(WholeLog.Of(SampleLog.Entries(0, size)), of);
            var record = Encoding.ASCII.GetBytes(Convert.ToBase64String(SampleLog.Entries(at, 1)[0].Span));
            var hashes = Encoding.ASCII.GetBytes(string.Join('\n', SampleLog.Of(of).Tree().Inclusion(at).Value.Select(hash => hash.Base64)));
            Assert.True(tree.Shows(at, record, hashes));
            Assert.False(tree.Shows(at, SampleLog.Flip(record, b, bit), hashes));
            Assert.False(hashes.Length > 0 && tree.Shows(at, record, SampleLog.Flip(hashes, b, bit)));
            Assert.False(hashes.Length > 0 && tree.Shows(at, record, hashes.AsSpan(0, hashes.Length - 1)));
            Assert.False(tree.Shows(at, record, [.. hashes, (byte)'\n']));
            Assert.False(tree.Shows(at + 1, record, hashes));
            Assert.False(tree.Shows(of, record, hashes));
            Assert.False(tree.Shows(-1, record, hashes));
        }, iter: 60);

    [Fact]
    public void What_is_no_record_is_read_and_refused_once()
    {
        var whole = WholeLog.Of(SampleLog.Entries(0, 3));
        Assert.Equal(Codes.RecordMalformed, whole.RecordAt(1).Refusal?.Code);
        Assert.Same(whole.RecordAt(1).Refusal, whole.RecordAt(1).Refusal);
    }
}
