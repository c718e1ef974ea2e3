using System.Globalization;
using Microsoft.AspNetCore.Http;
using Skywave.Office.Pages;
using Skywave.Words;

namespace Skywave.Office;

/// <summary>A live story while it goes on: an entry in seconds, key points, what is pinned, corrections that readers see, the end.</summary>
internal static class LiveRoutes
{
    private const int LongestBody = 20_000;
    private const int LongestSentence = 500;

    public static IEnumerable<Route> All =>
    [
        new("GET", "/m/{id}/live", new Access.AtItsDesk(Permission.Read), visit => ShowAsync(visit, null)),
        new("POST", "/m/{id}/live", new Access.AtItsDesk(Permission.Write, Permission.Edit), ChangeAsync),
    ];

    private static async Task ShowAsync(Visit visit, string? wrong)
    {
        var row = visit.Manuscript;
        var standing = await Standings.OfAsync(visit.Db, row, visit.Stop).ConfigureAwait(false);
        var text = await visit.TextAsync(row.Version).ConfigureAwait(false);
        var isOut = row.Published > 0 ? LiveCoverage.Of(visit.Parts, await visit.TextAsync(row.Published).ConfigureAwait(false)) : null;
        await Frame.SendAsync(visit.Context, LiveSlice.Create(new LivePage
        {
            Visit = visit, Row = row, Wrong = wrong, IsLive = LiveCoverage.IsLive(text), Coverage = LiveCoverage.Of(visit.Parts, text), Published = isOut, Said = visit.Query("said"), ShowsAll = visit.Query("all") == "yes",
            MayAdd = Workflow.MayWrite(standing, visit.Actor) || Workflow.Take(standing, Step.Correct, visit.Actor) is Verdict.Allowed,
            Publishing = Workflow.Offered(standing, visit.Actor).Where(s => s.Step == Step.Publish).Select(s => s.Verdict).FirstOrDefault(),
        })).ConfigureAwait(false);
    }

    private static async Task ChangeAsync(Visit visit)
    {
        var row = visit.Manuscript;
        var act = visit.Field("do");
        _ = int.TryParse(visit.Field("entry"), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        var (headline, body) = (Line(visit.Field("headline")), visit.Field("text").ReplaceLineEndings("\n"));
        var minute = DateTimeOffset.FromUnixTimeSeconds(visit.Now.ToUnixTimeSeconds() / 60 * 60);
        // What readers have says which entries they are told of when they change.
        var published = row.Published > 0 ? LiveCoverage.Of(visit.Parts, await visit.TextAsync(row.Published).ConfigureAwait(false))?.Entries.Length ?? 0 : 0;
        var step = act switch
        {
            "begin" or "resume" => new LiveStep(text => (LiveCoverage.Live(text, isEnded: false), null)),
            "end" => Each(visit, live => (LiveCoverage.Live(live.Text, isEnded: true), null)),
            "add" => Each(visit, live => live.IsEnded ? (null, "the coverage has ended: take it up again first") : (live.Added(minute, headline, body, visit.Field("key") == "yes"), null)),
            "key" or "unkey" when published >= LivePart.Holding(Math.Max(number, 1)) * LivePart.Size => new LiveStep(_ => (null, "the page of this entry is complete: its key points stay as they are")),
            "key" or "unkey" => Each(visit, live => Entry(live, number) is { } entry ? (live.Changed(number, entry.Head.Headline ?? "", null, act == "key"), null) : Missing),
            "pin" or "unpin" => Each(visit, live => act == "pin" && Entry(live, number) is null ? Missing : (live.WithPin(act == "pin" ? number : null), null)),
            "correct" => Each(visit, live => Entry(live, number) is { } entry ? Corrected(visit, live, entry, number <= published, headline, body) : Missing),
            _ => new LiveStep(_ => (null, "nothing like that can be done with a live story")),
        };
        var wrong = (act is "add" or "correct" ? Wrong(headline, body) : null) ?? await CoverLive.RunAsync(visit.Db, visit.Parts, row.Id, step, visit.Actor, visit.Now, visit.Stop).ConfigureAwait(false);
        if (wrong is null)
        {
            await visit.GoAsync($"/m/{row.Id}/live").ConfigureAwait(false);
            return;
        }
        visit.Context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        visit.Db.ChangeTracker.Clear();
        visit.Row = await BeginManuscript.FindAsync(visit.Db, row.Id, visit.Stop).ConfigureAwait(false);
        await ShowAsync(visit, wrong).ConfigureAwait(false);
    }

    private static readonly (string?, string?) Missing = (null, "there is no such entry: look at the page again");

    private static LiveStep Each(Visit visit, Func<LiveCoverage, (string?, string?)> change) =>
        new(text => LiveCoverage.Of(visit.Parts, text) is { } live ? change(live) : (null, "the text’s parts cannot be told from each other: mend its mistakes first"));

    private static CoveredEntry? Entry(LiveCoverage live, int number) => number >= 1 && number <= live.Entries.Length ? live.Entries[number - 1] : null;

    private static (string?, string?) Corrected(Visit visit, LiveCoverage live, CoveredEntry entry, bool isOut, string headline, string body)
    {
        var (number, sentence) = (entry.Head.Number, Line(visit.Field("sentence")));
        if (visit.Field("was") != FingerprintOf(entry))
        {
            return (null, "somebody else changed this entry in between: look at it again");
        }
        if (isOut && sentence.Length is 0 or > LongestSentence)
        {
            return (null, $"say what was wrong, in a sentence of at most {LongestSentence} characters: readers see it below the entry");
        }
        if (isOut && live.HasCorrection)
        {
            return (null, "another correction waits to go out: publish it first");
        }
        var changed = live.Changed(number, headline, body, entry.Head.IsKey);
        // What readers have not seen is changed without telling them.
        return !isOut ? (changed, null)
            : LiveCoverage.Of(visit.Parts, changed) is { } next && next.Entries.Length == live.Entries.Length ? (next.Explained(number, visit.Field("kind") == "clarification" ? CorrectionKind.Clarification : CorrectionKind.Correction, sentence), null)
            : (null, "the entry would end the text around it: mend its marks");
    }

    /// <summary>One value for what an entry says.</summary>
    internal static string FingerprintOf(CoveredEntry entry) => TrailEntry.HashOf($"{entry.Head.Headline}\n{entry.Source}");

    private static string? Wrong(string headline, string body) =>
        headline.Length == 0 && body.Trim().Length == 0 ? "write a headline or a text"
        : body.Length > LongestBody ? $"the text has {body.Length} characters and at most {LongestBody} fit into an entry"
        : LiveCoverage.Breaking(body) is > 0 and var line ? $"line {line} of the text begins with @, as an entry does: write something before it"
        : null;

    private static string Line(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
