namespace Skywave.Office;

/// <summary>Where a comment stands.</summary>
public enum CommentState
{
    /// <summary>Nobody has settled it.</summary>
    Open,

    /// <summary>It is settled.</summary>
    Resolved,

    /// <summary>What it suggested is in the text.</summary>
    Accepted,

    /// <summary>What it suggested is not.</summary>
    Declined,
}

/// <summary>What somebody said about lines of a text, or answered. Times are Unix seconds.</summary>
internal sealed class CommentRow
{
    public long Id { get; init; }

    public required string Manuscript { get; init; }

    /// <summary>The comment that it answers, or null.</summary>
    public long? Answers { get; init; }

    /// <summary>The version that was read; it stays as it was then.</summary>
    public required int Version { get; init; }

    /// <summary>The first of its lines there, from 1; 0: the text as a whole.</summary>
    public required int First { get; init; }

    public required int Last { get; init; }

    /// <summary>The words that it is about: those lines, or words of them.</summary>
    public required string Quote { get; init; }

    public required string Text { get; init; }

    /// <summary>The lines that it suggests in place of those; empty: to take them out; null: it suggests nothing.</summary>
    public string? Instead { get; init; }

    public required string By { get; init; }

    public required long At { get; init; }

    public CommentState State { get; set; }

    public string? ClosedBy { get; set; }

    public long ClosedAt { get; set; }
}
