using System.Collections.Immutable;

namespace Skywave.Office;

/// <summary>What the rules need to know of a manuscript.</summary>
/// <param name="Desk">Whose it is.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="WasPublished">True once a text of it went out.</param>
/// <param name="IsMarked">A protected source or a face is in it: it needs a clearance.</param>
/// <param name="IsCleared">The reviewer cleared this very text.</param>
/// <param name="Writers">Who saved a text since it was last published.</param>
/// <param name="Mistakes">How many mistakes its text has.</param>
internal sealed record Standing(string Desk, Stage Stage, bool WasPublished, bool IsMarked, bool IsCleared, ImmutableHashSet<string> Writers, int Mistakes)
{
    /// <summary>Nobody has looked for faces in one of its pictures: it needs a clearance.</summary>
    public bool HasUnseenFaces { get; init; }

    /// <summary>It is a live story that readers have, and more of it waits: the live desk's rule holds (docs/045-office.md, "A live story").</summary>
    public bool IsGoingOn { get; init; }
}

/// <summary>Who wants to take a step.</summary>
/// <param name="Person">Their id.</param>
/// <param name="Grants">Their roles.</param>
internal sealed record Actor(string Person, ImmutableArray<Grant> Grants)
{
    public bool May(Permission permission, string? desk) => Grants.Any(g => g.Allows(permission, desk));
}

/// <summary>Whether a step may be taken.</summary>
internal abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>It may, and leads here.</summary>
    public sealed record Allowed(Stage To) : Verdict;

    /// <summary>It may not.</summary>
    /// <param name="Code">Stable: <c>step.role</c>, <c>step.stage</c>, <c>step.eyes</c>, <c>step.mistakes</c>, <c>step.review</c>.</param>
    /// <param name="Why">A sentence with what to do.</param>
    public sealed record Refused(string Code, string Why) : Verdict;
}

/// <summary>The rules of docs/045-office.md as a function: values in, a verdict out.</summary>
internal static class Workflow
{
    private static readonly Stage[] BeforeItIsOut = [Stage.Idea, Stage.Draft, Stage.InEdit, Stage.InReview, Stage.Ready];

    private static readonly ImmutableArray<(Step Step, Stage[] From, Permission Needs)> Rules =
    [
        (Step.Develop, [Stage.Idea], Permission.Write),
        (Step.Submit, [Stage.Draft, Stage.Correcting], Permission.Write),
        (Step.SendBack, [Stage.InEdit], Permission.Edit),
        (Step.AskReview, [Stage.InEdit], Permission.Edit),
        (Step.Clear, [Stage.InReview], Permission.Review),
        (Step.Refuse, [Stage.InReview], Permission.Review),
        (Step.Pass, [Stage.InEdit], Permission.Edit),
        (Step.Reopen, [Stage.Ready, Stage.Scheduled], Permission.Edit),
        (Step.Schedule, [Stage.Ready], Permission.Publish),
        (Step.Unschedule, [Stage.Scheduled], Permission.Publish),
        (Step.Publish, [Stage.Ready, Stage.Scheduled], Permission.Publish),
        (Step.Correct, [Stage.Published], Permission.Write),
        (Step.Withdraw, [Stage.Published, Stage.Correcting], Permission.Publish),
        (Step.Spike, BeforeItIsOut, Permission.Edit),
        (Step.Revive, [Stage.Spiked], Permission.Edit),
    ];

    /// <summary>The steps that their role and the stage allow, refused ones among them, so that a page can say why.</summary>
    public static IEnumerable<(Step Step, Verdict Verdict)> Offered(Standing standing, Actor actor) =>
        Rules.Select(r => (r.Step, Take(standing, r.Step, actor))).Where(r => r.Item2 is not Verdict.Refused { Code: "step.role" or "step.stage" });

    /// <summary>Whether somebody may take a step, and where it leads.</summary>
    public static Verdict Take(Standing standing, Step step, Actor actor)
    {
        var rule = Rules.First(r => r.Step == step);
        var mayGo = rule.From.Contains(standing.Stage) || (step == Step.Publish && IsStraightOut(standing));
        return !mayGo || (step == Step.Spike && standing.WasPublished) ? new Verdict.Refused("step.stage", "somebody was quicker: it no longer stands where this can be done. Look at it again")
            : !actor.May(rule.Needs, standing.Desk) && !IsOwnSpike(standing, step, actor) ? new Verdict.Refused("step.role", $"this needs somebody who may {Words(rule.Needs)} at desk {standing.Desk}")
            : (Verdict?)Judge(standing, step, actor) ?? new Verdict.Allowed(To(standing, step));
    }

    /// <summary>Whether somebody may change the text now.</summary>
    public static bool MayWrite(Standing standing, Actor actor) => standing.Stage switch
    {
        Stage.Idea or Stage.Draft or Stage.Correcting => actor.May(Permission.Write, standing.Desk),
        Stage.InEdit => actor.May(Permission.Edit, standing.Desk),
        _ => false,
    };

    private static Verdict.Refused? Judge(Standing standing, Step step, Actor actor)
    {
        var wrote = standing.Writers.Contains(actor.Person);
        return step switch
        {
            Step.Clear when wrote => new("step.eyes", "you wrote in it: somebody else has to clear it"),
            Step.Schedule or Step.Publish when wrote => new("step.eyes", "you wrote in it: somebody else has to publish it"),
            Step.Pass or Step.Clear when standing.Mistakes > 0 => Mend(standing),
            Step.Publish when IsStraightOut(standing) && standing.Mistakes > 0 => Mend(standing),
            Step.Pass or Step.Publish when standing is { IsMarked: true, IsCleared: false } && (step == Step.Pass || IsStraightOut(standing)) => new("step.review", "a protected source or a face is marked in it: ask for the safety review"),
            Step.Pass or Step.Publish when standing is { HasUnseenFaces: true, IsCleared: false } && (step == Step.Pass || IsStraightOut(standing)) => new("step.review", "nobody has looked for faces in one of its pictures: have a photo editor look, or ask for the safety review"),
            _ => null,
        };
    }

    private static Verdict.Refused Mend(Standing standing) => new("step.mistakes", standing.Mistakes == 1 ? "mend the mistake in its text first" : $"mend the {standing.Mistakes} mistakes in its text first");

    // The live desk's rule: more of a live story goes out without a copy editor between, after the eyes of whoever publishes it.
    private static bool IsStraightOut(Standing standing) => standing is { IsGoingOn: true, WasPublished: true, Stage: Stage.Correcting or Stage.InEdit };

    private static bool IsOwnSpike(Standing standing, Step step, Actor actor) =>
        step == Step.Spike && standing.Stage is (Stage.Idea or Stage.Draft) && standing.Writers.Contains(actor.Person) && actor.May(Permission.Write, standing.Desk);

    private static Stage To(Standing standing, Step step) => step switch
    {
        Step.Develop or Step.Revive => Stage.Draft,
        Step.Submit or Step.Refuse or Step.Reopen => Stage.InEdit,
        Step.SendBack => standing.WasPublished ? Stage.Correcting : Stage.Draft,
        Step.AskReview => Stage.InReview,
        Step.Clear or Step.Pass or Step.Unschedule => Stage.Ready,
        Step.Schedule => Stage.Scheduled,
        Step.Publish => Stage.Published,
        Step.Correct => Stage.Correcting,
        Step.Withdraw => Stage.Withdrawn,
        Step.Spike => Stage.Spiked,
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "no rule leads anywhere"),
    };

    private static string Words(Permission permission) => permission.ToString().ToLowerInvariant();
}
