using Skywave.Delivery;
using Xunit;

namespace Skywave.Delivery.Tests;

public sealed class AcceptedCodingsTests
{
    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("br;q=0.5, gzip;q=0.9", "gzip")]
    [InlineData("br; q=0.5 , gzip;Q=0.4", "br")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("*", "br")]
    [InlineData("*;q=0.1, br;q=0", "gzip")]
    [InlineData("x-gzip", "gzip")]
    [InlineData("BR", "br")]
    [InlineData("identity", "")]
    [InlineData("identity, gzip;q=0.5", "")]
    [InlineData("identity;q=0.5, gzip;q=0.5", "gzip")]
    [InlineData("gzip;q=0, br;q=0", "")]
    [InlineData("*;q=0", "")]
    [InlineData("deflate, zstd", "")]
    [InlineData("br;q=2", "")]
    [InlineData("br;q=x, gzip", "gzip")]
    [InlineData(";;;,,q=1", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void The_representation_is_the_one_the_client_likes_best(string? header, string coding)
    {
        var text = System.Text.Encoding.ASCII.GetBytes(new string('a', 10_000));
        var copy = new Copy("en/index.html", text, null, null, new SiblingPress());
        Assert.Equal(coding, copy.For(AcceptedCodings.Read(header)).Coding.ToString());
    }

    [Fact]
    public void Several_lines_of_the_header_count_as_one() =>
        Assert.Equal(new AcceptedCodings(1000, 500, 0, 0), AcceptedCodings.Read(new(["gzip;q=0.5", "br, *;q=0"])));
}
