using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing.Tests;

/// <summary>What editors put on a front is kept as it is approved.</summary>
public sealed class FrontStoreTests : IDisposable
{
    private readonly TempNewsroom _newsroom = new();

    public void Dispose() => _newsroom.Dispose();

    [Fact]
    public async Task A_front_is_read_as_it_was_saved_and_of_one_desk_only()
    {
        var (one, two) = (await _newsroom.PublishAsync(TempNewsroom.Draft("1", "One", "Text."), TempNewsroom.Noon), await _newsroom.PublishAsync(TempNewsroom.Draft("2", "Two", "Text."), TempNewsroom.Noon));
        Assert.Equal(CuratedFront.Nothing, await ReadFront.OfDeskAsync(_newsroom.Db, TempNewsroom.En));
        var front = new CuratedFront([new([one.Id, two.Id], "Both", TempNewsroom.Noon.AddDays(1))]);
        Assert.Empty(await SaveFront.SaveAsync(_newsroom.Db, TempNewsroom.En, front));
        Assert.Equal(front, await ReadFront.OfDeskAsync(_newsroom.Db, TempNewsroom.En));
        Assert.Equal(CuratedFront.Nothing, await ReadFront.OfDeskAsync(_newsroom.Db, TempNewsroom.Fa));
        Assert.Empty(await SaveFront.SaveAsync(_newsroom.Db, TempNewsroom.En, CuratedFront.Nothing));
        Assert.Equal(CuratedFront.Nothing, (await ReadFront.AllAsync(_newsroom.Db))["en"]);
    }

    [Fact]
    public async Task What_is_unpublished_another_desks_or_wrong_is_refused_with_every_reason()
    {
        var published = await _newsroom.PublishAsync(TempNewsroom.Draft("1", "One", "Text."), TempNewsroom.Noon);
        await _newsroom.SaveAsync(TempNewsroom.Draft("2", "A draft", "Text."));
        var draft = ArticleId.Derive(TempNewsroom.En, "2");
        var reasons = await SaveFront.SaveAsync(_newsroom.Db, TempNewsroom.En, new([new([published.Id, draft], " "), new([draft])]));
        Assert.Equal(3, reasons.Length);
        Assert.Contains(reasons, r => r.Contains($"no article {draft}", StringComparison.Ordinal));
        Assert.Single(await SaveFront.SaveAsync(_newsroom.Db, TempNewsroom.Fa, new([new([published.Id])])));
        Assert.Single(await SaveFront.SaveAsync(_newsroom.Db, DeskTag.Parse("ru"), CuratedFront.Nothing));
        Assert.Empty(await ReadFront.AllAsync(_newsroom.Db));
    }

    [Fact]
    public async Task A_file_from_before_there_were_fronts_gets_them_when_it_is_opened()
    {
        var published = await _newsroom.PublishAsync(TempNewsroom.Draft("1", "One", "Text."), TempNewsroom.Noon);
        await _newsroom.Db.Database.ExecuteSqlRawAsync("DROP TABLE fronts");
        await using var again = _newsroom.Store.OpenWriting();
        Assert.Empty(await SaveFront.SaveAsync(again, TempNewsroom.En, new([new([published.Id])])));
        Assert.Equal([published.Id], (await ReadFront.OfDeskAsync(again, TempNewsroom.En)).Articles);
    }
}
