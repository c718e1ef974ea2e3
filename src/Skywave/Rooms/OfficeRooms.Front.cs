using System.Collections.Immutable;
using Skywave.House;
using Skywave.Ledger;
using Skywave.Office;
using Skywave.Publishing;
using Skywave.Words;
using Skywave.Writing;

namespace Skywave.Rooms;

/// <summary>Fronts: read, approved, shown as they would be.</summary>
internal sealed partial class OfficeRooms
{
    private FrontParts Front() => new() { Read = ReadFrontAsync, Put = PutFrontAsync, Preview = PreviewFrontAsync, Named = NamedAsync };

    private async Task<CuratedFront> ReadFrontAsync(string desk, CancellationToken cancel)
    {
        await using var db = NewsroomStore.At(house.Path).OpenWriting();
        return await ReadFront.OfDeskAsync(db, DeskTag.Parse(desk), cancel).ConfigureAwait(false);
    }

    private async Task<ImmutableArray<string>> PutFrontAsync(string desk, CuratedFront front, CancellationToken cancel)
    {
        await using var db = NewsroomStore.At(house.Path).OpenWriting();
        await DescribeNewsroom.SaveAsync(db, house.Settings.Newsroom, cancel).ConfigureAwait(false);
        return await SaveFront.SaveAsync(db, DeskTag.Parse(desk), front, cancel).ConfigureAwait(false);
    }

    // As the next edition would make it, from what is published now.
    private async Task<byte[]> PreviewFrontAsync(string desk, CuratedFront front, CancellationToken cancel)
    {
        await using var db = NewsroomStore.At(house.Path).OpenWriting();
        await using var ledger = LedgerFile.Open(house.Ledger);
        var (archive, now) = (new Archive(ledger), DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds()));
        var chromes = await ChromeKeys.ReadAsync(db, archive, house.Settings, OfflineRoles.HasCode(ledger), cancel).ConfigureAwait(false);
        var lists = new RenderLists(archive, chromes[desk], house.Settings.Newsroom, house.Theme(), now);
        return lists.FrontPageOf(FrontOfDesk.Of(archive, desk, front, now), archive.HasRecordings(desk));
    }

    private async Task<ImmutableArray<OutsideArticle>> NamedAsync(string desk, IReadOnlyCollection<string> articles, CancellationToken cancel)
    {
        await using var db = NewsroomStore.At(house.Path).OpenWriting();
        var named = ImmutableArray.CreateBuilder<OutsideArticle>();
        var ids = articles.Select(article => ArticleId.TryParse(article, out var id) ? id : (ArticleId?)null).OfType<ArticleId>();
        await foreach (var found in PublishedArticles.ManyAsync(db, ids, cancel).ConfigureAwait(false))
        {
            if (found is { Standing: null, Status: not (ArticleStatus.Withdrawn or ArticleStatus.Retracted) } && found.Desk.Value == desk)
            {
                named.Add(new OutsideArticle(found.Id.Value, desk, found.Text.Headline));
            }
        }
        return named.ToImmutable();
    }
}
