using CsCheck;
using Skywave.Trust.Documents;
using Xunit;

namespace Skywave.Trust.Tests.Documents;

/// <summary>What a link says of the key it was made for (docs/900-design.md, section 21).</summary>
public sealed class TrustLinkTests
{
    private static readonly Gen<TrustLink> Links = Gen.Select(
        Gen.Long[1, 999_999_999], Gen.Char["0123456789abcdef"].Array[32], Gen.Char["abcdefghijklmnopqrstuvwxyz234567"].Array[16], Gen.Bool,
        (version, hash, article, isArticle) => new TrustLink(version, new string(hash), isArticle ? new string(article) : null));

    [Fact]
    public void What_was_written_is_read_again() => Links.Sample(link =>
    {
        Assert.Equal(link, TrustLink.Parse(link.ToString()).Value);
        Assert.Equal(link, TrustLink.Parse(link.ToString()[1..]).Value);
    });

    [Fact]
    public void A_link_has_one_spelling() => Gen.Select(Links, Gen.Int[0, 70], Gen.Char).Sample((link, at, with) =>
    {
        var text = link.ToString();
        var other = text[..Math.Min(at, text.Length)] + with + text[Math.Min(at, text.Length)..];
        Assert.True(!TrustLink.Parse(other).TryGet(out var read, out _) || read.ToString().TrimStart('#') == other.TrimStart('#'), other);
    });

    [Theory]
    [InlineData("", false)]
    [InlineData("#", false)]
    [InlineData("#proof", false)]
    [InlineData("#key", false)]
    [InlineData("#k=", true)]
    [InlineData("k=1", true)]
    public void A_place_in_a_page_is_no_link_of_trust(string fragment, bool isMeant)
    {
        Assert.Equal(isMeant, TrustLink.IsMeant(fragment));
        Assert.False(TrustLink.Parse(fragment).IsAccepted);
    }
}
