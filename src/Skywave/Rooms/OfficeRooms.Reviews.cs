using System.Collections.Immutable;
using Skywave.Edition;
using Skywave.Office;
using Skywave.Words;
using Skywave.Writing;

namespace Skywave.Rooms;

/// <summary>What has to be looked at again: who sources are, what readers are told of their risk, the pages that are always there.</summary>
internal sealed partial class OfficeRooms
{
    private static readonly string[] StandingNames = ["about", "verify", "contact", "privacy"];

    private SourceParts Sources() => new(SourcesAsync, GrantAsync, ProtectAsync);

    private NoticeParts Notices() => new(NoticesAsync, SaveNoticeAsync, RemoveNoticeAsync);

    // A live story's parts share their sources: all are recorded with the first.
    private static ArticleId SourcesOf(Manuscript manuscript) => ArticleId.Derive(DeskTag.Parse(manuscript.Desk), manuscript.Uri);

    private GuardedNames Guarded(Manuscript manuscript)
    {
        using var db = NewsroomStore.At(house.Path).OpenPrivate();
        return GuardedNames.Of(db, SourcesOf(manuscript));
    }

    private IEnumerable<string> Unguarded(Manuscript manuscript, IEnumerable<ArticleText> texts)
    {
        var guarded = Guarded(manuscript);
        foreach (var source in texts.SelectMany(t => t.UnnamedSources).Where(s => !guarded.Granted.Contains(s.Number)).DistinctBy(s => s.Number))
        {
            yield return $"unnamed source {source.Number} ({source.Descriptor}): who it is, or that an editor agreed, is not recorded. Do it under Sources";
        }
        foreach (var whose in texts.SelectMany(text => guarded.In(text)).Distinct())
        {
            yield return $"the name of {whose} stands in the text: take it out";
        }
    }

    private async Task<RecordedSources> SourcesAsync(Manuscript manuscript, CancellationToken cancel)
    {
        await using var db = NewsroomStore.At(house.Path).OpenPrivate();
        var grants = await GrantAnonymity.ListAsync(db, SourcesOf(manuscript), cancel).ConfigureAwait(false);
        var guarded = await ProtectSource.ListAsync(db, SourcesOf(manuscript), cancel).ConfigureAwait(false);
        return new RecordedSources([.. grants.Select(g => new RecordedGrant(g.Number, g.Identity, g.ApprovedBy, g.ApprovedOn))], [.. guarded.Select(s => new RecordedPerson(s.Number, s.Identity, s.Why))]);
    }

    private async Task GrantAsync(Manuscript manuscript, RecordedGrant grant, CancellationToken cancel)
    {
        await using var db = NewsroomStore.At(house.Path).OpenPrivate();
        await GrantAnonymity.RecordAsync(db, SourcesOf(manuscript), [new AnonymityGrant(grant.Number, grant.Identity, grant.AgreedBy, grant.AgreedOn)], cancel).ConfigureAwait(false);
    }

    private async Task ProtectAsync(Manuscript manuscript, string identity, string why, CancellationToken cancel)
    {
        await using var db = NewsroomStore.At(house.Path).OpenPrivate();
        await ProtectSource.RecordAsync(db, SourcesOf(manuscript), identity, why, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), cancel).ConfigureAwait(false);
    }

    private async Task<ImmutableArray<DeskNotices>> NoticesAsync(IReadOnlyCollection<string> desks, CancellationToken cancel)
    {
        await using var db = NewsroomStore.At(house.Path).OpenWriting();
        var (all, articles) = (await ListNotices.OfDesksAsync(db, desks, cancel).ConfigureAwait(false), await ListStanding.AllAsync(db, cancel).ConfigureAwait(false));
        return [.. desks.Select(desk => Of([.. all[desk]], articles[desk].ToDictionary(s => s.Name, s => s.Article)))];

        static DeskNotices Of(ImmutableArray<Notice> notices, Dictionary<string, string> standing) =>
            new(notices, OfferedActs.Without(notices, standing.Keys), [.. StandingNames.Union(standing.Keys).Select(name => new StandingPage(name, standing.GetValueOrDefault(name)))]);
    }

    private async Task<ImmutableArray<string>> SaveNoticeAsync(string desk, Notice notice, CancellationToken cancel)
    {
        await using var db = NewsroomStore.At(house.Path).OpenWriting();
        await DescribeNewsroom.SaveAsync(db, house.Settings.Newsroom, cancel).ConfigureAwait(false);
        return await SaveNotice.SaveAsync(db, DeskTag.Parse(desk), notice, cancel).ConfigureAwait(false);
    }

    private async Task RemoveNoticeAsync(string desk, string id, CancellationToken cancel)
    {
        await using var db = NewsroomStore.At(house.Path).OpenWriting();
        await RemoveNotice.RemoveAsync(db, DeskTag.Parse(desk), id, cancel).ConfigureAwait(false);
    }
}
