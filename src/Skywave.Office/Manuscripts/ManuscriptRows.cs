namespace Skywave.Office;

/// <summary>A manuscript: one desk's text of a story on its way. Times are Unix seconds.</summary>
internal sealed class ManuscriptRow
{
    public required string Id { get; init; }

    public required string Desk { get; init; }

    /// <summary>Its place in the index of headlines, from 1.</summary>
    public long Serial { get; init; }

    /// <summary>Shared by all languages' texts of the same story.</summary>
    public required string Story { get; set; }

    /// <summary>What makes the article's id, together with the desk.</summary>
    public required string Uri { get; init; }

    public required Stage Stage { get; set; }

    /// <summary>As lists show it: the headline of the newest text, or its first words.</summary>
    public required string Headline { get; set; }

    /// <summary>The newest version's number; 0 while nothing was written.</summary>
    public int Version { get; set; }

    /// <summary>How many mistakes the newest text has.</summary>
    public int Mistakes { get; set; }

    /// <summary>A protected source or a face is in it.</summary>
    public bool IsMarked { get; set; }

    /// <summary>The version that the reviewer cleared, or 0.</summary>
    public int Cleared { get; set; }

    /// <summary>The version that went out last, or 0.</summary>
    public int Published { get; set; }

    /// <summary>When it goes out by itself.</summary>
    public long? Due { get; set; }

    /// <summary>Before this time it may not go out; null: there is no embargo.</summary>
    public long? Embargo { get; set; }

    /// <summary>Published by one person alone at this time, and nobody else has passed it yet; null: seen.</summary>
    public long? Unseen { get; set; }

    /// <summary>The manuscript it translates, and the version of it that was translated.</summary>
    public string? Source { get; set; }

    public int SourceVersion { get; set; }

    /// <summary>The original's claims with the numbers that this translation says by now, a line each; null: those of the version that was translated.</summary>
    public string? Claims { get; set; }

    /// <summary>How far it is behind that manuscript, counted when either is saved: lists do not compare texts.</summary>
    public Behind Behind { get; set; } = Behind.Not;

    /// <summary>Who holds it to write, until when, in which sitting.</summary>
    public string? Holder { get; set; }

    public long HeldUntil { get; set; }

    public string? Sitting { get; set; }

    public required long Changed { get; set; }

    public required string ChangedBy { get; set; }

    /// <summary>With a text, as other rooms take it.</summary>
    public Manuscript With(string text) => new(Id, Desk, Story, text, Uri);
}

/// <summary>A text as it was saved. Within one sitting a save takes the place of the one before for ten minutes; what another version began from never changes.</summary>
internal sealed class VersionRow
{
    public required string Manuscript { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>The version it began from; 0: from nothing.</summary>
    public required int Base { get; init; }

    public required string By { get; init; }

    /// <summary>One opening of the editor.</summary>
    public required string Sitting { get; init; }

    public required long Begun { get; init; }

    public required long Saved { get; set; }

    /// <summary>Story text, as typed.</summary>
    public required string Text { get; set; }
}

/// <summary>A text that was saved when another sitting had saved in between: kept for its writer, and no version.</summary>
internal sealed class AsideRow
{
    public required string Manuscript { get; init; }

    public required string Sitting { get; init; }

    public required string By { get; init; }

    public required int Base { get; set; }

    public required long Saved { get; set; }

    public required string Text { get; set; }
}
