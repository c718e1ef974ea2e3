using System.Collections.Immutable;
using AngleSharp.Dom;
using SmartReader;
using Skywave.Words;

namespace Skywave.Intake.Html;

/// <summary>
/// A saved web page: SmartReader finds where the article stands, our own walk makes blocks of it. What the page says about
/// itself (head, JSON-LD) gives headline, byline, times, language and lead picture.
/// </summary>
internal static class SavedPage
{
    private const string NoAddress = "https://saved-page.invalid/";

    /// <summary>SmartReader's time grows by the square of the elements that stand side by side: three minutes for 80,000.</summary>
    private const int ElementsAtMost = 10_000;

    /// <summary>SmartReader can fetch pages and pictures when asked to. Nobody here asks; should it ever try, it finds no network.</summary>
    static SavedPage() => Reader.SetBaseHttpClientHandler(new NoNetwork());

    public static IReadOnlyList<ImportOutcome> Read(Source source)
    {
        var notes = new Notes();
        var (page, reason) = HtmlBlocks.Page(source.Text);
        if (page is null)
        {
            return [Items.Refuse(source.Name, reason!)];
        }
        using (page)
        {
            var facts = PageFacts.Read(page, source.Options.Address);
            var (body, refused) = Body(source.Text, page, facts, notes);
            if (refused is not null)
            {
                return [Items.Refuse(source.Name, refused)];
            }
            if (body.IsEmpty)
            {
                return [Items.Refuse(source.Name, "there is no article in this page")];
            }
            var (lead, rest) = Lead(body, facts);
            return [Draft(source.Name, facts, lead, rest).ToOutcome(notes)];
        }
    }

    private static Draft Draft(string name, PageFacts facts, Picture? lead, ImmutableArray<Block> body)
    {
        var headline = facts.Headline ?? body.OfType<Subhead>().Select(BlockText.Of).FirstOrDefault();
        return new Draft
        {
            Place = name,
            Uri = facts.Canonical ?? "text:" + CleanText.Words(CleanText.Shorten(headline ?? BlockText.Of(body[0]), 120)),
            Headline = headline,
            Deck = facts.Deck is { } deck && !BlockText.Of(body[0]).StartsWith(deck.TrimEnd('…', '.', ' '), StringComparison.Ordinal) ? deck : null,
            Language = facts.Language,
            Body = body,
            Lead = lead,
            Bylines = [.. facts.Authors.Select(a => new Byline(a))],
            Subjects = [.. facts.Topics.Select(t => new Subject(t))],
            Source = facts.Site,
            SourceUrl = facts.Canonical,
            FirstPublished = facts.Published ?? facts.Modified,
            VersionCreated = facts.Modified ?? facts.Published,
        };
    }

    private static (ImmutableArray<Block>, string?) Body(string html, IDocument page, PageFacts facts, Notes notes)
    {
        var (aside, own) = (new Notes(), new Notes());
        var marked = page.QuerySelectorAll("[itemprop=articleBody], article") is { Length: 1 } one ? one[0] : null;
        var (found, reason) = Found(html, facts) is { Length: > 0 } content ? HtmlBlocks.Read(content, facts.Address, facts.Language, aside) : ([], null);
        var (whole, tooMuch) = (marked ?? (found.IsEmpty ? page.QuerySelector("main") ?? page.Body : null)) is { } element ? HtmlBlocks.Read(element, facts.Address, facts.Language, own) : ([], null);
        // SmartReader takes short paragraphs for clutter. Where the page itself marks one article and much of it is missing, the page is believed.
        if (whole.Length > 0 && Size(found) * 10 < Size(whole) * 7)
        {
            own.Into(notes);
            return (whole, tooMuch);
        }
        aside.Into(notes);
        if (Size(found) < (page.Body?.TextContent.Length ?? 0))
        {
            notes.Say("what stands around the article in the page was left out");
        }
        return (found, reason ?? tooMuch);
    }

    private static int Size(ImmutableArray<Block> blocks) => blocks.Sum(BlockText.Length);

    private static string? Found(string html, PageFacts facts)
    {
        try
        {
            using var reader = new Reader((facts.Address?.AbsoluteUri) ?? NoAddress, html) { ContinueIfNotReadable = true, KeepClasses = true, MaxElemsToParse = ElementsAtMost };
            return reader.GetArticle() is { Completed: true } article ? article.Content?.Replace(NoAddress, "", StringComparison.Ordinal) : null;
        }
        // A stranger's page in somebody else's parser: whatever it throws, the page itself is still here to be read.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }

    /// <summary>The picture the page names for itself, with the words it has in the text; else one that stands at the top.</summary>
    private static (Picture?, ImmutableArray<Block>) Lead(ImmutableArray<Block> body, PageFacts facts)
    {
        var pictures = body.OfType<PictureBlock>().ToList();
        if (facts.Picture is { } named)
        {
            var same = pictures.Find(p => FileName(p.Picture.Origin!) == FileName(named.Origin!));
            return (same is null ? named : same.Picture with { Alt = same.Picture.Alt.Length > 0 ? same.Picture.Alt : named.Alt }, same is null ? body : body.Remove(same));
        }
        return body.Take(3).OfType<PictureBlock>().FirstOrDefault() is { } first ? (first.Picture, body.Remove(first)) : (null, body);
    }

    private static string FileName(string address) => new Uri(address).AbsolutePath.Split('/')[^1];

    private sealed class NoNetwork : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException("a saved page is read without any network");
    }
}
