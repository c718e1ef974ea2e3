using System.Collections.Immutable;
using Skywave.Trust;

namespace Skywave.Reading;

/// <summary>One thing that was refused, and where.</summary>
/// <param name="Path">The file of the edition; never a path of this machine.</param>
/// <param name="Refusal">Why.</param>
public sealed record Finding(string Path, Refusal Refusal);

/// <summary>What checking an edition found.</summary>
public sealed record EditionReport
{
    /// <summary>The newsroom's UUID; empty when even that could not be established.</summary>
    public string Newsroom { get; init; } = "";

    /// <summary>The newsroom's name; empty when even that could not be established.</summary>
    public string Name { get; init; } = "";

    /// <summary>The edition's number; 0 when none could be established.</summary>
    public long Number { get; init; }

    /// <summary>When it was cut; null when that could not be established.</summary>
    public DateTimeOffset? Cut { get; init; }

    /// <summary>The root's fingerprint, as people compare it.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>True when a trust file or what this machine remembers vouches for the root; false: it is only consistent with itself.</summary>
    public bool OriginChecked { get; init; }

    /// <summary>The role past its expiry, or null when none is. Authentic, but old.</summary>
    public string? ExpiredRole { get; init; }

    /// <summary>Desks checked.</summary>
    public ImmutableArray<string> Desks { get; init; } = [];

    /// <summary>Articles whose proof held.</summary>
    public int Articles { get; init; }

    /// <summary>Checkpoints on pages whose signatures were checked: one for all pages that carry the same.</summary>
    public int Checkpoints { get; init; }

    /// <summary>Proofs that were hashed: those of pages whose whole log was not at hand.</summary>
    public int Proofs { get; init; }

    /// <summary>Files looked at.</summary>
    public int Files { get; init; }

    /// <summary>Files that were fetched and kept (a pull), or fetched (a check).</summary>
    public int Fetched { get; init; }

    /// <summary>What was refused, at most <see cref="MaxFindings"/>.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>Why it could not be checked at all (unreachable, missing), or null.</summary>
    public string? Unreachable { get; init; }

    /// <summary>After so many refusals a check stops: the copy is bad enough.</summary>
    public const int MaxFindings = 100;

    /// <summary>The greatest file at the root of an edition we read, in bytes.</summary>
    public const long MaxRootFile = 1L << 20;

    /// <summary>True when everything looked at is authentic.</summary>
    public bool IsAuthentic => Unreachable is null && Findings.IsEmpty;
}
