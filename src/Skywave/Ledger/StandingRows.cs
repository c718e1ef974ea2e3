namespace Skywave.Ledger;

/// <summary>A revision's entry in its desk's log.</summary>
/// <param name="Epoch">The log's epoch.</param>
/// <param name="Index">The entry's number in it.</param>
/// <param name="Revision">The revision.</param>
/// <param name="LeftOut">True: it is not ours (<see cref="LogEntry.LeftOut"/>).</param>
/// <param name="Record">The entry's bytes.</param>
public sealed record LoggedRevision(int Epoch, long Index, int Revision, bool LeftOut, byte[] Record);

/// <summary>An article as it stands in the edition now: what pages and lists need of it, without its text.</summary>
public sealed class StandingArticle
{
    /// <summary>The article's id.</summary>
    public required string Article { get; init; }

    /// <summary>The desk.</summary>
    public required string Desk { get; init; }

    /// <summary>The how-manieth article of its desk it is, from 0, in the order in which they were published; null for a standing page.</summary>
    public long? Number { get; init; }

    /// <summary>Where its page stands in the edition.</summary>
    public required string Path { get; init; }

    /// <summary>The story it tells.</summary>
    public required string Story { get; init; }

    /// <summary>When revision 1 was published, Unix seconds.</summary>
    public required long FirstPublished { get; init; }

    /// <summary>When the newest revision was published, Unix seconds.</summary>
    public required long VersionCreated { get; init; }

    /// <summary>The newest revision.</summary>
    public required int Revision { get; init; }

    /// <summary>What became of the article, as its record says.</summary>
    public required string Status { get; init; }

    /// <summary>The fragment's hash, lower-case hex.</summary>
    public required string FragmentHash { get; init; }

    /// <summary>The fragment's length in bytes.</summary>
    public required int FragmentLength { get; init; }

    /// <summary>JSON of <see cref="Words.PublishedArticle"/> without body, claims and sources.</summary>
    public required string Item { get; init; }

    /// <summary>Paths of the pictures and other media its fragment shows, separated by spaces.</summary>
    public required string Media { get; init; }

    /// <summary>Ids of related articles, chosen when it was first published; separated by spaces.</summary>
    public required string Related { get; init; }
}

/// <summary>A list of a desk's articles.</summary>
public sealed class StandingList
{
    /// <summary>The ledger's own number for it.</summary>
    public long Id { get; init; }

    /// <summary>The desk.</summary>
    public required string Desk { get; init; }

    /// <summary>What it lists by: <c>topic</c>, <c>place</c>, <c>person</c>, <c>author</c>, <c>story</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Its name in addresses.</summary>
    public required string Slug { get; init; }

    /// <summary>Its name for readers, as the first article in it has it.</summary>
    public required string Name { get; init; }

    /// <summary>How many articles came into it.</summary>
    public required long Count { get; set; }

    /// <summary>How often that has doubled (<see cref="Edition.ListIndexPage.StepOf"/>).</summary>
    public required int Step { get; set; }
}

/// <summary>That an article is in a list.</summary>
public sealed class ListedArticle
{
    /// <summary>The list.</summary>
    public required long List { get; init; }

    /// <summary>The how-manieth of the list it is, from 0.</summary>
    public required long Number { get; init; }

    /// <summary>The article's id.</summary>
    public required string Article { get; init; }

    /// <summary>The edition in which it came or was taken out.</summary>
    public required int Edition { get; init; }

    /// <summary>True: its newest revision is no longer of this list. It keeps its number, so that no other article moves, and is not shown.</summary>
    public required bool IsOut { get; init; }
}
