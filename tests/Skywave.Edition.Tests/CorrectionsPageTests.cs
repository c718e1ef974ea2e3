using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Skywave.Words;
using Xunit;

namespace Skywave.Edition.Tests;

/// <summary>The list of corrections: paged like any other, and as small.</summary>
public sealed class CorrectionsPageTests
{
    public static TheoryData<string> Desks => [.. Samples.Locales.All.Select(l => l.Tag)];

    private static Masthead Masthead(string tag = "en") => new(DeskTag.Parse(tag), Samples.Newsroom, Samples.Locales.For(tag), Theme.Default, Samples.Standing);

    private static CorrectionItem Correction(string tag, int n)
    {
        var article = Samples.Worded(tag, n);
        var text = ((Paragraph)Samples.Worded(tag, n + 3000, 30).Text.Body[0]).Runs[0].Text;
        return CorrectionItem.Of(article with { Revision = 2, Corrections = [new(CorrectionKind.Correction, Samples.Noon.AddHours(n), text, 1, 2)] }).Single();
    }

    // The files of so many corrections.
    private static Dictionary<string, byte[]> After(int corrections)
    {
        CorrectionItem?[] items = [.. Enumerable.Range(1, corrections).Select(n => Correction("en", n))];
        var full = ListPage.Full(corrections);
        var files = Enumerable.Range(1, full).ToDictionary(n => CorrectionsPage.PathOf(Masthead().Desk, n), n => CorrectionsPage.Render(Masthead(), n, [.. items.Skip((n - 1) * ListPage.Size).Take(ListPage.Size)]));
        foreach (var stub in ListPage.Stubs(corrections, isOwn: false))
        {
            files[CorrectionsPage.PathOf(Masthead().Desk, stub)] = CorrectionsPage.RenderStub(Masthead(), stub);
        }
        files[CorrectionsPage.PathOf(Masthead().Desk)] = CorrectionsPage.RenderFirst(Masthead(), [.. items.Reverse().Take(ListPage.Shown(corrections))], corrections);
        return files;
    }

    [Fact]
    public void A_correction_touches_the_first_page_and_two_times_in_thirty_one_page_more()
    {
        var before = After(58);
        for (var n = 59; n <= 61; n++)
        {
            var after = After(n);
            var touched = after.Where(f => !before.TryGetValue(f.Key, out var old) || !old.AsSpan().SequenceEqual(f.Value)).Select(f => f.Key).Order(StringComparer.Ordinal);
            Assert.Equal(["en/corrections.html", .. n switch { 59 => ["en/corrections/3.html"], 60 => ["en/corrections/2.html"], _ => Array.Empty<string>() }], touched);
            before = after;
        }
    }

    [Fact]
    public void Every_correction_is_found_by_going_to_older_pages_and_back()
    {
        var files = After(100);
        var seen = new List<string>();
        for (var at = new Uri("https://x.test/en/corrections.html"); at is not null;)
        {
            var page = Parse(files[at.AbsolutePath[1..]]);
            seen.AddRange(page.QuerySelectorAll(".list h2 a").Select(a => new Uri(at, a.GetAttribute("href")).AbsolutePath[1..]));
            at = page.QuerySelectorAll("main .go a").FirstOrDefault(a => a.TextContent == "Older stories") is { } older ? new Uri(at, older.GetAttribute("href")) : null;
        }
        Assert.Equal(Enumerable.Range(0, 100).Select(n => Samples.Worded("en", 100 - n).Path), seen);
        Assert.Equal("2.html", Parse(files["en/corrections/1.html"]).QuerySelector("main .go a")!.GetAttribute("href"));
        Assert.Equal("../corrections.html", Parse(files["en/corrections/4.html"]).QuerySelector("main .go a")!.GetAttribute("href"));
        Assert.Empty(Parse(files["en/corrections/4.html"]).QuerySelectorAll(".list"));
    }

    [Fact]
    public void A_correction_says_what_changed_and_beyond_thirty_only_that_something_did()
    {
        var page = Parse(After(59)["en/corrections.html"]);
        Assert.Equal(59, page.QuerySelectorAll(".list li").Length);
        Assert.Contains(Correction("en", 59).Correction!.Text, page.QuerySelectorAll(".list li")[0].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Correction("en", 29).Correction!.Text, page.QuerySelectorAll(".list li")[30].TextContent, StringComparison.Ordinal);
        Assert.Contains(Correction("en", 29).Correction!.Text, Parse(After(59)["en/corrections/1.html"]).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_taken_down_shows_when_and_no_headline_and_what_is_no_more_keeps_no_line()
    {
        var article = Samples.Worded("en", 1) with { Status = ArticleStatus.Withdrawn, Revision = 3, VersionCreated = Samples.Noon };
        var gone = CorrectionItem.Of(article).Single();
        Assert.Equal((3, null), (gone.Revision, gone.Correction));
        var page = CorrectionsPage.RenderFirst(Masthead(), [gone, null, Correction("en", 2)], 3);
        Assert.Equal(2, Parse(page).QuerySelectorAll(".list li").Length);
        Assert.DoesNotContain(article.Text.Headline, Samples.String(page), StringComparison.Ordinal);
        Assert.Contains("No corrections so far.", Samples.String(CorrectionsPage.RenderFirst(Masthead(), [], 0)), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => CorrectionsPage.Render(Masthead(), 1, [gone]));
        Assert.Throws<ArgumentException>(() => CorrectionsPage.RenderFirst(Masthead(), [gone], 60));
    }

    [Theory, MemberData(nameof(Desks))]
    public void Thirty_corrections_are_at_most_12_KB(string tag)
    {
        CorrectionItem?[] items = [.. Enumerable.Range(0, 59).Select(n => Correction(tag, n))];
        AtMost(12, CorrectionsPage.Render(Masthead(tag), 7, items[..30]), tag);
        AtMost(15, CorrectionsPage.RenderFirst(Masthead(tag), items, 10_019), tag);
        AtMost(3, CorrectionsPage.RenderStub(Masthead(tag), 335), tag);
    }

    private static void AtMost(int kilobytes, byte[] page, string tag) => Assert.True(Samples.Published(page) <= kilobytes * 1024, $"{tag}: {Samples.Published(page)} bytes compressed, over {kilobytes} KB");

    private static IHtmlDocument Parse(byte[] page) => new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(Samples.String(page));
}
