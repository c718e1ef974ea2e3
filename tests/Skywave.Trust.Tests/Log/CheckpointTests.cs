using System.Text;
using CsCheck;
using Skywave.Trust.Log;
using Xunit;

namespace Skywave.Trust.Tests.Log;

public sealed class CheckpointTests
{
    private const string Origin = "0d3b7c5e-4a61-4a8e-9b1f-0123456789ab/log/en/1";

    private static readonly SigningKey One = SampleLog.Key(1);
    private static readonly SigningKey Two = SampleLog.Key(2);

    [Fact]
    public void What_is_signed_is_read_back_and_verified()
    {
        var made = Checkpoint.Sign(Origin, 700, SampleLog.Of(700).Root, One, Two);
        var read = Checkpoint.Parse(made.ToBytes()).Value;
        Assert.Equal(made, read);
        Assert.Equal((Origin, 700L, 2), (read.Origin, read.Size, read.Signatures.Length));
        Assert.Null(read.Verify([VKey.Of(Origin, One), VKey.Of(Origin, Two)], 2));
        Assert.Equal(Codes.LogSignature, read.Verify([VKey.Of(Origin, One)], 2)?.Code);
        Assert.Equal(Codes.LogSignature, read.Verify([VKey.Of(Origin, One)], 0)?.Code);
        Assert.Null(read.Verify([VKey.Of(Origin, Two), VKey.Of(Origin, SampleLog.Key(3))], 1));
    }

    [Fact]
    public void One_key_twice_is_one_key()
    {
        var twice = Checkpoint.Sign(Origin, 0, TreeHash.Empty, One, One);
        Assert.Equal(Codes.LogSignature, twice.Verify([VKey.Of(Origin, One), VKey.Of(Origin, Two)], 2)?.Code);
        Assert.Equal(Codes.LogSignature, twice.Verify([VKey.Of(Origin, One), VKey.Of(Origin, One)], 2)?.Code);
    }

    [Fact]
    public void A_key_of_another_log_does_not_count() =>
        Assert.Equal(Codes.LogSignature, Checkpoint.Sign(Origin, 0, TreeHash.Empty, One).Verify([VKey.Of(Origin.Replace("/en/", "/fa/"), One)], 1)?.Code);

    [Fact]
    public void Any_flipped_bit_is_refused()
    {
        var bytes = Checkpoint.Sign(Origin, 700, SampleLog.Of(700).Root, One).ToBytes();
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Int[0, 7]).Sample((at, bit) =>
            !Checkpoint.Parse(SampleLog.Flip(bytes, at, bit)).TryGet(out var read, out _) || read.Verify([VKey.Of(Origin, One)], 1) is not null, iter: 2000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\n1\n")]
    [InlineData("a\n01\nROOT\n\n\u2014 a c2ln\n")]
    [InlineData("a\n-1\nROOT\n\n\u2014 a c2lnbmF0dXJl\n")]
    [InlineData("a\n99999999999999999999\nROOT\n\n\u2014 a c2lnbmF0dXJl\n")]
    [InlineData("a\n0\nROOT\n\n\u2014 a c2lnbmF0dXJl\n")]
    [InlineData("a b\n1\nROOT\n\n\u2014 a c2lnbmF0dXJl\n")]
    [InlineData("a\n1\nROOT\n\n")]
    [InlineData("a\n1\nROOT\n\n\u2014 a c2lnbmF0dXJl")]
    [InlineData("a\n1\nROOT\n\n- a c2lnbmF0dXJl\n")]
    [InlineData("a\r\n1\r\nROOT\r\n\r\n\u2014 a c2lnbmF0dXJl\r\n")]
    public void Malformed_notes_are_refused(string note) =>
        Assert.Equal(Codes.LogCheckpoint, Checkpoint.Parse(Encoding.UTF8.GetBytes(note.Replace("ROOT", TreeHash.OfEntry([]).Base64))).Refusal?.Code);

    [Fact]
    public void A_note_without_end_is_refused() =>
        Assert.Equal(Codes.LogCheckpoint, Checkpoint.Parse(new byte[Checkpoint.MaxLength + 1]).Refusal?.Code);

    [Fact]
    public void Keys_are_read_in_their_text_form()
    {
        var text = VKey.Of(Origin, One).ToString();
        Assert.Equal(VKey.Of(Origin, One), VKey.Parse(text).Value);
        // The example key of the signed-note format's text form in the Go implementation's documentation.
        Assert.Equal("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", VKey.Parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW").Value.ToString());
        Gen.Select(Gen.Int[0, text.Length - 1], Gen.Int[0, 6]).Sample((at, bit) =>
            !VKey.Parse(Encoding.Latin1.GetString(SampleLog.Flip(Encoding.Latin1.GetBytes(text), at, bit))).IsAccepted, iter: 500);
    }
}
