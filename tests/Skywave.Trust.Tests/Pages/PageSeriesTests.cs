using CsCheck;
using Skywave.Trust.Log;
using Skywave.Trust.Pages;
using Skywave.Trust.Tests.Log;
using Xunit;

namespace Skywave.Trust.Tests.Pages;

public sealed class PageSeriesTests
{
    private const int Count = 60;

    private static readonly SamplePages Samples = new(Count);
    private static readonly byte[][] All = [.. Enumerable.Range(0, Count).Select(i => Samples.Page(i))];

    private static PageSeries Series(SamplePages of, WholeLog? whole = null) => new(of.Logs(), SamplePages.Styles) { Whole = epoch => epoch.Origin == of.Origin ? whole : null };

    private static WholeLog Whole(SamplePages of) => WholeLog.Of([.. Enumerable.Range(0, (int)of.Log.Size).Select(i => (ReadOnlyMemory<byte>)of.Record(i).ToBytes())]);

    [Fact]
    public void Pages_of_one_checkpoint_cost_one_signature_check()
    {
        var series = Series(Samples);
        Assert.All(All, page => Assert.True(series.Check(page, null).IsAccepted));
        Assert.Equal((1, Count), (series.Signatures, series.Proofs));
    }

    [Fact]
    public void Pages_of_a_whole_log_hash_no_proof_and_read_each_record_once()
    {
        var whole = Whole(Samples);
        var series = Series(Samples, whole);
        for (var i = 0; i < Count; i++)
        {
            var page = series.Check(All[i], Samples.Record(i).Address).Value;
            Assert.Same(whole.RecordAt(i).Value, page.Record);
            Assert.Equal((i, true), ((int)page.Index, page.RecordBytes.Span.SequenceEqual(Samples.Record(i).ToBytes())));
        }
        Assert.Equal((1, 0), (series.Signatures, series.Proofs));
    }

    [Fact]
    public void Pages_made_under_earlier_checkpoints_hash_no_proof_either()
    {
        var growing = new SamplePages(1);
        List<byte[]> pages = [growing.Page(0)];
        for (var i = 1; i < 40; i++)
        {
            growing.Add(1);
            pages.Add(growing.Page(i));
            pages.Add(growing.Page(i / 2));
        }
        var series = Series(growing, Whole(growing));
        Assert.All(pages, page => Assert.True(series.Check(page, null).IsAccepted));
        Assert.Equal((40, 0), (series.Signatures, series.Proofs));
    }

    [Fact]
    public void A_series_says_of_any_flipped_bit_what_a_single_check_says()
    {
        var series = Series(Samples, Whole(Samples));
        Gen.Select(Gen.Int[0, Count - 1], Gen.Int[0, 100000], Gen.Int[0, 7]).Sample((i, at, bit) =>
        {
            var page = SampleLog.Flip(All[i], at, bit);
            var alone = PageCheck.Check(page, Samples.Logs(), Samples.Record(i).Address, SamplePages.Styles);
            var among = series.Check(page, Samples.Record(i).Address);
            Assert.Equal(alone.Refusal, among.Refusal);
            Assert.Equal(alone.IsAccepted ? alone.Value.Record : null, among.IsAccepted ? among.Value.Record : null);
        }, iter: 1500, threads: 1);
    }

    [Fact]
    public void A_false_checkpoint_is_refused_every_time_and_spoils_no_other()
    {
        var series = Series(Samples, Whole(Samples));
        var forged = new SamplePages(Count, key: 5);
        var forked = new SamplePages(Count, body: "Another");
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(Codes.LogSignature, series.Check(forged.Page(i), null).Refusal?.Code);
            Assert.True(series.Check(All[i], null).IsAccepted);
            Assert.True(series.Check(forked.Page(i), null).IsAccepted); // signed, and so genuine as far as one page can say; whoever has the log sees the fork
        }
        Assert.Equal((3, 3), (series.Signatures, series.Proofs));
        Assert.False(Whole(Samples).Continues(forked.Log.Size, forked.Log.Root));
    }

    [Fact]
    public void Endless_other_checkpoints_are_let_go()
    {
        var series = Series(Samples);
        for (var i = 0; i < 3000; i++)
        {
            Assert.Equal(Codes.LogSignature, series.Check(Samples.Page(0, Samples.Proof(0) with { Checkpoint = Checkpoint.Sign(Samples.Origin, 1 + i, Samples.Log.Root, SampleLog.Key(7)) }), null).Refusal?.Code);
        }
        Assert.True(series.Check(All[0], null).IsAccepted);
        Assert.InRange(series.Kept, 1, 1024);
    }
}
