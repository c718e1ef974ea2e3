using System.Diagnostics;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Skywave.Words;
using static Skywave.Writing.Tests.TempNewsroom;

namespace Skywave.Writing.Tests;

public sealed class StoreTests
{
    private const string ChildFolder = "SKYWAVE_WRITING_TEST_FOLDER";

    [Theory]
    [InlineData("newsroom.db")]
    [InlineData("private.db")]
    public void Database_of_a_newer_program_is_refused_with_what_to_do(string file)
    {
        using var room = new TempNewsroom();
        using (DbContext db = file == "newsroom.db" ? room.Store.OpenWriting() : room.Store.OpenPrivate())
        {
            db.Database.ExecuteSqlRaw("UPDATE schema_version SET version = version + 1");
        }
        var refused = Assert.Throws<StoreException>(() => NewsroomStore.Open(room.Folder));
        Assert.Contains("newer Skywave", refused.Message);
        Assert.Contains(file, refused.Message);
        Assert.NotEmpty(refused.Hint);
    }

    [Fact]
    public void File_that_is_no_database_is_refused()
    {
        using var room = new TempNewsroom();
        File.WriteAllText(Path.Combine(room.Folder, "private.db"), string.Concat(Enumerable.Repeat("this is not a database. ", 100)));
        Assert.Contains("not a database", Assert.Throws<StoreException>(() => NewsroomStore.Open(room.Folder)).Message);
        Assert.Throws<StoreException>(() => NewsroomStore.Open(Path.Combine(room.Folder, "nowhere")));
    }

    [Fact]
    public async Task Store_of_another_newsroom_is_refused()
    {
        using var room = new TempNewsroom();
        await Assert.ThrowsAsync<StoreException>(() => DescribeNewsroom.SaveAsync(room.Db, Outlet with { Id = "9c0f1a53-52b1-4f64-9d8f-b07f1e0a7b1f" }));
        await DescribeNewsroom.SaveAsync(room.Db, Outlet with { Name = "New name", Desks = [Fa, En] });
    }

    [Fact]
    public async Task Many_open_and_write_a_new_folder_at_once()
    {
        using var room = new TempNewsroom();
        var folder = Directory.CreateDirectory(Path.Combine(room.Folder, "fresh")).FullName;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(async () =>
        {
            var store = NewsroomStore.Open(folder);
            using var db = store.OpenWriting();
            await DescribeNewsroom.SaveAsync(db, Outlet);
            Assert.IsType<Drafted.Created>(await DraftArticle.SaveAsync(db, Draft($"u{i}", $"Number {i}"), Noon));
        })));
        using var all = NewsroomStore.Open(folder).OpenWriting();
        Assert.Equal(6, (await FindArticle.ByHeadlineAsync(all, "number")).Count);
    }

    [Fact]
    public async Task Two_processes_write_at_once()
    {
        using var room = new TempNewsroom();
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Skywave.Writing.Tests"), ["-method", $"*{nameof(A_process_writes_while_others_do)}"])
        {
            RedirectStandardOutput = true,
            Environment = { [ChildFolder] = room.Folder },
        };
        using var child = Process.Start(start)!;
        for (var i = 0; !child.HasExited || i < 40; i++)
        {
            Assert.IsType<Drafted.Created>(await room.SaveAsync(Draft($"parent {i}", $"Parent {i}")));
            await Task.Delay(5);
        }
        var said = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        Assert.True(child.ExitCode == 0, said);
        Assert.Equal(40, (await FindArticle.ByHeadlineAsync(room.Db, "child", most: 200)).Count);
    }

    [Fact]
    public async Task A_process_writes_while_others_do()
    {
        using var own = new TempNewsroom();
        var store = NewsroomStore.Open(Environment.GetEnvironmentVariable(ChildFolder) ?? own.Folder);
        for (var i = 0; i < 40; i++)
        {
            using var db = store.OpenWriting();
            Assert.IsType<Drafted.Created>(await DraftArticle.SaveAsync(db, Draft($"child {i}", $"Child {i}"), Noon));
        }
    }

    [Fact]
    public async Task Caller_can_hold_many_drafts_in_one_transaction()
    {
        using var room = new TempNewsroom();
        await using (await room.Db.Database.BeginTransactionAsync())
        {
            await room.SaveAsync(Draft("u", "One"));
        }
        Assert.Empty(await FindArticle.ByHeadlineAsync(room.Db, ""));
    }

    [Theory]
    [InlineData("'; DROP TABLE articles; --")]
    [InlineData("\" OR 1=1 --")]
    [InlineData("%")]
    [InlineData("_____")]
    [InlineData("{0}")]
    [InlineData("\\")]
    public async Task What_an_editor_types_is_only_ever_looked_for(string words)
    {
        using var room = new TempNewsroom();
        await room.SaveAsync(Draft("plain", "A plain headline"));
        Assert.Empty(await FindArticle.ByHeadlineAsync(room.Db, words));
        await room.SaveAsync(Draft("literal", $"Headline with {words} in it"));
        Assert.Equal($"Headline with {words} in it", Assert.Single(await FindArticle.ByHeadlineAsync(room.Db, words, En)).Headline);
        Assert.Equal(2, (await FindArticle.ByHeadlineAsync(room.Db, "headline")).Count);
        Assert.Empty(await FindArticle.ByHeadlineAsync(room.Db, "headline", Fa));
    }

    [Theory]
    [InlineData("Ўзбекистон янгиликлари", "ўзбекистон")]
    [InlineData("Oʻzbekiston", "o'zbekiston")]
    [InlineData("كتاب", "کتاب")]
    public async Task Search_folds_case_and_spelling(string headline, string words)
    {
        using var room = new TempNewsroom();
        await room.SaveAsync(Draft("u", headline));
        Assert.Single(await FindArticle.ByHeadlineAsync(room.Db, words));
    }

    [Fact]
    public async Task Any_words_can_be_looked_for()
    {
        using var room = new TempNewsroom();
        await room.SaveAsync(Draft("u", "A plain headline"));
        await Gen.String.SampleAsync(async words => Assert.InRange((await FindArticle.ByHeadlineAsync(room.Db, words)).Count, 0, 1), iter: 300, threads: 1);
    }

    [Fact]
    public async Task Notices_are_kept_per_desk_and_replaced_by_id()
    {
        using var room = new TempNewsroom();
        var notice = new Notice { Id = "ru-undesirable", Designation = "undesirable organisation", Text = "Sharing can be punished.", Territories = ["RU"], Acts = [Act.Share] };
        Assert.Empty(await SaveNotice.SaveAsync(room.Db, En, notice));
        Assert.Empty(await SaveNotice.SaveAsync(room.Db, En, notice with { Text = "Newer." }));
        Assert.Empty(await SaveNotice.SaveAsync(room.Db, Fa, notice));
        Assert.Equal("Newer.", Assert.Single(await ListNotices.OfDeskAsync(room.Db, En)).Text);
        Assert.Equal(3, (await SaveNotice.SaveAsync(room.Db, DeskTag.Parse("ru"), notice with { Id = "a b", Territories = ["Russia"] })).Length);
    }
}
