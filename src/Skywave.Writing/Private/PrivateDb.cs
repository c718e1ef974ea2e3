using Microsoft.EntityFrameworkCore;

namespace Skywave.Writing;

/// <summary>
/// What must never reach an edition: who unnamed sources are, and sources that are protected. A database of its own (<c>private.db</c>, mode
/// 0600) that knows articles by their ids only; no code that makes an edition has a reference to it. Opened by <see cref="NewsroomStore"/>.
/// </summary>
public sealed class PrivateDb : DbContext
{
    internal PrivateDb(DbContextOptions<PrivateDb> options)
        : base(options)
    {
    }

    internal DbSet<GrantRow> Grants => Set<GrantRow>();

    internal DbSet<ProtectedSourceRow> ProtectedSources => Set<ProtectedSourceRow>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<GrantRow>().ToTable("grants").HasKey(g => new { g.Article, g.Number });
        modelBuilder.Entity<ProtectedSourceRow>().ToTable("protected_sources").HasKey(s => new { s.Article, s.Number });
        Schema.NameColumns(modelBuilder);
    }
}

/// <summary>Who an unnamed source is.</summary>
internal sealed class GrantRow
{
    public required string Article { get; init; }

    public required int Number { get; init; }

    public required string Identity { get; set; }

    public required string ApprovedBy { get; set; }

    public required DateOnly ApprovedOn { get; set; }
}

/// <summary>A source whom the article does not mention at all.</summary>
internal sealed class ProtectedSourceRow
{
    public required string Article { get; init; }

    public required int Number { get; init; }

    public required string Identity { get; init; }

    public required string Why { get; init; }

    public required DateOnly RecordedOn { get; init; }
}
