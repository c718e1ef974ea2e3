using Skywave.Intake.Plain;
using Skywave.Words;
using Xunit;

namespace Skywave.Intake.Tests;

/// <summary>Claims taken out of a text line by line, and written as lines.</summary>
public sealed class ClaimLinesTests
{
    [Fact]
    public void A_claim_that_is_written_is_read_as_what_it_was_with_its_line()
    {
        Claim[] claims =
        [
            new() { About = "people", Value = "up to 8,000 | more", AttributedTo = "police", SourceType = ClaimSource.Authority, AsOf = new DateTimeOffset(2026, 11, 23, 14, 5, 0, TimeSpan.Zero), Status = ClaimStatus.Withdrawn, Unit = "heads" },
            new() { About = "شرکت‌کنندگان", Value = "۸٬۰۰۰", AttributedTo = "پلیس" },
        ];
        var read = ClaimLines.Of($"---\ndeck: x\n{ClaimLines.Write(claims[0])}\nurgency: 1\n{ClaimLines.Write(claims[1])}\n---\nA headline\n\nclaim: no | claim | here\n");
        Assert.Equal([new PlacedClaim(3, claims[0]), new PlacedClaim(5, claims[1])], read);
    }

    [Fact]
    public void A_claim_that_cannot_be_read_keeps_its_place_and_a_text_without_front_matter_has_none()
    {
        Assert.Equal([new PlacedClaim(2, null), new PlacedClaim(3, new Claim { About = "a", Value = "1", AttributedTo = "b" })], ClaimLines.Of("---\nclaim: only this\nclaim: a | 1 | b\n---\nH\n"));
        Assert.Empty(ClaimLines.Of("claim: a | 1 | b\n\nText.\n"));
        Assert.Empty(ClaimLines.Of(""));
        Assert.Empty(ClaimLines.Of("---\nclaim: a | 1 | b\n"));
    }
}
