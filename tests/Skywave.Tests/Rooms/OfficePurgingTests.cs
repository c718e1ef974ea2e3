using Skywave.House;
using Skywave.Office;
using Skywave.Rooms;
using Skywave.Words;
using Skywave.Writing;
using Xunit;

namespace Skywave.Tests.Rooms;

/// <summary>What Writing forgets when a name is taken out of the office, over a real newsroom.</summary>
public sealed class OfficePurgingTests() : OfficeOverPaper("en")
{
    [Fact]
    public async Task What_was_refused_on_its_way_out_is_dropped_and_what_is_out_stays_and_is_whole()
    {
        var text = new Manuscript("0123456789abcdef", "en", "a story", "A headline\n\nHermenegild Vaux said so.\n", "office:0123456789abcdef");
        Assert.Empty((await HandOverAsync(text)).Reasons);
        await Parts.Publish(default);
        await using (var db = NewsroomStore.At(Paper.House.Path).OpenWriting())
        {
            await DraftArticle.SaveAsync(db, new Draft { Desk = DeskTag.Parse("en"), Uri = "office:2", Text = new ArticleText { Language = "en", Headline = "A draft about Hermenegild Vaux" } }, Paper.Clock.GetUtcNow());
        }
        Assert.Equal(1, await Parts.DropDrafts(t => t.Contains("Hermenegild Vaux", StringComparison.Ordinal), default));
        await using (var db = NewsroomStore.At(Paper.House.Path).OpenWriting())
        {
            Assert.NotNull(await ReadArticle.PublishedAsync(db, ArticleId.Derive(DeskTag.Parse("en"), text.Uri)));
        }
        foreach (var file in Directory.GetFiles(Paper.House.Path, "newsroom.db*"))
        {
            Assert.True((await File.ReadAllBytesAsync(file)).AsSpan().IndexOf("A draft about"u8) < 0, file);
        }
        Assert.Empty((await Paper.VerifyAsync()).Findings);
    }
}
