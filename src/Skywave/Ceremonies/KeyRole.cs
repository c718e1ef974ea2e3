using System.Collections.Immutable;
using Skywave.Mirror;
using Skywave.Trust.Keys;
using Skywave.Words;

namespace Skywave.Ceremonies;

/// <summary>Whose key: a TUF role, a desk's role (<c>desk:en</c>) or a desk's log (<c>log:en</c>).</summary>
internal readonly record struct KeyRole(string Purpose, string? Desk = null)
{
    /// <summary>True when its keys are kept away from the publishing host.</summary>
    public bool IsOffline => Purpose is KeyPurpose.Root or KeyPurpose.Targets;

    /// <summary>What TUF calls the role.</summary>
    public string Name => Desk ?? Purpose;

    /// <summary>Reads what was typed. <c>host</c> is every key of the publishing host.</summary>
    /// <exception cref="Stop">It is no role of this newsroom.</exception>
    public static ImmutableArray<KeyRole> ParseAll(IEnumerable<string> typed, ImmutableArray<string> desks) =>
        [.. typed.SelectMany(text => text == "host" ? OfHost(desks) : [Parse(text, desks)]).Distinct()];

    /// <inheritdoc/>
    public override string ToString() => Desk is null ? Purpose : $"{Purpose}:{Desk}";

    private static IEnumerable<KeyRole> OfHost(ImmutableArray<string> desks) =>
    [
        new(KeyPurpose.Snapshot), new(KeyPurpose.Timestamp), new(KeyPurpose.Mirrors),
        .. desks.Select(d => new KeyRole(KeyPurpose.Desk, d)), .. desks.Select(d => new KeyRole(KeyPurpose.Log, d)),
    ];

    private static KeyRole Parse(string text, ImmutableArray<string> desks)
    {
        var parts = text.Split(':');
        return parts switch
        {
            [KeyPurpose.Root or KeyPurpose.Targets or KeyPurpose.Snapshot or KeyPurpose.Timestamp or KeyPurpose.Mirrors] => new(text),
            [KeyPurpose.Desk or KeyPurpose.Log, var tag] when DeskTag.TryParse(tag, out var desk) && desks.Contains(desk.Value) => new(parts[0], desk.Value),
            [KeyPurpose.Desk or KeyPurpose.Log, var tag] => throw new Stop(Exit.Usage, "keys.desk-unknown", $"'{text}': the newsroom has no desk {tag}", $"its desks are {string.Join(", ", desks)}"),
            _ => throw new Stop(Exit.Usage, "keys.role", $"'{text}' is no role with keys", "name root, targets, snapshot, timestamp, mirrors, desk:TAG, log:TAG, or host for all that the publishing host has"),
        };
    }
}
