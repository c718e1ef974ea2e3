using System.Globalization;
using CsCheck;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Skywave.Words;
using static Skywave.Writing.Tests.TempNewsroom;

namespace Skywave.Writing.Tests;

/// <summary>Many at once is the same as one after the other, and costs a few statements for all of them.</summary>
public sealed class ManyTests
{
    private static readonly Gen<Incoming> Something =
        from item in Gen.Int[0, 4]
        from headline in Gen.Int[0, 2]
        from story in Gen.Int[0, 2]
        from odd in Gen.Int[0, 12]
        from approve in Gen.Bool
        select new Incoming(Odd(Draft($"u{item}", $"Headline {headline}", "Text.") with { Story = story == 0 ? null : $"s{story}" }, odd), approve);

    [Fact]
    public async Task Many_at_once_become_what_they_become_one_after_the_other()
    {
        await Something.Array[1, 14].Array[1, 3].SampleAsync(
            async batches =>
            {
                using TempNewsroom one = new(), many = new();
                for (var (i, at) = (0, Noon); i < batches.Length; i++, at = at.AddHours(1))
                {
                    var expected = new List<string>();
                    foreach (var (draft, approve, _) in batches[i])
                    {
                        expected.Add(await AloneAsync(one, draft, approve));
                    }
                    Assert.Equal(expected, (await TakeInArticles.ManyAsync(many.Db, batches[i], Noon)).Select(t => Told(t.Drafted, t.Approval)));
                    Assert.Equal(await RowsAsync(one), await RowsAsync(many));
                    var ready = await one.CutAsync(at);
                    Assert.Equal(ready.Length, await MarkPublished.MarkAllAsync(many.Db, ready.Select(r => (r.Id, r.Revision)), at));
                    Assert.Equal(await RowsAsync(one), await RowsAsync(many));
                }
            },
            iter: 25, threads: 1);
    }

    [Fact]
    public async Task Taking_in_approving_and_marking_cost_a_few_statements_an_article_and_no_more_with_more_of_them()
    {
        using var room = new TempNewsroom();
        Incoming[] incoming = [.. Enumerable.Range(0, 1_000).Select(i => new Incoming(Draft($"u{i}", $"Number {i}", "Text."), Approve: i % 2 == 0))];
        ArticleId[] ids = [.. incoming.Select(i => ArticleId.Derive(i.Draft.Desk, i.Draft.Uri))];

        // A story, an article and a revision each, and what the thousand have in common.
        Assert.InRange(await CountAsync(room, () => TakeInArticles.ManyAsync(room.Db, incoming, Noon)), 3_000, 3_020);
        Assert.InRange(await CountAsync(room, () => TakeInArticles.ManyAsync(room.Db, incoming, Noon)), 1, 20);
        Assert.InRange(await CountAsync(room, () => ApproveArticle.ApproveManyAsync(room.Db, [.. ids.Where((_, i) => i % 2 == 1)], Noon)), 500, 510);

        // The article, its revision and that it was published.
        Assert.InRange(await CountAsync(room, () => MarkPublished.MarkAllAsync(room.Db, ids.Select(id => (id, 1)), Noon)), 3_000, 3_020);
        Assert.InRange(await CountAsync(room, () => MarkPublished.MarkAllAsync(room.Db, ids.Select(id => (id, 1)), Noon)), 1, 20);
        Assert.InRange(await CountAsync(room, async () => Assert.Equal(1_000, await PublishedArticles.ManyAsync(room.Db, ids).CountAsync())), 1, 10);
    }

    [Fact]
    public async Task Listing_what_is_ready_is_two_statements()
    {
        using var room = new TempNewsroom();
        await TakeInArticles.ManyAsync(room.Db, [.. Enumerable.Range(0, 300).Select(i => new Incoming(Draft($"u{i}", $"Number {i}"), Approve: true))], Noon);
        Assert.Equal(2, await CountAsync(room, async () => Assert.Equal(300, (await room.ReadyAsync(Noon)).Length)));
    }

    [Fact]
    public async Task Many_articles_and_many_stories_are_read_in_the_order_they_are_asked_for()
    {
        using var room = new TempNewsroom();
        Draft[] drafts = [.. Enumerable.Range(0, 600).Select(i => Draft($"u{i}", $"Number {i}") with { Story = $"story {i % 300}", Desk = i < 300 ? En : Fa })];
        await TakeInArticles.ManyAsync(room.Db, [.. drafts.Select(d => new Incoming(d, Approve: true))], Noon);
        ArticleId[] ids = [.. drafts.Select(d => ArticleId.Derive(d.Desk, d.Uri))];
        await MarkPublished.MarkAllAsync(room.Db, ids[1..].Select(id => (id, 1)), Noon);

        ArticleId[] asked = [.. ids.Reverse(), ids[5], ArticleId.Derive(En, "nothing")];
        Assert.Equal(ids.Skip(1).Reverse(), await PublishedArticles.ManyAsync(room.Db, asked).Select(a => a.Id).ToListAsync());
        Assert.Equal(["Number 7", "Number 307", "Number 300"],
            await PublishedArticles.OfStoriesAsync(room.Db, ["story 7", "no such story", "story 0", "story 7"]).Select(a => a.Text.Headline).ToListAsync());
        Assert.Equal(599, await PublishedArticles.OfStoriesAsync(room.Db, Enumerable.Range(0, 300).Select(i => $"story {i}")).CountAsync());
    }

    [Fact]
    public async Task Marking_many_is_all_or_none()
    {
        using var room = new TempNewsroom();
        await TakeInArticles.ManyAsync(room.Db, [.. Enumerable.Range(0, 700).Select(i => new Incoming(Draft($"u{i}", $"Number {i}"), Approve: i < 699))], Noon);
        var all = Enumerable.Range(0, 700).Select(i => (ArticleId.Derive(En, $"u{i}"), 1));
        await Assert.ThrowsAsync<InvalidOperationException>(() => MarkPublished.MarkAllAsync(room.Db, all, Noon));
        Assert.Empty(await room.AllAsync());
    }

    [Fact]
    public async Task A_text_stored_with_its_letters_escaped_is_known_again()
    {
        using var room = new TempNewsroom();
        var draft = Draft("u", "نان", "گران شد.");
        await room.SaveAsync(draft);
        await room.Db.Revisions.ExecuteUpdateAsync(row => row.SetProperty(r => r.SourceHash, StoredText.EscapedHash(draft.Text)));
        Assert.IsType<Drafted.Unchanged>(await room.SaveAsync(draft));
    }

    private static Draft Odd(Draft draft, int odd) => odd switch
    {
        0 => draft with { Withdraw = true },
        1 => draft with { Standing = "about" },
        2 => draft with { Correction = new CorrectionNote(CorrectionKind.Retraction, "It was wrong.") },
        3 => draft with { Correction = new CorrectionNote(CorrectionKind.Correction, "It was less.") },
        4 => draft with { Desk = DeskTag.Parse("ru") },
        5 => draft with { Story = "two\nlines" },
        6 => draft with { Text = draft.Text with { Urgency = 0 } },
        7 => draft with { Text = draft.Text with { LeadPicture = new Picture { Alt = "a street", Origin = "https://example.org/p.jpg" } } },
        _ => draft,
    };

    private static async Task<string> AloneAsync(TempNewsroom room, Draft draft, bool approve)
    {
        var drafted = await room.SaveAsync(draft);
        var waits = drafted is Drafted.Created or Drafted.Revised or Drafted.Unchanged { State: RevisionState.Draft };
        return Told(drafted, approve && waits ? await ApproveArticle.ApproveAsync(room.Db, ArticleId.Derive(draft.Desk, draft.Uri), Noon) : null);
    }

    private static string Told(Drafted drafted, Approval? approval) => $"{(drafted is Drafted.Rejected no ? string.Join("; ", no.Reasons) : drafted)} / {approval switch
    {
        Approval.Approved yes => $"{yes.Revision} {string.Join("; ", yes.Warnings)}",
        Approval.Refused refused => $"{refused.Revision} {string.Join("; ", refused.Reasons)}",
        _ => approval,
    }}";

    /// <summary>Everything that articles are kept in, as text.</summary>
    private static async Task<List<string>> RowsAsync(TempNewsroom room)
    {
        var rows = new List<string>();
        foreach (var table in new[] { "stories", "articles", "revisions", "corrections", "publications" })
        {
            await using var command = room.Db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // the names above
            command.CommandText = $"SELECT * FROM {table} ORDER BY 1, 2";
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                rows.Add(table + ": " + string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
            }
        }
        return rows;
    }

    // Without what the database does by itself to keep its index of headlines: a trigger's steps come as remarks, the index's own name its tables.
    private static async Task<int> CountAsync(TempNewsroom room, Func<Task> work)
    {
        var statements = 0;
        var handle = ((SqliteConnection)room.Db.Database.GetDbConnection()).Handle;
        SQLitePCL.raw.sqlite3_trace(handle, (SQLitePCL.strdelegate_trace)((_, sql) => statements += sql.StartsWith("--", StringComparison.Ordinal) || sql.Contains("'headline", StringComparison.Ordinal) ? 0 : 1), null!);
        await work();
        SQLitePCL.raw.sqlite3_trace(handle, (SQLitePCL.strdelegate_trace)null!, null!);
        return statements;
    }
}
