using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Skywave.Trust.Tuf;

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

    private TrustFile(RoleFile<RootContent> root, RoleFile<TargetsContent> targets, byte[] logs, LogsDocument parsed) =>
        (Root, Targets, LogsBytes, Logs, Styles) = (root, targets, logs, parsed, StylesOf(targets.Content));

    /// <summary>The root; its bytes are in canonical form.</summary>
    public RoleFile<RootContent> Root { get; }

    /// <summary>The targets; its bytes are in canonical form.</summary>
    public RoleFile<TargetsContent> Targets { get; }

    /// <summary>logs.json, byte for byte what the targets hashes.</summary>
    public ReadOnlyMemory<byte> LogsBytes { get; }

    /// <summary>logs.json.</summary>
    public LogsDocument Logs { get; }

    /// <summary>The styles the offline holders approved (<c>custom.styles</c> of the theme's target); none when targets names no theme.</summary>
    public IReadOnlySet<string> Styles { get; }

    /// <summary>What people compare by voice or print: <c>root 1: 1a2b 3c4d …</c>.</summary>
    public string Fingerprint => RootRole.Fingerprint(Root);

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

    private static Checked<TrustFile> Read(JsonElement file)
    {
        if (Member(file, "skywave-trust") is not [(byte)'1'] || Member(file, "root") is not { } rootBytes || Member(file, "targets") is not { } targetsBytes
            || Member(file, "logs") is not { } logsBytes || !RootRole.Read(rootBytes).TryGet(out var root, out _) || !TargetsRole.Read(targetsBytes).TryGet(out var targets, out _))
        {
            return new Refusal(Codes.TrustFileMalformed, "it does not hold root, targets and logs in format 1");
        }
        var wrong = root.CheckSignatures(root.Content.Roles[RoleName.Root], RoleName.Root) ?? targets.CheckSignatures(root.Content.Roles[RoleName.Targets], RoleName.Targets);
        if (wrong is not null)
        {
            return wrong with { Code = Codes.TrustFileSignature };
        }
        if (!targets.Content.Targets.TryGetValue(LogsTarget, out var named) || named.Check(logsBytes, LogsTarget) is not null)
        {
            return new Refusal(Codes.TrustFileLogs, "logs.json is not the one that targets names");
        }
        return LogsDocument.Parse(logsBytes).TryGet(out var logs, out var refusal) ? new TrustFile(root, targets, logsBytes, logs) : refusal;
    }

    private static HashSet<string> StylesOf(TargetsContent targets) =>
        targets.Targets.TryGetValue(ThemeTarget, out var theme) && theme.Custom is JsonObject custom && custom["styles"] is JsonArray styles
            ? [.. styles.OfType<JsonValue>().Select(style => style.TryGetValue<string>(out var hash) ? hash : "").Where(Names.IsHash)] : [];

    private static byte[]? Member(JsonElement file, string name) =>
        file.ValueKind == JsonValueKind.Object && file.TryGetProperty(name, out var member)
        && CanonicalJson.Rewrite(Encoding.UTF8.GetBytes(member.GetRawText())).TryGet(out var bytes, out _) ? bytes : null;

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
