using System.Text;
using Skywave.Trust.Keys;
using Xunit;

namespace Skywave.Trust.Tests;

/// <summary>The two keys of alerts, which lie on another curve than all others.</summary>
public sealed class CurveKeyTests
{
    private static readonly byte[] Secret = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    [Theory]
    [InlineData(KeyPurpose.Alerts)]
    [InlineData(KeyPurpose.Subscriptions)]
    public void A_keyring_holds_them_beside_the_others_and_reads_them_back(string purpose)
    {
        var ring = Keyring.Empty.With(StoredKey.Of(KeyPurpose.Snapshot, Secret)).With(StoredKey.Of(purpose, Secret));
        var read = Keyring.Parse(ring.ToBytes()).Value.Find(purpose)[0];
        Assert.Equal(ring.Keys[1].PublicHex, read.PublicHex);
        Assert.Equal(2 * CurveKey.PointSize, read.PublicHex.Length);
        Assert.Equal(read.PublicHex, Convert.ToHexStringLower(CurveKey.PointOf(read.OpenCurve())));
        Assert.NotNull(CurveKey.OfPoint(Convert.FromHexString(read.PublicHex)));
    }

    [Fact]
    public void A_public_half_of_another_secret_is_refused_and_so_is_one_of_the_other_curve()
    {
        var text = Encoding.UTF8.GetString(Keyring.Empty.With(StoredKey.Of(KeyPurpose.Alerts, Secret)).ToBytes());
        Assert.True(Keyring.Parse(Encoding.UTF8.GetBytes(text)).IsAccepted);
        Assert.Equal(Codes.KeysMalformed, Keyring.Parse(Encoding.UTF8.GetBytes(text.Replace("\"secret\":\"01", "\"secret\":\"02", StringComparison.Ordinal))).Refusal!.Code);
        Assert.Equal(Codes.KeysMalformed, Keyring.Parse(Encoding.UTF8.GetBytes(text.Replace("alerts", "mirrors", StringComparison.Ordinal))).Refusal!.Code);
        Assert.Equal(Codes.KeysMalformed, Keyring.Parse(Encoding.UTF8.GetBytes(text.Replace("0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20", new string('0', 64), StringComparison.Ordinal))).Refusal!.Code);
    }

    [Fact]
    public void What_is_no_scalar_and_no_point_is_no_key()
    {
        Assert.Null(CurveKey.OfSecret(new byte[32]));
        Assert.Null(CurveKey.OfSecret(Enumerable.Repeat((byte)255, 32).ToArray()));
        Assert.Null(CurveKey.OfSecret(Secret.AsSpan(1)));
        var point = CurveKey.PointOf(CurveKey.OfSecret(Secret)!.Value);
        Assert.NotNull(CurveKey.OfPoint(point));
        Assert.Null(CurveKey.OfPoint(point.AsSpan(1)));
        Assert.Null(CurveKey.OfPoint([2, .. point.AsSpan(1)]));
        Assert.Null(CurveKey.OfPoint([.. point.AsSpan(0, 64), (byte)(point[64] ^ 1)]));
        Assert.Null(CurveKey.OfPoint(new byte[65]));
    }
}
