namespace Skywave.Reading;

/// <summary>Codes of what a reader or mirror refuses about an edition as a whole; the rest are <see cref="Trust.Codes"/>. docs/070-codes.md.</summary>
public static class EditionCodes
{
    /// <summary>A file the edition refers to is not there, or could not be fetched.</summary>
    public const string FileMissing = "file.missing";

    /// <summary>The log has fewer entries than it had before.</summary>
    public const string LogRollback = "log.rollback";

    /// <summary>The log does not continue the one known before.</summary>
    public const string LogFork = "log.fork";

    /// <summary>The log's entries do not lead to its signed root.</summary>
    public const string LogEntries = "log.entries";

    /// <summary>A tile served is not the one its entries make.</summary>
    public const string LogTile = "log.tile-altered";

    /// <summary>The checkpoint served is not the one that counts.</summary>
    public const string LogCheckpoint = "log.checkpoint-altered";

    /// <summary>A list (front page, feed, page of a topic …) is not the one its desk signed.</summary>
    public const string ListAltered = "list.altered";

    /// <summary>The page shows an older revision than the log's newest.</summary>
    public const string ArticleSuperseded = "article.superseded";

    /// <summary>A signed article that holds markup no article may: what a browser would run, load from elsewhere or fill in. Only the browser's reader looks.</summary>
    public const string ArticleMarkup = "article.markup";

    /// <summary>An article in the log has no page.</summary>
    public const string ArticleMissing = "article.missing";

    /// <summary>The article is genuine, what stands around it is not what the desk signed.</summary>
    public const string PageAltered = "page.altered";

    /// <summary>A picture's bytes are not those its name says.</summary>
    public const string MediaAltered = "media.altered";

    /// <summary>A signed document contradicts another one of the same edition.</summary>
    public const string EditionContradiction = "edition.contradiction";
}
