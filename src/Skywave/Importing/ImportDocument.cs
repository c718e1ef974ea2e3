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
        await using var transaction = await db.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        foreach (var (place, item, draft) in ready)
        {
            await StoreAsync(place, item, draft, cancel).ConfigureAwait(false);
        }
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
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
        (var brought, reason) = item.Canceled ? (text, null) : await pictures.RunAsync(text, place, folder, cancel).ConfigureAwait(false);
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
            Correction = item.Correction is { } correction ? new CorrectionNote(correction.Kind, correction.Text) : null,
            Withdraw = item.Canceled,
        };
    }

    private async Task StoreAsync(string place, Imported item, Writing.Draft draft, CancellationToken cancel)
    {
        var (desk, headline) = (draft.Desk.Value, draft.Text.Headline);
        switch (await DraftArticle.SaveAsync(db, draft, clock.GetUtcNow(), privateDb: null, cancel).ConfigureAwait(false))
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
                await ApproveAsync(place, item, unchanged.Id, desk, "unchanged", headline, cancel).ConfigureAwait(false);
                break;
            case Drafted.Created created:
                await ApproveAsync(place, item, created.Id, desk, "created", headline, cancel).ConfigureAwait(false);
                break;
            case Drafted.Revised revised:
                await ApproveAsync(place, item, revised.Id, desk, "revised", headline, cancel).ConfigureAwait(false);
                break;
        }
    }

    private async Task ApproveAsync(string place, Imported item, ArticleId id, string desk, string became, string headline, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (!wishes.Approve)
        {
            report.Keep(place, desk, id.Value, became, "draft", headline);
        }
        else if (item.Withheld || item.EmbargoedUntil > now)
        {
            report.Warn(place, item.Withheld ? "its source withholds it: it stays a draft" : $"it is embargoed until {item.EmbargoedUntil:yyyy-MM-dd HH:mm} UTC: it stays a draft");
            report.Keep(place, desk, id.Value, became, "draft", headline);
        }
        else
        {
            Tell(place, item.Text.UnnamedSources.Length, await ApproveArticle.ApproveAsync(db, id, now, granted: null, cancel).ConfigureAwait(false), id, desk, became, headline);
        }
    }

    private void Tell(string place, int unnamed, Approval approval, ArticleId id, string desk, string became, string headline)
    {
        if (approval is Approval.Refused { Reasons: var reasons })
        {
            report.Refuse(place, $"it is kept as a draft and not published: {string.Join("; ", reasons)}");
            return;
        }
        if (unnamed > 0)
        {
            report.Warn(place, $"it quotes {(unnamed == 1 ? "somebody" : $"{unnamed} people")} unnamed; an import records neither who that is nor who allowed it: see that somebody did");
        }
        foreach (var warning in approval is Approval.Approved { Warnings: var warnings } ? warnings : [])
        {
            report.Warn(place, warning);
        }
        report.Keep(place, desk, id.Value, became, "approved", headline);
    }

    private static string Word(RevisionState state) => state.ToString().ToLowerInvariant();
}
