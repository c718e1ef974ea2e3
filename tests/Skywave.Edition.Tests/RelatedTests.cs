using CsCheck;
using Skywave.Words;
using Xunit;

namespace Skywave.Edition.Tests;

public sealed class RelatedTests
{
    private static readonly ListKey Big = new(ListKind.Topic, "politics");
    private static readonly ListKey Small = new(ListKind.Topic, "ferries");
    private static readonly ListKey Place = new(ListKind.Place, "yerevan");
    private static readonly ListKey Author = new(ListKind.Author, "lena-orn");

    private static readonly Dictionary<ListKey, int> Lists = new() { [Big] = 30000, [Small] = 12, [Place] = 500, [Author] = 12 };

    private static RelatedCandidate Candidate(int n, params ListKey[] lists) => new(Samples.Item("en", n), $"story {n}", [.. lists]);

    private static IEnumerable<string> Choose(params RelatedCandidate[] candidates) =>
        RelatedArticles.Choose(Samples.Item("en", 0).Id, "story 0", Lists, candidates).Select(i => i.Headline[(i.Headline.LastIndexOf(' ') + 1)..]);

    [Fact]
    public void What_shares_more_and_rarer_lists_comes_first_then_what_is_newer() =>
        Assert.Equal(["3", "4", "2", "5", "1"], Choose(Candidate(1, Big), Candidate(2, Small), Candidate(3, Big, Small), Candidate(4, Small), Candidate(5, Author), Candidate(6, new ListKey(ListKind.Topic, "other"))));

    [Fact]
    public void At_most_five_are_chosen() => Assert.Equal(["29", "28", "27", "26", "25"], Choose([.. Enumerable.Range(1, 29).Select(n => Candidate(n, Big))]));

    [Fact]
    public void Neither_itself_nor_its_story_nor_what_does_not_stand_is_chosen() =>
        Assert.Empty(Choose(Candidate(0, Big), Candidate(1, Big) with { Story = "story 0" }, new(Samples.Item("en", 2) with { Status = ArticleStatus.Withdrawn }, "s", [Big]),
            new(Samples.Item("en", 3) with { Status = ArticleStatus.Retracted }, "s", [Big]), Candidate(4)));

    [Fact]
    public void The_order_and_number_of_candidates_change_nothing()
    {
        RelatedCandidate[] all = [.. Enumerable.Range(1, 40).Select(n => Candidate(n, n % 3 == 0 ? [Big, Place] : n % 5 == 0 ? [Small] : [Big]))];
        var chosen = Choose(all);
        Gen.Shuffle(all).Sample(shuffled => Choose([.. shuffled, .. all]).SequenceEqual(chosen), iter: 100);
    }
}
