using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using CsCheck;
using Skywave.Trust.Documents;
using Skywave.Trust.Log;
using Skywave.Trust.Tests.Log;
using Xunit;

namespace Skywave.Trust.Tests.Documents;

public sealed class DocumentTests
{
    internal const string Newsroom = "0d3b7c5e-4a61-4a8e-9b1f-0123456789ab";
    private const string Hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    internal static LogEpoch Epoch(string desk, int number, byte key, ClosedLog? closed = null)
    {
        var origin = LogsDocument.OriginOf(Newsroom, desk, number);
        return new(desk, number, origin, [VKey.Of(origin, SampleLog.Key(key))], 1, closed);
    }

    internal static LogsDocument Logs(params LogEpoch[] epochs) => new(Newsroom, epochs.GroupBy(epoch => epoch.Desk)
        .ToImmutableSortedDictionary(desk => desk.Key, desk => desk.ToImmutableArray(), StringComparer.Ordinal));

    private static readonly LogsDocument TwoDesks = Logs(Epoch("en", 1, 1, new(12, TreeHash.OfEntry([]))), Epoch("en", 2, 2), Epoch("uz-Cyrl", 1, 3));

    private static readonly FrontDocument Front = new(
        RecordTests.Ten, "en", ImmutableSortedDictionary<string, ListedFile>.Empty.Add("en/index.html", new(9000, Hash)),
        [
            new FrontItem
            {
                Address = "en/2026/11/abcdefghijklmnop", Article = "abcdefghijklmnop", Breaking = true, FirstPublished = RecordTests.Ten, Hash = Hash,
                Headline = "Ա \"quoted\" headline", Length = 10, Path = "en/2026/11/a-slug-abcdefghijklmnop.html", Revision = 2, Status = "corrected", Urgency = 1,
                VersionCreated = RecordTests.Ten,
            },
        ]);

    private static readonly CorrectionsDocument Corrections = new("en", "recent",
        [new("aaaaaaaaaaaaaaaa", Hash, 2, "corrected"), new("abcdefghijklmnop", Hash, 1, "withdrawn")]);

    public static TheoryData<string> Kinds => [.. Documents.Keys];

    private static readonly Dictionary<string, (byte[] Bytes, Func<byte[], (byte[]? Again, Refusal? Refusal)> Read)> Documents = new()
    {
        ["logs"] = (TwoDesks.ToBytes(), bytes => Again(LogsDocument.Parse(bytes), document => document.ToBytes())),
        ["front"] = (Front.ToBytes(), bytes => Again(FrontDocument.Parse(bytes), document => document.ToBytes())),
        ["corrections"] = (Corrections.ToBytes(), bytes => Again(CorrectionsDocument.Parse(bytes), document => document.ToBytes())),
        ["desks"] = (new DesksDocument(Newsroom, "The Room", [new("en", "English", "ltr"), new("fa", "فارسی", "rtl")]).ToBytes(),
            bytes => Again(DesksDocument.Parse(bytes), document => document.ToBytes())),
        ["theme"] = (new ThemeDocument("plain", [Hash]).ToBytes(), bytes => Again(ThemeDocument.Parse(bytes), document => document.ToBytes())),
        ["public"] = (new PublicDocument(ImmutableSortedDictionary<string, ListedFile>.Empty.Add("index.html", new(5, Hash)), ["https://mirror.example/a/"]).ToBytes(),
            bytes => Again(PublicDocument.Parse(bytes), document => document.ToBytes())),
        ["notices"] = (new NoticesDocument("en", [JsonElement.Parse("{\"id\":\"n1\",\"acts\":[\"Share\"]}")]).ToBytes(),
            bytes => Again(NoticesDocument.Parse(bytes), document => document.ToBytes())),
    };

    private static (byte[]?, Refusal?) Again<T>(Checked<T> read, Func<T, byte[]> write)
        where T : notnull => read.TryGet(out var value, out var refusal) ? (write(value), null) : (null, refusal);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_written_is_read_back_and_is_canonical(string kind)
    {
        var (bytes, read) = Documents[kind];
        Assert.Equal(bytes, read(bytes).Again);
        Assert.Equal(bytes, CanonicalJson.Rewrite(bytes).Value);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Broken_bytes_are_refused_or_mean_something_else_but_never_throw(string kind)
    {
        var (bytes, read) = Documents[kind];
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Int[0, 7]).Sample((at, bit) =>
            read(SampleLog.Flip(bytes, at, bit)) is { Again: not null } or { Refusal.Code: Codes.DocumentMalformed }, iter: 1500);
        Gen.Int[0, bytes.Length - 1].Sample(length => read(bytes[..length]).Refusal?.Code == Codes.DocumentMalformed, iter: 200);
        Assert.All(new[] { "", "[]", "null", "7", "{}", "{\"v\":1}", "\"\\ud800\"" }, text => Assert.Equal(Codes.DocumentMalformed, read(Encoding.UTF8.GetBytes(text)).Refusal?.Code));
        Assert.Equal(Codes.DocumentTooBig, read(new byte[6 * 1024 * 1024]).Refusal?.Code);
    }

    [Theory]
    [InlineData("logs", "\"epoch\":2", "\"epoch\":3")]
    [InlineData("logs", "\"closed\":{", "\"closet\":{")]
    [InlineData("logs", "\"threshold\":1", "\"threshold\":0")]
    [InlineData("logs", "\"threshold\":1", "\"threshold\":2")]
    [InlineData("logs", "/log/en/2+", "/log/fa/2+")]
    [InlineData("logs", "\"v\":1", "\"v\":2")]
    [InlineData("logs", "\"uz-Cyrl\"", "\"snapshot\"")]
    [InlineData("logs", "\"size\":12", "\"size\":-1")]
    [InlineData("front", "en/index.html", "fa/index.html")]
    [InlineData("front", "en/index.html", "en/../fa/index.html")]
    [InlineData("front", "en/2026/11/a-slug", "en/./11/a-slug")]
    [InlineData("front", "\"urgency\":1", "\"urgency\":0")]
    [InlineData("front", "\"breaking\":true", "\"breaking\":\"true\"")]
    [InlineData("front", "\"length\":9000", "\"length\":9000.0")]
    [InlineData("corrections", "aaaaaaaaaaaaaaaa", "zaaaaaaaaaaaaaaa")]
    [InlineData("corrections", "aaaaaaaaaaaaaaaa", "abcdefghijklmnop")]
    [InlineData("corrections", "\"recent\"", "\"20x6\"")]
    [InlineData("desks", "\"fa\"", "\"en\"")]
    [InlineData("desks", "\"rtl\"", "\"up\"")]
    [InlineData("public", "https://mirror", "javascript:mirror")]
    [InlineData("public", "https://mirror", "https://user@mirror")]
    [InlineData("public", "index.html", "../index.html")]
    [InlineData("notices", "[{", "[7,{")]
    public void What_does_not_belong_is_refused(string kind, string good, string bad)
    {
        var text = Encoding.UTF8.GetString(Documents[kind].Bytes);
        Assert.Contains(good, text);
        Assert.Equal(Codes.DocumentMalformed, Documents[kind].Read(Encoding.UTF8.GetBytes(text.Replace(good, bad))).Refusal?.Code);
    }

    [Fact]
    public void Epochs_are_found_by_origin_and_the_last_one_is_open()
    {
        var logs = LogsDocument.Parse(TwoDesks.ToBytes()).Value;
        Assert.Equal(12, logs.Find(Newsroom + "/log/en/1")?.Closed?.Size);
        Assert.Null(logs.Find(Newsroom + "/log/en/3"));
        Assert.Equal(2, logs.Open("en")?.Epoch);
        Assert.Equal("log/uz-Cyrl/1", logs.Open("uz-Cyrl")?.Folder);
        Assert.Null(logs.Open("fa"));
    }

    [Fact]
    public void Corrections_name_the_newest_revision()
    {
        Assert.Equal(2, Corrections.Find("aaaaaaaaaaaaaaaa")?.Revision);
        Assert.Null(Corrections.Find("zzzzzzzzzzzzzzzz"));
    }
}
