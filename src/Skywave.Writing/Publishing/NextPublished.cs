using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>What of an article's publication so far counts for its next revision.</summary>
internal sealed record Before(int Revision, DateTimeOffset FirstPublished, string Slug, ImmutableArray<Correction> Corrections)
{
    public static Before? Of(ArticleRow article, ImmutableArray<Correction> corrections) => article.Revision == 0
        ? null
        : new Before(article.Revision, DateTimeOffset.FromUnixTimeSeconds(article.FirstPublished!.Value), article.Slug!, corrections);

    public static Before Of(NextPublished article, int revision) => new(revision, article.FirstPublished, article.Slug, article.Corrections);
}

/// <summary>What of a text decides about its publication; the rest of a stored text is passed over.</summary>
internal sealed record TextHead(string Headline, string? Slugline, string? Deck)
{
    public static TextHead Of(string json) => JsonSerializer.Deserialize(json, TextHeadJson.Default.TextHead) ?? throw new JsonException("a stored text is empty");
}

/// <summary>Generated JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TextHead))]
internal sealed partial class TextHeadJson : JsonSerializerContext;

/// <summary>
/// The one place that says what an article is once a revision is published at a time: what is listed before a cut and what is stored after
/// it come from here, so they cannot differ.
/// </summary>
/// <param name="Slug">Fixed by the first publication.</param>
/// <param name="FirstPublished">Fixed by the first publication.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Corrections">All of them, the new one last.</param>
internal sealed record NextPublished(string Slug, DateTimeOffset FirstPublished, ArticleStatus Status, ImmutableArray<Correction> Corrections)
{
    public static NextPublished Of(ArticleRow article, Before? before, RevisionRow revision, DateTimeOffset at)
    {
        if (IsMoved(article, revision))
        {
            return new NextPublished(article.Slug!, before!.FirstPublished, article.Status!.Value, before.Corrections);
        }
        var text = TextHead.Of(revision.Text);
        var corrections = before?.Corrections ?? [];
        if (before is not null && NoteOf(revision, text) is { } note)
        {
            corrections = corrections.Add(new Correction(note.Kind, at, note.Text, before.Revision, revision.Number) { Words = note.Words });
        }
        return new NextPublished(
            before?.Slug ?? (article.Standing is null ? Writing.Slug.Of(text.Slugline, text.Headline) : ""),
            before?.FirstPublished ?? First(revision, at),
            StatusOf(revision, before),
            revision.PurgesOlder ? [.. corrections.Where(c => c.ToRevision == revision.Number)] : corrections);
    }

    /// <summary>The whole article as readers will have it.</summary>
    public PublishedArticle With(ArticleRow article, RevisionRow revision, DateTimeOffset at) => new()
    {
        Id = ArticleId.Parse(article.Id),
        Desk = DeskTag.Parse(article.Desk),
        Story = article.Story,
        Revision = revision.Number,
        Slug = Slug,
        Standing = article.Standing,
        FirstPublished = FirstPublished,
        VersionCreated = TimeOf(article, revision, at),
        Status = Status,
        Text = StoredText.ForReaders(revision.Text),
        Corrections = Corrections,
    };

    /// <summary>
    /// Whether a revision that waits was published before, in the newsroom that this one was moved from (docs/046-newsroom-folder.md): it is the one that the article has already. What it was there it is here.
    /// </summary>
    public static bool IsMoved(ArticleRow article, RevisionRow revision) => revision.State == RevisionState.Approved && revision.Number == article.Revision;

    /// <summary>When a revision counts as published that is published at a time.</summary>
    public static DateTimeOffset TimeOf(ArticleRow article, RevisionRow revision, DateTimeOffset at) =>
        IsMoved(article, revision) ? DateTimeOffset.FromUnixTimeSeconds(article.VersionCreated!.Value) : at;

    /// <summary>Times that are published are whole seconds in UTC.</summary>
    public static DateTimeOffset WholeSeconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    private static DateTimeOffset First(RevisionRow revision, DateTimeOffset at) =>
        revision.FirstPublished is { } stated && stated <= at.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(stated) : at;

    private static CorrectionNote? NoteOf(RevisionRow revision, TextHead text) => revision switch
    {
        { Change: Change.Withdrawal } => text.Deck is { } reason ? new CorrectionNote(CorrectionKind.Retraction, reason) : null,
        { CorrectionKind: { } kind, CorrectionText: { } said } => new CorrectionNote(kind, said, revision.CorrectionWords),
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
