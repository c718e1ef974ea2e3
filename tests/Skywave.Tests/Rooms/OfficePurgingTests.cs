using Skywave.House;
using Skywave.Office;
using Skywave.Rooms;
using Skywave.Words;
using Skywave.Writing;
using Xunit;

namespace Skywave.Tests.Rooms;

/// <summary>What Writing forgets when a name is taken out of the office, over a real newsroom.</summary>
public sealed class OfficePurgingTests : IAsyncLifetime
{
    private TestNewsroom _paper = null!;
    private OfficeParts _parts = null!;

    public async ValueTask InitializeAsync()
    {
        _paper = await TestNewsroom.MakeAsync("en");
        var queue = new PublishQueue(_paper.House, () => KeyFiles.Open(_paper.House.HostKeyring, TestNewsroom.Passphrase), _paper.Clock, _ => { });
        _parts = new OfficeRooms(_paper.House, queue, _paper.Clock).Parts();
    }

    public ValueTask DisposeAsync() => _paper.DisposeAsync();

    [Fact]
    public async Task What_was_refused_on_its_way_out_is_dropped_and_what_is_out_stays_and_is_whole()
    {
        var text = new Manuscript("0123456789abcdef", "en", "a story", "A headline\n\nHermenegild Vaux said so.\n", "office:0123456789abcdef");
        Assert.Empty((await (await _parts.Prepare(text, default))(default)).Reasons);
        await _parts.Publish(default);
        await using (var db = NewsroomStore.At(_paper.House.Path).OpenWriting())
        {
            await DraftArticle.SaveAsync(db, new Draft { Desk = DeskTag.Parse("en"), Uri = "office:2", Text = new ArticleText { Language = "en", Headline = "A draft about Hermenegild Vaux" } }, _paper.Clock.GetUtcNow());
        }
        Assert.Equal(1, await _parts.DropDrafts(t => t.Contains("Hermenegild Vaux", StringComparison.Ordinal), default));
        await using (var db = NewsroomStore.At(_paper.House.Path).OpenWriting())
        {
            Assert.NotNull(await ReadArticle.PublishedAsync(db, ArticleId.Derive(DeskTag.Parse("en"), text.Uri)));
        }
        foreach (var file in Directory.GetFiles(_paper.House.Path, "newsroom.db*"))
        {
            Assert.True((await File.ReadAllBytesAsync(file)).AsSpan().IndexOf("A draft about"u8) < 0, file);
        }
        Assert.Empty((await _paper.VerifyAsync()).Findings);
    }
}
