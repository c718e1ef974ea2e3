using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Skywave.Trust.Documents;
using Skywave.Trust.Log;
using Skywave.Trust.Tests.Log;
using Skywave.Trust.Tests.Pages;
using Xunit;

namespace Skywave.Trust.Tests.Documents;

public sealed class TrustFileTests
{
    private static readonly string[] Desks =
        ["ar", "az", "be", "bg", "bs", "en", "fa", "fa-AF", "hu", "hy", "ka", "kk", "ky", "mk", "ps", "ro", "ru", "sq", "sr", "sr-ME", "tg", "tk", "tr", "tt", "uk", "uz", "uz-Cyrl"];

    private static SigningKey Key(int number) => SigningKey.FromSeed(SHA256.HashData(BitConverter.GetBytes(number)));

    private static JsonObject KeyJson(SigningKey key) =>
        new() { ["keytype"] = "ed25519", ["keyval"] = new JsonObject { ["public"] = key.PublicHex }, ["scheme"] = "ed25519" };

    private static string Id(SigningKey key) => Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Write(KeyJson(key))));

    private static JsonObject Role(int threshold, params SigningKey[] keys) =>
        new() { ["keyids"] = new JsonArray([.. keys.Select(key => (JsonNode)Id(key))]), ["threshold"] = threshold };

    private static byte[] Signed(JsonObject signed, params SigningKey[] keys)
    {
        var message = CanonicalJson.Write(signed);
        return CanonicalJson.Write(new JsonObject
        {
            ["signatures"] = new JsonArray([.. keys.Select(key => (JsonNode)new JsonObject { ["keyid"] = Id(key), ["sig"] = Convert.ToHexStringLower(key.Sign(message)) })]),
            ["signed"] = signed,
        });
    }

    private static byte[] Root(params SigningKey[] signers) => Signed(new JsonObject
    {
        ["_type"] = "root", ["consistent_snapshot"] = true, ["expires"] = "2028-11-24T00:00:00Z",
        ["keys"] = new JsonObject(Enumerable.Range(1, 5).Select(i => KeyValuePair.Create(Id(Key(i)), (JsonNode?)KeyJson(Key(i))))),
        ["roles"] = new JsonObject { ["root"] = Role(2, Key(1), Key(2)), ["snapshot"] = Role(1, Key(4)), ["targets"] = Role(1, Key(3)), ["timestamp"] = Role(1, Key(5)) },
        ["spec_version"] = "1.0.34", ["version"] = 1,
    }, signers);

    private static readonly byte[] Logs = DocumentTests.Logs([.. Desks.Select((desk, i) =>
    {
        var origin = LogsDocument.OriginOf(DocumentTests.Newsroom, desk, 1);
        return new LogEpoch(desk, 1, origin, [VKey.Of(origin, Key(100 + i))], 1);
    })]).ToBytes();

    private static byte[] Targets(byte[] logs, SigningKey signer) => Signed(new JsonObject
    {
        ["_type"] = "targets", ["expires"] = "2027-11-24T00:00:00Z", ["spec_version"] = "1.0.34", ["version"] = 1,
        ["delegations"] = new JsonObject
        {
            ["keys"] = new JsonObject(Desks.Select((_, i) => KeyValuePair.Create(Id(Key(200 + i)), (JsonNode?)KeyJson(Key(200 + i))))),
            ["roles"] = new JsonArray([.. Desks.Select((desk, i) => (JsonNode)new JsonObject
            {
                ["keyids"] = new JsonArray(Id(Key(200 + i))), ["name"] = desk, ["paths"] = new JsonArray(desk + "/*"), ["terminating"] = true, ["threshold"] = 1,
            })]),
        },
        ["targets"] = new JsonObject
        {
            ["newsroom/desks.json"] = Target(Encoding.UTF8.GetBytes("desks")),
            ["newsroom/logs.json"] = Target(logs),
            ["newsroom/theme.json"] = Target(Encoding.UTF8.GetBytes("theme"), new JsonObject { ["styles"] = new JsonArray([.. SamplePages.Styles.Select(style => (JsonNode)style)]) }),
        },
    }, signer);

    private static JsonObject Target(byte[] bytes, JsonObject? custom = null)
    {
        var target = new JsonObject { ["hashes"] = new JsonObject { ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes)) }, ["length"] = bytes.Length };
        if (custom is not null)
        {
            target["custom"] = custom;
        }
        return target;
    }

    private static byte[] Good() => TrustFile.Write(Root(Key(1), Key(2)), Targets(Logs, Key(3)), Logs);

    [Fact]
    public void A_trust_file_of_27_desks_is_under_12_KB_and_holds_what_was_put_in()
    {
        var file = Good();
        Assert.Equal(27, Desks.Length);
        Assert.True(file.Length < 12 * 1024, $"{file.Length} bytes");
        Assert.Equal(file, Good());
        var read = TrustFile.Read(file).Value;
        Assert.Equal(Root(Key(1), Key(2)), read.Root.Bytes.ToArray());
        Assert.Equal(Targets(Logs, Key(3)), read.Targets.Bytes.ToArray());
        Assert.Equal(Logs, read.LogsBytes.ToArray());
        Assert.Equal(27, read.Logs.Logs.Count);
        Assert.Equal(SamplePages.Styles, read.Styles);
        Assert.Matches("^root 1:( [0-9a-f]{4}){8}$", read.Fingerprint);
    }

    [Fact]
    public void A_plain_one_is_read_too_and_a_flipped_bit_changes_nothing_that_is_believed()
    {
        using var gzip = new GZipStream(new MemoryStream(Good()), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        var bytes = plain.ToArray();
        Assert.True(TrustFile.Read(bytes).IsAccepted);
        var fingerprint = TrustFile.Read(bytes).Value.Fingerprint;
        // The case of a signature's hex digits says nothing, so such a flip may pass.
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Int[0, 7]).Sample((at, bit) => !TrustFile.Read(SampleLog.Flip(bytes, at, bit)).TryGet(out var read, out _)
            || (read.Fingerprint == fingerprint && read.LogsBytes.Span.SequenceEqual(Logs)), iter: 300);
        Gen.Int[0, bytes.Length - 1].Sample(length => !TrustFile.Read(bytes.AsSpan(0, length)).IsAccepted, iter: 50);
    }

    [Fact]
    public void One_signature_of_two_is_refused()
    {
        Assert.Equal(Codes.TrustFileSignature, TrustFile.Read(TrustFile.Write(Root(Key(1)), Targets(Logs, Key(3)), Logs)).Refusal?.Code);
        Assert.Equal(Codes.TrustFileSignature, TrustFile.Read(TrustFile.Write(Root(Key(1), Key(3)), Targets(Logs, Key(3)), Logs)).Refusal?.Code);
        Assert.Equal(Codes.TrustFileSignature, TrustFile.Read(TrustFile.Write(Root(Key(1), Key(2)), Targets(Logs, Key(4)), Logs)).Refusal?.Code);
    }

    [Fact]
    public void One_key_that_signs_twice_makes_no_root() =>
        Assert.Equal(Codes.TrustFileMalformed, TrustFile.Read(TrustFile.Write(Root(Key(1), Key(1)), Targets(Logs, Key(3)), Logs)).Refusal?.Code);

    [Fact]
    public void Logs_that_targets_does_not_name_are_refused() => Assert.Equal(
        Codes.TrustFileLogs, TrustFile.Read(TrustFile.Write(Root(Key(1), Key(2)), Targets(Logs, Key(3)), DocumentTests.Logs(DocumentTests.Epoch("en", 1, 66)).ToBytes())).Refusal?.Code);

    [Fact]
    public void What_is_no_trust_file_is_refused()
    {
        using var bomb = new MemoryStream();
        using (var gzip = new GZipStream(bomb, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(new byte[8 * 1024 * 1024]);
        }
        Assert.All(new[] { [], [0x1f, 0x8b], [0x1f, 0x8b, 8, 0, 1], "{}"u8.ToArray(), "[1]"u8.ToArray(), bomb.ToArray(), new byte[TrustFile.MaxLength + 1] },
            bytes => Assert.Equal(Codes.TrustFileMalformed, TrustFile.Read(bytes).Refusal?.Code));
        Assert.Throws<ArgumentException>(() => TrustFile.Write(Root(Key(1)), Targets(Logs, Key(3)), [.. Logs, (byte)'\n']));
    }
}
