using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>What of an article's publication so far counts for its next revision.</summary>
internal sealed record Before(int Revision, DateTimeOffset FirstPublished, string Slug, ImmutableArray<Correction> Corrections)
{
    public static Before? Of(ArticleRow article, ImmutableArray<Correction> corrections) => article.Revision == 0
        ? null
        : new Before(article.Revision, DateTimeOffset.FromUnixTimeSeconds(article.FirstPublished!.Value), article.Slug!, corrections);

    public static Before Of(PublishedArticle article) => new(article.Revision, article.FirstPublished, article.Slug, article.Corrections);
}

/// <summary>
/// The one place that says what an article is once a revision is published at a time: what is listed before a cut and what is stored after
/// it come from here, so they cannot differ.
/// </summary>
internal static class NextPublished
{
    public static PublishedArticle Of(ArticleRow article, Before? before, RevisionRow revision, DateTimeOffset at)
    {
        var text = StoredText.ForReaders(revision.Text);
        var corrections = before?.Corrections ?? [];
        if (before is not null && NoteOf(revision, text) is { } note)
        {
            corrections = corrections.Add(new Correction(note.Kind, at, note.Text, before.Revision, revision.Number));
        }
        return new PublishedArticle
        {
            Id = ArticleId.Parse(article.Id),
            Desk = DeskTag.Parse(article.Desk),
            Story = article.Story,
            Revision = revision.Number,
            Slug = before?.Slug ?? (article.Standing is null ? Slug.Of(text) : ""),
            Standing = article.Standing,
            FirstPublished = before?.FirstPublished ?? First(revision, at),
            VersionCreated = at,
            Status = StatusOf(revision, before),
            Text = text,
            Corrections = revision.PurgesOlder ? [.. corrections.Where(c => c.ToRevision == revision.Number)] : corrections,
        };
    }

    /// <summary>Times that are published are whole seconds in UTC.</summary>
    public static DateTimeOffset WholeSeconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    private static DateTimeOffset First(RevisionRow revision, DateTimeOffset at) =>
        revision.FirstPublished is { } stated && stated <= at.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(stated) : at;

    private static CorrectionNote? NoteOf(RevisionRow revision, ArticleText text) => revision switch
    {
        { Change: Change.Withdrawal } => text.Deck is { } reason ? new CorrectionNote(CorrectionKind.Retraction, reason) : null,
        { CorrectionKind: { } kind, CorrectionText: { } said } => new CorrectionNote(kind, said),
        _ => null,
    };

    private static ArticleStatus StatusOf(RevisionRow revision, Before? before) => (revision.Change, before, revision.CorrectionKind) switch
    {
        (Change.Withdrawal, _, _) => ArticleStatus.Withdrawn,
        (Change.Retraction, _, _) => ArticleStatus.Retracted,
        (_, null, _) => ArticleStatus.Published,
        (_, _, CorrectionKind.Retraction) => ArticleStatus.Retracted,
        (_, _, CorrectionKind.Correction or CorrectionKind.Clarification) => ArticleStatus.Corrected,
        _ => ArticleStatus.Updated,
    };
}
