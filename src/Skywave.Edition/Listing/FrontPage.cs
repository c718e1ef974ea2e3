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
    /// <param name="layout">What editors put there and where the newest flow in; null: the newest alone.</param>
    public static byte[] Render(
        DeskTag desk, IReadOnlyList<FrontItem> newest, int total, ImmutableArray<Notice> notices,
        Newsroom newsroom, Locale locale, Theme theme, IReadOnlyCollection<string>? standing = null, DateTimeOffset? cut = null, bool podcast = false, FrontLayout? layout = null)
    {
        var site = new Site(newsroom, desk, locale, theme, "../", standing ?? [], cut);
        var covered = layout?.Covered ?? newest.Count;
        var older = total > covered ? ListPage.NumberOf(total - covered) : (int?)null;
        var model = new FrontModel(site, Lead(newest), [], [.. newest.Where(i => i.Breaking && i.Stands).Take(MaxBreaking)], notices.IsDefault ? [] : notices, older, podcast);
        return Slice.Render(FrontSlice.Create(layout is { Groups: [var first, ..] } ? Curated(model, layout, first) : model with { Rest = [.. newest.Where(i => i != model.Lead)] }));
    }

    // The first story of the first place leads, with its package's title above it and the package's others right below.
    private static FrontModel Curated(FrontModel model, FrontLayout layout, FrontGroup first)
    {
        var blocks = new List<FrontGroup>();
        if (first.Items.Length > 1)
        {
            blocks.Add(new FrontGroup(null, first.Items[1..]));
        }
        foreach (var group in layout.Groups.Skip(1))
        {
            // Pinned stories in a row are one list, but for those that the first package ends with.
            if (group.Title is null && blocks is [.., { Title: null } pins] && (blocks.Count > 1 || first.Title is null))
            {
                blocks[^1] = pins with { Items = [.. pins.Items, .. group.Items] };
            }
            else
            {
                blocks.Add(group);
            }
        }
        return model with
        {
            Lead = first.Items[0],
            LeadTitle = first.Title,
            Blocks = [.. blocks],
            Rest = layout.Flow,
            Breaking = [.. layout.Shown.Where(i => i.Breaking && i.Stands).OrderByDescending(i => i.FirstPublished).ThenByDescending(i => i.Id.Value, StringComparer.Ordinal).Take(MaxBreaking)],
        };
    }

    // The most urgent of the ten newest; of two equals the newer one, and one with a picture before one without.
    private static FrontItem? Lead(IReadOnlyList<FrontItem> newest) =>
        newest.Take(10).Where(i => i.Stands).OrderByDescending(i => i.Breaking).ThenBy(i => i.Urgency).ThenBy(i => i.Picture is null).FirstOrDefault();
}

/// <summary>What the front page's template sees.</summary>
public sealed record FrontModel(
    Site Site, FrontItem? Lead, ImmutableArray<FrontItem> Rest, ImmutableArray<FrontItem> Breaking, ImmutableArray<Notice> Notices, int? Older, bool HasPodcast)
{
    /// <summary>The title of the package that the leading story belongs to, or null.</summary>
    public string? LeadTitle { get; init; }

    /// <summary>What else editors put there: packages under their titles, pinned stories without one; the first package's others come first, without its title.</summary>
    public ImmutableArray<FrontGroup> Blocks { get; init; } = [];
}
