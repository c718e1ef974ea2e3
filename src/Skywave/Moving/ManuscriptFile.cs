using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Skywave.Office;

namespace Skywave.Moving;

/// <summary>What stands beside a manuscript's text. People are named by their handles; nobody: the program.</summary>
internal sealed record ManuscriptFile
{
    public required string Id { get; init; }

    public required string Desk { get; init; }

    public required string Story { get; init; }

    public required string Uri { get; init; }

    [JsonConverter(typeof(JsonStringEnumConverter<Stage>))]
    public required Stage Stage { get; init; }

    /// <summary>A protected source or a face is in it.</summary>
    public bool Marked { get; init; }

    /// <summary>The version that went out last; 0: none did.</summary>
    public int Published { get; init; }

    /// <summary>One person published it alone at this time, and nobody else has passed it since.</summary>
    public DateTimeOffset? PublishedAlone { get; init; }

    /// <summary>The manuscript it translates.</summary>
    public string? Translates { get; init; }

    /// <summary>The version of that one that was translated.</summary>
    public int? TranslatesVersion { get; init; }

    /// <summary>The original's claims whose numbers it says by now, as lines of its front matter; none: those of the version that was translated.</summary>
    public string? Claims { get; init; }

    /// <summary>Before this time it may not go out.</summary>
    public DateTimeOffset? EmbargoedUntil { get; init; }

    public required DateTimeOffset Changed { get; init; }

    public string? ChangedBy { get; init; }

    /// <summary>Its texts that are here, the oldest first; the last one is the newest.</summary>
    public ImmutableArray<VersionFile> Versions { get; init; } = [];

    /// <summary>How many comments and answers stand beside it.</summary>
    public int Comments { get; init; }

    /// <summary>How many blocks of it are remembered as a translation.</summary>
    public int Remembered { get; init; }

    /// <summary>As the office gives and takes it.</summary>
    public static ManuscriptFile Of(MovedManuscript moved, int comments, int remembered) => new()
    {
        Id = moved.Id, Desk = moved.Desk, Story = moved.Story, Uri = moved.Uri, Stage = moved.Stage, Marked = moved.IsMarked, Published = moved.Published, PublishedAlone = Times.At(moved.Unseen),
        Translates = moved.Source, TranslatesVersion = moved.Source is null ? null : moved.SourceVersion, Claims = moved.Claims, EmbargoedUntil = Times.At(moved.Embargo), Changed = Times.At(moved.Changed),
        ChangedBy = moved.ChangedBy, Versions = [.. moved.Versions.Select(v => new VersionFile(v.Number, v.Base, Times.At(v.Saved), v.By))], Comments = comments, Remembered = remembered,
    };

    /// <inheritdoc cref="Of"/>
    public MovedManuscript Moved() => new()
    {
        Id = Id, Desk = Desk, Story = Story, Uri = Uri, Stage = Stage, IsMarked = Marked, Published = Published, Unseen = PublishedAlone?.ToUnixTimeSeconds(), Source = Translates, SourceVersion = TranslatesVersion ?? 0,
        Claims = Claims, Embargo = EmbargoedUntil?.ToUnixTimeSeconds(), Changed = Changed.ToUnixTimeSeconds(), ChangedBy = ChangedBy, Versions = [.. Versions.Select(v => new MovedVersion(v.Number, v.Base, v.By, v.Saved.ToUnixTimeSeconds()))],
    };
}

/// <summary>A text as it was saved once.</summary>
internal sealed record VersionFile(int Number, int Base, DateTimeOffset Saved, string? By = null);

/// <summary>A line of what was said about a manuscript: a comment, or behind it its answers.</summary>
internal sealed record CommentLine(int Version, int First, int Last, DateTimeOffset At, [property: JsonConverter(typeof(JsonStringEnumConverter<CommentState>))] CommentState State, string Text,
    string? Instead = null, string? Quote = null, string? By = null, int? Answers = null, string? ClosedBy = null, DateTimeOffset? ClosedAt = null)
{
    /// <summary>As the office gives and takes it.</summary>
    public static CommentLine Of(MovedComment c) => new(c.Version, c.First, c.Last, Times.At(c.At), c.State, c.Text, c.Instead, c.Quote, c.By, c.Answers, c.ClosedBy, Times.At(c.ClosedAt));

    /// <inheritdoc cref="Of"/>
    public MovedComment Moved() => new(Answers, Version, First, Last, Quote, Text, Instead, By, At.ToUnixTimeSeconds(), State, ClosedBy, ClosedAt?.ToUnixTimeSeconds());
}

/// <summary>A line of what is remembered of a translation: a block of its original beside it.</summary>
internal sealed record PairLine(string From, string Original, string Translated, DateTimeOffset At);

/// <summary>A line of what is looked at again.</summary>
internal sealed record ReviewLine([property: JsonConverter(typeof(JsonStringEnumConverter<ReviewKind>))] ReviewKind Kind, string Of, int Item, DateOnly On, DateOnly? Due = null, string? By = null);

/// <summary>Times as everybody reads them.</summary>
internal static class Times
{
    public static DateTimeOffset At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);

    public static DateTimeOffset? At(long? seconds) => seconds is { } known ? At(known) : null;
}
