using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Intake.Feeds;

/// <summary>Pictures, sound and film beside an item's text: the first picture leads, what plays is a plain link.</summary>
internal sealed record FeedMedia(Picture? Lead, ImmutableArray<Block> Blocks)
{
    public static FeedMedia None { get; } = new(null, []);

    /// <summary>One thing the feed names.</summary>
    public sealed record Found(string Href, string Kind, int Width = 0, string? Alt = null, string? Caption = null, string? Credit = null, bool Small = false);

    public static FeedMedia Of(IEnumerable<Found> all, Notes notes)
    {
        var found = all.ToList();
        var pictures = found.Where(f => f.Kind.StartsWith("image", StringComparison.Ordinal)).OrderBy(f => f.Small).DistinctBy(f => f.Href).ToList();
        var shown = pictures.Where((f, i) => i == 0 || !f.Small).Select(f => new Picture { Alt = CleanText.Line(f.Alt, notes), Caption = CleanText.LineOrNull(f.Caption, notes), Credit = CleanText.LineOrNull(f.Credit, notes), Origin = f.Href }).ToList();
        var played = found.Except(pictures).Where(f => f.Kind.StartsWith("audio", StringComparison.Ordinal) || f.Kind.StartsWith("video", StringComparison.Ordinal)).DistinctBy(f => f.Href)
            .Select(f => (Block)new Embed(f.Href, CleanText.LineOrNull(f.Alt ?? f.Caption, notes) ?? new Uri(f.Href).IdnHost)).Take(20).ToList();
        notes.Drop("attachment that is neither picture, sound nor film", found.Count(f => !f.Kind.StartsWith("image", StringComparison.Ordinal) && !f.Kind.StartsWith("audio", StringComparison.Ordinal) && !f.Kind.StartsWith("video", StringComparison.Ordinal)));
        return new FeedMedia(shown.FirstOrDefault(), [.. shown.Skip(1).Take(50).Select(p => new PictureBlock(p)), .. played]);
    }

    /// <summary>What an RSS item or Atom entry names: Media RSS, enclosures, iTunes' picture.</summary>
    public static FeedMedia Read(Node item, Uri? address, Notes notes)
    {
        var enclosures = item.All("enclosure").Select(e => Make(e, "url", e["type"], address))
            .Concat(item.All("atom:link").Where(l => l["rel"]?.Trim() == "enclosure").Select(l => Make(l, "href", l["type"], address)));
        return Of(item.Children.SelectMany(c => Media(c, item, address))
            .Concat(enclosures.OfType<Found>())
            .Concat(item.All("itunes:image").Select(i => Make(i, "href", "image", address)).OfType<Found>()), notes);
    }

    private static IEnumerable<Found> Media(Node node, Node above, Uri? address)
    {
        if (node.Name == "media:group")
        {
            // The contents of a group are one thing in several sizes: the widest is taken.
            var inside = node.Children.SelectMany(c => Media(c, node, address)).ToList();
            return inside.Where(f => !f.Small).GroupBy(f => f.Kind.Split('/')[0]).Select(g => g.MaxBy(f => f.Width)!).Concat(inside.Where(f => f.Small).Take(1));
        }
        if (node.Name is not ("media:content" or "media:thumbnail"))
        {
            return [];
        }
        string? Said(string name) => (node.First(name) ?? above.First(name))?.Text;
        var small = node.Name == "media:thumbnail";
        var (title, description) = (Said("media:title"), Said("media:description"));
        var made = Make(node, "url", small ? "image" : node["medium"] ?? node["type"], address);
        var whole = made is null ? null : made with
        {
            Width = int.TryParse(node["width"], out var w) ? w : 0,
            Alt = node["alt"] ?? (title is null ? null : FeedText.Of(title).Line(new Notes())),
            Caption = description is null ? null : FeedText.Of(description).Line(new Notes()),
            Credit = Said("media:credit") ?? Said("media:copyright"),
            Small = small,
        };
        var thumbnails = small ? [] : node.Children.Where(c => c.Name == "media:thumbnail").SelectMany(c => Media(c, node, address));
        return whole is null ? thumbnails : thumbnails.Prepend(whole);
    }

    internal static Found? Make(Node node, string attribute, string? kind, Uri? address) =>
        CleanText.Link(node[attribute], node.Base(address)) is { } href ? new Found(href, Kind(kind, href), Alt: node["title"]) : null;

    internal static string Kind(string? said, string href)
    {
        var kind = said?.Trim().ToLowerInvariant();
        var path = new Uri(href).AbsolutePath.ToLowerInvariant();
        return kind is { Length: > 0 } ? kind
            : path.EndsWith(".jpg", StringComparison.Ordinal) || path.EndsWith(".jpeg", StringComparison.Ordinal) || path.EndsWith(".png", StringComparison.Ordinal) || path.EndsWith(".webp", StringComparison.Ordinal) ? "image"
            : path.EndsWith(".mp3", StringComparison.Ordinal) || path.EndsWith(".m4a", StringComparison.Ordinal) ? "audio"
            : path.EndsWith(".mp4", StringComparison.Ordinal) ? "video" : "";
    }
}
