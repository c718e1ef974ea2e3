using Microsoft.EntityFrameworkCore;

namespace Skywave.Ledger;

/// <summary>
/// What was signed, written before anything is pushed: a version number never has two contents, and a publish that was killed is finished by
/// the next one with the same bytes. Restoring an old ledger forks the log. Tables: docs/900-design.md, section 12.
/// </summary>
public sealed class LedgerDb(string file) : DbContext
{
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    /// <summary>Records of every desk's log.</summary>
    public DbSet<LogEntry> Entries => Set<LogEntry>();

    /// <summary>Log tiles and entry bundles as they stand now.</summary>
    public DbSet<LogTile> Tiles => Set<LogTile>();

    /// <summary>Every checkpoint ever signed.</summary>
    public DbSet<SignedState> States => Set<SignedState>();

    /// <summary>Every version of every TUF role that was ever signed.</summary>
    public DbSet<RoleVersion> Roles => Set<RoleVersion>();

    /// <summary>The targets that the current roles sign.</summary>
    public DbSet<SignedTarget> Targets => Set<SignedTarget>();

    /// <summary>The exact signed bytes of every article's newest fragment: chrome may be made again, a fragment never is.</summary>
    public DbSet<SignedFragment> Fragments => Set<SignedFragment>();

    /// <summary>Every article as it stands now. Written and read in bulk by <see cref="Archive"/>.</summary>
    public DbSet<StandingArticle> Articles => Set<StandingArticle>();

    /// <summary>The lists a desk's articles are in: topics, places, people, authors.</summary>
    public DbSet<StandingList> Lists => Set<StandingList>();

    /// <summary>Which articles a list has, in the order in which they came.</summary>
    public DbSet<ListedArticle> Listed => Set<ListedArticle>();

    /// <summary>Editions, the newest last.</summary>
    public DbSet<EditionRow> Editions => Set<EditionRow>();

    /// <summary>Files that nothing current refers to any more.</summary>
    public DbSet<SupersededFile> Superseded => Set<SupersededFile>();

    /// <summary>What each desk's chrome was last rendered with.</summary>
    public DbSet<ChromeState> Chrome => Set<ChromeState>();

    /// <summary>A statement, prepared the first time it is asked for and kept as long as this.</summary>
    internal Statement Prepared(string sql) =>
        _statements.TryGetValue(sql, out var known) ? known : _statements[sql] = new Statement(this, sql);

    /// <inheritdoc/>
    public override void Dispose()
    {
        DropStatements();
        base.Dispose();
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        DropStatements();
        return base.DisposeAsync();
    }

    private void DropStatements()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }
        _statements.Clear();
    }

    /// <inheritdoc/>
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.UseSqlite($"Data Source={file};Default Timeout=30;Pooling=False");

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<LogEntry>().HasKey(e => new { e.Desk, e.Epoch, e.Index });
        modelBuilder.Entity<LogEntry>().HasIndex(e => new { e.Article, e.Revision });
        modelBuilder.Entity<LogTile>().HasKey(t => t.Path);
        modelBuilder.Entity<LogTile>().HasIndex(t => t.Edition);
        modelBuilder.Entity<SignedState>().HasKey(s => new { s.Desk, s.Epoch, s.Size });
        modelBuilder.Entity<RoleVersion>().HasKey(r => new { r.Role, r.Version });
        modelBuilder.Entity<SignedTarget>().HasKey(t => t.Name);
        modelBuilder.Entity<SignedFragment>().HasKey(f => f.Article);
        modelBuilder.Entity<LogEntry>().HasIndex(e => e.Edition);
        modelBuilder.Entity<StandingArticle>(article =>
        {
            article.HasKey(a => a.Article);
            article.HasIndex(a => new { a.Desk, a.Number }).IsUnique();
            article.HasIndex(a => new { a.Desk, a.FirstPublished, a.Article });
            article.HasIndex(a => a.Story);
            article.HasIndex(a => new { a.Desk, a.VersionCreated }, "IX_Articles_Changed").HasFilter("\"Revision\" > 1 OR \"Status\" <> 'published'");
        });
        modelBuilder.Entity<StandingList>().HasIndex(l => new { l.Desk, l.Kind, l.Slug }).IsUnique();
        modelBuilder.Entity<StandingList>().HasIndex(l => new { l.Desk, l.Kind, l.Step, l.Slug });
        modelBuilder.Entity<ListedArticle>().HasKey(l => new { l.List, l.Number });
        modelBuilder.Entity<ListedArticle>().HasIndex(l => l.Article);
        modelBuilder.Entity<ListedArticle>().HasIndex(l => l.Edition);
        modelBuilder.Entity<EditionRow>().HasKey(e => e.Number);
        modelBuilder.Entity<EditionRow>().Property(e => e.Number).ValueGeneratedNever();
        modelBuilder.Entity<SupersededFile>().HasKey(s => s.Path);
        modelBuilder.Entity<SupersededFile>().HasIndex(s => s.Since);
        modelBuilder.Entity<ChromeState>().HasKey(c => c.Desk);
        NotedRows.Describe(modelBuilder);
    }
}
