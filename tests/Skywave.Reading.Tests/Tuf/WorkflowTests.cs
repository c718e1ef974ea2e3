using System.Text.Json.Nodes;
using CsCheck;
using Skywave.Reading;
using Skywave.Reading.Tuf;
using Skywave.Trust;
using Skywave.Trust.Tuf;
using Xunit;

namespace Skywave.Tests.Tuf;

public sealed class WorkflowTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("skywave-tuf-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task An_honest_edition_is_fresh_and_every_target_verifies()
    {
        var simulator = new RepositorySimulator();
        var client = simulator.Client();
        Assert.IsType<RefreshOutcome.Fresh>(await simulator.Refresh(client));

        Assert.Equal(RepositorySimulator.Now, client.State.Snapshot!.Content.Cut);
        foreach (var target in new[] { "newsroom/logs.json", "en/front", "en/checkpoint", "fa/front" })
        {
            Assert.IsType<TargetOutcome.Verified>(await simulator.Download(client, target));
        }
        Assert.IsType<TargetOutcome.Absent>(await simulator.Download(client, "en/nothing"));
    }

    [Fact]
    public async Task Nothing_is_fetched_twice_and_a_restart_needs_root_probe_and_timestamp_only()
    {
        var simulator = new RepositorySimulator();
        var client = simulator.Client(new MetadataCache(_folder.FullName));
        await simulator.Refresh(client);
        await simulator.Download(client, "en/front");
        simulator.Asked.Clear();

        var again = simulator.Client(new MetadataCache(_folder.FullName));
        Assert.IsType<RefreshOutcome.Fresh>(await simulator.Refresh(again));
        Assert.IsType<TargetOutcome.Found>(await again.FindAsync(simulator.Metadata, "en/front", RepositorySimulator.Now));

        Assert.Equal(["metadata/2.root.json", "metadata/timestamp.json"], simulator.Asked);
    }

    [Fact]
    public async Task The_cache_holds_the_received_bytes_under_plain_names()
    {
        var simulator = new RepositorySimulator();
        simulator.Files["timestamp"] = bytes => RepositorySimulator.Text(JsonNode.Parse(bytes)!.ToJsonString(new() { WriteIndented = true }) + "\n");
        simulator.Publish();
        var client = simulator.Client(new MetadataCache(_folder.FullName));
        Assert.IsType<RefreshOutcome.Fresh>(await simulator.Refresh(client));

        Assert.Equal(simulator.Carrier["metadata/timestamp.json"], File.ReadAllBytes(Path.Combine(_folder.FullName, "timestamp.json")));
        Assert.Equal(["snapshot.json", "targets.json", "timestamp.json"], _folder.GetFiles().Select(f => f.Name).Order());
    }

    [Fact]
    public async Task Unknown_fields_are_kept_and_signed()
    {
        var simulator = new RepositorySimulator();
        simulator.Edits["targets"] = r =>
        {
            r["x-later"] = new JsonObject { ["b"] = "é\n\"\\", ["a"] = new JsonArray(1, true, null) };
            r["targets"]!["newsroom/logs.json"]!["custom"] = new JsonObject { ["styles"] = new JsonArray("abc") };
            r["delegations"]!["roles"]![0]!["x-note"] = "hello";
        };
        // The canonical form has line ends as they are; a file has them as JSON has them.
        simulator.Files["targets"] = bytes => RepositorySimulator.Text(System.Text.Encoding.UTF8.GetString(bytes).Replace("\n", "\\n", StringComparison.Ordinal));
        simulator.Publish();
        var client = simulator.Client();
        Assert.IsType<RefreshOutcome.Fresh>(await simulator.Refresh(client));

        Assert.Equal("abc", client.State.Targets!.Content.Targets["newsroom/logs.json"].Custom!["styles"]![0]!.GetValue<string>());
        Assert.Contains("x-later", System.Text.Encoding.UTF8.GetString(client.State.Targets.Signed.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(300, 2)]
    public async Task A_rotated_root_is_followed(int rotations, int refreshes)
    {
        var simulator = new RepositorySimulator();
        var client = simulator.Client(new MetadataCache(_folder.FullName));
        await simulator.Refresh(client);
        for (var i = 0; i < rotations; i++)
        {
            simulator.Rotate("root", "timestamp");
        }
        simulator.Publish();
        for (var i = 1; i < refreshes; i++)
        {
            Assert.Equal(Codes.TufRootLimit, Assert.IsType<RefreshOutcome.Refused>(await simulator.Refresh(client)).Refusal.Code);
            client = TufClient.Open(File.ReadAllBytes(Path.Combine(_folder.FullName, "root.json")), new MetadataCache(_folder.FullName)).Value;
        }

        Assert.IsType<RefreshOutcome.Fresh>(await simulator.Refresh(client));
        Assert.Equal(1 + rotations, client.State.Root.Version);
    }

    [Fact]
    public async Task A_root_that_does_not_follow_is_refused_and_the_known_one_stays()
    {
        var simulator = new RepositorySimulator();
        var client = simulator.Client();
        await simulator.Refresh(client);
        simulator.Rotate("timestamp");
        var second = simulator.Root;
        simulator.Rotate("snapshot");
        async Task<string> Serve(byte[] root)
        {
            simulator.Lies["metadata/2.root.json"] = new Fetched.Content(root);
            return Assert.IsType<RefreshOutcome.Refused>(await simulator.Refresh(client)).Refusal.Code;
        }

        Assert.Equal(Codes.TufRootVersion, await Serve(simulator.Root));
        Assert.Equal(Codes.TufRootVersion, await Serve(simulator.Carrier["metadata/1.root.json"]));
        Assert.Equal(Codes.TufRootGarbage, await Serve(RepositorySimulator.Text("<html>sign in to the hotel</html>")));
        Assert.Equal(Codes.TufSignature, await Serve(Signed(second, "stranger")));
        Assert.Equal(Codes.TufThreshold, await Serve(Signed(second, "root", r => r["roles"]!["timestamp"]!["threshold"] = 0)));
        Assert.Equal(1, client.State.Root.Version);
        Assert.NotNull(client.State.Timestamp);

        simulator.Lies.Clear();
        simulator.Publish();
        Assert.IsType<RefreshOutcome.Fresh>(await simulator.Refresh(client));
    }

    [Fact]
    public async Task A_new_root_needs_the_old_keys_and_its_own()
    {
        var simulator = new RepositorySimulator();
        var client = simulator.Client();
        simulator.Signers["root"] = [RepositorySimulator.Key("root 2")];
        simulator.PublishRoot();
        Assert.Equal(Codes.TufSignature, Assert.IsType<RefreshOutcome.Refused>(await simulator.Refresh(client)).Refusal.Code);

        simulator.Carrier["metadata/2.root.json"] = Signed(simulator.Root, "root");
        Assert.Equal(Codes.TufSignature, Assert.IsType<RefreshOutcome.Refused>(await simulator.Refresh(client)).Refusal.Code);

        var both = RoleBytes.SignAlso(simulator.Root, [RepositorySimulator.Key("root 2")]).Value;
        simulator.Carrier["metadata/2.root.json"] = both;
        Assert.IsType<RefreshOutcome.Fresh>(await simulator.Refresh(client));
    }

    [Theory]
    [InlineData("timestamp")]
    [InlineData("snapshot")]
    public async Task After_a_fast_forward_attack_a_rotation_of_keys_lets_versions_fall(string rotated)
    {
        var simulator = new RepositorySimulator();
        var client = simulator.Client(new MetadataCache(_folder.FullName));
        simulator.SetVersion("timestamp", 1_000_000);
        simulator.SetVersion("snapshot", 1_000_000);
        simulator.SetVersion("en", 1_000_000);
        simulator.Publish();
        Assert.IsType<RefreshOutcome.Fresh>(await simulator.Refresh(client));
        foreach (var role in new[] { "timestamp", "snapshot", "en" })
        {
            simulator.SetVersion(role, 10);
        }
        simulator.Publish();
        Assert.Equal(Codes.TufRollback, Assert.IsType<RefreshOutcome.Refused>(await simulator.Refresh(client)).Refusal.Code);

        simulator.Rotate(rotated);
        simulator.Publish();
        Assert.IsType<RefreshOutcome.Fresh>(await simulator.Refresh(client));
        Assert.Equal(simulator.Version("timestamp"), client.State.Timestamp!.Version);
        Assert.IsType<TargetOutcome.Verified>(await simulator.Download(client, "en/front"));
    }

    [Fact]
    public async Task Timestamps_of_an_unrelated_rotation_stay_protected_from_rollback()
    {
        var simulator = new RepositorySimulator();
        var first = simulator.Carrier["metadata/timestamp.json"];
        simulator.Publish();
        var client = simulator.Client();
        await simulator.Refresh(client);
        simulator.Rotate("root");
        simulator.Lies["metadata/timestamp.json"] = new Fetched.Content(first);

        Assert.Equal(Codes.TufRollback, Assert.IsType<RefreshOutcome.Refused>(await simulator.Refresh(client)).Refusal.Code);
        Assert.Equal(2, client.State.Root.Version);
    }

    [Fact]
    public async Task A_cached_role_is_verified_against_its_current_delegator_after_a_new_delegation()
    {
        var simulator = new RepositorySimulator();
        var client = simulator.Client(new MetadataCache(_folder.FullName));
        await simulator.Refresh(client);
        Assert.IsType<TargetOutcome.Verified>(await simulator.Download(client, "en/front"));

        // Targets names another key for en; the desk's file, still the version the snapshot lists, is signed by the old one.
        simulator.Named[("targets", "en")] = [RepositorySimulator.Key("en 2")];
        simulator.Publish();
        simulator.SetVersion("en", 1);
        simulator.PublishSnapshot();
        foreach (var reader in new[] { client, simulator.Client(new MetadataCache(_folder.FullName)) })
        {
            simulator.Edits["snapshot"] = r => r["meta"]!["en.json"]!["version"] = 1;
            Assert.IsType<RefreshOutcome.Fresh>(await simulator.Refresh(reader));
            Assert.Equal(Codes.TufSignature, Assert.IsType<TargetOutcome.Refused>(await simulator.Download(reader, "en/front")).Refusal.Code);
        }
    }

    [Fact]
    public async Task A_role_verified_for_one_delegator_is_not_believed_for_another_in_the_same_session()
    {
        var simulator = new RepositorySimulator();
        simulator.Delegations["en"] = ["shared"];
        simulator.Delegations["fa"] = ["shared"];
        simulator.Patterns["shared"] = (["en/*", "fa/*"], true);
        simulator.Signers["shared"] = [RepositorySimulator.Key("shared")];
        simulator.Named[("fa", "shared")] = [RepositorySimulator.Key("whom fa trusts")];
        simulator.Targets["shared"] = new() { ["en/extra"] = RepositorySimulator.Text("en extra"), ["fa/extra"] = RepositorySimulator.Text("fa extra") };
        simulator.Publish();
        var client = simulator.Client();
        await simulator.Refresh(client);

        Assert.IsType<TargetOutcome.Verified>(await simulator.Download(client, "en/extra"));
        Assert.Equal(Codes.TufSignature, Assert.IsType<TargetOutcome.Refused>(await simulator.Download(client, "fa/extra")).Refusal.Code);
        Assert.IsType<TargetOutcome.Verified>(await simulator.Download(client, "en/extra"));
    }

    [Fact]
    public async Task The_search_is_pre_order_visits_no_role_twice_and_stops_at_a_terminating_delegation()
    {
        var simulator = new RepositorySimulator();
        foreach (var role in new[] { "a", "b", "c", "d" })
        {
            simulator.Signers[role] = [RepositorySimulator.Key(role)];
            simulator.Targets[role] = [];
            simulator.Patterns[role] = (["*/*"], role == "b");
        }
        simulator.Delegations["targets"] = ["a", "d"];
        simulator.Delegations["a"] = ["c", "b"];
        simulator.Delegations["c"] = ["a"];
        simulator.Targets["d"]["x/y"] = RepositorySimulator.Text("behind a terminating one");
        simulator.Publish();
        var client = simulator.Client();
        await simulator.Refresh(client);
        simulator.Asked.Clear();

        Assert.IsType<TargetOutcome.Absent>(await simulator.Download(client, "x/y"));
        Assert.Equal(["a", "c", "b"], simulator.Asked.Select(path => path.Split('.')[1]));
    }

    [Fact]
    public async Task A_search_ends_after_its_greatest_number_of_roles()
    {
        var simulator = new RepositorySimulator();
        var names = Enumerable.Range(0, TrustedMetadata.MaxDelegations + 1).Select(i => $"r{i}").ToArray();
        foreach (var name in names)
        {
            simulator.Signers[name] = [RepositorySimulator.Key(name)];
            simulator.Targets[name] = [];
            simulator.Patterns[name] = (["*/*"], false);
        }
        simulator.Delegations["targets"] = names;
        simulator.Publish();
        var client = simulator.Client();
        await simulator.Refresh(client);

        Assert.Equal(Codes.TufDelegationLimit, Assert.IsType<TargetOutcome.Refused>(await simulator.Download(client, "x/y")).Refusal.Code);
    }

    [Theory]
    [InlineData("timestamp")]
    [InlineData("snapshot")]
    [InlineData("targets")]
    public async Task A_stock_client_lets_no_expired_role_replace_anything_and_a_reader_takes_it_as_stale(string role)
    {
        var simulator = new RepositorySimulator();
        var (stock, reader) = (simulator.Client(takesStale: false), simulator.Client());
        Assert.IsType<RefreshOutcome.Fresh>(await simulator.Refresh(stock));
        simulator.Expires[role] = RepositorySimulator.Now;
        simulator.Publish();

        Assert.Equal(new RefreshOutcome.Stale(role), await simulator.Refresh(stock));
        Assert.Equal(new RefreshOutcome.Stale(role), await simulator.Refresh(reader));
        long[] trusted = [stock.State.Timestamp!.Version, stock.State.Snapshot!.Version, stock.State.Targets!.Version];
        Assert.Equal(role switch { "timestamp" => [1, 1, 1], "snapshot" => [2, 1, 1], _ => new long[] { 2, 2, 1 } }, trusted);
        Assert.True(reader.State.IsComplete);
        Assert.Equal(2, reader.State.Targets!.Version);
    }

    [Fact]
    public async Task An_expired_root_is_kept_and_an_expired_desk_is_named()
    {
        var simulator = new RepositorySimulator();
        var (stock, reader) = (simulator.Client(takesStale: false), simulator.Client());
        simulator.Expires["en"] = RepositorySimulator.Now;
        simulator.Publish();
        await simulator.Refresh(reader);
        await simulator.Refresh(stock);
        Assert.Equal("en", Assert.IsType<TargetOutcome.Verified>(await simulator.Download(reader, "en/front")).ExpiredRole);
        Assert.Equal(new TargetOutcome.Stale("en"), await simulator.Download(stock, "en/front"));
        Assert.IsType<TargetOutcome.Verified>(await simulator.Download(stock, "fa/front"));

        simulator.Expires["root"] = RepositorySimulator.Now;
        simulator.Rotate("root");
        Assert.Equal(new RefreshOutcome.Stale("root"), await simulator.Refresh(stock));
        Assert.Equal(2, stock.State.Root.Version);
    }

    [Fact]
    public async Task Nothing_stale_replaces_something_newer()
    {
        var (simulator, old) = (new RepositorySimulator(), new RepositorySimulator());
        simulator.Publish();
        var client = simulator.Client();
        Assert.IsType<RefreshOutcome.Fresh>(await simulator.Refresh(client));
        var state = client.State;
        old.Expires["timestamp"] = RepositorySimulator.Now.AddDays(-1);
        old.SetVersion("timestamp", 0);
        old.PublishTimestamp();

        Assert.Equal(Codes.TufRollback, Assert.IsType<RefreshOutcome.Refused>(await old.Refresh(client)).Refusal.Code);
        Assert.Same(state, client.State);
    }

    [Fact]
    public async Task A_damaged_cache_costs_a_fetch_and_nothing_more()
    {
        var simulator = new RepositorySimulator();
        var client = simulator.Client(new MetadataCache(_folder.FullName));
        await simulator.Refresh(client);
        await simulator.Download(client, "en/front");
        foreach (var file in _folder.GetFiles())
        {
            var bytes = File.ReadAllBytes(file.FullName);
            bytes[bytes.Length / 2] ^= 1;
            File.WriteAllBytes(file.FullName, bytes);
        }

        var again = simulator.Client(new MetadataCache(_folder.FullName));
        Assert.Null(again.State.Timestamp);
        Assert.IsType<RefreshOutcome.Fresh>(await simulator.Refresh(again));
        Assert.IsType<TargetOutcome.Verified>(await simulator.Download(again, "en/front"));
    }

    [Fact]
    public async Task One_flipped_byte_of_any_file_is_refused_or_changes_nothing_trusted()
    {
        var simulator = new RepositorySimulator();
        simulator.Rotate("root");
        simulator.Publish();
        var honest = simulator.Client();
        Assert.IsType<RefreshOutcome.Fresh>(await simulator.Refresh(honest));
        string[] paths = [.. new[] { "root", "timestamp", "snapshot", "targets", "en" }.Select(simulator.PathOf)];
        var signed = Signed(honest.State);

        await Gen.Select(Gen.Int[0, paths.Length - 1], Gen.Double.Unit, Gen.Int[0, 7]).SampleAsync(
            async (which, at, bit) =>
            {
                var path = paths[which];
                var bytes = simulator.Carrier[path].ToArray();
                bytes[(int)(at * bytes.Length) % bytes.Length] ^= (byte)(1 << bit);
                var carrier = simulator.Carrier.ToDictionary();
                carrier[path] = bytes;
                var source = EditionSource.From((asked, _, _) => Task.FromResult<Fetched>(carrier.TryGetValue(asked, out var file) ? new Fetched.Content(file) : new Fetched.Missing()), "flipped");
                var client = simulator.Client();
                var outcome = await client.RefreshAsync(source.Under("metadata"), RepositorySimulator.Now);
                var target = outcome is RefreshOutcome.Fresh ? await client.DownloadAsync(source, "en/front", RepositorySimulator.Now) : null;
                return outcome is RefreshOutcome.Refused || target is TargetOutcome.Refused || (target is TargetOutcome.Verified && Signed(client.State).SequenceEqual(signed));
            },
            iter: 2000,
            threads: 1);
    }

    private static string[] Signed(TrustedMetadata state) =>
        [Convert.ToHexString(state.Root.Signed.Span), Convert.ToHexString(state.Timestamp!.Signed.Span), Convert.ToHexString(state.Snapshot!.Signed.Span), Convert.ToHexString(state.Targets!.Signed.Span)];

    private static byte[] Signed(byte[] file, string key, Action<JsonObject>? edit = null)
    {
        var signed = JsonNode.Parse(file)!["signed"]!.AsObject();
        edit?.Invoke(signed);
        return RoleBytes.Sign(signed, [RepositorySimulator.Key(key)]);
    }
}
