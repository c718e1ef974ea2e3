using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Skywave.Tests;

/// <summary>
/// Which mirrors the browser's reader asks, when and how many at once, in a time that the test moves. A mirror is what it does: <c>first</c> byte after so many milliseconds,
/// one <c>every</c> so many, <c>length</c> of them; it may <c>freeze</c> or <c>die</c> after some, answer with another <c>status</c> or <c>text</c>, or end in an <c>error</c>.
/// </summary>
public sealed class MirrorChoosingTests
{
    [Fact]
    public void One_mirror_is_asked_and_nobody_else_while_bytes_come()
    {
        var seen = Ask("a b", """{"a":{"first":1900,"every":1500,"length":6},"b":{"first":0}}""");
        Assert.Equal(["0 ask a", "10900 take a"], Log(seen));
        Assert.Equal(1, seen.GetProperty("peak").GetInt32());
    }

    [Fact]
    public void After_two_seconds_without_a_byte_a_second_one_is_asked_and_never_a_third()
    {
        var seen = Ask("a b c", """{"a":{},"b":{"first":5000},"c":{"first":0}}""");
        Assert.Equal(["0 ask a", "2000 ask b", "7000 take b", "7000 leave a"], Log(seen));
        Assert.Equal((2, 0, 0), (seen.GetProperty("peak").GetInt32(), seen.GetProperty("timers").GetInt32(), seen.GetProperty("under").GetInt32()));
    }

    [Fact]
    public void The_slow_one_wins_when_it_is_first_after_all()
    {
        var seen = Ask("a b", """{"a":{"first":2500},"b":{"first":9000}}""");
        Assert.Equal(["0 ask a", "2000 ask b", "2500 take a", "2500 leave b"], Log(seen));
    }

    [Fact]
    public void A_connection_that_freezes_after_some_bytes_is_given_up_and_the_next_mirror_has_been_asked_by_then()
    {
        var seen = Ask("a b", """{"a":{"first":100,"length":50,"freeze":16},"b":{"first":9500}}""");
        Assert.Equal(["0 ask a", "2100 ask b", "10100 leave a", "10100 fail a generic_timeout_error", "11600 take b"], Log(seen));
    }

    [Fact]
    public void One_that_drips_for_ever_does_not_hold_the_others_up()
    {
        var seen = Ask("a b", """{"a":{"first":0,"every":1500,"length":5000},"b":{"first":200}}""", most: 10_000);
        Assert.Equal(["0 ask a", "12000 ask b", "12200 take b", "12200 leave a"], Log(seen));
    }

    [Fact]
    public void One_that_drips_alone_is_given_up_in_the_end()
    {
        var seen = Ask("a", """{"a":{"first":0,"every":1500,"length":5000}}""", most: 10_000);
        Assert.Equal(["0 ask a", "120000 leave a", "120000 fail a generic_timeout_error"], Log(seen));
    }

    [Theory]
    [InlineData("""{"first":0,"text":"block"}""", "page.no-article")]
    [InlineData("""{"first":0,"status":302}""", "http_request_failed")]
    [InlineData("""{"first":0,"status":451}""", "http_request_failed")]
    [InlineData("""{"first":0,"status":404}""", "file.missing")]
    [InlineData("""{"first":0,"length":9,"dies":4}""", "eof_error")]
    [InlineData("""{"first":0,"length":101}""", "page.too-big")]
    [InlineData("""{"error":0}""", "unknown_failure")]
    public void Whatever_is_not_the_file_is_its_mirrors_failure_and_the_next_is_asked_a_little_later(string lie, string why)
    {
        var seen = Ask("a b", $"{{\"a\":{lie},\"b\":{{\"first\":0}}}}");
        Assert.Equal([$"0 fail a {why}", "250 ask b", "250 take b"], Log(seen).Where(line => !line.EndsWith("leave a", StringComparison.Ordinal) && !line.EndsWith("ask a", StringComparison.Ordinal)));
        Assert.Equal("b a", Next(seen));
    }

    [Fact]
    public void When_all_fail_at_once_six_are_asked_ever_more_slowly_and_no_more()
    {
        var seen = Ask("a b c d e f g h", """{"a":{"error":0},"b":{"error":0},"c":{"error":0},"d":{"error":0},"e":{"error":0},"f":{"error":0},"g":{"first":0},"h":{"first":0}}""");
        Assert.Equal(["0 ask a", "250 ask b", "750 ask c", "1750 ask d", "3750 ask e", "7750 ask f"], Log(seen).Where(line => line.Contains("ask", StringComparison.Ordinal)));
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("taken").ValueKind);
        Assert.StartsWith("g h ", Next(seen), StringComparison.Ordinal);
    }

    [Fact]
    public void What_worked_last_is_first_and_what_failed_waits_twice_as_long_each_time()
    {
        var memory = """{"https://a.example":{"good":5,"fails":2,"until":90000,"why":"eof_error"},"https://b.example":{"good":9,"fails":0,"until":0,"why":""},"https://c.example":{"good":7,"fails":0,"until":0,"why":""} }""";
        var seen = Ask("a d c b", """{"a":{"error":0},"b":{"error":0},"c":{"first":0},"d":{"first":0}}""", memory: memory);
        Assert.Equal(["0 ask b", "0 fail b unknown_failure", "250 ask c", "250 take c"], Log(seen));
        Assert.Equal("c d b a", Next(seen));
        Assert.Equal((30_000, 1), (Health(seen, "b", "until"), Health(seen, "b", "fails")));
        Assert.Equal((250, 0), (Health(seen, "c", "good"), Health(seen, "c", "fails")));

        var again = Ask("a", """{"a":{"error":0}}""", memory: memory);
        Assert.Equal((120_000, 3), (Health(again, "a", "until"), Health(again, "a", "fails")));
    }

    private static JsonElement Ask(string order, string answers, int most = 100, string memory = "{}") => BrowserReader.Mirrors(new JsonObject
    {
        ["order"] = new JsonArray([.. order.Split(' ').Select(name => (JsonNode?)name)]),
        ["answers"] = JsonNode.Parse(answers),
        ["memory"] = JsonNode.Parse(memory),
        ["most"] = most,
    });

    private static IEnumerable<string> Log(JsonElement seen) => seen.GetProperty("log").EnumerateArray().Select(line => line.GetString()!);

    private static string Next(JsonElement seen) => string.Join(' ', seen.GetProperty("next").EnumerateArray().Select(name => name.GetString()));

    private static int Health(JsonElement seen, string mirror, string what) => seen.GetProperty("health").GetProperty($"https://{mirror}.example").GetProperty(what).GetInt32();
}
