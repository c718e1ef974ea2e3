using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>What keeps a moved article from being taken in. Values in, reasons out: nothing is stored and nobody asked.</summary>
public static class MovedChecks
{
    private const int HashLength = 64;

    /// <summary>All reasons together; empty: it will do.</summary>
    /// <param name="moved">The article.</param>
    /// <param name="now">The time: nothing was published after it.</param>
    public static ImmutableArray<string> Reasons(MovedArticle moved, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(moved);
        var written = StoredText.Write(moved.Text);
        var draft = new Draft { Desk = moved.Desk, Uri = moved.Uri, Story = moved.Story, Standing = moved.Standing, Text = moved.Text, Correction = moved.Note is { } note ? new CorrectionNote(note.Kind, note.Text, note.Words) : null };
        return
        [
            .. DraftChecks.Reasons(draft, written, hasPrivateStore: false),
            .. moved.State == MovedState.Draft ? [] : ArticleChecks.Reasons(moved.Text, written, granted: null),
            .. Names(moved),
            .. moved.State == MovedState.Published ? Published(moved, now) : Next(moved),
        ];
    }

    private static IEnumerable<string> Names(MovedArticle moved)
    {
        if (moved.Desk == default || ArticleId.Derive(moved.Desk, moved.Uri) != moved.Id)
        {
            yield return $"`id` is not the one that `desk` and `uri` make ({ArticleId.Derive(moved.Desk, moved.Uri)}): put back all three";
        }
        if (moved.Revision is < 1 or > 1_000_000)
        {
            yield return $"`revision` is {moved.Revision}; the first one is 1";
        }
        if (moved.Slug is { Length: > 0 } slug && Slug.Of(slug) != slug)
        {
            yield return $"`slug` is \"{slug}\": write lower-case ASCII words joined by hyphens, at most {Slug.Longest} characters, as in the file's name";
        }
        if (moved.SourceHash.Length != HashLength || !moved.SourceHash.All(char.IsAsciiHexDigitLower))
        {
            yield return $"`sourceHash` is not {HashLength} digits of 0-9 a-f: put back the one that was exported";
        }
        if (moved.Media.FirstOrDefault(path => !MediaNames.Is(path)) is { } path)
        {
            yield return $"it names the file \"{path}\": a file is media/, its SHA-256 and a known ending";
        }
    }

    private static IEnumerable<string> Published(MovedArticle moved, DateTimeOffset now)
    {
        if (moved is not { Status: { } status, Slug: not null, FirstPublished: { } first, VersionCreated: { } created })
        {
            yield return "a published article has `status`, `slug`, `firstPublished` and `versionCreated`";
            yield break;
        }
        if (!IsTime(first) || !IsTime(created) || first > created || created > now)
        {
            yield return "`firstPublished` and `versionCreated` must be whole seconds of UTC, in this order, and not in the future";
        }
        if ((status == ArticleStatus.Withdrawn) != (moved.Change == MovedChange.Withdrawal))
        {
            yield return $"`status` is {status} and `change` is {moved.Change}: a withdrawn article has both, and no other has one of them";
        }
        if (moved.Corrections.Any(c => !IsTime(c.At) || c.At > now || c.ToRevision < 1 || c.ToRevision > moved.Revision || c.FromRevision < 0 || c.FromRevision >= c.ToRevision || string.IsNullOrWhiteSpace(c.Text))
            || moved.Corrections.Zip(moved.Corrections.Skip(1)).Any(pair => pair.First.ToRevision >= pair.Second.ToRevision))
        {
            yield return "`corrections` must be in the order of their revisions, none newer than the article's, each with words and a time that is past";
        }
        if (moved.Note is not null || moved.PurgesOlder)
        {
            yield return "`note` and `purgesOlder` are for revisions that are not published yet";
        }
    }

    private static IEnumerable<string> Next(MovedArticle moved)
    {
        if (moved.Status is not null || moved.VersionCreated is not null || moved.Corrections.Length > 0)
        {
            yield return "`status`, `versionCreated` and `corrections` are for what is published";
        }
        if (moved.FirstPublished is { } first && !IsTime(first))
        {
            yield return "`firstPublished` must be whole seconds of UTC";
        }
        if (moved.Slug is null && moved.Change != MovedChange.Text)
        {
            yield return $"`change` is {moved.Change}, and nothing of the article is published";
        }
    }

    private static bool IsTime(DateTimeOffset time) => time.Offset == TimeSpan.Zero && time.Ticks % TimeSpan.TicksPerSecond == 0;
}
