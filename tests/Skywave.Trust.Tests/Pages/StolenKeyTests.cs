using Skywave.Trust.Documents;
using Skywave.Trust.Log;
using Skywave.Trust.Pages;
using Xunit;

namespace Skywave.Trust.Tests.Pages;

public sealed class StolenKeyTests
{
    private static Refusal? Check(SamplePages from, int index, LogsDocument logs, SamplePages? whole = null) => PageCheck.Check(
        from.Page(index), logs, null, SamplePages.Styles, whole is null ? null : (_, checkpoint) => whole.Log.Tree().Consistency(checkpoint.Size).Value).Refusal;

    [Fact]
    public void Before_its_epoch_is_closed_a_stolen_key_makes_pages_that_pass_alone()
    {
        var honest = new SamplePages(20);
        var thief = new SamplePages(21, body: "Lies");
        Assert.Null(Check(thief, 20, honest.Logs()));

        // What catches it: anyone who remembers the honest checkpoint.
        Assert.False(MerkleProof.Continues(honest.Log.Size, honest.Log.Root, thief.Log.Size, thief.Log.Root, thief.Log.Tree().Consistency(20).Value));
    }

    [Fact]
    public void After_it_is_closed_the_thiefs_pages_are_refused_and_the_honest_ones_pass()
    {
        var early = new SamplePages(12);
        var honest = new SamplePages(20);
        var logs = honest.Logs(new ClosedLog(honest.Log.Size, honest.Log.Root));
        Assert.Null(Check(honest, 3, logs));
        Assert.Null(Check(early, 3, logs, honest));
        Assert.Equal(Codes.LogKeyRevoked, Check(early, 3, logs)?.Code);

        Assert.Equal(Codes.LogKeyRevoked, Check(new SamplePages(21, body: "Lies"), 20, logs, honest)?.Code);
        Assert.Equal(Codes.LogKeyRevoked, Check(new SamplePages(20, body: "Lies"), 3, logs, honest)?.Code);
        Assert.Equal(Codes.LogKeyRevoked, Check(new SamplePages(11, body: "Lies"), 3, logs, honest)?.Code);
        var appended = new SamplePages(20);
        appended.Add(1, "Lies");
        Assert.Equal(Codes.LogKeyRevoked, Check(appended, 20, logs, honest)?.Code);
    }

    [Fact]
    public void A_log_closed_before_its_first_entry_vouches_for_nothing()
    {
        var thief = new SamplePages(1);
        Assert.Equal(Codes.LogKeyRevoked, Check(thief, 0, thief.Logs(new ClosedLog(0, TreeHash.Empty)))?.Code);
    }
}
