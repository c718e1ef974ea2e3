using System.Text;
using Skywave.Words;
using Xunit;

namespace Skywave.Intake.Tests;

/// <summary>Reading in one word, for tests that look at one item.</summary>
internal static class Read
{
    public static IReadOnlyList<ImportOutcome> All(string text, string name = "in", IntakeOptions? options = null)
    {
        var outcomes = Items.Read(Encoding.UTF8.GetBytes(text), name, options);
        Laws.Hold(outcomes, name);
        return outcomes;
    }

    public static Imported One(string text, string name = "in", IntakeOptions? options = null)
    {
        var outcome = Assert.Single(All(text, name, options));
        return outcome is ImportOutcome.Draft draft ? draft.Item : throw new InvalidOperationException(((ImportOutcome.Rejected)outcome).Line);
    }

    public static string Refused(string text, string name = "in", IntakeOptions? options = null) =>
        Assert.IsType<ImportOutcome.Rejected>(Assert.Single(All(text, name, options))).Line;

    /// <summary>Everything a reader of it would see.</summary>
    public static string Words(Imported item) => string.Join('\n', item.Text.Body.Select(BlockText.Of).Prepend(item.Text.Deck ?? "").Prepend(item.Text.Headline));

    public static string Runs(IEnumerable<Run> runs) => string.Concat(runs.Select(r => r.Text));
}
