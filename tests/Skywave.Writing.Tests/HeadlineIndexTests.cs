using CsCheck;
using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing.Tests;

/// <summary>Headlines are found by an index that the database keeps itself, whichever way a text comes, changes or goes.</summary>
public sealed class HeadlineIndexTests : IDisposable
{
    private readonly TempNewsroom _newsroom = new();

    private WritingDb Db => _newsroom.Db;

    public void Dispose() => _newsroom.Dispose();

    private async Task<string> FoundAsync(string words, DeskTag? desk = null) => string.Join(" / ", (await FindArticle.ByHeadlineAsync(Db, words, desk)).Select(f => f.Headline));

    // Each article's newest headline, as the index has it and as the revisions have it; and the index is what its table says.
    private async Task AssertWholeAsync()
    {
        await Db.Database.ExecuteSqlRawAsync("INSERT INTO headlines (headlines, rank) VALUES ('integrity-check', 1)");
        var kept = await Db.Database.SqlQueryRaw<string>("SELECT article || words AS \"Value\" FROM headline_places ORDER BY article").ToListAsync();
        var there = (await Db.Revisions.AsNoTracking().ToListAsync()).GroupBy(r => r.Article).Select(g => g.MaxBy(r => r.Number)!).Join(await Db.Articles.AsNoTracking().ToListAsync(), r => r.Article, a => a.Id, (r, a) => $"{r.Article}\uE000{a.Desk}\uE001{r.HeadlineFolded}");
        Assert.Equal(there.Order(StringComparer.Ordinal), kept.Order(StringComparer.Ordinal));
    }

    private async Task<List<string>> PlanAsync(string words, DeskTag? desk)
    {
        var (sql, parameters) = FindArticle.Question(words, desk, 50);
        await using var command = Db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, [.. parameters.Select((_, i) => "@p" + i)]);
        foreach (var (value, i) in parameters.Select((v, i) => (v, i)))
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@p" + i, value);
            command.Parameters.Add(parameter);
        }
        await using var reader = await command.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await reader.ReadAsync())
        {
            plan.Add(reader.GetString(3));
        }
        return plan;
    }

    [Theory]
    [InlineData("harbour", null)]
    [InlineData("old harbour", "en")]
    [InlineData("eu harbour", "en")]
    [InlineData("eu", "en")]
    [InlineData("", "en")]
    public async Task No_search_walks_through_articles_or_revisions(string words, string? desk)
    {
        var plan = await PlanAsync(words, desk is null ? null : DeskTag.Parse(desk));
        Assert.Contains(plan, step => step.StartsWith("SCAN h VIRTUAL TABLE", StringComparison.Ordinal) && step.Contains('M', StringComparison.Ordinal));
        Assert.All(plan.Where(step => step.StartsWith("SCAN", StringComparison.Ordinal)), step => Assert.Matches("^SCAN (h|f)\\b|^SCAN \\(subquery", step));
        Assert.All(new[] { "SEARCH a USING INDEX", "SEARCH r USING INDEX" }, start => Assert.Contains(plan, step => step.StartsWith(start, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_index_follows_a_text_from_its_first_draft_to_its_end()
    {
        await _newsroom.SaveAsync(TempNewsroom.Draft("1", "Ferries return", "Text."));
        await _newsroom.SaveAsync(TempNewsroom.Draft("1", "Boats return", "Text."));
        Assert.Equal(("", "Boats return"), (await FoundAsync("ferries"), await FoundAsync("boats")));
        await _newsroom.PublishAsync(TempNewsroom.Draft("1", "Boats return", "Text."), TempNewsroom.Noon);
        await _newsroom.SaveAsync(TempNewsroom.Draft("1", "Boats are back", "Text."));
        Assert.Equal(("", "Boats are back"), (await FoundAsync("return"), await FoundAsync("boats")));
        // Back to what is published: the draft goes, and what was the newest before is the newest again.
        await _newsroom.SaveAsync(TempNewsroom.Draft("1", "Boats return", "Text."));
        Assert.Equal(("", "Boats return"), (await FoundAsync("back"), await FoundAsync("boats")));
        await AssertWholeAsync();
        var id = ArticleId.Derive(TempNewsroom.En, "1");
        await WithdrawArticle.WithdrawAsync(Db, id, "It put somebody at risk.", Remains.Nothing, TempNewsroom.Noon);
        await _newsroom.CutAsync(TempNewsroom.Noon.AddHours(1));
        Assert.Equal("", await FoundAsync("boats"));
        await AssertWholeAsync();
        // Three letters in a row of what was purged are nowhere in the index any more.
        await Db.Database.ExecuteSqlRawAsync("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, headlines, row)");
        Assert.Empty(await Db.Database.SqlQueryRaw<string>("SELECT term AS \"Value\" FROM temp.terms WHERE term IN ('boa', 'oat', 'ats')").ToListAsync());
    }

    [Fact]
    public async Task What_comes_in_bulk_is_found_and_the_newest_written_comes_first()
    {
        var drafts = Enumerable.Range(0, 120).Select(n => new Incoming(TempNewsroom.Draft("u" + n, "Headline number " + n, "Text.") with { Desk = n % 2 == 0 ? TempNewsroom.En : TempNewsroom.Fa }, Approve: n % 3 == 0)).ToList();
        await TakeInArticles.ManyAsync(Db, drafts, TempNewsroom.Noon);
        await AssertWholeAsync();
        Assert.Equal(50, (await FindArticle.ByHeadlineAsync(Db, "number")).Count);
        Assert.Equal(60, (await FindArticle.ByHeadlineAsync(Db, "number", TempNewsroom.Fa, 200)).Count);
        await TakeInArticles.ManyAsync(Db, [new Incoming(TempNewsroom.Draft("u4", "Headline number four", "Text."), Approve: true)], TempNewsroom.Noon.AddMinutes(1));
        Assert.StartsWith("Headline number four / ", await FoundAsync("number", TempNewsroom.En), StringComparison.Ordinal);
        await AssertWholeAsync();
    }

    [Theory]
    [InlineData("Паромы вернулись в СТАРУЮ гавань", "старую ПАРОМ")]
    [InlineData("قایق‌ها به بندر كتاب بازگشتند", "قایقها کتاب")]
    [InlineData("北京的新桥", "北京")]
    [InlineData("EU votes on 3 laws", "eu 3")]
    [InlineData("A 🛶🛶🛶 race", "🛶🛶🛶")]
    [InlineData("O‘zbekiston yangiliklari", "o'zbek")]
    public async Task Every_script_is_found_folded_by_parts_of_words_and_by_short_ones(string headline, string words)
    {
        await _newsroom.SaveAsync(TempNewsroom.Draft("1", headline, "Text."));
        await _newsroom.SaveAsync(TempNewsroom.Draft("2", "Something else", "Text."));
        Assert.Equal(headline, await FoundAsync(words));
        Assert.Equal(headline, await FoundAsync(words, TempNewsroom.En));
        Assert.Equal("", await FoundAsync(words, TempNewsroom.Fa));
    }

    [Fact]
    public async Task Letters_of_a_word_that_are_there_in_another_order_are_not_the_word()
    {
        await _newsroom.SaveAsync(TempNewsroom.Draft("1", "abcd bcde", "Text."));
        Assert.Equal(("abcd bcde", "", ""), (await FoundAsync("bcd"), await FoundAsync("abcde"), await FoundAsync("en")));
    }

    [Fact]
    public async Task The_index_finds_what_comparing_every_headline_finds()
    {
        var (letters, dice) = (Gen.Char["abé ش"], new Random(5));
        var headlines = Enumerable.Range(0, 40).Select(n => string.Concat(Enumerable.Range(0, 10).Select(_ => "abé ش"[dice.Next(5)])) + "x" + n).ToArray();
        await TakeInArticles.ManyAsync(Db, [.. headlines.Select((h, n) => new Incoming(TempNewsroom.Draft("u" + n, h, "Text."), Approve: false))], TempNewsroom.Noon);
        await Gen.String[letters, 1, 5].SampleAsync(async words =>
        {
            var asked = Fold.ForSearch(words).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var found = (await FindArticle.ByHeadlineAsync(Db, words, TempNewsroom.En)).Select(f => f.Headline).Order(StringComparer.Ordinal);
            Assert.Equal(headlines.Select(h => string.Join(' ', h.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Where(h => asked.All(a => Fold.ForSearch(h).Contains(a, StringComparison.Ordinal))).Order(StringComparer.Ordinal), found.Select(h => string.Join(' ', h.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Order(StringComparer.Ordinal));
        }, iter: 200, threads: 1);
    }

    [Fact]
    public async Task A_file_from_before_the_index_gets_it_when_it_is_opened_with_all_that_is_there()
    {
        await _newsroom.PublishAsync(TempNewsroom.Draft("1", "Ferries return", "Text."), TempNewsroom.Noon);
        await _newsroom.SaveAsync(TempNewsroom.Draft("1", "Boats return", "Text."));
        await _newsroom.SaveAsync(TempNewsroom.Draft("2", "Rain stays", "Text."));
        await Db.Database.ExecuteSqlRawAsync("DROP TRIGGER headline_comes; DROP TRIGGER headline_changes; DROP TRIGGER headline_goes; DROP TABLE headlines; DROP TABLE headline_places; DROP TABLE fronts");
        await using var again = _newsroom.Store.OpenWriting();
        await AssertWholeAsync();
        Assert.Equal(["Boats return"], (await FindArticle.ByHeadlineAsync(again, "boats")).Select(f => f.Headline));
        await _newsroom.SaveAsync(TempNewsroom.Draft("2", "Rain ends", "Text."));
        Assert.Equal("Rain ends", await FoundAsync("rain"));
    }
}
