using System.Text.Json.Nodes;
using Skywave.Reading;
using Skywave.Reading.Tuf;
using Skywave.Trust;
using Skywave.Trust.Tuf;
using Xunit;

namespace Skywave.Tests.Tuf;

/// <summary>Every lie is refused with its own code, the last good state remains, and the mirror's next honest edition is taken.</summary>
public sealed class LyingMirrorTests
{
    internal static readonly Dictionary<string, (string Code, Action<RepositorySimulator> Tell)> Lies = new()
    {
        ["timestamp of another role"] = (Codes.TufType, s => s.Edits["timestamp"] = r => r["_type"] = "snapshot"),
        ["specification 2"] = (Codes.TufSpecVersion, s => s.Edits["timestamp"] = r => r["spec_version"] = "2.0.0"),
        ["version 0"] = (Codes.TufVersionMalformed, s => s.Edits["timestamp"] = r => r["version"] = 0),
        ["version as text"] = (Codes.TufVersionMalformed, s => s.Edits["snapshot"] = r => r["version"] = "2"),
        ["expiry in words"] = (Codes.TufExpiryMalformed, s => s.Edits["targets"] = r => r["expires"] = "tomorrow"),
        ["meta missing"] = (Codes.TufMalformed, s => s.Edits["timestamp"] = r => r.Remove("meta")),
        ["threshold 0"] = (Codes.TufThreshold, s => s.Edits["targets"] = r => r["delegations"]!["roles"]![0]!["threshold"] = 0),
        ["negative threshold"] = (Codes.TufThreshold, s => s.Edits["targets"] = r => r["delegations"]!["roles"]![0]!["threshold"] = -1),
        ["a key id twice"] = (Codes.TufDuplicateKeyId, s => s.Edits["targets"] = r => Twice(r["delegations"]!["roles"]![0]!["keyids"]!.AsArray())),
        ["a signature twice"] = (Codes.TufDuplicateSignature, s => s.Files["snapshot"] = Changed(f => Twice(f["signatures"]!.AsArray()))),
        ["role ../root"] = (Codes.TufRoleName, s => s.Edits["targets"] = r => r["delegations"]!["roles"]![0]!["name"] = "../root"),
        ["role a/b"] = (Codes.TufRoleName, s => s.Edits["targets"] = r => r["delegations"]!["roles"]![0]!["name"] = "a/b"),
        ["role a\\b"] = (Codes.TufRoleName, s => s.Edits["targets"] = r => r["delegations"]!["roles"]![0]!["name"] = "a\\b"),
        ["role without a name"] = (Codes.TufRoleName, s => s.Edits["targets"] = r => r["delegations"]!["roles"]![0]!["name"] = ""),
        ["role Root"] = (Codes.TufRoleName, s => s.Edits["targets"] = r => r["delegations"]!["roles"]![0]!["name"] = "Root"),
        ["snapshot of ../x"] = (Codes.TufRoleName, s => s.Edits["snapshot"] = r => r["meta"]!["../x.json"] = new JsonObject { ["version"] = 1 }),
        ["target ../x"] = (Codes.TufTargetName, s => s.Edits["targets"] = r => r["targets"]!["../x"] = r["targets"]!["newsroom/logs.json"]!.DeepClone()),
        ["target /etc/x"] = (Codes.TufTargetName, s => s.Edits["targets"] = r => r["targets"]!["/etc/x"] = r["targets"]!["newsroom/logs.json"]!.DeepClone()),
        ["target of negative length"] = (Codes.TufMalformed, s => s.Edits["targets"] = r => r["targets"]!["newsroom/logs.json"]!["length"] = -1),
        ["broken JSON"] = (Codes.TufMalformed, s => s.Files["timestamp"] = f => f[..^2]),
        ["a JSON key twice"] = (Codes.TufMalformed, s => s.Files["timestamp"] = f => [.. """{"signatures":[],"""u8, .. f.AsSpan(1)]),
        ["an error page"] = (Codes.TufMalformed, s => s.Files["timestamp"] = _ => RepositorySimulator.Text("<html><h1>Blocked by order</h1></html>")),
        ["nothing"] = (Codes.TufMalformed, s => s.Files["timestamp"] = _ => []),
        ["JSON a thousand deep"] = (Codes.TufMalformed, s => s.Files["timestamp"] = _ => RepositorySimulator.Text(new string('[', 1000) + new string(']', 1000))),
        ["no signature"] = (Codes.TufSignature, s => s.Files["timestamp"] = Changed(f => f["signatures"] = new JsonArray())),
        ["an empty signature"] = (Codes.TufSignature, s => s.Files["timestamp"] = Changed(f => f["signatures"]![0]!["sig"] = "")),
        ["a stranger's timestamp"] = (Codes.TufSignature, s => s.Signers["timestamp"] = [RepositorySimulator.Key("stranger")]),
        ["a stranger's snapshot"] = (Codes.TufSignature, s => s.Signers["snapshot"] = [RepositorySimulator.Key("stranger")]),
        ["targets signed by a desk"] = (Codes.TufSignature, s => s.Signers["targets"] = s.Signers["en"]),
        ["a role removed"] = (Codes.TufRoleRemoved, s => s.Edits["snapshot"] = r => r["meta"]!.AsObject().Remove("fa.json")),
        ["a role rolled back"] = (Codes.TufRollback, s => s.Edits["snapshot"] = r => r["meta"]!["en.json"]!["version"] = 1),
        ["a snapshot rolled back"] = (Codes.TufRollback, s => s.Edits["timestamp"] = r => r["meta"]!["snapshot.json"]!["version"] = 1),
        ["a timestamp rolled back"] = (Codes.TufRollback, s => s.Edits["timestamp"] = r => r["version"] = 1),
        ["an older targets role in a newer edition"] = (Codes.TufMixed, s => s.Edits["snapshot"] = r => r["meta"]!["targets.json"] = new JsonObject { ["version"] = 9 }),
    };

    public static TheoryData<string> Names => [.. Lies.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_lie_in_metadata_is_refused_and_the_last_good_state_remains(string lie)
    {
        var simulator = new RepositorySimulator();
        simulator.Publish();
        var client = simulator.Client();
        Assert.IsType<RefreshOutcome.Fresh>(await simulator.Refresh(client));
        var (targets, snapshot) = (client.State.Targets, client.State.Snapshot);
        var honest = simulator.Signers.ToDictionary();

        Lies[lie].Tell(simulator);
        simulator.Publish();
        if (Lies[lie].Code == Codes.TufMixed)
        {
            simulator.Carrier["metadata/9.targets.json"] = simulator.Carrier["metadata/1.targets.json"];
        }
        var refused = Assert.IsType<RefreshOutcome.Refused>(await simulator.Refresh(client));

        Assert.Equal(Lies[lie].Code, refused.Refusal.Code);
        Assert.Same(targets, client.State.Targets);
        Assert.IsNotType<RefreshOutcome.Fresh>(await simulator.Refresh(client));
        simulator.Edits.Clear();
        simulator.Files.Clear();
        foreach (var (role, keys) in honest)
        {
            simulator.Signers[role] = keys;
        }
        simulator.SetVersion("targets", 9);
        simulator.Publish();
        Assert.IsType<RefreshOutcome.Fresh>(await simulator.Refresh(client));
        Assert.NotSame(snapshot, client.State.Snapshot);
    }

    [Fact]
    public async Task Bodies_of_the_wrong_length_and_hash_are_refused()
    {
        var simulator = new RepositorySimulator();
        var client = simulator.Client();
        var snapshot = simulator.Carrier[simulator.PathOf("snapshot")];
        async Task<string> Serve(Fetched lie)
        {
            simulator.Lies[simulator.PathOf("snapshot")] = lie;
            return Assert.IsType<RefreshOutcome.Refused>(await simulator.Refresh(client)).Refusal.Code;
        }

        Assert.Equal(Codes.TufLength, await Serve(new Fetched.Content(snapshot.AsMemory(0, snapshot.Length - 1))));
        Assert.Equal(Codes.TufTooBig, await Serve(new Fetched.Content(new byte[snapshot.Length + 1])));
        Assert.Equal(Codes.TufTooBig, await Serve(new Fetched.TooBig()));
        Assert.Equal(Codes.TufHash, await Serve(new Fetched.Content(new byte[snapshot.Length])));
        simulator.Lies["metadata/timestamp.json"] = new Fetched.Content(new byte[TimestampRole.MaxLength + 1]);
        Assert.Equal(Codes.TufTooBig, await Serve(new Fetched.Content(snapshot)));
    }

    [Fact]
    public async Task Mixed_roles_are_refused_even_when_no_hash_is_signed()
    {
        var simulator = new RepositorySimulator();
        var client = simulator.Client();
        var old = simulator.Carrier["metadata/1.snapshot.json"];
        simulator.Edits["timestamp"] = r => r["meta"]!["snapshot.json"] = new JsonObject { ["version"] = 2 };
        simulator.Publish();
        simulator.Lies["metadata/2.snapshot.json"] = new Fetched.Content(old);

        Assert.Equal(Codes.TufMixed, Assert.IsType<RefreshOutcome.Refused>(await simulator.Refresh(client)).Refusal.Code);
    }

    [Fact]
    public async Task A_frozen_mirror_is_stale_once_its_timestamp_expires()
    {
        var simulator = new RepositorySimulator();
        simulator.Expires["timestamp"] = RepositorySimulator.Now.AddDays(2);
        simulator.Publish();
        var client = simulator.Client();
        Assert.IsType<RefreshOutcome.Fresh>(await simulator.Refresh(client));

        Assert.Equal(new RefreshOutcome.Stale("timestamp"), await simulator.Refresh(client, RepositorySimulator.Now.AddDays(3)));
        Assert.IsType<TargetOutcome.Verified>(await simulator.Download(client, "en/front", RepositorySimulator.Now.AddDays(3)));
    }

    [Fact]
    public async Task An_unreachable_mirror_changes_nothing()
    {
        var simulator = new RepositorySimulator();
        var client = simulator.Client();
        Assert.IsType<RefreshOutcome.Fresh>(await simulator.Refresh(client));
        var state = client.State;
        foreach (var path in new[] { "metadata/2.root.json", "metadata/timestamp.json" })
        {
            simulator.Lies[path] = new Fetched.Unreachable("it answers 500");
            Assert.IsType<RefreshOutcome.Unreachable>(await simulator.Refresh(client));
            Assert.Same(state, client.State);
            simulator.Lies.Clear();
        }
    }

    [Fact]
    public async Task Targets_that_are_not_the_signed_ones_are_refused()
    {
        var simulator = new RepositorySimulator();
        var client = simulator.Client();
        await simulator.Refresh(client);
        var path = simulator.Carrier.Keys.Single(p => p.StartsWith("targets/en/", StringComparison.Ordinal) && p.EndsWith(".front", StringComparison.Ordinal));
        async Task<TargetOutcome> Serve(Fetched lie)
        {
            simulator.Lies[path] = lie;
            return await simulator.Download(client, "en/front");
        }

        Assert.Equal(Codes.TufTargetHash, Assert.IsType<TargetOutcome.Refused>(await Serve(new Fetched.Content(RepositorySimulator.Text("front 2")))).Refusal.Code);
        Assert.Equal(Codes.TufTargetLength, Assert.IsType<TargetOutcome.Refused>(await Serve(new Fetched.Content(RepositorySimulator.Text("front")))).Refusal.Code);
        Assert.Equal(Codes.TufTargetLength, Assert.IsType<TargetOutcome.Refused>(await Serve(new Fetched.TooBig())).Refusal.Code);
        Assert.IsType<TargetOutcome.Unreachable>(await Serve(new Fetched.Missing()));
        Assert.Equal("front 1"u8.ToArray(), Assert.IsType<TargetOutcome.Verified>(await Serve(new Fetched.Content(RepositorySimulator.Text("front 1")))).Bytes.ToArray());
    }

    [Fact]
    public async Task A_target_name_that_would_leave_its_folder_is_not_looked_for()
    {
        var simulator = new RepositorySimulator();
        var client = simulator.Client();
        await simulator.Refresh(client);

        Assert.Equal(Codes.TufTargetName, Assert.IsType<TargetOutcome.Refused>(await simulator.Download(client, "en/../../secret")).Refusal.Code);
    }

    [Fact]
    public async Task A_desk_speaks_only_for_itself()
    {
        var simulator = new RepositorySimulator();
        simulator.Targets["en"]["fa/extra"] = RepositorySimulator.Text("not ours to say");
        simulator.Publish();
        var client = simulator.Client();
        await simulator.Refresh(client);
        Assert.IsType<TargetOutcome.Absent>(await simulator.Download(client, "fa/extra"));

        simulator.Signers["fa"] = simulator.Signers["en"];
        simulator.Named[("targets", "fa")] = [RepositorySimulator.Key("fa")];
        simulator.Publish();
        Assert.IsType<RefreshOutcome.Fresh>(await simulator.Refresh(client));
        Assert.Equal(Codes.TufSignature, Assert.IsType<TargetOutcome.Refused>(await simulator.Download(client, "fa/front")).Refusal.Code);
        Assert.IsType<TargetOutcome.Verified>(await simulator.Download(client, "en/front"));
    }

    [Fact]
    public async Task Two_ids_of_one_key_are_one_signer()
    {
        var simulator = new RepositorySimulator();
        simulator.Edits["targets"] = r =>
        {
            var delegations = r["delegations"]!;
            var id = delegations["roles"]![0]!["keyids"]![0]!.GetValue<string>();
            delegations["keys"]!["another name"] = delegations["keys"]![id]!.DeepClone();
            delegations["roles"]![0]!["keyids"]!.AsArray().Add("another name");
            delegations["roles"]![0]!["threshold"] = 2;
        };
        simulator.Files["en"] = Changed(f =>
        {
            var copy = f["signatures"]![0]!.DeepClone();
            copy["keyid"] = "another name";
            f["signatures"]!.AsArray().Add(copy);
        });
        simulator.Publish();
        var client = simulator.Client();
        Assert.IsType<RefreshOutcome.Fresh>(await simulator.Refresh(client));

        Assert.Equal(Codes.TufSignature, Assert.IsType<TargetOutcome.Refused>(await simulator.Download(client, "en/front")).Refusal.Code);
    }

    private static void Twice(JsonArray list) => list.Add(list[0]!.DeepClone());

    private static Func<byte[], byte[]> Changed(Action<JsonNode> change) => bytes =>
    {
        var file = JsonNode.Parse(bytes)!;
        change(file);
        return CanonicalJson.Write(file);
    };
}
