using System.Text.Json.Nodes;
using Skywave.Reading.Tuf;
using Skywave.Trust;
using Skywave.Trust.Tuf;
using Xunit;

namespace Skywave.Tests.Tuf;

/// <summary>What other TUF clients got wrong, each once, under its public number.</summary>
public sealed class KnownMistakesTests
{
    private readonly RepositorySimulator _simulator = new();

    private async Task<string?> RefusedAsync(string? target = null)
    {
        _simulator.Publish();
        var client = _simulator.Client();
        var outcome = await _simulator.Refresh(client);
        return outcome is RefreshOutcome.Refused refused ? refused.Refusal.Code : target is null ? null : (await _simulator.Download(client, target) as TargetOutcome.Refused)?.Refusal.Code;
    }

    [Fact(DisplayName = "CVE-2020-15093: One_signature_listed_twice_does_not_count_twice")]
    public async Task One_signature_listed_twice_does_not_count_twice()
    {
        _simulator.Edits["targets"] = r => r["delegations"]!["roles"]![0]!["threshold"] = 2;
        _simulator.Files["en"] = bytes =>
        {
            var file = JsonNode.Parse(bytes)!;
            file["signatures"]!.AsArray().Add(file["signatures"]![0]!.DeepClone());
            return CanonicalJson.Write(file);
        };
        Assert.Equal(Codes.TufDuplicateSignature, await RefusedAsync("en/front"));
    }

    [Fact(DisplayName = "CVE-2020-15093: A_key_id_listed_twice_in_a_role_is_refused")]
    public async Task A_key_id_listed_twice_in_a_role_is_refused()
    {
        _simulator.Edits["targets"] = r => r["delegations"]!["roles"]![0]!["keyids"]!.AsArray().Add(r["delegations"]!["roles"]![0]!["keyids"]![0]!.DeepClone());
        Assert.Equal(Codes.TufDuplicateKeyId, await RefusedAsync());
    }

    [Theory(DisplayName = "CVE-2021-41131: A_role_cannot_be_named_out_of_its_folder")]
    [InlineData("../../root")]
    [InlineData("..\\root")]
    [InlineData("/etc/root")]
    [InlineData("a/../root")]
    [InlineData("..")]
    public async Task A_role_cannot_be_named_out_of_its_folder(string name)
    {
        _simulator.Edits["targets"] = r => r["delegations"]!["roles"]![0]!["name"] = name;
        Assert.Equal(Codes.TufRoleName, await RefusedAsync());
    }

    [Theory(DisplayName = "CVE-2022-29173: A_rollback_of_any_role_is_refused")]
    [InlineData("timestamp")]
    [InlineData("snapshot")]
    [InlineData("targets")]
    [InlineData("en")]
    public async Task A_rollback_of_any_role_is_refused(string role)
    {
        _simulator.Publish();
        var client = _simulator.Client();
        await _simulator.Refresh(client);
        foreach (var other in new[] { "timestamp", "snapshot", "targets", "en" })
        {
            _simulator.SetVersion(other, other == role ? 0 : 10);
        }
        _simulator.Publish();
        Assert.Equal(Codes.TufRollback, Assert.IsType<RefreshOutcome.Refused>(await _simulator.Refresh(client)).Refusal.Code);
    }

    [Fact(DisplayName = "CVE-2024-47534: Delegations_are_asked_in_the_order_in_which_they_are_listed")]
    public async Task Delegations_are_asked_in_the_order_in_which_they_are_listed()
    {
        Add("first", terminating: false);
        Add("second", terminating: false);
        _simulator.Delegations["targets"] = ["first", "second"];
        _simulator.Publish();
        var client = _simulator.Client();
        await _simulator.Refresh(client);
        Assert.Equal("first"u8.ToArray(), Assert.IsType<TargetOutcome.Verified>(await _simulator.Download(client, "x/y")).Bytes.ToArray());
    }

    [Fact(DisplayName = "CVE-2025-2886: Nobody_is_asked_after_a_terminating_delegation")]
    public async Task Nobody_is_asked_after_a_terminating_delegation()
    {
        Add("first", terminating: true);
        Add("second", terminating: false);
        _simulator.Targets["first"].Clear();
        _simulator.Delegations["targets"] = ["first", "second"];
        _simulator.Publish();
        var client = _simulator.Client();
        await _simulator.Refresh(client);
        Assert.IsType<TargetOutcome.Absent>(await _simulator.Download(client, "x/y"));
    }

    [Theory(DisplayName = "CVE-2026-23992: A_threshold_of_0_is_refused_wherever_it_stands")]
    [InlineData("root")]
    [InlineData("targets")]
    [InlineData("snapshot")]
    [InlineData("timestamp")]
    [InlineData("en")]
    public async Task A_threshold_of_0_is_refused_wherever_it_stands(string role)
    {
        if (role == "en")
        {
            _simulator.Edits["targets"] = r => r["delegations"]!["roles"]![0]!["threshold"] = 0;
            Assert.Equal(Codes.TufThreshold, await RefusedAsync());
            return;
        }
        var client = _simulator.Client();
        _simulator.Edits["root"] = r => r["roles"]![role]!["threshold"] = 0;
        _simulator.PublishRoot();
        Assert.Equal(Codes.TufThreshold, Assert.IsType<RefreshOutcome.Refused>(await _simulator.Refresh(client)).Refusal.Code);
        Assert.Equal(Codes.TufThreshold, TufClient.Open(_simulator.Root).Refusal?.Code);
    }

    [Theory(DisplayName = "go-tuf 2026: Malformed_metadata_is_refused_before_any_signature_is_looked_at")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\"signed\"")]
    [InlineData("""{"signatures":null,"signed":null}""")]
    [InlineData("""{"signatures":[{}],"signed":{}}""")]
    [InlineData("""{"signatures":[{"keyid":1,"sig":2}],"signed":{"_type":"timestamp"}}""")]
    [InlineData("""{"signatures":[],"signed":{"_type":"timestamp","expires":"2026-11-24T10:00:00Z","meta":{"snapshot.json":{"version":1e99}},"spec_version":"1.0.34","version":1}}""")]
    [InlineData("""{"signatures":[],"signed":{"_type":"timestamp","expires":"2026-11-24T10:00:00Z","meta":[],"spec_version":"1.0.34","version":1}}""")]
    public async Task Malformed_metadata_is_refused_before_any_signature_is_looked_at(string json)
    {
        foreach (var role in new[] { "timestamp", "snapshot", "targets", "en" })
        {
            _simulator.Files.Clear();
            _simulator.Files[role] = _ => RepositorySimulator.Text(json);
            Assert.StartsWith("tuf.", await RefusedAsync("en/front"), StringComparison.Ordinal);
        }
    }

    [Fact(DisplayName = "GHSA-qp9x-wp8f-qgjj: Paths_match_by_their_exact_letters")]
    public void Paths_match_by_their_exact_letters()
    {
        Assert.True(PathPattern.Matches("en/*", "en/front"));
        Assert.False(PathPattern.Matches("en/*", "EN/front"));
        Assert.False(PathPattern.Matches("EN/*", "en/front"));
        Assert.False(PathPattern.Matches("en/*", "en/a/b"));
    }

    private void Add(string role, bool terminating)
    {
        _simulator.Signers[role] = [RepositorySimulator.Key(role)];
        _simulator.Patterns[role] = (["x/*"], terminating);
        _simulator.Targets[role] = new() { ["x/y"] = RepositorySimulator.Text(role) };
    }
}
