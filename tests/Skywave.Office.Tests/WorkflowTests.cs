using Skywave.Tests;

namespace Skywave.Office.Tests;

/// <summary>The rules of a manuscript's way, against the table in docs/045-office.md.</summary>
public sealed class WorkflowTests
{
    private static readonly string[] Document = File.ReadAllLines(Path.Combine(TestData.RepositoryRoot(), "docs", "045-office.md"));

    private static readonly Actor Everything = new("somebody", [.. Enum.GetValues<Role>().Select(r => new Grant(Grant.Everywhere, r))]);

    /// <summary>The rows of the table that begins with a header.</summary>
    private static IEnumerable<string[]> Table(string header) => Document.SkipWhile(l => !l.StartsWith(header, StringComparison.Ordinal)).Skip(2).TakeWhile(l => l.StartsWith('|'))
        .Select(l => l.Split('|', StringSplitOptions.TrimEntries)[1..^1]);

    private static Standing At(Stage stage, bool wasPublished = false, bool marked = false, bool cleared = false, int mistakes = 0, params string[] writers) =>
        new("fa", stage, wasPublished, marked, cleared, [.. writers], mistakes);

    private static Stage StageOf(string name) => Enum.GetValues<Stage>().Single(s => Naming.Of(s) == name);

    [Fact]
    public void Steps_lead_from_and_to_where_the_document_says_and_from_nowhere_else()
    {
        var rows = Table("| step | from |").ToDictionary(r => r[0]);
        Assert.Equal(Enum.GetValues<Step>().Select(Naming.Of).Order(), rows.Keys.Order());
        foreach (var step in Enum.GetValues<Step>())
        {
            var row = rows[Naming.Of(step)];
            var from = row[1].Split(", ").Select(StageOf).ToList();
            foreach (var stage in Enum.GetValues<Stage>())
            {
                var verdict = Workflow.Take(At(stage, cleared: true, marked: true), step, Everything);
                if (from.Contains(stage))
                {
                    Assert.Contains(Naming.Of(Assert.IsType<Verdict.Allowed>(verdict).To), row[2], StringComparison.Ordinal);
                }
                else
                {
                    Assert.Equal("step.stage", Assert.IsType<Verdict.Refused>(verdict).Code);
                }
            }
        }
    }

    [Fact]
    public void A_step_is_for_who_has_the_permission_at_that_desk_and_nobody_else()
    {
        foreach (var row in Table("| step | from |"))
        {
            var (step, from) = (Enum.GetValues<Step>().Single(s => Naming.Of(s) == row[0]), StageOf(row[1].Split(", ")[0]));
            var needs = Enum.GetValues<Permission>().Single(p => row[3].Split(';')[0].Equals(p.ToString(), StringComparison.OrdinalIgnoreCase));
            foreach (var role in Enum.GetValues<Role>())
            {
                var standing = At(from, cleared: true);
                var isAllowed = Workflow.Take(standing, step, new Actor("x", [new Grant("fa", role)])) is Verdict.Allowed;
                Assert.Equal(role.Allow(needs), isAllowed);
                Assert.Equal(role.Allow(needs), Workflow.Take(standing, step, new Actor("x", [new Grant(Grant.Everywhere, role)])) is Verdict.Allowed);
                Assert.IsType<Verdict.Refused>(Workflow.Take(standing, step, new Actor("x", [new Grant("en", role)])));
            }
        }
    }

    [Fact]
    public void Roles_may_what_the_document_says()
    {
        var rows = Table("| role | may |").ToDictionary(r => r[0].Split(" (")[0].Replace(" ", "", StringComparison.Ordinal), r => r[1].Split(", "), StringComparer.OrdinalIgnoreCase);
        Assert.Equal(Enum.GetNames<Role>().Order(StringComparer.OrdinalIgnoreCase), rows.Keys.Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
        Assert.All(Enum.GetValues<Role>(), role => Assert.Equal(rows[role.ToString()].Order(), Roles.Of(role).Select(p => p.ToString().ToLowerInvariant()).Order()));
    }

    [Theory]
    [InlineData(Stage.Ready, Step.Publish)]
    [InlineData(Stage.Ready, Step.Schedule)]
    [InlineData(Stage.Scheduled, Step.Publish)]
    [InlineData(Stage.InReview, Step.Clear)]
    public void Nobody_lets_their_own_text_go(Stage stage, Step step)
    {
        Assert.Equal("step.eyes", Assert.IsType<Verdict.Refused>(Workflow.Take(At(stage, writers: ["other", "somebody"]), step, Everything)).Code);
        Assert.IsType<Verdict.Allowed>(Workflow.Take(At(stage, writers: ["other"]), step, Everything));
    }

    [Fact]
    public void More_of_a_live_story_goes_straight_out_after_other_eyes_and_nothing_else_does()
    {
        var publisher = new Actor("somebody", [new Grant("fa", Role.Publisher)]);
        foreach (var stage in new[] { Stage.Correcting, Stage.InEdit })
        {
            var going = At(stage, wasPublished: true, writers: "other") with { IsGoingOn = true };
            Assert.Equal(Stage.Published, Assert.IsType<Verdict.Allowed>(Workflow.Take(going, Step.Publish, publisher)).To);
            Assert.Equal("step.eyes", Assert.IsType<Verdict.Refused>(Workflow.Take(going with { Writers = ["somebody"] }, Step.Publish, publisher)).Code);
            Assert.Equal("step.mistakes", Assert.IsType<Verdict.Refused>(Workflow.Take(going with { Mistakes = 1 }, Step.Publish, publisher)).Code);
            Assert.Equal("step.review", Assert.IsType<Verdict.Refused>(Workflow.Take(going with { IsMarked = true }, Step.Publish, publisher)).Code);
            Assert.Equal("step.role", Assert.IsType<Verdict.Refused>(Workflow.Take(going, Step.Publish, new Actor("e", [new Grant("fa", Role.DeskEditor)]))).Code);
            Assert.Equal("step.stage", Assert.IsType<Verdict.Refused>(Workflow.Take(going with { IsGoingOn = false }, Step.Publish, publisher)).Code);
            Assert.Equal("step.stage", Assert.IsType<Verdict.Refused>(Workflow.Take(going with { WasPublished = false }, Step.Publish, publisher)).Code);
        }
    }

    [Fact]
    public void A_text_with_a_mistake_is_neither_passed_nor_cleared()
    {
        Assert.Equal("step.mistakes", Assert.IsType<Verdict.Refused>(Workflow.Take(At(Stage.InEdit, mistakes: 1), Step.Pass, Everything)).Code);
        Assert.Equal("step.mistakes", Assert.IsType<Verdict.Refused>(Workflow.Take(At(Stage.InReview, mistakes: 2), Step.Clear, Everything)).Code);
    }

    [Fact]
    public void A_marked_text_passes_only_when_this_very_text_was_cleared()
    {
        Assert.Equal("step.review", Assert.IsType<Verdict.Refused>(Workflow.Take(At(Stage.InEdit, marked: true), Step.Pass, Everything)).Code);
        Assert.IsType<Verdict.Allowed>(Workflow.Take(At(Stage.InEdit, marked: true, cleared: true), Step.Pass, Everything));
    }

    [Fact]
    public void What_was_published_is_withdrawn_and_never_spiked_and_goes_back_to_correcting()
    {
        Assert.Equal("step.stage", Assert.IsType<Verdict.Refused>(Workflow.Take(At(Stage.InEdit, wasPublished: true), Step.Spike, Everything)).Code);
        Assert.Equal(Stage.Correcting, Assert.IsType<Verdict.Allowed>(Workflow.Take(At(Stage.InEdit, wasPublished: true), Step.SendBack, Everything)).To);
    }

    [Fact]
    public void A_writer_spikes_their_own_draft_and_no_other()
    {
        var writer = new Actor("w", [new Grant("fa", Role.Reporter)]);
        Assert.IsType<Verdict.Allowed>(Workflow.Take(At(Stage.Draft, writers: "w"), Step.Spike, writer));
        Assert.Equal("step.role", Assert.IsType<Verdict.Refused>(Workflow.Take(At(Stage.Draft, writers: "other"), Step.Spike, writer)).Code);
        Assert.Equal("step.role", Assert.IsType<Verdict.Refused>(Workflow.Take(At(Stage.InEdit, writers: "w"), Step.Spike, writer)).Code);
    }

    [Fact]
    public void A_text_is_changed_where_it_is_written_or_edited_and_nowhere_else()
    {
        var (writer, editor) = (new Actor("w", [new Grant("fa", Role.Reporter)]), new Actor("e", [new Grant("fa", Role.CopyEditor)]));
        Stage[] byWriters = [Stage.Idea, Stage.Draft, Stage.Correcting];
        Assert.All(Enum.GetValues<Stage>(), stage => Assert.Equal(byWriters.Contains(stage), Workflow.MayWrite(At(stage), writer)));
        Assert.All(Enum.GetValues<Stage>(), stage => Assert.Equal(byWriters.Contains(stage) || stage == Stage.InEdit, Workflow.MayWrite(At(stage), editor)));
        Assert.All(Enum.GetValues<Stage>(), stage => Assert.False(Workflow.MayWrite(At(stage), new Actor("p", [new Grant("fa", Role.Publisher), new Grant("en", Role.DeskEditor)]))));
    }
}
