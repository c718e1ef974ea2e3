using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsCheck;
using Skywave.Alerts;
using Skywave.Trust.Keys;
using Xunit;

namespace Skywave.Tests.Alerts;

/// <summary>What goes to a push service, beside the RFC's example and a program that others wrote.</summary>
public sealed class SealedMessageTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_example_of_RFC_8291_comes_out_to_the_byte()
    {
        using var sender = ECDiffieHellman.Create(CurveKey.OfSecret(Bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"))!.Value);
        var plain = "When I grow up, I want to be a watermelon"u8;
        var to = Bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");
        var auth = Bytes("BTBZMqHH6r4Tts7J_aSIgg");
        var message = SealedMessage.Seal(plain, plain.Length, to, auth, SealedMessage.ForBrowsers, sender, Bytes("DGv6ra1nlYgDCS1FRnbzlw"));
        Assert.Equal(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
            Base64Url.EncodeToString(message));
        var own = CurveKey.OfSecret(Bytes("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"))!.Value;
        Assert.Equal(to, CurveKey.PointOf(own));
        Assert.Equal(plain.ToArray(), SealedMessage.Open(message, own, auth, SealedMessage.ForBrowsers));
        Assert.Null(SealedMessage.Open(message, own, auth, SealedMessage.AtRest));
    }

    [Fact]
    public void What_we_encrypt_an_independent_program_opens_and_every_message_is_of_one_size()
    {
        using var browser = new ABrowser("https://push.example:8443/a/b?c");
        var key = KeyFilesMake(KeyPurpose.Alerts);
        var authorization = PushToken.Write(new Uri(browser.Wish.Endpoint), "mailto:alerts@news.example", key, Now);
        var sizes = new HashSet<int>();
        foreach (var plain in new[] { "{}", """{"desk":"en","path":"en/2026/11/a-story-abcdefghijklmnop.html"}""", new string('x', PushDelivery.Length) })
        {
            var message = Seal(browser.Wish, plain);
            sizes.Add(message.Length);
            var seen = Check(new { message = Convert.ToBase64String(message), @private = browser.Secret, auth = Base64Url.EncodeToString(browser.Wish.Auth), authorization });
            Assert.Equal(plain, seen.GetProperty("plain").GetString());
            Assert.True(seen.GetProperty("isSigned").GetBoolean());
            Assert.Equal(Base64Url.EncodeToString(CurveKey.PointOf(key)), seen.GetProperty("key").GetString());
            Assert.Equal("""{"typ":"JWT","alg":"ES256"}""", seen.GetProperty("head").GetRawText());
            Assert.Equal("https://push.example:8443", seen.GetProperty("claims").GetProperty("aud").GetString());
            Assert.Equal("mailto:alerts@news.example", seen.GetProperty("claims").GetProperty("sub").GetString());
            Assert.InRange(seen.GetProperty("claims").GetProperty("exp").GetInt64(), Now.ToUnixTimeSeconds() + 3600, Now.AddHours(12).ToUnixTimeSeconds());
        }
        Assert.Single(sizes);
        Assert.Throws<ArgumentOutOfRangeException>(() => Seal(browser.Wish, new string('x', PushDelivery.Length + 1)));
    }

    [Fact]
    public void A_token_is_verified_by_its_key_and_by_no_other()
    {
        var (key, other) = (KeyFilesMake(KeyPurpose.Alerts), KeyFilesMake(KeyPurpose.Alerts));
        var token = PushToken.Write(new Uri("https://push.example/x"), "https://news.example/", key, Now)["vapid t=".Length..].Split(',')[0];
        var (text, signature) = (Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')]), Bytes(token[(token.LastIndexOf('.') + 1)..]));
        Assert.True(Verifies(key));
        Assert.False(Verifies(other));

        bool Verifies(ECParameters by)
        {
            using var verifier = ECDsa.Create(new ECParameters { Curve = by.Curve, Q = by.Q });
            return verifier.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
    }

    [Fact]
    public void A_topic_says_nothing_and_is_the_same_for_a_subscription_alone()
    {
        using var one = new ABrowser("https://push.example/1", "en");
        using var other = new ABrowser("https://push.example/2", "en");
        Assert.Equal(PushDelivery.TopicOf(one.Wish), PushDelivery.TopicOf(one.Wish with { Desk = "fa" }));
        Assert.NotEqual(PushDelivery.TopicOf(one.Wish), PushDelivery.TopicOf(other.Wish));
        Assert.Matches("^[A-Za-z0-9_-]{24}$", PushDelivery.TopicOf(one.Wish));
    }

    [Fact]
    public void Whatever_is_changed_or_cut_does_not_open_and_never_throws()
    {
        using var browser = new ABrowser("https://push.example/1");
        var own = CurveKey.OfSecret(Bytes(browser.Secret))!.Value;
        var message = Seal(browser.Wish, "{}");
        Gen.Select(Gen.Int[0, message.Length - 1], Gen.Int[0, 7], Gen.Int[0, message.Length]).Sample((at, bit, length) =>
        {
            byte[] changed = [.. message];
            changed[at] ^= (byte)(1 << bit);
            // The record's size is said and means nothing: there is one.
            Assert.True(at is >= 16 and < 20 || SealedMessage.Open(changed, own, browser.Wish.Auth, SealedMessage.ForBrowsers) is null);
            Assert.True(length == message.Length || SealedMessage.Open(message.AsSpan(0, length), own, browser.Wish.Auth, SealedMessage.ForBrowsers) is null);
        }, iter: 500);
    }

    internal static ECParameters KeyFilesMake(string purpose) => House.KeyFiles.Make(purpose).OpenCurve();

    internal static JsonElement Check(object input)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, JsonSerializer.Serialize(input));
            var (exit, output) = Node.Run("check-push.mjs", file);
            Assert.True(exit == 0, output);
            return JsonDocument.Parse(output).RootElement;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static byte[] Seal(Subscription to, string plain)
    {
        using var once = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return SealedMessage.Seal(Encoding.UTF8.GetBytes(plain), PushDelivery.Length, to.Key, to.Auth, SealedMessage.ForBrowsers, once, RandomNumberGenerator.GetBytes(16));
    }

    private static byte[] Bytes(string text) => Base64Url.DecodeFromChars(text);
}
