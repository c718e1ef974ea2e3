using Skywave.Edition;
using Skywave.Ledger;
using Skywave.Words;

namespace Skywave.Publishing;

/// <summary>Notes what a revision changes beside its page and its lists, while the revision before it is still known: search, podcast, corrections.</summary>
internal sealed class NoteChanges(Archive archive)
{
    private readonly Dictionary<string, long> _corrections = new(StringComparer.Ordinal);

    /// <summary>Notes it for an edition.</summary>
    /// <param name="before">The article as it stood; null when it is new.</param>
    /// <param name="article">Its newest revision.</param>
    /// <param name="edition">The edition's number.</param>
    public void Note(StandingArticle? before, PublishedArticle article, int edition)
    {
        if (article.Standing is not null)
        {
            return;
        }
        if (before is not null && SearchChange.Between(0, EntryOf(Archive.ReadItem(before)), EntryOf(article)) is { } change)
        {
            archive.NoteEntry(article.Id.Value, edition, change.Words);
        }
        var isSilent = !PodcastItem.Of(article).Any();
        if (before is not null || !isSilent)
        {
            archive.NoteRecording(article.Id.Value, article.Desk.Value, article.FirstPublished.ToUnixTimeSeconds(), edition, isSilent);
        }
        foreach (var correction in CorrectionItem.Of(article))
        {
            Add(article, correction, edition);
        }
    }

    /// <summary>What the search index knows of an article.</summary>
    public static SearchEntry? EntryOf(PublishedArticle article) => SearchEntry.From(article, [.. article.Text.People.Concat(article.Text.Places).Select(s => s.Name)]);

    private void Add(PublishedArticle article, CorrectionItem correction, int edition)
    {
        var desk = article.Desk.Value;
        var next = _corrections.TryGetValue(desk, out var known) ? known : archive.CountCorrections(desk);
        _corrections[desk] = archive.AddCorrection(desk, next, article.Id.Value, correction.Revision, edition) ? next + 1 : next;
    }
}
