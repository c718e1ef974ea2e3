using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Skywave.Trust.Documents;

/// <summary>
/// What a checker holds (docs/900-design.md, section 10): root, targets and logs.json in one file. <c>Read</c> shows that they belong together; that the
/// root is the newsroom's is for people, by its fingerprint. Expiry is not looked at here.
/// </summary>
public sealed class TrustFile
{
    /// <summary>The greatest trust file, unpacked, in bytes.</summary>
    public const int MaxLength = 256 * 1024;

    private const string LogsTarget = "newsroom/logs.json";
    private const string ThemeTarget = "newsroom/theme.json";

    private TrustFile(byte[] root, byte[] targets, byte[] logs, LogsDocument parsed, IReadOnlySet<string> styles) =>
        (RootBytes, TargetsBytes, LogsBytes, Logs, Styles) = (root, targets, logs, parsed, styles);

    /// <summary>The root metadata in canonical form.</summary>
    public ReadOnlyMemory<byte> RootBytes { get; }

    /// <summary>The targets metadata in canonical form.</summary>
    public ReadOnlyMemory<byte> TargetsBytes { get; }

    /// <summary>logs.json, byte for byte what the targets hashes.</summary>
    public ReadOnlyMemory<byte> LogsBytes { get; }

    /// <summary>logs.json.</summary>
    public LogsDocument Logs { get; }

    /// <summary>The styles the offline holders approved (<c>custom.styles</c> of the theme's target); none when targets names no theme.</summary>
    public IReadOnlySet<string> Styles { get; }

    /// <summary>What people compare by voice or print.</summary>
    public string Fingerprint => FingerprintOf(RootBytes.Span).Value;

    /// <summary>The file's bytes: gzip of one canonical JSON object. Throws <see cref="ArgumentException"/> when a document is not JSON or one that is signed by hash is not canonical.</summary>
    public static byte[] Write(ReadOnlySpan<byte> root, ReadOnlySpan<byte> targets, ReadOnlySpan<byte> logs)
    {
        if (!CanonicalJson.Rewrite(logs).TryGet(out var canonical, out _) || !logs.SequenceEqual(canonical))
        {
            throw new ArgumentException("logs.json is not canonical JSON", nameof(logs));
        }
        var json = CanonicalJson.Write(new JsonObject
        {
            ["logs"] = JsonNode.Parse(logs),
            ["root"] = JsonNode.Parse(root),
            ["skywave-trust"] = 1,
            ["targets"] = JsonNode.Parse(targets),
        });
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(json);
        }
        return packed.ToArray();
    }

    /// <summary>
    /// Reads a trust file, packed or plain, and checks it: root by its own threshold, targets by root's keys, logs.json by its hash in targets.
    /// Refused: <see cref="Codes.TrustFileMalformed"/>, <see cref="Codes.TrustFileSignature"/>, <see cref="Codes.TrustFileLogs"/>, <see cref="Codes.DocumentMalformed"/>.
    /// </summary>
    public static Checked<TrustFile> Read(ReadOnlySpan<byte> bytes)
    {
        if (Unpack(bytes) is not { } json || !CanonicalJson.Parse(json).TryGet(out var document, out _))
        {
            return new Refusal(Codes.TrustFileMalformed, $"not JSON, or over {MaxLength} bytes");
        }
        using (document)
        {
            return Read(document.RootElement);
        }
    }

    /// <summary>
    /// What people compare: <c>root 1: 1a2b 3c4d …</c>, the root's version and the first 32 hex digits of SHA-256 of its canonical <c>signed</c>.
    /// Refused: <see cref="Codes.TrustFileMalformed"/>.
    /// </summary>
    public static Checked<string> FingerprintOf(ReadOnlySpan<byte> root)
    {
        if (CanonicalJson.Parse(root).TryGet(out var document, out _))
        {
            using (document)
            {
                if (RoleSignatures.Try(document.RootElement, "signed", JsonValueKind.Object, out var signed) && Canonical(signed) is { } bytes
                    && RoleSignatures.Try(signed, "version", JsonValueKind.Number, out var version) && version.TryGetInt64(out var number))
                {
                    var hex = Convert.ToHexStringLower(SHA256.HashData(bytes))[..32];
                    return $"root {number}: {string.Join(' ', hex.Chunk(4).Select(group => new string(group)))}";
                }
            }
        }
        return new Refusal(Codes.TrustFileMalformed, "not a root document");
    }

    private static Checked<TrustFile> Read(JsonElement file)
    {
        if (!RoleSignatures.Try(file, "skywave-trust", JsonValueKind.Number, out var version) || version.GetRawText() != "1"
            || !TryRole(file, "root", out var root, out var rootSigned) || !TryRole(file, "targets", out var targets, out var targetsSigned)
            || !RoleSignatures.Try(file, "logs", JsonValueKind.Object, out var logs)
            || Canonical(root) is not { } rootBytes || Canonical(targets) is not { } targetsBytes || Canonical(logs) is not { } logsBytes
            || !FingerprintOf(rootBytes).IsAccepted)
        {
            return new Refusal(Codes.TrustFileMalformed, "it does not hold root, targets and logs in format 1");
        }
        if (!RoleSignatures.Reach(rootSigned, "root", root) || !RoleSignatures.Reach(rootSigned, "targets", targets))
        {
            return new Refusal(Codes.TrustFileSignature, "root or targets is not signed by enough of the root's keys");
        }
        if (!IsNamed(targetsSigned, logsBytes))
        {
            return new Refusal(Codes.TrustFileLogs, "logs.json is not the one that targets names");
        }
        return LogsDocument.Parse(logsBytes).TryGet(out var parsed, out var refusal)
            ? new TrustFile(rootBytes, targetsBytes, logsBytes, parsed, StylesOf(targetsSigned))
            : refusal;
    }

    private static bool TryRole(JsonElement file, string role, out JsonElement document, out JsonElement signed)
    {
        signed = default;
        return RoleSignatures.Try(file, role, JsonValueKind.Object, out document) && RoleSignatures.Try(document, "signed", JsonValueKind.Object, out signed)
            && RoleSignatures.Try(signed, "_type", JsonValueKind.String, out var type) && type.ValueEquals(role);
    }

    private static bool IsNamed(JsonElement targets, byte[] logs) =>
        RoleSignatures.Try(targets, "targets", JsonValueKind.Object, out var list) && RoleSignatures.Try(list, LogsTarget, JsonValueKind.Object, out var target)
        && RoleSignatures.Try(target, "length", JsonValueKind.Number, out var length) && length.TryGetInt64(out var size) && size == logs.Length
        && RoleSignatures.Try(target, "hashes", JsonValueKind.Object, out var hashes) && RoleSignatures.Try(hashes, "sha256", JsonValueKind.String, out var hash)
        && hash.ValueEquals(Convert.ToHexStringLower(SHA256.HashData(logs)));

    private static HashSet<string> StylesOf(JsonElement targets) =>
        RoleSignatures.Try(targets, "targets", JsonValueKind.Object, out var list) && RoleSignatures.Try(list, ThemeTarget, JsonValueKind.Object, out var target)
        && RoleSignatures.Try(target, "custom", JsonValueKind.Object, out var custom) && RoleSignatures.Try(custom, "styles", JsonValueKind.Array, out var styles)
            ? [.. styles.EnumerateArray().Where(style => style.ValueKind == JsonValueKind.String).Select(style => style.GetString()!).Where(Names.IsHash)] : [];

    private static byte[]? Canonical(JsonElement element) => CanonicalJson.Rewrite(Encoding.UTF8.GetBytes(element.GetRawText())).TryGet(out var bytes, out _) ? bytes : null;

    private static byte[]? Unpack(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith<byte>([0x1f, 0x8b]))
        {
            return bytes.Length <= MaxLength ? bytes.ToArray() : null;
        }
        var buffer = ArrayPool<byte>.Shared.Rent(MaxLength + 1);
        try
        {
            using var gzip = new GZipStream(new MemoryStream(bytes.ToArray()), CompressionMode.Decompress);
            var length = gzip.ReadAtLeast(buffer.AsSpan(0, MaxLength + 1), MaxLength + 1, throwOnEndOfStream: false);
            return length <= MaxLength ? buffer[..length] : null;
        }
        catch (InvalidDataException)
        {
            // The unpacker's way to say that these bytes are not gzip.
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
