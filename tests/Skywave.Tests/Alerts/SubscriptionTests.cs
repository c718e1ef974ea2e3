using System.Buffers.Text;
using System.Text;
using CsCheck;
using Skywave.Alerts;
using Xunit;

namespace Skywave.Tests.Alerts;

/// <summary>What strangers send to be told of breaking news.</summary>
public sealed class SubscriptionTests
{
    private static readonly string[] Desks = ["en", "fa"];
    private static readonly PushHosts Services = new(["http://127.0.0.1:8123", "https://push.example"]);

    [Theory]
    [InlineData("https://fcm.googleapis.com/fcm/send/abc:APA91-x_y")]
    [InlineData("https://updates.push.services.mozilla.com/wpush/v2/gAAA")]
    [InlineData("https://web.push.apple.com/QaBC")]
    [InlineData("https://wns2-par02p.notify.windows.com/w/?token=BQYAAA%2f%2b")]
    [InlineData("https://push.example/x")]
    [InlineData("http://127.0.0.1:8123/x")]
    public void What_a_browser_sends_is_read_back_as_it_was(string endpoint)
    {
        using var browser = new ABrowser(endpoint);
        var read = Subscription.Parse(browser.Wish.ToBytes(), Desks, Services);
        Assert.True(read.IsAccepted);
        Assert.Equal((browser.Wish.Desk, endpoint), (read.Value.Desk, read.Value.Endpoint));
        Assert.Equal(browser.Wish.Key, read.Value.Key);
        Assert.Equal(browser.Wish.Auth, read.Value.Auth);
    }

    [Theory]
    [InlineData("http://fcm.googleapis.com/x")]
    [InlineData("https://fcm.googleapis.com:8443/x")]
    [InlineData("https://fcm.googleapis.com.evil.example/x")]
    [InlineData("https://evil.example/fcm.googleapis.com")]
    [InlineData("https://me@fcm.googleapis.com/x")]
    [InlineData("https://fcm.googleapis.com@evil.example/x")]
    [InlineData("https://fcm.googleapis.com/x#y")]
    [InlineData("https://push.apple.com/x")]
    [InlineData("https://evilpush.apple.com.example/x")]
    [InlineData("https://127.0.0.1/x")]
    [InlineData("http://127.0.0.1:8124/x")]
    [InlineData("http://localhost:8123/x")]
    [InlineData("http://push.example/x")]
    [InlineData("https://push.example:444/x")]
    [InlineData("https://[::1]/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://fcm.googleapis.com/\n")]
    [InlineData("//fcm.googleapis.com/x")]
    [InlineData("")]
    public void An_endpoint_of_anybody_else_is_refused(string endpoint)
    {
        using var browser = new ABrowser(endpoint);
        Assert.Equal(AlertCodes.Endpoint, Subscription.Parse(browser.Wish.ToBytes(), Desks, Services).Refusal!.Code);
    }

    [Fact]
    public void What_is_not_quite_it_is_refused_by_its_code()
    {
        using var browser = new ABrowser("https://push.example/x");
        var (p256dh, auth) = (Base64Url.EncodeToString(browser.Wish.Key), Base64Url.EncodeToString(browser.Wish.Auth));
        var good = Encoding.UTF8.GetString(browser.Wish.ToBytes());
        Assert.Null(CodeOf(good));
        byte[] off = [.. browser.Wish.Key];
        off[64] ^= 1;
        Assert.All(
            new[]
            {
                ("", AlertCodes.Malformed), ("null", AlertCodes.Malformed), ("[]", AlertCodes.Malformed), ("{}", AlertCodes.Malformed), (good[..^1], AlertCodes.Malformed), (good + "x", AlertCodes.Malformed),
                (good.Replace("\"desk\":\"en\",", "", StringComparison.Ordinal), AlertCodes.Malformed), (good.Replace("\"en\"", "null", StringComparison.Ordinal), AlertCodes.Malformed),
                (good.Replace("\"desk\":\"en\",", "\"desk\":\"en\",\"desk\":\"fa\",", StringComparison.Ordinal), AlertCodes.Malformed), (good.Replace("{\"desk\"", "{\"name\":\"me\",\"desk\"", StringComparison.Ordinal), AlertCodes.Malformed),
                (good.Replace("\"keys\":{", "\"keys\":{\"more\":1,", StringComparison.Ordinal), AlertCodes.Malformed), (good.Replace("\"desk\":\"en\"", "\"Desk\":\"en\"", StringComparison.Ordinal), AlertCodes.Malformed),
                (good.Replace("\"en\"", "\"de\"", StringComparison.Ordinal), AlertCodes.Desk), (good.Replace("push.example", "evil.example", StringComparison.Ordinal), AlertCodes.Endpoint),
                (good.Replace("example/x", "example/" + new string('x', 1100), StringComparison.Ordinal), AlertCodes.Endpoint), (good.Replace("example/x", "example/" + new string('x', 2100), StringComparison.Ordinal), AlertCodes.TooBig),
                (good.Replace(auth, auth[..^2], StringComparison.Ordinal), AlertCodes.Keys), (good.Replace(auth, auth + "==", StringComparison.Ordinal), AlertCodes.Keys), (good.Replace(p256dh, p256dh[..^4], StringComparison.Ordinal), AlertCodes.Keys),
                (good.Replace(p256dh, Base64Url.EncodeToString(off), StringComparison.Ordinal), AlertCodes.Keys), (good.Replace(p256dh, Base64Url.EncodeToString(new byte[65]), StringComparison.Ordinal), AlertCodes.Keys),
                (good.Replace(p256dh, " " + p256dh, StringComparison.Ordinal), AlertCodes.Keys),
            },
            wrong => Assert.Equal(wrong.Item2, CodeOf(wrong.Item1)));
    }

    [Fact]
    public void Any_bytes_are_refused_by_a_code_and_never_throw()
    {
        using var browser = new ABrowser("https://push.example/x");
        var good = browser.Wish.ToBytes();
        Gen.Byte.Array[0, 2100].Sample(body => Assert.NotNull(CodeOf(body)), iter: 500);
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, good.Length]).Sample((at, with, length) =>
        {
            byte[] changed = [.. good];
            changed[at] = with;
            _ = CodeOf(changed);
            Assert.True(length == good.Length || CodeOf(good[..length]) is not null);
            _ = Subscription.ParseEnd(changed).IsAccepted;
        }, iter: 2000);
        Assert.NotNull(CodeOf("""{"desk":"\ud800","endpoint":"https://push.example/x","keys":{"auth":"","p256dh":""}}"""u8.ToArray()));
        Assert.NotNull(CodeOf([.. "{\"desk\":\""u8, 0xff, .. "\"}"u8]));
        Assert.NotNull(CodeOf(Encoding.UTF8.GetBytes(new string('[', 2000))));
    }

    [Fact]
    public void An_end_names_an_endpoint_and_nothing_else()
    {
        Assert.Equal("https://push.example/x", Subscription.ParseEnd("""{"endpoint":"https://push.example/x"}"""u8).Value);
        Assert.All(new[] { "{}", "", "null", """{"endpoint":null}""", """{"endpoint":"x","desk":"en"}""" }, text => Assert.Equal(AlertCodes.Malformed, Subscription.ParseEnd(Encoding.UTF8.GetBytes(text)).Refusal!.Code));
    }

    private static string? CodeOf(string body) => CodeOf(Encoding.UTF8.GetBytes(body));

    private static string? CodeOf(byte[] body) => Subscription.Parse(body, Desks, Services) is { IsAccepted: false, Refusal: { } refusal } ? refusal.Code : null;
}
