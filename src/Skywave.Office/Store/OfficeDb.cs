using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Office;

/// <summary>The office: people, manuscripts, trail. One context for one request.</summary>
internal sealed class OfficeDb(DbContextOptions<OfficeDb> options) : IdentityUserContext<Person>(options)
{
    public DbSet<GrantRow> Grants => Set<GrantRow>();

    public DbSet<LinkRow> Links => Set<LinkRow>();

    public DbSet<VouchRow> Vouches => Set<VouchRow>();

    public DbSet<ManuscriptRow> Manuscripts => Set<ManuscriptRow>();

    public DbSet<VersionRow> Versions => Set<VersionRow>();

    public DbSet<AsideRow> Asides => Set<AsideRow>();

    public DbSet<ReviewRow> Reviews => Set<ReviewRow>();

    public DbSet<CommentRow> Comments => Set<CommentRow>();

    public DbSet<PairRow> Pairs => Set<PairRow>();

    public DbSet<FrontTableRow> Fronts => Set<FrontTableRow>();

    public DbSet<FrontStateRow> FrontStates => Set<FrontStateRow>();

    public DbSet<PictureRow> Pictures => Set<PictureRow>();

    public DbSet<PictureUseRow> PictureUses => Set<PictureUseRow>();

    public DbSet<TakeOutRow> TakeOuts => Set<TakeOutRow>();

    public DbSet<TrailRow> Trail => Set<TrailRow>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Person>().ToTable("people");
        builder.Entity<GrantRow>(grant =>
        {
            grant.ToTable("grants").HasKey(g => new { g.Person, g.Desk, g.Role });
            grant.Property(g => g.Role).HasConversion<string>();
            grant.HasOne<Person>().WithMany().HasForeignKey(g => g.Person);
        });
        builder.Entity<LinkRow>(link =>
        {
            link.ToTable("links").HasKey(l => l.Hash);
            link.HasOne<Person>().WithMany().HasForeignKey(l => l.Person);
        });
        builder.Entity<VouchRow>(vouch =>
        {
            vouch.ToTable("vouches").HasKey(v => new { v.Person, v.By });
            vouch.HasOne<Person>().WithMany().HasForeignKey(v => v.Person);
        });
        builder.Entity<ManuscriptRow>(manuscript =>
        {
            manuscript.ToTable("manuscripts").HasKey(m => m.Id);
            manuscript.Property(m => m.Stage).HasConversion<string>();
            manuscript.HasIndex(m => new { m.Desk, m.Stage, m.Changed });
            manuscript.HasIndex(m => new { m.Stage, m.Changed });
            manuscript.HasIndex(m => m.Story);
            manuscript.HasIndex(m => m.Source).HasFilter("\"Source\" IS NOT NULL");
            manuscript.ComplexProperty(m => m.Behind);
            manuscript.HasIndex(m => m.Unseen).HasFilter("\"Unseen\" IS NOT NULL");
            manuscript.HasIndex(m => m.Serial).IsUnique();
            manuscript.HasIndex(m => new { m.Desk, m.Uri }).IsUnique();
            manuscript.HasIndex(m => m.Due).HasFilter("\"Due\" IS NOT NULL");
        });
        builder.Entity<VersionRow>(version =>
        {
            version.ToTable("versions").HasKey(v => new { v.Manuscript, v.Number });
            version.HasOne<ManuscriptRow>().WithMany().HasForeignKey(v => v.Manuscript);
        });
        builder.Entity<AsideRow>(aside =>
        {
            aside.ToTable("asides").HasKey(a => new { a.Manuscript, a.Sitting });
            aside.HasOne<ManuscriptRow>().WithMany().HasForeignKey(a => a.Manuscript);
        });
        builder.Entity<ReviewRow>(review =>
        {
            review.ToTable("reviews").HasKey(r => new { r.Kind, r.Desk, r.Of, r.Item });
            review.Property(r => r.Kind).HasConversion<string>();
            review.HasIndex(r => r.Due).HasFilter("\"Due\" IS NOT NULL");
        });
        builder.Entity<CommentRow>(comment =>
        {
            comment.ToTable("comments").HasKey(c => c.Id);
            comment.Property(c => c.State).HasConversion<string>();
            comment.HasIndex(c => new { c.Manuscript, c.Version });
            comment.HasOne<ManuscriptRow>().WithMany().HasForeignKey(c => c.Manuscript);
        });
        builder.Entity<PairRow>(pair =>
        {
            pair.ToTable("pairs").HasKey(p => p.Id);
            pair.HasIndex(p => p.Manuscript);
            pair.HasIndex(p => p.Source);
        });
        builder.Entity<FrontTableRow>(front =>
        {
            front.ToTable("fronts").HasKey(f => f.Desk);
            front.HasIndex(f => f.Ends).HasFilter("\"Ends\" IS NOT NULL");
        });
        builder.Entity<FrontStateRow>().ToTable("front_states").HasKey(s => new { s.Desk, s.Number });
        builder.Entity<PictureRow>(picture =>
        {
            picture.ToTable("pictures").HasKey(p => p.Id);
            picture.Property(p => p.Faces).HasConversion<string>();
            picture.Property(p => p.PlaceLevel).HasConversion<string>();
            picture.HasIndex(p => p.Serial).IsUnique();
            picture.HasIndex(p => new { p.Desk, p.Serial });
            picture.HasIndex(p => p.Hash);
            picture.HasIndex(p => p.TermsEnd).HasFilter("\"TermsEnd\" IS NOT NULL");
            picture.HasIndex(p => p.Serial, "pictures_without_terms").HasFilter("\"Terms\" = ''");
            picture.HasIndex(p => p.Serial, "pictures_not_looked_at").HasFilter("\"Faces\" = 'Unseen'");
        });
        builder.Entity<PictureUseRow>(use =>
        {
            use.ToTable("picture_uses").HasKey(u => new { u.Manuscript, u.Picture });
            use.HasIndex(u => u.Picture);
            use.HasOne<ManuscriptRow>().WithMany().HasForeignKey(u => u.Manuscript);
        });
        builder.Entity<TakeOutRow>().ToTable("take_outs").HasKey(t => t.Id);
        builder.Entity<TrailRow>(trail =>
        {
            trail.ToTable("trail").HasKey(t => t.N);
            trail.Property(t => t.N).ValueGeneratedNever();
            trail.HasIndex(t => t.Of);
        });
    }
}
