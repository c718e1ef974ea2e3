using System.Collections.Immutable;
using Skywave.House;
using Skywave.Intake;
using Skywave.Words;
using Skywave.Writing;

namespace Skywave.Importing;

/// <summary>How an import goes about it.</summary>
/// <param name="Desk">The desk of items that do not name one themselves, or null: by their language.</param>
/// <param name="Approve">True: what passes the checks is approved for the next cut.</param>
internal sealed record ImportWishes(DeskTag? Desk, bool Approve);

/// <summary>One document's items become drafts. A bad item stops no other; the document's good ones are stored together or not at all.</summary>
internal sealed class ImportDocument(NewsroomFolder house, WritingDb db, BringPictures pictures, ImportReport report, ImportWishes wishes, TimeProvider clock)
{
    private readonly ImmutableArray<DeskTag> _desks = house.Settings.Newsroom.Desks;

    /// <summary>Stores what was read.</summary>
    /// <param name="outcomes">What Intake made of the document.</param>
    /// <param name="folder">The folder its pictures' relative names start from; null when it did not come from this machine.</param>
    /// <param name="cancel">Stops it; nothing of this document is stored then.</param>
    public async Task RunAsync(IReadOnlyList<ImportOutcome> outcomes, string? folder, CancellationToken cancel)
    {
        var ready = new List<(string Place, Imported Item, Writing.Draft Draft)>();
        foreach (var outcome in outcomes)
        {
            if (outcome is ImportOutcome.Rejected rejected)
            {
                report.Refuse(rejected.Place, rejected.Reason);
            }
            else if (outcome is ImportOutcome.Draft { Item: var item } && await PrepareAsync(outcome.Place, item, folder, cancel).ConfigureAwait(false) is { } draft)
            {
                ready.Add((outcome.Place, item, draft));
            }
        }
        var now = clock.GetUtcNow();
        var incoming = ready.ConvertAll(r => new Incoming(r.Draft, wishes.Approve && WaitsFor(r.Item, now) is null, house.Settings.IsTapToLoad(r.Draft.Desk.Value)));
        var taken = await TakeInArticles.ManyAsync(db, incoming, now, cancel).ConfigureAwait(false);
        for (var i = 0; i < ready.Count; i++)
        {
            Tell(ready[i].Place, ready[i].Item, ready[i].Draft, taken[i], now);
        }
    }

    // Everything that may take long or ask the network, before the database is held.
    private async Task<Writing.Draft?> PrepareAsync(string place, Imported item, string? folder, CancellationToken cancel)
    {
        foreach (var warning in item.Warnings)
        {
            report.Warn(place, warning);
        }
        var (desk, reason) = ChooseDesk.For(item, wishes.Desk, _desks, LocaleFiles.All);
        if (reason is not null)
        {
            report.Refuse(place, reason);
            return null;
        }
        var text = item.Text with { Language = item.Language ?? desk.Value };
        if (ChooseDesk.OtherLanguage(text.Language, desk, LocaleFiles.All) is { } other)
        {
            report.Warn(place, other);
        }
        (var brought, reason) = item.Canceled ? (text, null) : await pictures.RunAsync(text, ArticleId.Derive(desk, item.Uri), place, folder, cancel).ConfigureAwait(false);
        if (brought is null)
        {
            report.Refuse(place, reason!);
            return null;
        }
        return new Writing.Draft
        {
            Desk = desk,
            Uri = item.Uri,
            Story = item.Story,
            Standing = item.Standing,
            Text = brought,
            FirstPublished = item.FirstPublished,
            Correction = item.Correction is { } correction ? new CorrectionNote(correction.Kind, correction.Text, correction.Words) : null,
            Withdraw = item.Canceled,
        };
    }

    private void Tell(string place, Imported item, Writing.Draft draft, TakenIn taken, DateTimeOffset now)
    {
        var (desk, headline) = (draft.Desk.Value, draft.Text.Headline);
        switch (taken.Drafted)
        {
            case Drafted.Rejected { Reasons: var reasons }:
                report.Refuse(place, string.Join("; ", reasons));
                break;
            case Drafted.NeverHad never:
                report.Keep(place, desk, never.Id.Value, "unknown", "its source took it back; it was never here", headline);
                break;
            case Drafted.Withdrawn withdrawn:
                report.Keep(place, desk, withdrawn.Id.Value, "withdrawn", withdrawn.Revision == 0 ? "the draft is gone" : "a tombstone waits for the next publish", headline);
                break;
            case Drafted.Unchanged { State: not RevisionState.Draft } unchanged:
                report.Keep(place, desk, unchanged.Id.Value, "unchanged", Word(unchanged.State), headline);
                break;
            case Drafted.Unchanged unchanged:
                Tell(place, item, taken.Approval, new Kept(desk, unchanged.Id, "unchanged", headline), now);
                break;
            case Drafted.Created created:
                Tell(place, item, taken.Approval, new Kept(desk, created.Id, "created", headline), now);
                break;
            case Drafted.Revised revised:
                Tell(place, item, taken.Approval, new Kept(desk, revised.Id, "revised", headline), now);
                break;
        }
    }

    private void Tell(string place, Imported item, Approval? approval, Kept kept, DateTimeOffset now)
    {
        if (approval is Approval.Refused { Reasons: var reasons })
        {
            report.Refuse(place, $"it is kept as a draft and not published: {string.Join("; ", reasons)}");
            return;
        }
        if (wishes.Approve && WaitsFor(item, now) is { } why)
        {
            report.Warn(place, why);
        }
        if (approval is not null && item.Text.UnnamedSources.Length is > 0 and var unnamed)
        {
            report.Warn(place, $"it quotes {(unnamed == 1 ? "somebody" : $"{unnamed} people")} unnamed; an import records neither who that is nor who allowed it: see that somebody did");
        }
        foreach (var warning in approval is Approval.Approved { Warnings: var warnings } ? warnings : [])
        {
            report.Warn(place, warning);
        }
        report.Keep(place, kept.Desk, kept.Id.Value, kept.Became, approval is null ? "draft" : "approved", kept.Headline);
    }

    /// <summary>Why an item is not approved although it was asked for, or null.</summary>
    private static string? WaitsFor(Imported item, DateTimeOffset now) =>
        item.Withheld ? "its source withholds it: it stays a draft"
        : item.EmbargoedUntil > now ? $"it is embargoed until {item.EmbargoedUntil:yyyy-MM-dd HH:mm} UTC: it stays a draft" : null;

    private static string Word(RevisionState state) => state.ToString().ToLowerInvariant();

    private sealed record Kept(string Desk, ArticleId Id, string Became, string Headline);
}
