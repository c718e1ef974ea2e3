using System.Collections.Immutable;
using System.Text;
using CsCheck;
using Skywave.Trust.Documents;
using Skywave.Trust.Keys;
using Skywave.Trust.Log;
using Skywave.Trust.Pages;
using Skywave.Trust.Tests.Documents;
using Skywave.Trust.Tests.Pages;
using Skywave.Trust.Tuf;
using Xunit;
using Record = Skywave.Trust.Log.Record;

namespace Skywave.Trust.Tests;

/// <summary>Whatever parses bytes from strangers refuses by a returned reason: never an exception, whatever was done to the bytes.</summary>
public sealed class FuzzTests
{
    private static readonly SigningKey Key = SigningKey.FromSeed(new byte[32]);
    private static readonly DateTimeOffset Time = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);
    private static readonly SamplePages Pages = new(5);
    private static readonly LogsDocument Logs = Pages.Logs();
    private static readonly byte[] Root = RootRole.Write(new RootContent(1, Time, RoleName.TopLevel.ToImmutableSortedDictionary(r => r, _ => RoleKeys.Of(1, Key), StringComparer.Ordinal)), [Key]);

    private static readonly byte[] Targets = TargetsRole.Write(
        new TargetsContent(
            1,
            Time,
            ImmutableSortedDictionary<string, TargetEntry>.Empty.Add("newsroom/logs.json", TargetEntry.Of(Logs.ToBytes())),
            [new Delegation("en", RoleKeys.Of(1, Key), ["en/*"])]),
        [Key]);

    private static readonly Dictionary<string, (byte[] Good, Func<byte[], object?> Read)> Readers = new()
    {
        ["root"] = (Root, b => TrustedMetadata.FromRoot(b).Refusal),
        ["targets"] = (Targets, b => TargetsRole.Read(b).Refusal),
        ["snapshot"] = (SnapshotRole.Write(new SnapshotContent(1, Time, Time, ImmutableSortedDictionary<string, MetaEntry>.Empty.Add("targets", MetaEntry.Of(1, Targets))), [Key]), b => SnapshotRole.Read(b).Refusal),
        ["timestamp"] = (TimestampRole.Write(new TimestampContent(1, Time, MetaEntry.Of(1, Targets)), [Key]), b => TimestampRole.Read(b).Refusal),
        ["signing again"] = (Root, b => RoleBytes.SignAlso(b, [Key]).Refusal),
        ["trust file"] = (TrustFile.Write(Root, Targets, Logs.ToBytes()), b => TrustFile.Read(b).Refusal),
        ["plain trust file"] = (Encoding.UTF8.GetBytes($"{{\"logs\":{Encoding.UTF8.GetString(Logs.ToBytes())},\"root\":{Encoding.UTF8.GetString(Root)},\"skywave-trust\":1,\"targets\":{Encoding.UTF8.GetString(Targets)}}}"), b => TrustFile.Read(b).Refusal),
        ["logs"] = (Logs.ToBytes(), b => LogsDocument.Parse(b).Refusal),
        ["front"] = (Json("""{"cut":"2026-11-24T10:00:00Z","desk":"en","files":{"en/index.html":{"length":9,"sha256":"HASH"}},"front":1,"items":[{"address":"en/2026/11/abcdefghijklmnop","article":"abcdefghijklmnop","breaking":false,"firstPublished":"2026-11-24T10:00:00Z","hash":"HASH","headline":"A","length":9,"path":"en/2026/11/a-abcdefghijklmnop.html","revision":1,"status":"published","urgency":5,"versionCreated":"2026-11-24T10:00:00Z"}]}"""), b => FrontDocument.Parse(b).Refusal),
        ["desks"] = (Json("""{"desks":[{"dir":"ltr","name":"English","tag":"en"}],"id":"NEWSROOM","name":"The Paper","v":1}"""), b => DesksDocument.Parse(b).Refusal),
        ["theme"] = (Json("""{"name":"The Paper","styles":["HASH"],"v":1}"""), b => ThemeDocument.Parse(b).Refusal),
        ["public"] = (Json("""{"files":{"index.html":{"length":9,"sha256":"HASH"}},"mirrors":["https://example.org/"],"v":1}"""), b => PublicDocument.Parse(b).Refusal),
        ["notices"] = (Json("""{"desk":"en","notices":[{"a":[1,{}]}],"v":1}"""), b => NoticesDocument.Parse(b).Refusal),
        ["corrections"] = (Json("""{"corrections":1,"desk":"en","items":[{"article":"abcdefghijklmnop","hash":"HASH","revision":2,"status":"corrected"}],"period":"recent"}"""), b => CorrectionsDocument.Parse(b).Refusal),
        ["record"] = (Pages.Record(0).ToBytes(), b => Record.Parse(b).Refusal),
        ["checkpoint"] = (Pages.Checkpoint.ToBytes(), b => Checkpoint.Parse(b).TryGet(out var state, out var refusal) ? state.Verify([VKey.Of(Pages.Origin, Pages.Key)], 1) : refusal),
        ["proof"] = (Encoding.UTF8.GetBytes(Pages.Proof(3).ToString()), b => PageProof.Parse(b).Refusal),
        ["page"] = (Pages.Page(3), b => PageCheck.Check(b, Logs, null, SamplePages.Styles).Refusal),
        ["bundle"] = (EntryBundle.Write([Pages.Record(0).ToBytes(), Pages.Record(1).ToBytes()]), b => EntryBundle.Parse(b, 2).Refusal),
        ["keyring"] = (Keyring.Empty.With(StoredKey.Of(KeyPurpose.Log, new byte[32], "en", 1)).ToBytes(), b => Keyring.Parse(b).Refusal),
        ["canonical"] = (Root, b => CanonicalJson.Rewrite(b).Refusal),
        ["log key"] = (Encoding.UTF8.GetBytes(VKey.Of(Pages.Origin, Pages.Key).ToString()), b => VKey.Parse(Encoding.UTF8.GetString(b)).Refusal),
    };

    private static readonly byte[][] Tokens =
    [
        .. new[] { "{", "}", "[", "]", "\"", "\\", "\\u0000", "\\ud800", ",", ":", "null", "-1", "0", "1e999", "9223372036854775808", "../", "\n", "\n\n", "\r", "<article ", "</article>", "<!--", "<pre id=\"proof\">", "'", ">", "=", "+", "—", new string('[', 80), new string('9', 400) }.Select(Encoding.UTF8.GetBytes),
        [0], [0xff], [0xc3], [0xed, 0xa0, 0x80], [0x1f, 0x8b],
    ];

    private static readonly Gen<(int Kind, double At, double To, int Token)[]> Changes = Gen.Select(Gen.Int[0, 4], Gen.Double.Unit, Gen.Double.Unit, Gen.Int[0, Tokens.Length - 1]).Array[1, 4];

    public static TheoryData<string> Names => [.. Readers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Broken_bytes_are_refused_and_never_thrown_at(string name)
    {
        var (good, read) = Readers[name];
        Assert.Null(read(good));
        var refused = 0;
        Changes.Sample(
            changes =>
            {
                var bytes = changes.Aggregate(good, Change);
                refused += read(bytes) is null ? 0 : 1;
            },
            iter: 1500,
            threads: 1);
        Assert.True(refused > 500, $"only {refused} were refused");
    }

    private static byte[] Json(string text) => Encoding.UTF8.GetBytes(text.Replace("HASH", new string('a', 64), StringComparison.Ordinal).Replace("NEWSROOM", DocumentTests.Newsroom, StringComparison.Ordinal));

    private static byte[] Change(byte[] bytes, (int Kind, double At, double To, int Token) change)
    {
        var (from, to) = ((int)(change.At * bytes.Length), (int)(change.To * bytes.Length));
        (from, to) = (Math.Min(from, to), Math.Max(from, to));
        return change.Kind switch
        {
            0 => bytes[..from],
            1 => [.. bytes[..from], .. bytes[to..]],
            2 => [.. bytes[..from], .. Tokens[change.Token], .. bytes[from..]],
            3 => [.. bytes[..from], .. Tokens[change.Token], .. bytes[Math.Min(bytes.Length, from + Tokens[change.Token].Length)..]],
            _ => [.. bytes[..to], .. bytes[from..]],
        };
    }
}
