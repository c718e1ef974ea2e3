namespace Skywave.Office;

/// <summary>A block of an original and its translation as they went out.</summary>
internal sealed class PairRow
{
    public long Id { get; init; }

    /// <summary>The original's desk.</summary>
    public required string From { get; init; }

    /// <summary>The translation's.</summary>
    public required string To { get; init; }

    /// <summary>The original's manuscript.</summary>
    public required string Source { get; init; }

    /// <summary>The translation's.</summary>
    public required string Manuscript { get; init; }

    /// <summary>The original's lines.</summary>
    public required string Original { get; init; }

    /// <summary>The translation's lines.</summary>
    public required string Translated { get; init; }

    public required long At { get; init; }
}
