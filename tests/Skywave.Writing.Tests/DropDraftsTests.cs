using System.Text;
using Skywave.Words;
using static Skywave.Writing.Tests.TempNewsroom;

namespace Skywave.Writing.Tests;

/// <summary>Texts that were never published go with a name, byte by byte; what was published stays.</summary>
public sealed class DropDraftsTests
{
    private static bool HoldsName(string text) => text.Contains("Пелагея", StringComparison.Ordinal);

    private static bool IsInAFile(TempNewsroom room, string name) => Directory.GetFiles(room.Folder, "newsroom.db*").Any(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(name)) >= 0;
    });

    [Fact]
    public async Task A_draft_with_the_name_is_gone_with_its_article_and_no_byte_of_it_is_left()
    {
        using var room = new TempNewsroom();
        await room.SaveAsync(Draft("one", "Headline", "Она.", "Пелагея \"сказала\"."));
        await room.SaveAsync(Draft("two", "Another"));
        await room.PublishAsync(Draft("three", "Out"), Noon);
        await room.SaveAsync(Draft("three", "Out, and Пелагея"));
        Assert.True(IsInAFile(room, "Пелагея"));
        Assert.Equal(2, await DropDrafts.RunAsync(room.Db, HoldsName, Noon));
        Assert.False(IsInAFile(room, "Пелагея"));
        Assert.Null(await room.Db.Articles.FindAsync(ArticleId.Derive(En, "one").Value));
        Assert.NotNull(await room.Db.Articles.FindAsync(ArticleId.Derive(En, "two").Value));
        Assert.Equal("Out", (await ReadArticle.PublishedAsync(room.Db, ArticleId.Derive(En, "three")))!.Text.Headline);
        Assert.Equal(0, await DropDrafts.RunAsync(room.Db, HoldsName, Noon));
    }

    [Fact]
    public async Task What_is_approved_or_published_stays_and_what_was_overtaken_loses_its_words()
    {
        using var room = new TempNewsroom();
        await room.PublishAsync(Draft("out", "Out", "Пелагея."), Noon);
        await room.PublishAsync(Draft("overtaken", "Before"), Noon);
        await room.SaveAsync(Draft("overtaken", "Headline", "Пелагея, overtaken."));
        await ApproveArticle.ApproveAsync(room.Db, ArticleId.Derive(En, "overtaken"), Noon);
        await WithdrawArticle.WithdrawAsync(room.Db, ArticleId.Derive(En, "overtaken"), "It put somebody at risk.", Remains.Headline, Noon);
        await room.CutAsync(Noon.AddHours(1));
        await room.SaveAsync(Draft("ready", "Headline", "Пелагея, ready."));
        await ApproveArticle.ApproveAsync(room.Db, ArticleId.Derive(En, "ready"), Noon);
        Assert.Equal(1, await DropDrafts.RunAsync(room.Db, HoldsName, Noon));
        Assert.False(IsInAFile(room, "overtaken."));
        Assert.True(IsInAFile(room, "Пелагея, ready."));
        Assert.Equal("Headline", Assert.Single(await room.CutAsync(Noon.AddHours(2))).Text.Headline);
    }
}
