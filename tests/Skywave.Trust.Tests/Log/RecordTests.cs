using System.Text;
using CsCheck;
using Skywave.Trust.Log;
using Xunit;
using Record = Skywave.Trust.Log.Record;

namespace Skywave.Trust.Tests.Log;

public sealed class RecordTests
{
    internal static readonly DateTimeOffset Ten = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    internal static Record Sample(string hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", long length = 4211) => new()
    {
        Address = "en/2026/11/abcdefghijklmnop",
        Article = "abcdefghijklmnop",
        Desk = "en",
        FirstPublished = Ten,
        Hash = hash,
        Length = length,
        Revision = 1,
        Status = "published",
        VersionCreated = Ten,
    };

    [Fact]
    public void A_record_is_one_line_of_canonical_JSON()
    {
        var text = Encoding.UTF8.GetString(Sample().ToBytes());
        Assert.Equal("{\"address\":\"en/2026/11/abcdefghijklmnop\",\"article\":\"abcdefghijklmnop\",\"desk\":\"en\",\"firstPublished\":\"2026-11-24T10:00:00Z\","
            + "\"hash\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\",\"length\":4211,\"record\":1,\"revision\":1,\"status\":\"published\","
            + "\"versionCreated\":\"2026-11-24T10:00:00Z\"}", text);
        Assert.Equal(Sample(), Record.Parse(Sample().ToBytes()).Value);
    }

    [Fact]
    public void Fields_of_a_later_format_are_let_be()
    {
        var later = Encoding.UTF8.GetString(Sample().ToBytes()).Replace("{\"address\"", "{\"aFieldOfTheFuture\":[1],\"address\"");
        Assert.Equal(Sample(), Record.Parse(Encoding.UTF8.GetBytes(later)).Value);
    }

    [Theory]
    [InlineData("\"length\":4211", "\"length\": 4211")]
    [InlineData("\"length\":4211", "\"length\":0")]
    [InlineData("\"length\":4211", "\"length\":\"4211\"")]
    [InlineData("\"record\":1", "\"record\":2")]
    [InlineData("\"revision\":1", "\"revision\":0")]
    [InlineData("\"revision\":1", "\"revision\":1,\"revision\":1")]
    [InlineData("published\"", "invented\"")]
    [InlineData("en/2026/11/abcdefghijklmnop", "en/2026/12/abcdefghijklmnop")]
    [InlineData("en/2026/11/abcdefghijklmnop", "en/2026/11/abcdefghijklmnoq")]
    [InlineData("en/2026/11/abcdefghijklmnop", "../2026/11/abcdefghijklmnop")]
    [InlineData("en/2026/11/abcdefghijklmnop", "en/about/../../x")]
    [InlineData("\"desk\":\"en\"", "\"desk\":\"root\"")]
    [InlineData("\"versionCreated\":\"2026-11-24T10:00:00Z\"", "\"versionCreated\":\"2026-11-24T09:59:59Z\"")]
    [InlineData("\"versionCreated\":\"2026-11-24T10:00:00Z\"", "\"versionCreated\":\"2026-11-24T10:00:00+00:00\"")]
    [InlineData("\"hash\":\"e3b0", "\"hash\":\"E3B0")]
    public void Anything_else_is_refused(string good, string bad)
    {
        var text = Encoding.UTF8.GetString(Sample().ToBytes()).Replace(good, bad);
        Assert.Equal(Codes.RecordMalformed, Record.Parse(Encoding.UTF8.GetBytes(text)).Refusal?.Code);
    }

    [Fact]
    public void The_short_way_reads_what_the_long_way_reads() =>
        Gen.Select(Gen.Int[0, 500], Gen.Char["09azAZ\"\\:,{}-/ T\u00e9"], Gen.Int[0, 3]).Sample((at, c, kind) =>
        {
            var text = Encoding.UTF8.GetString(Sample().ToBytes());
            at %= text.Length;
            text = kind switch { 0 => text[..at] + c + text[(at + 1)..], 1 => text[..at] + c + text[at..], 2 => text.Remove(at, 1), _ => text[..at] };
            var bytes = Encoding.UTF8.GetBytes(text);
            var (one, other) = (Record.Parse(bytes), Record.ParseJson(bytes));
            Assert.Equal(other.Refusal, one.Refusal);
            Assert.True(!one.IsAccepted || one.Value == other.Value);
        }, iter: 20_000);

    [Fact]
    public void A_desk_may_not_write_in_anothers_folder()
    {
        Assert.True(Sample().IsUnderDesk);
        Assert.False((Sample() with { Desk = "fa" }).IsUnderDesk);
        Assert.False((Sample() with { Desk = "e" }).IsUnderDesk);
    }

    [Fact]
    public void Any_bytes_are_refused_or_come_back_the_same() =>
        Gen.Select(Gen.Int[0, 400], Gen.Int[0, 7]).Sample((at, bit) =>
        {
            var bytes = SampleLog.Flip(Sample().ToBytes(), at, bit);
            return !Record.Parse(bytes).TryGet(out var record, out _) || (record.ToBytes().AsSpan().SequenceEqual(bytes) && record != Sample());
        }, iter: 1000);
}
