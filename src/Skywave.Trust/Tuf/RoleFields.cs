using System.Collections.Immutable;
using System.Text.Json;
using Skywave.Trust.Log;

namespace Skywave.Trust.Tuf;

/// <summary>
/// Reads the fields of one metadata file and remembers the first thing that is wrong, so that a role's reader is a plain list of its
/// fields. What it returns after that is never seen: the file is refused.
/// </summary>
internal sealed class RoleFields(string role)
{
    private const int MaxKeys = 1024;

    private Refusal? _wrong;

    /// <summary>Reads one file. The content's reader gets the <c>signed</c> member with version and expiry already read.</summary>
    public static Checked<RoleFile<T>> Read<T>(ReadOnlyMemory<byte> bytes, int cap, string type, string role, Func<RoleFields, JsonElement, long, DateTimeOffset, T> read)
        where T : RoleContent
    {
        if (bytes.Length > cap)
        {
            return new Refusal(Codes.TufTooBig, $"{role} has over {cap} bytes");
        }
        if (!CanonicalJson.Parse(bytes.Span).TryGet(out var document, out var refusal))
        {
            return new Refusal(Codes.TufMalformed, $"{role}: {refusal.Detail}");
        }
        using (document)
        {
            // The whole file must have a canonical form, so that every text in it can be read below.
            return CanonicalJson.Rewrite(document.RootElement).TryGet(out _, out refusal)
                ? Read(document.RootElement, bytes, type, role, read)
                : new Refusal(Codes.TufMalformed, $"{role}: {refusal.Detail}");
        }
    }

    private static Checked<RoleFile<T>> Read<T>(JsonElement file, ReadOnlyMemory<byte> bytes, string type, string role, Func<RoleFields, JsonElement, long, DateTimeOffset, T> read)
        where T : RoleContent
    {
        var fields = new RoleFields(role);
        var signed = fields.Get(file, "signed", JsonValueKind.Object);
        var signatures = fields.Signatures(file);
        fields.Require(fields.Text(signed, "_type") == type, Codes.TufType, $"this is not a {type} role");
        fields.Require(IsSpecVersion(fields.Text(signed, "spec_version")), Codes.TufSpecVersion, "only TUF 1.x is understood");
        var version = fields.Version(signed);
        fields.Require(UtcTime.TryRead(fields.Text(signed, "expires"), out var expires), Codes.TufExpiryMalformed, "the expiry is not a time like 2026-11-24T10:00:00Z");
        var content = fields._wrong is null ? read(fields, signed, version, expires) : null;
        return fields._wrong is { } wrong ? wrong : new RoleFile<T>(content!, bytes, CanonicalJson.Write(signed), signatures);
    }

    public bool Require(bool holds, string code, string wrong)
    {
        if (!holds)
        {
            _wrong ??= new(code, $"{role}: {wrong}");
        }
        return holds;
    }

    /// <summary>A member of this kind; an undefined element after something was wrong.</summary>
    public JsonElement Get(JsonElement of, string name, JsonValueKind kind)
    {
        var there = TryGet(of, name, out var value) && value.ValueKind == kind;
        Require(there, Codes.TufMalformed, $"'{name}' is missing or of another kind");
        return there ? value : default;
    }

    public static bool TryGet(JsonElement of, string name, out JsonElement value)
    {
        value = default;
        return of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out value);
    }

    public string Text(JsonElement of, string name) => Get(of, name, JsonValueKind.String) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    public bool Bool(JsonElement of, string name)
    {
        var kind = TryGet(of, name, out var value) ? value.ValueKind : JsonValueKind.Undefined;
        Require(kind is JsonValueKind.True or JsonValueKind.False, Codes.TufMalformed, $"'{name}' is not true or false");
        return kind == JsonValueKind.True;
    }

    public long Version(JsonElement of)
    {
        var version = Integer(of, "version");
        Require(version is >= 1, Codes.TufVersionMalformed, "a version is not a positive integer");
        return version ?? 0;
    }

    public static long? Integer(JsonElement of, string name) =>
        TryGet(of, name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    public IEnumerable<JsonProperty> Members(JsonElement of) => of.ValueKind == JsonValueKind.Object && _wrong is null ? of.EnumerateObject() : Enumerable.Empty<JsonProperty>();

    public IEnumerable<JsonElement> Items(JsonElement of) => of.ValueKind == JsonValueKind.Array && _wrong is null ? of.EnumerateArray() : Enumerable.Empty<JsonElement>();

    /// <summary>Texts of a list.</summary>
    public ImmutableArray<string> Texts(JsonElement of, string name)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var item in Items(Get(of, name, JsonValueKind.Array)))
        {
            Require(item.ValueKind == JsonValueKind.String, Codes.TufMalformed, $"'{name}' holds something that is not a text");
            texts.Add(item.ValueKind == JsonValueKind.String ? item.GetString()! : "");
        }
        return texts.ToImmutable();
    }

    /// <summary>The keys of a root or of delegations, by id.</summary>
    public Dictionary<string, TufKey> Keys(JsonElement of)
    {
        var keys = new Dictionary<string, TufKey>(StringComparer.Ordinal);
        foreach (var member in Members(Get(of, "keys", JsonValueKind.Object)))
        {
            var value = Get(member.Value, "keyval", JsonValueKind.Object);
            // A kind of key we do not know may carry something else than "public"; it counts as no key.
            var text = TryGet(value, "public", out var shown) && shown.ValueKind == JsonValueKind.String ? shown.GetString()! : "";
            keys[member.Name] = new(member.Name, Text(member.Value, "keytype"), Text(member.Value, "scheme"), text);
        }
        return keys;
    }

    /// <summary>The keys that may sign a role; ids that name no key count as none.</summary>
    public RoleKeys RoleKeys(JsonElement of, Dictionary<string, TufKey> keys)
    {
        var ids = Texts(of, "keyids");
        Require(ids.Length <= MaxKeys, Codes.TufMalformed, $"a role has over {MaxKeys} keys");
        Require(ids.Distinct(StringComparer.Ordinal).Count() == ids.Length, Codes.TufDuplicateKeyId, "a role lists one key id twice");
        var threshold = Integer(of, "threshold") ?? 0;
        Require(threshold is >= 1 and <= int.MaxValue, Codes.TufThreshold, "a role's threshold is not at least 1");
        return new([.. ids.Where(keys.ContainsKey).Select(id => keys[id])], (int)Math.Clamp(threshold, 1, int.MaxValue));
    }

    /// <summary>Known hashes of a file; there must be one we know if there are any.</summary>
    public (string? Sha256, string? Sha512) Hashes(JsonElement of, bool required)
    {
        if (!required && !TryGet(of, "hashes", out _))
        {
            return (null, null);
        }
        var hashes = Get(of, "hashes", JsonValueKind.Object);
        var (sha256, sha512) = (Hash(hashes, "sha256", 64), Hash(hashes, "sha512", 128));
        Require(sha256 is not null || sha512 is not null, Codes.TufMalformed, "a file has no hash of a kind we know");
        return (sha256, sha512);
    }

    private string? Hash(JsonElement of, string name, int digits)
    {
        if (!TryGet(of, name, out _))
        {
            return null;
        }
        var text = Text(of, name);
        Require(text.Length == digits && text.All(char.IsAsciiHexDigit), Codes.TufMalformed, $"a {name} is not {digits} hex digits");
        return text.ToLowerInvariant();
    }

    private ImmutableArray<RoleSignature> Signatures(JsonElement file)
    {
        var signatures = ImmutableArray.CreateBuilder<RoleSignature>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in Items(Get(file, "signatures", JsonValueKind.Array)))
        {
            signatures.Add(new(Text(item, "keyid"), Text(item, "sig")));
            Require(ids.Add(signatures[^1].KeyId), Codes.TufDuplicateSignature, "two signatures stand under one key id");
            Require(ids.Count <= MaxKeys, Codes.TufMalformed, $"there are over {MaxKeys} signatures");
        }
        return signatures.ToImmutable();
    }

    private static bool IsSpecVersion(string text) =>
        text.Split('.') is ["1", _, ..] parts && parts.Length <= 4 && parts.All(part => part.Length is >= 1 and <= 9 && part.All(char.IsAsciiDigit));
}
