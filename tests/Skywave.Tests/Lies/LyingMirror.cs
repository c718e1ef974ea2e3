using System.Text;
using System.Text.Json.Nodes;
using Skywave.Reading;
using Skywave.Trust;
using Skywave.Trust.Documents;
using Skywave.Trust.Keys;
using Skywave.Trust.Log;
using Skywave.Trust.Tuf;

namespace Skywave.Tests.Lies;

/// <summary>A mirror of a whole edition that serves any lie: with nobody's keys, or with keys that were stolen from the newsroom.</summary>
internal sealed class LyingMirror(IReadOnlyDictionary<string, byte[]> honest, Keyring keys)
{
    /// <summary>What it serves.</summary>
    public Dictionary<string, byte[]> Files { get; } = new(honest, StringComparer.Ordinal);

    /// <summary>What it answers instead.</summary>
    public Dictionary<string, Fetched> Answers { get; } = new(StringComparer.Ordinal);

    public EditionSource Source => EditionSource.From(
        (path, _, _) => Task.FromResult(Answers.TryGetValue(path, out var answer) ? answer : Files.TryGetValue(path, out var bytes) ? new Fetched.Content(bytes) : new Fetched.Missing()), "the mirror");

    /// <summary>An edition as it lies in a folder.</summary>
    public static Dictionary<string, byte[]> Read(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(full => (Full: full, Path: Path.GetRelativePath(folder, full).Replace('\\', '/'))).Where(f => f.Path[0] != '.').ToDictionary(f => f.Path, f => File.ReadAllBytes(f.Full), StringComparer.Ordinal);

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>The one file whose path ends so.</summary>
    public string Find(string end) => Files.Keys.Single(path => path.EndsWith(end, StringComparison.Ordinal));

    public void Change(string path, string from, string to)
    {
        var text = Encoding.UTF8.GetString(Files[path]);
        Files[path] = Text(text.Contains(from, StringComparison.Ordinal) ? text.Replace(from, to, StringComparison.Ordinal) : throw new InvalidOperationException($"{path} has no {from}"));
    }

    /// <summary>The path of a role's file as this edition has it.</summary>
    public string RolePath(string role) => role == RoleName.Timestamp ? "metadata/timestamp.json"
        : role == RoleName.Snapshot ? $"metadata/{Version("metadata/timestamp.json", "snapshot.json")}.snapshot.json"
        : $"metadata/{Version(RolePath(RoleName.Snapshot), role + ".json")}.{role}.json";

    /// <summary>Changes a role and signs it again with its own keys, and everything above it.</summary>
    public void Sign(string role, Action<JsonObject> change, SigningKey? by = null)
    {
        var signed = JsonNode.Parse(Files[RolePath(role)])!["signed"]!.AsObject();
        var version = role == RoleName.Timestamp ? 0 : signed["version"]!.GetValue<long>();
        signed["version"] = signed["version"]!.GetValue<long>() + 1;
        change(signed);
        var file = RoleBytes.Sign(signed, [by ?? Key(role)]);
        var next = signed["version"]!.GetValueKind() == System.Text.Json.JsonValueKind.Number ? signed["version"]!.GetValue<long>() : version + 1;
        Files[role == RoleName.Timestamp ? "metadata/timestamp.json" : $"metadata/{next}.{role}.json"] = file;
        if (role != RoleName.Timestamp)
        {
            Sign(role == RoleName.Snapshot ? RoleName.Timestamp : RoleName.Snapshot, above => above["meta"]![role + ".json"] = new JsonObject
            {
                ["hashes"] = new JsonObject { ["sha256"] = TargetEntry.Of(file).Sha256 },
                ["length"] = file.Length,
                ["version"] = next,
            });
        }
    }

    /// <summary>Gives a target other bytes, signed by its role.</summary>
    public void SignTarget(string name, byte[] bytes)
    {
        var role = name.Split('/')[0] is var folder && folder == "newsroom" ? RoleName.Targets : folder;
        var entry = TargetEntry.Of(bytes);
        Files["targets/" + RoleBytes.TargetPath(name, entry.NamingHash)] = bytes;
        Sign(role, signed => signed["targets"]![name] = new JsonObject { ["hashes"] = new JsonObject { ["sha256"] = entry.Sha256 }, ["length"] = entry.Length });
    }

    /// <summary>A target's bytes as this edition has them.</summary>
    public byte[] Target(string name)
    {
        var role = name.Split('/')[0] is var folder && folder == "newsroom" ? RoleName.Targets : folder;
        var hash = JsonNode.Parse(Files[RolePath(role)])!["signed"]!["targets"]![name]!["hashes"]!["sha256"]!.GetValue<string>();
        return Files["targets/" + RoleBytes.TargetPath(name, hash)];
    }

    /// <summary>Changes a signed document of JSON.</summary>
    public void SignDocument(string name, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(Target(name))!.AsObject();
        change(json);
        SignTarget(name, CanonicalJson.Write(json));
    }

    public SigningKey Key(string role) => role is RoleName.Root or RoleName.Targets or RoleName.Snapshot or RoleName.Timestamp or "mirrors"
        ? keys.Find(role)[0].Open() : keys.Find(KeyPurpose.Desk, role)[0].Open();

    public SigningKey LogKey(string desk) => keys.Find(KeyPurpose.Log, desk, 1)[0].Open();

    public LogsDocument Logs => LogsDocument.Parse(Target("newsroom/logs.json")).Value;

    private int Version(string of, string file) => JsonNode.Parse(Files[of])!["signed"]!["meta"]![file]!["version"]!.GetValue<int>();
}
