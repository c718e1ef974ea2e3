using Skywave.Trust;
using Skywave.Trust.Tuf;

namespace Skywave.Reading.Tuf;

/// <summary>What came of a refresh. Whatever it is, <see cref="TufClient.State"/> holds the newest that is trusted.</summary>
public abstract record RefreshOutcome
{
    private RefreshOutcome()
    {
    }

    /// <summary>Everything is authentic and nothing is past its expiry.</summary>
    public sealed record Fresh : RefreshOutcome;

    /// <summary>Everything is authentic, but this role is past its expiry: old, perhaps held back.</summary>
    public sealed record Stale(string Role) : RefreshOutcome;

    /// <summary>The source served something that is not authentic.</summary>
    /// <param name="Path">Which file.</param>
    /// <param name="Refusal">Why.</param>
    public sealed record Refused(string Path, Refusal Refusal) : RefreshOutcome;

    /// <summary>The source could not be asked, or lacks a file that must be there.</summary>
    /// <param name="Path">Which file.</param>
    /// <param name="Reason">Why, in one clause.</param>
    public sealed record Unreachable(string Path, string Reason) : RefreshOutcome;
}

/// <summary>What came of looking for a target or fetching it.</summary>
public abstract record TargetOutcome
{
    private TargetOutcome()
    {
    }

    /// <summary>Signed; not fetched yet.</summary>
    /// <param name="Target">What is signed, and who signs it.</param>
    /// <param name="ExpiredRole">A delegated role on the way that is past its expiry, or null.</param>
    public sealed record Found(TargetSearch.Found Target, string? ExpiredRole) : TargetOutcome;

    /// <summary>The very bytes that are signed.</summary>
    /// <param name="Target">What is signed, and who signs it.</param>
    /// <param name="Bytes">The file.</param>
    /// <param name="ExpiredRole">A delegated role on the way that is past its expiry, or null.</param>
    public sealed record Verified(TargetSearch.Found Target, ReadOnlyMemory<byte> Bytes, string? ExpiredRole) : TargetOutcome;

    /// <summary>Nobody who may speak for the name signs it.</summary>
    public sealed record Absent : TargetOutcome;

    /// <summary>Only for a client that takes nothing stale: this delegated role is past its expiry.</summary>
    public sealed record Stale(string Role) : TargetOutcome;

    /// <summary>The source served something that is not authentic.</summary>
    public sealed record Refused(string Path, Refusal Refusal) : TargetOutcome;

    /// <summary>The source could not be asked, or lacks a file that must be there.</summary>
    public sealed record Unreachable(string Path, string Reason) : TargetOutcome;
}
