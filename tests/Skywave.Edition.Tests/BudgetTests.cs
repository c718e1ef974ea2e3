using System.Text;
using Skywave.Words;
using Xunit;

namespace Skywave.Edition.Tests;

/// <summary>What pages weigh on the wire as a publish compresses them, for every locale there is: the sentences around the articles are its own.</summary>
public sealed class BudgetTests
{
    private const int Kilobyte = 1024;

    public static TheoryData<string> Desks => [.. Samples.Locales.All.Select(l => l.Tag)];

    private static Masthead Masthead(string tag) => new(DeskTag.Parse(tag), Samples.Newsroom, Samples.Locales.For(tag), Theme.Default, Samples.Standing);

    // Headlines of the desk's own words.
    private static FrontItem[] Items(string tag, int count) => [.. Enumerable.Range(0, count).Select(i => FrontItem.From(Samples.Worded(tag, i)))];

    [Theory, MemberData(nameof(Desks))]
    public void A_list_of_thirty_stories_is_at_most_12_KB(string tag)
    {
        var list = new ListName(ListKind.Topic, "climate", "Climate", null);
        AtMost(12 * Kilobyte, ListPage.Render(Masthead(tag), list, 7, Items(tag, 30)), tag);
        AtMost(12 * Kilobyte, ListPage.Render(Masthead(tag), null, 7, Items(tag, 30)), tag);
        AtMost(12 * Kilobyte, ListPage.RenderFirst(Masthead(tag), list, Items(tag, 30), 60), tag);
        // At its longest the first page has 59, and those past thirty are brief.
        AtMost(15 * Kilobyte, ListPage.RenderFirst(Masthead(tag), list, Items(tag, 59), 119), tag);
        AtMost(3 * Kilobyte, ListPage.RenderStub(Masthead(tag), list, 8), tag);
    }

    [Theory, MemberData(nameof(Desks))]
    public void Archives_and_lists_of_lists_are_at_most_12_KB(string tag)
    {
        var words = Samples.Vocabulary(tag);
        ListSize[] lists = [.. Enumerable.Range(0, 5000).Select(i => new ListName(ListKind.Person, $"x-{Samples.Hash($"{i}").Replace('0', 'z').Replace('1', 'y').Replace('8', 'w').Replace('9', 'v')[..12]}", $"{words[i % words.Length]} {words[i * 7 % words.Length]}", null)).Select(l => new ListSize(l, 1))];
        AtMost(12 * Kilobyte, ListIndexPage.Render(Masthead(tag), ListKind.Person, lists), tag);
        AtMost(5 * Kilobyte, ArchivePage.Render(Masthead(tag), Enumerable.Range(0, 240).Select(i => new DateOnly(2026, 11, 1).AddMonths(-i)), Enum.GetValues<ListKind>()), tag);
        AtMost(4 * Kilobyte, MonthPage.Render(Masthead(tag), new(2026, 10, 1), Enumerable.Range(1, 31).Select(d => new MonthDay(new(2026, 10, d), 37 + d, 2000 + d))), tag);
    }

    [Theory, MemberData(nameof(Desks))]
    public void What_a_page_says_to_machines_is_at_most_350_bytes(string tag)
    {
        var article = Samples.Worded(tag, 1, 600);
        var with = Encoding.UTF8.GetString(Samples.Page(article, [], ArticleLinks.None, Samples.Notice("en")));
        var from = with.IndexOf("<script", StringComparison.Ordinal);
        var without = with.Remove(from, with.IndexOf("</script>", StringComparison.Ordinal) + "</script>".Length - from);
        Assert.InRange(Samples.Published(Encoding.UTF8.GetBytes(with)) - Samples.Published(Encoding.UTF8.GetBytes(without)), 1, 350);
    }

    private static void AtMost(int bytes, byte[] page, string tag)
    {
        var size = Samples.Published(page);
        Assert.True(size <= bytes, $"{tag}: {size} bytes compressed, over {bytes}");
    }
}
