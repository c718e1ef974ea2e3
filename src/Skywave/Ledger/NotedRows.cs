using Microsoft.EntityFrameworkCore;

namespace Skywave.Ledger;

/// <summary>That an article's entry in its desk's search index is no longer what it was.</summary>
public sealed class ChangedEntry
{
    /// <summary>The edition that changed it.</summary>
    public required int Edition { get; init; }

    /// <summary>The article's id.</summary>
    public required string Article { get; init; }

    /// <summary>True when words changed by which it is found; false when only what a result shows did.</summary>
    public required bool Words { get; init; }
}

/// <summary>An article with sound in it, or that had.</summary>
public sealed class RecordingRow
{
    /// <summary>The article's id.</summary>
    public required string Article { get; init; }

    /// <summary>The desk.</summary>
    public required string Desk { get; init; }

    /// <summary>When revision 1 was published, Unix seconds.</summary>
    public required long FirstPublished { get; init; }

    /// <summary>The edition in which it came, changed or was taken out.</summary>
    public required int Edition { get; init; }

    /// <summary>True: its newest revision has none any more.</summary>
    public required bool IsOut { get; init; }
}

/// <summary>A correction's place in its desk's list of corrections.</summary>
public sealed class CorrectionPlace
{
    /// <summary>The desk.</summary>
    public required string Desk { get; init; }

    /// <summary>The how-manieth of the desk it is, from 0, in the order in which they came.</summary>
    public required long Number { get; init; }

    /// <summary>The article's id.</summary>
    public required string Article { get; init; }

    /// <summary>The revision that it made.</summary>
    public required int Revision { get; init; }

    /// <summary>The edition in which it came.</summary>
    public required int Edition { get; init; }
}

/// <summary>A file that a too large shard of a search index goes on in.</summary>
public sealed class SearchPart
{
    /// <summary>Where it stands.</summary>
    public required string Path { get; init; }

    /// <summary>The desk.</summary>
    public required string Desk { get; init; }
}

/// <summary>A sitemap as the first carrier has it.</summary>
public sealed class SitemapRow
{
    /// <summary>Where it stands.</summary>
    public required string Path { get; init; }

    /// <summary>The public address it was made for.</summary>
    public required string Address { get; set; }

    /// <summary>Hash of its bytes, lower-case hex.</summary>
    public required string Hash { get; set; }

    /// <summary>When an article in it is too old for it, Unix seconds; null: never.</summary>
    public long? Until { get; set; }
}

/// <summary>How these are kept.</summary>
internal static class NotedRows
{
    public static void Describe(ModelBuilder model)
    {
        model.Entity<ChangedEntry>().ToTable("ChangedEntries").HasKey(c => new { c.Edition, c.Article });
        model.Entity<RecordingRow>().ToTable("Recordings").HasKey(r => r.Article);
        model.Entity<RecordingRow>().HasIndex(r => new { r.Desk, r.FirstPublished, r.Article });
        model.Entity<RecordingRow>().HasIndex(r => r.Edition);
        model.Entity<CorrectionPlace>().ToTable("Corrections").HasKey(c => new { c.Desk, c.Number });
        model.Entity<CorrectionPlace>().HasIndex(c => new { c.Article, c.Revision }).IsUnique();
        model.Entity<CorrectionPlace>().HasIndex(c => c.Edition);
        model.Entity<SearchPart>().ToTable("SearchParts").HasKey(p => p.Path);
        model.Entity<SearchPart>().HasIndex(p => p.Desk);
        model.Entity<SitemapRow>().ToTable("Sitemaps").HasKey(s => s.Path);
    }
}
