using CsCheck;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Office.Tests;

/// <summary>The trail: only added to, and whoever changes it is found out.</summary>
public sealed class TrailTests
{
    private static async Task FillAsync(TestOffice office, int entries)
    {
        await using var db = office.Open();
        for (var i = 0; i < entries; i++)
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await Trail.AddAsync(db, office.Clock.GetUtcNow(), "somebody", "manuscript.step", $"m{i}", i % 2 == 0 ? "fa" : null, i % 3 == 0 ? "Pass: InEdit to Ready, version 3" : null, default);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        }
    }

    [Fact]
    public async Task Entries_follow_one_another_and_a_line_is_what_the_document_says()
    {
        await using var office = TestOffice.Make();
        await FillAsync(office, 3);
        await using var db = office.Open();
        Assert.Null(await Trail.CheckAsync(db, default));
        var page = await Trail.PageAsync(db, null, null, 10, default);
        Assert.Equal([3L, 2, 1], page.Select(e => e.N));
        Assert.Equal(TrailEntry.Nothing, page[2].Prev);
        Assert.Equal(TrailEntry.HashOf(page[2].Line()), page[1].Prev);
        Assert.Equal($$"""{"act":"manuscript.step","at":{{office.Clock.GetUtcNow().ToUnixTimeSeconds()}},"by":"somebody","desk":"fa","n":1,"of":"m0","prev":"{{TrailEntry.Nothing}}","what":"Pass: InEdit to Ready, version 3"}""", page[2].Line());
        Assert.Equal(["m1"], (await Trail.PageAsync(db, "m1", null, 10, default)).Select(e => e.Of));
    }

    [Theory]
    [InlineData("UPDATE trail SET \"Line\" = 'x'")]
    [InlineData("DELETE FROM trail WHERE \"N\" = 2")]
    public async Task The_database_refuses_to_change_the_trail(string sql)
    {
        await using var office = TestOffice.Make();
        await FillAsync(office, 3);
        await using var db = office.Open();
        var refused = await Assert.ThrowsAsync<SqliteException>(() => db.Database.ExecuteSqlRawAsync(sql));
        Assert.Contains("only added to", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE trail SET \"Line\" = replace(\"Line\", 'somebody', 'nobody') WHERE \"N\" = 2", "entry 2")]
    [InlineData("UPDATE trail SET \"By\" = 'nobody' WHERE \"N\" = 2", "entry 2")]
    [InlineData("DELETE FROM trail WHERE \"N\" = 2", "entry 3")]
    [InlineData("DELETE FROM trail WHERE \"N\" = 1", "entry 2")]
    public async Task Whoever_changes_the_file_itself_is_found_out(string sql, string found)
    {
        await using var office = TestOffice.Make();
        await FillAsync(office, 4);
        await using var db = office.Open();
        await db.Database.ExecuteSqlRawAsync("DROP TRIGGER trail_is_kept_as_written; DROP TRIGGER trail_is_kept_whole");
        await db.Database.ExecuteSqlRawAsync(sql);
        Assert.StartsWith(found, await Trail.CheckAsync(db, default), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_is_read_back_as_it_was_written_and_any_other_line_is_none() => Gen.Select(Gen.Long[1, 1_000_000], Gen.Long[0, 4_000_000_000], Gen.String[Gen.Char['a', 'z'], 1, 12], Gen.Bool, Gen.Int[0, 500]).Sample((n, at, word, hasDesk, cut) =>
    {
        var entry = new TrailEntry(n, at, word, "person.signIn", word, TrailEntry.Nothing, hasDesk ? "fa" : null, hasDesk ? null : "passkey");
        var line = entry.Line();
        Assert.Equal(entry, TrailEntry.Read(line));
        Assert.Null(TrailEntry.Read(line[..Math.Min(cut, line.Length - 1)]));
        Assert.Null(TrailEntry.Read(line.Replace(",", ", ", StringComparison.Ordinal)));
        Assert.Null(TrailEntry.Read(line.Insert(1, "\"more\":1,")));
    });

    [Fact]
    public async Task What_was_not_done_is_not_in_the_trail()
    {
        await using var office = TestOffice.Make();
        await using (var db = office.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await Trail.AddAsync(db, office.Clock.GetUtcNow(), "somebody", "person.invite", "x", null, null, default);
            await db.SaveChangesAsync();
        }
        await using var after = office.Open();
        Assert.Empty(await Trail.PageAsync(after, null, null, 10, default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Trail.AddAsync(after, office.Clock.GetUtcNow(), "somebody", "person.invite", "x", null, null, default));
    }
}
