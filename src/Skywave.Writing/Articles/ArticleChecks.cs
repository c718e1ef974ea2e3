using System.Buffers;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>What keeps a text from being published. Values in, reasons out; every reason names the place and what to do.</summary>
internal static class ArticleChecks
{
    private const int LongestHeadline = 300;
    private const int LongestShort = 60;
    private const int MostBlocks = 2000;
    private const int MostColumns = 40;
    private const int MostRows = 500;

    /// <summary>Control characters but for LF and TAB, and those that turn the direction of what follows.</summary>
    private static readonly SearchValues<char> Forbidden =
        SearchValues.Create([.. Enumerable.Range(0, 0x2070).Select(c => (char)c).Where(c => (char.IsControl(c) && c is not ('\n' or '\t')) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))]);

    /// <summary>All reasons together.</summary>
    /// <param name="text">The text, with every picture that is to stay.</param>
    /// <param name="written">The same as it is stored.</param>
    /// <param name="granted">Numbers of the grants that the private store holds; null: not asked.</param>
    public static IEnumerable<string> Reasons(ArticleText text, WrittenText written, IReadOnlySet<int>? granted) =>
        [.. Head(text), .. Pictures(text), .. Recordings(text), .. Bylines(text), .. Sources(text, granted), .. Claims(text), .. Body(text), .. LiveRules.Reasons(text), .. Links(text), .. Characters(written)];

    private static IEnumerable<string> Head(ArticleText text)
    {
        if (string.IsNullOrWhiteSpace(text.Headline) || text.Headline.Length > LongestHeadline || text.Headline.Contains('\n', StringComparison.Ordinal))
        {
            yield return $"the headline must be one line of 1 to {LongestHeadline} characters";
        }
        if (text.HeadlineShort?.Length > LongestShort)
        {
            yield return $"the short headline has more than {LongestShort} characters";
        }
        if (text.Urgency is < 1 or > 9)
        {
            yield return $"the urgency is {text.Urgency}; it must be 1 (flash) to 9";
        }
        foreach (var tag in Languages(text).Where(tag => !IsLanguage(tag)).Distinct())
        {
            yield return $"\"{tag}\" is not a language tag; write one like en, fa-AF or uz-Cyrl";
        }
    }

    private static IEnumerable<string> Pictures(ArticleText text)
    {
        foreach (var (picture, shape) in ArticlePictures.Of(text))
        {
            var which = shape == PictureShape.Lead ? "the lead picture" : $"the picture \"{picture.Caption ?? picture.Alt}\"";
            if (string.IsNullOrWhiteSpace(picture.Alt))
            {
                yield return $"{which} has no alternative text: say in a sentence what it shows";
            }
            if (picture.Renditions.IsEmpty)
            {
                yield return $"{which} has not entered: it could not be read";
            }
        }
    }

    private static IEnumerable<string> Recordings(ArticleText text)
    {
        foreach (var media in ArticleMedia.Of(text))
        {
            if (string.IsNullOrWhiteSpace(media.Title))
            {
                yield return "a recording has no title: say in words what it is";
            }
            if (media.Transcript.All(string.IsNullOrWhiteSpace))
            {
                yield return $"the recording \"{media.Title}\" has no transcript: write down what is said and heard in it";
            }
            if (media.File is null)
            {
                yield return $"the recording \"{media.Title}\" has not entered: it could not be read";
            }
        }
    }

    private static IEnumerable<string> Bylines(ArticleText text)
    {
        foreach (var byline in text.Bylines)
        {
            if (byline.Display != BylineDisplay.Named && string.IsNullOrWhiteSpace(byline.Reason))
            {
                yield return byline.Display == BylineDisplay.Pseudonym
                    ? $"the pseudonym \"{byline.Name}\" needs a reason that readers see"
                    : "a withheld byline needs a reason that readers see";
            }
            if (byline.Display == BylineDisplay.Withheld ? byline.Name.Length > 0 : string.IsNullOrWhiteSpace(byline.Name))
            {
                yield return byline.Display == BylineDisplay.Withheld ? "a withheld byline still holds a name: take it out" : "a byline has no name";
            }
        }
    }

    private static IEnumerable<string> Sources(ArticleText text, IReadOnlySet<int>? granted)
    {
        foreach (var source in text.UnnamedSources)
        {
            if (string.IsNullOrWhiteSpace(source.Descriptor) || string.IsNullOrWhiteSpace(source.Reason))
            {
                yield return $"unnamed source {source.Number} needs a descriptor and a reason that readers see";
            }
            if (granted?.Contains(source.Number) == false)
            {
                yield return $"nobody has recorded in the private store who unnamed source {source.Number} is and who approved it";
            }
        }
        if (text.UnnamedSources.DistinctBy(s => s.Number).Count() != text.UnnamedSources.Length)
        {
            yield return "two unnamed sources have the same number";
        }
        var numbers = text.UnnamedSources.Select(s => s.Number).ToHashSet();
        foreach (var quote in text.Body.OfType<Quote>().Where(q => q.Grant is { } number && !numbers.Contains(number)))
        {
            yield return $"a quotation names unnamed source {quote.Grant}, and the article has none of that number";
        }
    }

    private static IEnumerable<string> Claims(ArticleText text)
    {
        if (text.Claims.Any(c => string.IsNullOrWhiteSpace(c.About) || string.IsNullOrWhiteSpace(c.Value) || string.IsNullOrWhiteSpace(c.AttributedTo)))
        {
            yield return "a claim must say what it is about, what is claimed and who says so";
        }
        foreach (var list in text.Body.OfType<ClaimsList>().Where(list => text.Claims.All(c => c.About != list.About)))
        {
            yield return $"the text lists the claims about \"{list.About}\", and there are none";
        }
    }

    private static IEnumerable<string> Body(ArticleText text)
    {
        if (text.Body.Length > MostBlocks)
        {
            yield return $"the body has {text.Body.Length} blocks; {MostBlocks} are the most";
        }
        if (text.Body.OfType<Subhead>().Any(s => s.Level is < 2 or > 4))
        {
            yield return "a crosshead's level must be 2, 3 or 4";
        }
        if (text.Body.OfType<Table>().Any(t => t.Rows.Length > MostRows || t.Rows.Any(row => row.Length > MostColumns)))
        {
            yield return $"a table has more than {MostRows} rows or {MostColumns} columns";
        }
        if (text.Body.OfType<Embed>().Any(e => string.IsNullOrWhiteSpace(e.Text)))
        {
            yield return "an embed must say in words what it is";
        }
    }

    private static IEnumerable<string> Links(ArticleText text)
    {
        var links = Runs.Of(text).Select(r => r.Href).OfType<string>().Where(href => !IsAddress(href, mail: true))
            .Concat(text.Body.OfType<Embed>().Select(e => e.Href).Where(href => !IsAddress(href, mail: false)))
            .Concat(text.SourceUrl is { } original && !IsAddress(original, mail: false) ? [original] : []);
        return links.Distinct().Select(href => $"\"{href}\" is not a whole http, https or mailto address");
    }

    private static IEnumerable<string> Characters(WrittenText written)
    {
        if (StoredText.Strings(written).Exists(s => s.AsSpan().ContainsAny(Forbidden)))
        {
            yield return "the text holds a control character or one that turns the direction of what follows: take it out";
        }
    }

    private static bool IsAddress(string href, bool mail) =>
        Uri.TryCreate(href, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https" || (mail && uri.Scheme == "mailto"));

    private static IEnumerable<string> Languages(ArticleText text) => [text.Language, .. Runs.Of(text).Select(r => r.Lang).OfType<string>(), .. ArticleMedia.Of(text).SelectMany(m => m.Captions).Select(c => c.Language)];

    /// <summary>BCP 47 as far as shape goes: two to eight letters, then subtags of letters and digits, at most 35 characters.</summary>
    private static bool IsLanguage(string tag)
    {
        var parts = tag.Split('-');
        return tag.Length <= 35 && parts[0].Length is >= 2 and <= 8 && parts[0].All(char.IsAsciiLetter)
            && parts.Skip(1).All(p => p.Length is >= 1 and <= 8 && p.All(char.IsAsciiLetterOrDigit));
    }
}
