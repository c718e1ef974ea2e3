using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Writing.Tests;

/// <summary>A newsroom in a folder of its own, on real files, that is gone after the test.</summary>
internal sealed class TempNewsroom : IDisposable
{
    public static readonly DeskTag En = DeskTag.Parse("en");
    public static readonly DeskTag Fa = DeskTag.Parse("fa");
    public static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public TempNewsroom()
    {
        Folder = Directory.CreateTempSubdirectory("skywave-writing-").FullName;
        Store = NewsroomStore.Open(Folder);
        Db = Store.OpenWriting();
        DescribeNewsroom.SaveAsync(Db, Outlet).GetAwaiter().GetResult();
    }

    public static Newsroom Outlet { get; } = new("0d5c1c1a-58a4-4c5f-8f57-2f3f0d7a1b11", "Test Newsroom", [En, Fa]);

    public string Folder { get; }

    public NewsroomStore Store { get; }

    public WritingDb Db { get; }

    public static ArticleText Text(string headline, params string[] paragraphs) => new()
    {
        Language = "en",
        Headline = headline,
        Body = [.. paragraphs.Select(p => (Block)new Paragraph([new Run(p)]))],
    };

    public static Draft Draft(string uri, string headline, params string[] paragraphs) => new() { Desk = En, Uri = uri, Text = Text(headline, paragraphs) };

    public Task<Drafted> SaveAsync(Draft draft, PrivateDb? privateDb = null) => DraftArticle.SaveAsync(Db, draft, Noon, privateDb);

    public async Task<ImmutableArray<PublishedArticle>> CutAsync(DateTimeOffset at)
    {
        var ready = await ReadyAsync(at);
        foreach (var article in ready)
        {
            Assert.Equal(Marked.Done, await MarkPublished.MarkAsync(Db, article.Id, article.Revision, at));
        }
        return ready;
    }

    public async Task<ImmutableArray<PublishedArticle>> ReadyAsync(DateTimeOffset at)
    {
        var ready = ImmutableArray.CreateBuilder<PublishedArticle>();
        await foreach (var article in ListReady.AtAsync(Db, at))
        {
            ready.Add(article);
        }
        return ready.ToImmutable();
    }

    /// <summary>Drafts, approves and publishes; what a reader then finds.</summary>
    public async Task<PublishedArticle> PublishAsync(Draft draft, DateTimeOffset at)
    {
        var drafted = await SaveAsync(draft);
        Assert.False(drafted is Drafted.Rejected, drafted.ToString());
        var id = ArticleId.Derive(draft.Desk, draft.Uri);
        Assert.IsType<Approval.Approved>(await ApproveArticle.ApproveAsync(Db, id, at));
        await CutAsync(at);
        return (await ReadArticle.PublishedAsync(Db, id))!;
    }

    public async Task<ImmutableArray<PublishedArticle>> AllAsync()
    {
        var all = ImmutableArray.CreateBuilder<PublishedArticle>();
        await foreach (var article in PublishedArticles.AllAsync(Db))
        {
            all.Add(article);
        }
        return all.ToImmutable();
    }

    public void Dispose()
    {
        Db.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
