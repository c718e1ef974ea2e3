using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Skywave.Reading;
using Skywave.Reading.Tuf;
using Skywave.Trust;
using Skywave.Trust.Tuf;

namespace Skywave.Tests.Tuf;

/// <summary>A repository that really signs and can serve any lie: with the right keys, with wrong ones, or without any.</summary>
internal sealed class RepositorySimulator
{
    private readonly Dictionary<string, long> _versions = [];

    public RepositorySimulator()
    {
        foreach (var role in new[] { "root", "targets", "snapshot", "timestamp", "en", "fa" })
        {
            Signers[role] = [Key(role)];
        }
        Targets["targets"] = new() { ["newsroom/logs.json"] = Text("logs 1") };
        Targets["en"] = new() { ["en/front"] = Text("front 1"), ["en/checkpoint"] = Text("checkpoint 1") };
        Targets["fa"] = new() { ["fa/front"] = Text("صفحه ۱") };
        Delegations["targets"] = ["en", "fa"];
        PublishRoot();
        Publish();
    }

    public static DateTimeOffset Now { get; } = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    /// <summary>Who signs a role.</summary>
    public Dictionary<string, SigningKey[]> Signers { get; } = [];

    /// <summary>Who else signs the next root: the keys it takes over from.</summary>
    public SigningKey[] FormerRootSigners { get; set; } = [];

    /// <summary>Whom a delegator names for a role, where that is not who signs it: (delegator, role).</summary>
    public Dictionary<(string, string), SigningKey[]> Named { get; } = [];

    /// <summary>Patterns and termination of a delegated role where they are not <c>role/*</c> and terminating.</summary>
    public Dictionary<string, (string[] Paths, bool Terminating)> Patterns { get; } = [];

    public Dictionary<string, string[]> Delegations { get; } = [];

    public Dictionary<string, Dictionary<string, byte[]>> Targets { get; } = [];

    public Dictionary<string, DateTimeOffset> Expires { get; } = [];

    /// <summary>Changes what a role signs before it is signed.</summary>
    public Dictionary<string, Action<JsonObject>> Edits { get; } = [];

    /// <summary>Changes a role's file after it was signed, before others hash it.</summary>
    public Dictionary<string, Func<byte[], byte[]>> Files { get; } = [];

    /// <summary>What is on the carrier.</summary>
    public Dictionary<string, byte[]> Carrier { get; } = [];

    /// <summary>What is answered instead of what is on the carrier.</summary>
    public Dictionary<string, Fetched> Lies { get; } = [];

    public List<string> Asked { get; } = [];

    public EditionSource Edition => EditionSource.From(AnswerAsync, "the simulator");

    public EditionSource Metadata => Edition.Under("metadata");

    public byte[] Root => Carrier[$"metadata/{_versions["root"]}.root.json"];

    public static SigningKey Key(string name) => SigningKey.FromSeed(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    public long Version(string role) => _versions.GetValueOrDefault(role);

    public void SetVersion(string role, long version) => _versions[role] = version;

    public string PathOf(string role) => "metadata/" + RoleBytes.FileName(role, Version(role));

    public void PublishRoot()
    {
        var version = _versions["root"] = Version("root") + 1;
        var roles = RoleName.TopLevel.ToImmutableSortedDictionary(r => r, r => RoleKeys.Of(Signers[r].Length, Signers[r]), StringComparer.Ordinal);
        Put("root", RootRole.Write(new(version, Expiry("root"), roles), []), [.. FormerRootSigners, .. Signers["root"]]);
    }

    /// <summary>The next version of every targets role, snapshot and timestamp, with whatever lies are set.</summary>
    public void Publish()
    {
        foreach (var (role, targets) in Targets)
        {
            var version = _versions[role] = Version(role) + 1;
            var entries = targets.ToImmutableSortedDictionary(t => t.Key, t => TargetEntry.Of(t.Value), StringComparer.Ordinal);
            Put(role, TargetsRole.Write(new(version, Expiry(role), entries, [.. Delegations.GetValueOrDefault(role, []).Select(d => Delegate(role, d))]), []), Signers[role]);
            foreach (var (name, bytes) in targets)
            {
                Carrier["targets/" + RoleBytes.TargetPath(name, entries[name].Sha256!)] = bytes;
            }
        }
        PublishSnapshot();
    }

    public void PublishSnapshot()
    {
        var version = _versions["snapshot"] = Version("snapshot") + 1;
        var meta = Targets.Keys.ToImmutableSortedDictionary(r => r, r => MetaEntry.Of(Version(r), Carrier[PathOf(r)]), StringComparer.Ordinal);
        Put("snapshot", SnapshotRole.Write(new(version, Expiry("snapshot"), Now, meta), []), Signers["snapshot"]);
        PublishTimestamp();
    }

    public void PublishTimestamp()
    {
        var version = _versions["timestamp"] = Version("timestamp") + 1;
        Put("timestamp", TimestampRole.Write(new(version, Expiry("timestamp"), MetaEntry.Of(Version("snapshot"), Carrier[PathOf("snapshot")])), []), Signers["timestamp"]);
    }

    /// <summary>The next root with other keys for some roles, signed by the old root keys too.</summary>
    public void Rotate(params string[] roles)
    {
        FormerRootSigners = roles.Contains("root") ? Signers["root"] : [];
        foreach (var role in roles)
        {
            Signers[role] = [Key($"{role} {Version("root") + 1}")];
        }
        PublishRoot();
        FormerRootSigners = [];
    }

    public TufClient Client(MetadataCache? cache = null, bool takesStale = true)
    {
        var client = TufClient.Open(Carrier["metadata/1.root.json"], cache, takesStale).Value;
        if (takesStale)
        {
            Witness.Current?.Met(client, Carrier["metadata/1.root.json"], cache is not null);
        }
        return client;
    }

    public async Task<RefreshOutcome> Refresh(TufClient client, DateTimeOffset? now = null)
    {
        var outcome = await client.RefreshAsync(Metadata, now ?? Now);
        Witness.Current?.Saw(this, client, now ?? Now, outcome);
        return outcome;
    }

    public async Task<TargetOutcome> Download(TufClient client, string target, DateTimeOffset? now = null)
    {
        var outcome = await client.DownloadAsync(Edition, target, now ?? Now);
        Witness.Current?.Saw(this, client, now ?? Now, outcome, target);
        return outcome;
    }

    private Delegation Delegate(string from, string to)
    {
        var (paths, terminating) = Patterns.GetValueOrDefault(to, ([to + "/*"], true));
        var keys = Named.GetValueOrDefault((from, to), Signers[to]);
        return new(to, RoleKeys.Of(keys.Length, keys), [.. paths], terminating);
    }

    private DateTimeOffset Expiry(string role) => Expires.GetValueOrDefault(role, Now.AddDays(30));

    private void Put(string role, byte[] unsigned, SigningKey[] keys)
    {
        var signed = JsonNode.Parse(unsigned)!["signed"]!.AsObject();
        Edits.GetValueOrDefault(role)?.Invoke(signed);
        var file = RoleBytes.Sign(signed, keys);
        Carrier[PathOf(role)] = Files.GetValueOrDefault(role)?.Invoke(file) ?? file;
    }

    private Task<Fetched> AnswerAsync(string path, long maxBytes, CancellationToken cancel)
    {
        Asked.Add(path);
        return Task.FromResult(Lies.TryGetValue(path, out var lie) ? lie : Carrier.TryGetValue(path, out var bytes) ? new Fetched.Content(bytes) : new Fetched.Missing());
    }
}
