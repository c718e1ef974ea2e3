using System.Collections.Immutable;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Skywave.Intake.Feeds;
using Skywave.Words;

namespace Skywave.Intake.Html;

/// <summary>What a page says about itself: JSON-LD first, then the head, then the markup.</summary>
internal sealed partial record PageFacts
{
    public string? Headline { get; private init; }
    public string? Deck { get; private init; }
    public string? Language { get; private init; }
    public string? Site { get; private init; }
    public string? Canonical { get; private init; }

    /// <summary>What relative links are relative to.</summary>
    public Uri? Address { get; private init; }
    public Picture? Picture { get; private init; }
    public DateTimeOffset? Published { get; private init; }
    public DateTimeOffset? Modified { get; private init; }
    public ImmutableArray<string> Authors { get; private init; } = [];
    public ImmutableArray<string> Topics { get; private init; } = [];

    public static PageFacts Read(IDocument page, Uri? given)
    {
        var linked = PageJson.Read(page);
        var saved = page.Descendants<IComment>().Take(50).Select(c => SavedFrom().Match(c.Data)).FirstOrDefault(m => m.Success)?.Groups[1].Value;
        var from = given ?? Whole(CleanText.Link(saved, null));
        var canonical = CleanText.Link(page.QuerySelector("link[rel~=canonical]")?.GetAttribute("href"), from) ?? CleanText.Link(Meta(page, "og:url"), from);
        var address = from ?? Whole(canonical);
        address = Whole(CleanText.Link(page.QuerySelector("base[href]")?.GetAttribute("href"), address)) ?? address;
        var image = CleanText.Link(linked.Image ?? Meta(page, "og:image") ?? Meta(page, "twitter:image"), address);
        return new PageFacts
        {
            Headline = linked.Headline ?? Meta(page, "og:title") ?? Line(Only(page, "h1")?.TextContent) ?? Line(page.Title),
            Deck = linked.Description ?? Meta(page, "og:description") ?? Meta(page, "description"),
            Language = CleanText.Language(page.DocumentElement.GetAttribute("lang") ?? page.DocumentElement.GetAttribute("xml:lang") ?? linked.Language ?? Meta(page, "og:locale") ?? Meta(page, "content-language")),
            Site = linked.Publisher ?? Meta(page, "og:site_name") ?? address?.IdnHost,
            Canonical = canonical ?? from?.GetLeftPart(UriPartial.Query),
            Address = address,
            Picture = image is null ? null : new Picture { Alt = Meta(page, "og:image:alt") ?? Meta(page, "twitter:image:alt") ?? "", Origin = image },
            Published = When.Parse(linked.Published ?? Meta(page, "article:published_time") ?? Meta(page, "date") ?? page.QuerySelector("time[itemprop=datePublished], article time[datetime]")?.GetAttribute("datetime")),
            Modified = When.Parse(linked.Modified ?? Meta(page, "article:modified_time")),
            Authors = People(page, linked),
            Topics = [.. page.QuerySelectorAll("meta[property='article:tag']").Select(m => CleanText.LineOrNull(m.GetAttribute("content"))).OfType<string>().Take(50)],
        };
    }

    private static ImmutableArray<string> People(IDocument page, PageJson linked)
    {
        var names = linked.Authors.Length > 0 ? linked.Authors
            : [.. new[] { Meta(page, "author"), page.QuerySelector("[rel~=author], [itemprop=author] [itemprop=name], [itemprop=author], .byline")?.TextContent }.OfType<string>().Take(1)];
        // An article:author is often the address of a profile, which names nobody.
        return [.. names.Where(n => !n.Contains("://", StringComparison.Ordinal) && n.Length <= 200).Select(n => FeedPeople.Name(n, new Notes())).OfType<string>().Distinct().Take(20)];
    }

    private static string? Meta(IDocument page, string name) => page.QuerySelectorAll("meta[content]")
        .Where(m => string.Equals(m.GetAttribute("property") ?? m.GetAttribute("name") ?? m.GetAttribute("http-equiv"), name, StringComparison.OrdinalIgnoreCase))
        .Select(m => Line(m.GetAttribute("content"))).FirstOrDefault(c => c is not null);

    private static IElement? Only(IDocument page, string selector) => page.QuerySelectorAll(selector) is { Length: 1 } one ? one[0] : page.QuerySelector("article " + selector);

    private static string? Line(string? text) => CleanText.LineOrNull(text);

    private static Uri? Whole(string? link) => link is null ? null : new Uri(link);

    /// <summary>What browsers write into a page they save.</summary>
    [GeneratedRegex(@"saved from url=\(\d+\)(\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex SavedFrom();
}
