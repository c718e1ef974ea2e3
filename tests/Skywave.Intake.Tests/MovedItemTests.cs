using System.Text;
using System.Text.Json;
using CsCheck;
using Skywave.Intake.Moving;
using Skywave.Words;
using Xunit;

namespace Skywave.Intake.Tests;

/// <summary>An article as an exported item, and back (docs/046-newsroom-folder.md).</summary>
public sealed class MovedItemTests
{
    [Fact]
    public void Every_article_comes_back_the_same_and_gives_the_same_bytes() => StoryGens.Item.Sample(item =>
    {
        var moved = Of(item);
        var bytes = MovedItem.Write(moved, "../../../");
        var read = MovedItem.Read(bytes, "../../../");
        Assert.True(read.Reason is null, read.Reason);
        Assert.Equal(Json(moved), Json(read.Article!));
        Assert.True(bytes.AsSpan().SequenceEqual(MovedItem.Write(read.Article!, "../../../")));
    }, iter: 1000);

    [Fact]
    public void An_exported_item_that_was_damaged_is_a_reason_or_the_same_and_never_throws()
    {
        var item = new Imported { Uri = "a", Text = new ArticleText { Language = "en", Headline = "A headline" } };
        StoryGens.Item.Sample(i => item = i, iter: 1, threads: 1);
        var whole = MovedItem.Write(Of(item), "../../../");
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, 3]).Sample((at, value, kind) =>
        {
            byte[] damaged = kind switch
            {
                0 => [.. whole[..at], value, .. whole[(at + 1)..]],
                1 => whole[..at],
                2 => [.. whole[..at], .. whole[Math.Min(whole.Length, at + value)..]],
                _ => [.. whole[..at], .. whole[(at / 2)..at], .. whole[at..]],
            };
            var read = MovedItem.Read(damaged, "../../../");
            Assert.True(read.Article is null != read.Reason is null);
        }, iter: 3000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"bodies\":[null,{\"role\":7},{\"role\":\"skywave:article\"}]}")]
    [InlineData("{\"bodies\":[{\"role\":\"skywave:article\",\"value\":\"null\"}]}")]
    [InlineData("{\"bodies\":[{\"role\":\"skywave:article\",\"value\":\"[1\"}]}")]
    [InlineData("{\"bodies\":[{\"role\":\"skywave:article\",\"value\":\"{\\\"text\\\":{\\\"body\\\":[null]}}\"}]}")]
    public void What_is_no_item_is_a_reason(string json) => Assert.NotNull(MovedItem.Read(Encoding.UTF8.GetBytes(json), "").Reason);

    private static MovedArticle Of(Imported item)
    {
        var desk = DeskTag.Parse("en");
        return new MovedArticle
        {
            Id = ArticleId.Derive(desk, item.Uri), Desk = desk, Uri = item.Uri, Story = item.Story ?? "a story", Standing = item.Standing, State = MovedState.Published, Revision = 2, Slug = "a-slug", Status = ArticleStatus.Corrected,
            FirstPublished = DateTimeOffset.UnixEpoch, VersionCreated = DateTimeOffset.UnixEpoch.AddHours(1), SourceHash = new string('a', 64),
            Corrections = [new Correction(CorrectionKind.Correction, DateTimeOffset.UnixEpoch.AddHours(1), "It was \"wrong\" <b>.", 1, 2)], Text = item.Text,
        };
    }

    private static string Json(MovedArticle article) => JsonSerializer.Serialize(article, WordsJson.Default.MovedArticle);
}
