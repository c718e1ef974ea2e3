using System.Text;
using Skywave.Trust.Keys;
using Skywave.Trust.Tests.Log;
using Xunit;

namespace Skywave.Trust.Tests.Keys;

public sealed class KeyringTests
{
    private static byte[] Seed(byte number) => Enumerable.Repeat(number, 32).ToArray();

    private static readonly Keyring Host = Keyring.Empty
        .With(StoredKey.Of(KeyPurpose.Snapshot, Seed(1)))
        .With(StoredKey.Of(KeyPurpose.Desk, Seed(2), "en"))
        .With(StoredKey.Of(KeyPurpose.Log, Seed(3), "en", 1))
        .With(StoredKey.Of(KeyPurpose.Log, Seed(4), "en", 2))
        .With(StoredKey.Of(KeyPurpose.Log, Seed(5), "uz-Cyrl", 1));

    [Fact]
    public void A_keyring_is_read_as_it_is_written()
    {
        var read = Keyring.Parse(Host.ToBytes()).Value;
        Assert.Equal(Host.ToBytes(), read.ToBytes());
        using var key = read.Find(KeyPurpose.Log, "en", 2).Single().Open();
        Assert.Equal(SampleLog.Key(4).PublicHex, key.PublicHex);
    }

    [Fact]
    public void Keys_are_found_by_purpose_desk_and_epoch()
    {
        Assert.Equal(3, Host.Find(KeyPurpose.Log).Length);
        Assert.Equal(2, Host.Find(KeyPurpose.Log, "en").Length);
        Assert.Empty(Host.Find(KeyPurpose.Root));
        Assert.Single(Host.Without(SampleLog.Key(4).PublicHex).Find(KeyPurpose.Log, "en"));
    }

    [Fact]
    public void A_keys_text_holds_no_secret()
    {
        var key = Host.Find(KeyPurpose.Log, "en", 2).Single();
        Assert.Equal("log en 2 " + SampleLog.Key(4).PublicHex, key.ToString());
        Assert.DoesNotContain(Convert.ToHexStringLower(Seed(4)), Host.ToString());
    }

    [Theory]
    [InlineData("\"purpose\":\"snapshot\"", "\"purpose\":\"snap\"")]
    [InlineData("\"purpose\":\"snapshot\"", "\"purpose\":\"log\"")]
    [InlineData("\"epoch\":2", "\"epoch\":0")]
    [InlineData("\"secret\":\"01", "\"secret\":\"02")]
    [InlineData("\"secret\":\"01", "\"secret\":\"")]
    [InlineData("\"v\":1", "\"v\":2")]
    public void Anything_else_is_refused(string good, string bad) => Assert.Equal(
        Codes.KeysMalformed, Keyring.Parse(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Host.ToBytes()).Replace(good, bad))).Refusal?.Code);

    [Fact]
    public void Purpose_desk_and_epoch_go_together()
    {
        Assert.Throws<ArgumentException>(() => StoredKey.Of(KeyPurpose.Log, Seed(1), "en"));
        Assert.Throws<ArgumentException>(() => StoredKey.Of(KeyPurpose.Root, Seed(1), "en"));
        Assert.Throws<ArgumentException>(() => StoredKey.Of("other", Seed(1)));
    }
}
