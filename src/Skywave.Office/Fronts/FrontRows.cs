namespace Skywave.Office;

/// <summary>A desk's front on the editors' table. Times are Unix seconds.</summary>
internal sealed class FrontTableRow
{
    public required string Desk { get; init; }

    /// <summary>Counts every change: what was done to another one was done to something else.</summary>
    public long Version { get; set; }

    /// <summary>JSON of what is to stand there; null: as it is approved.</summary>
    public string? Draft { get; set; }

    public long Changed { get; set; }

    public required string ChangedBy { get; set; }

    /// <summary>When the next place of what is approved ends by itself.</summary>
    public long? Ends { get; set; }
}

/// <summary>A front as it was put there once; the newest twenty are kept.</summary>
internal sealed class FrontStateRow
{
    public required string Desk { get; init; }

    /// <summary>From 1.</summary>
    public required long Number { get; init; }

    public required string Front { get; init; }

    public required long At { get; init; }

    public required string By { get; init; }
}
