namespace Skywave.Office;

/// <summary>What is looked at again, beside notices, which carry their day themselves.</summary>
public enum ReviewKind
{
    /// <summary>That somebody is quoted unnamed: of a manuscript, by the source's number.</summary>
    Grant,

    /// <summary>A claim: of a manuscript, by its place.</summary>
    Claim,

    /// <summary>A standing page: of a desk, by its name.</summary>
    Policy,
}

/// <summary>When something is to be looked at again, and who had it in hand last.</summary>
internal sealed class ReviewRow
{
    public required ReviewKind Kind { get; init; }

    public required string Desk { get; init; }

    /// <summary>The manuscript's id, or the standing page's name.</summary>
    public required string Of { get; init; }

    /// <summary>The source's or claim's number; 0 of a page.</summary>
    public required int Item { get; init; }

    /// <summary>Who recorded it, or looked at it last.</summary>
    public required string By { get; set; }

    public required DateOnly On { get; set; }

    public DateOnly? Due { get; set; }
}
