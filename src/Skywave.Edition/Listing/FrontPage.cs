using System.Collections.Immutable;
using Skywave.Edition.Slices;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>A desk's front page, <c>&lt;desk&gt;/index.html</c>: what is breaking, one story that leads, and the rest of the newest thirty.</summary>
public static class FrontPage
{
    /// <summary>Items on a front page.</summary>
    public const int Size = ListPage.Size;

    /// <summary>Breaking items in the strip at most.</summary>
    private const int MaxBreaking = 3;

    /// <summary>The page.</summary>
    /// <param name="desk">Whose.</param>
    /// <param name="newest">At most <see cref="Size"/> items, newest first.</param>
    /// <param name="total">How many articles the desk has published in all; decides which of the desk's full pages (<see cref="ListPage"/>) comes next.</param>
    /// <param name="notices">The desk's notices.</param>
    /// <param name="newsroom">The newsroom.</param>
    /// <param name="locale">The desk's locale.</param>
    /// <param name="theme">How it looks.</param>
    /// <param name="standing">The desk's standing pages that exist.</param>
    /// <param name="cut">The edition's time, for notices that are due for review.</param>
    /// <param name="podcast">True where the desk has a podcast (<see cref="PodcastFeed"/>).</param>
    public static byte[] Render(
        DeskTag desk, IReadOnlyList<FrontItem> newest, int total, ImmutableArray<Notice> notices,
        Newsroom newsroom, Locale locale, Theme theme, IReadOnlyCollection<string>? standing = null, DateTimeOffset? cut = null, bool podcast = false)
    {
        var site = new Site(newsroom, desk, locale, theme, "../", standing ?? [], cut);
        var lead = Lead(newest);
        var older = total > newest.Count ? ListPage.NumberOf(total - newest.Count) : (int?)null;
        return Slice.Render(FrontSlice.Create(new FrontModel(site, lead, [.. newest.Where(i => i != lead)],
            [.. newest.Where(i => i.Breaking && i.Stands).Take(MaxBreaking)], notices.IsDefault ? [] : notices, older, podcast)));
    }

    // The most urgent of the ten newest; of two equals the newer one, and one with a picture before one without.
    private static FrontItem? Lead(IReadOnlyList<FrontItem> newest) =>
        newest.Take(10).Where(i => i.Stands).OrderByDescending(i => i.Breaking).ThenBy(i => i.Urgency).ThenBy(i => i.Picture is null).FirstOrDefault();
}

/// <summary>What the front page's template sees.</summary>
public sealed record FrontModel(
    Site Site, FrontItem? Lead, ImmutableArray<FrontItem> Rest, ImmutableArray<FrontItem> Breaking, ImmutableArray<Notice> Notices, int? Older, bool HasPodcast);
