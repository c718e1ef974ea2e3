using Microsoft.EntityFrameworkCore;

namespace Skywave.Writing;

/// <summary>
/// The newsroom's writing: one context for one piece of work, not for two threads. Opened by <see cref="NewsroomStore"/>; its tables are
/// described in docs/035-writing.md. Nothing private is in it.
/// </summary>
public sealed class WritingDb : DbContext
{
    internal WritingDb(DbContextOptions<WritingDb> options)
        : base(options)
    {
    }

    internal DbSet<NewsroomRow> Newsrooms => Set<NewsroomRow>();

    internal DbSet<DeskRow> Desks => Set<DeskRow>();

    internal DbSet<StoryRow> Stories => Set<StoryRow>();

    internal DbSet<ArticleRow> Articles => Set<ArticleRow>();

    internal DbSet<RevisionRow> Revisions => Set<RevisionRow>();

    internal DbSet<CorrectionRow> Corrections => Set<CorrectionRow>();

    internal DbSet<NoticeRow> Notices => Set<NoticeRow>();

    internal DbSet<FrontRow> Fronts => Set<FrontRow>();

    internal DbSet<PictureRow> Pictures => Set<PictureRow>();

    internal DbSet<PublicationRow> Publications => Set<PublicationRow>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<NewsroomRow>().ToTable("newsrooms").HasKey(n => n.Id);
        modelBuilder.Entity<DeskRow>(desk =>
        {
            desk.ToTable("desks").HasKey(d => d.Tag);
            desk.HasOne<NewsroomRow>().WithMany().HasForeignKey(d => d.Newsroom);
        });
        modelBuilder.Entity<StoryRow>().ToTable("stories").HasKey(s => s.Id);
        modelBuilder.Entity<ArticleRow>(article =>
        {
            article.ToTable("articles").HasKey(a => a.Id);
            article.HasIndex(a => new { a.Desk, a.Uri }).IsUnique();
            article.HasIndex(a => new { a.Desk, a.Standing }).IsUnique();
            article.HasIndex(a => new { a.Desk, a.FirstPublished, a.Id });
            article.HasIndex(a => a.Story);
            article.HasIndex(a => a.Standing, "IX_articles_standing_pages").HasFilter("standing IS NOT NULL"); // a handful among all articles, asked for by every publish
            article.Property(a => a.Status).HasConversion<string>();
            article.HasOne<DeskRow>().WithMany().HasForeignKey(a => a.Desk);
            article.HasOne<StoryRow>().WithMany().HasForeignKey(a => a.Story);
        });
        modelBuilder.Entity<RevisionRow>(revision =>
        {
            revision.ToTable("revisions").HasKey(r => new { r.Article, r.Number });
            revision.HasIndex(r => new { r.State, r.Article, r.Number });
            revision.Property(r => r.State).HasConversion<string>();
            revision.Property(r => r.Change).HasConversion<string>();
            revision.Property(r => r.CorrectionKind).HasConversion<string>();
            revision.HasOne<ArticleRow>().WithMany().HasForeignKey(r => r.Article);
        });
        modelBuilder.Entity<CorrectionRow>(correction =>
        {
            correction.ToTable("corrections").HasKey(c => new { c.Article, c.ToRevision });
            correction.Property(c => c.Kind).HasConversion<string>();
            correction.HasOne<ArticleRow>().WithMany().HasForeignKey(c => c.Article);
        });
        modelBuilder.Entity<NoticeRow>(notice =>
        {
            notice.ToTable("notices").HasKey(n => new { n.Desk, n.Id });
            notice.HasOne<DeskRow>().WithMany().HasForeignKey(n => n.Desk);
        });
        modelBuilder.Entity<FrontRow>(front =>
        {
            front.ToTable("fronts").HasKey(f => f.Desk);
            front.HasOne<DeskRow>().WithMany().HasForeignKey(f => f.Desk);
        });
        modelBuilder.Entity<PictureRow>().ToTable("pictures").HasKey(p => new { p.Original, p.Shape });
        modelBuilder.Entity<PublicationRow>(publication =>
        {
            publication.ToTable("publications").HasKey(p => new { p.Article, p.Revision });
            publication.Property(p => p.Status).HasConversion<string>();
            publication.HasOne<RevisionRow>().WithMany().HasForeignKey(p => new { p.Article, p.Revision });
        });
        Schema.NameColumns(modelBuilder);
    }
}
