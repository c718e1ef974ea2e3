using System.Security.Cryptography;
using Skywave.Reading.Tuf;

namespace Skywave.Tests.Tuf;

/// <summary>Writes down what a test of the client asks and is told, so that another implementation can be asked the same.</summary>
internal sealed class Witness(BrowserReader browser)
{
    private static readonly AsyncLocal<Witness?> Ambient = new();

    private readonly Dictionary<TufClient, (int Client, int Store)> _known = [];
    private string _case = "";
    private ReadOnlyMemory<byte> _root;

    public static Witness? Current => Ambient.Value;

    /// <summary>What each step of each case came to.</summary>
    public Dictionary<string, List<string>> Outcomes { get; } = [];

    /// <summary>Watches what a test does.</summary>
    public async Task WatchAsync(string name, Func<Task> test)
    {
        (_case, _root) = (name, default);
        _known.Clear();
        Ambient.Value = this;
        await test();
        Ambient.Value = null;
    }

    /// <summary>Somebody who trusts this root; those with a cache share one.</summary>
    public void Met(TufClient client, byte[] root, bool remembers)
    {
        if (_root.Span.SequenceEqual(root) || _root.IsEmpty)
        {
            _root = root;
            _known[client] = (_known.Count, remembers ? -1 : _known.Count);
        }
    }

    public void Saw(RepositorySimulator simulator, TufClient client, DateTimeOffset now, RefreshOutcome outcome) => Saw(simulator, client, "tuf-refresh", "", now, outcome switch
    {
        RefreshOutcome.Fresh => "fresh",
        RefreshOutcome.Stale { Role: var role } => "stale " + role,
        RefreshOutcome.Refused { Refusal.Code: var code } => code,
        _ => "unreachable",
    });

    public void Saw(RepositorySimulator simulator, TufClient client, DateTimeOffset now, TargetOutcome outcome, string target) => Saw(simulator, client, "tuf-target", target, now, outcome switch
    {
        TargetOutcome.Verified { Bytes: var bytes } => "verified " + Convert.ToHexStringLower(SHA256.HashData(bytes.Span)),
        TargetOutcome.Absent => "absent",
        TargetOutcome.Refused { Refusal.Code: var code } => code,
        _ => "unreachable",
    });

    private void Saw(RepositorySimulator simulator, TufClient client, string op, string argument, DateTimeOffset now, string outcome)
    {
        if (!_known.TryGetValue(client, out var who))
        {
            return;
        }
        if (!Outcomes.TryGetValue(_case, out var outcomes))
        {
            Outcomes[_case] = outcomes = [];
            browser.Begin(_case, _root.Span);
        }
        outcomes.Add(outcome);
        browser.Add(_case, op, now, simulator.Carrier, argument, simulator.Lies, who.Client, who.Store);
    }
}
