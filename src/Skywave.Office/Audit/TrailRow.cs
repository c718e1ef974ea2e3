namespace Skywave.Office;

/// <summary>One entry of the trail as it is stored: its line, and what of it is searched for.</summary>
internal sealed class TrailRow
{
    /// <summary>From 1, without gaps.</summary>
    public required long N { get; init; }

    public required long At { get; init; }

    public required string By { get; init; }

    public required string Act { get; init; }

    public required string Of { get; init; }

    /// <summary>Canonical JSON (docs/045-office.md).</summary>
    public required string Line { get; init; }
}
