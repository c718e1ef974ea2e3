using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>
/// schema.org's terms for what a page shows, as JSON-LD (docs/900-design.md, section 8). Names are <c>urn:uuid</c>, pictures relative; it says nothing that a reader of the
/// page does not see. Every <c>&lt;</c> is written <c>\u003C</c>, so no text of it can end its element or begin a comment.
/// </summary>
public static class LinkedData
{
    // Escapes < > & and quotation marks; letters of every script stay themselves.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>An article that stands.</summary>
    /// <param name="article">The article.</param>
    /// <param name="translations">The other desks' articles of its story.</param>
    /// <param name="newsroom">Who publishes it.</param>
    /// <param name="root">The way from its page to the edition's root.</param>
    internal static string Article(PublishedArticle article, IReadOnlyList<PublishedArticle> translations, Newsroom newsroom, string root) => Write(json =>
    {
        var text = article.Text;
        Head(json, text.Live is null ? TypeOf(text.Genre) : "LiveBlogPosting", article.Id.Urn, text.Headline, LanguageTag.TryCanonical(text.Language, out var tag) ? tag : article.Desk.Value, newsroom);
        json.WriteString("datePublished", Locale.Machine(article.FirstPublished));
        json.WriteString("dateModified", Locale.Machine(article.VersionCreated));
        Things(json, "author", "Person", text.Bylines.Where(b => b.Display != BylineDisplay.Withheld && b.Name.Length > 0).Select(b => b.Name));
        Things(json, "about", "Thing", text.Subjects.Take(ListNames.MostOfAKind).Select(s => s.Name));
        if (text.LeadPicture is { Renditions: [.., var widest] })
        {
            json.WritePropertyName("image");
            Thing(json, "ImageObject", ("contentUrl", root + widest.Path), ("creditText", text.LeadPicture.Credit));
        }
        if (text.SourceUrl is { Length: > 0 } source)
        {
            json.WriteString("isBasedOn", Feed.Clean(source));
        }
        Corrections(json, article);
        Translations(json, article, translations);
        Coverage(json, article);
    });

    // schema.org's kinds of NewsArticle. A fact check is no ClaimReview, which needs a verdict: our claims stand beside each other without one. Reportage is said of nothing: what
    // comes from elsewhere need not be it.
    private static string TypeOf(Genre genre) => genre switch
    {
        Genre.Analysis => "AnalysisNewsArticle",
        Genre.Opinion => "OpinionNewsArticle",
        Genre.Explainer => "BackgroundNewsArticle",
        _ => "NewsArticle",
    };

    // The entries of this part, newest first as the page has them: when each was added, its headline and where it stands. Their texts would be on the wire twice.
    private static void Coverage(Utf8JsonWriter json, PublishedArticle article)
    {
        if (article.Text.Live is not { } part)
        {
            return;
        }
        var entries = article.Text.Body.OfType<LiveEntry>().Where(part.Has).ToList();
        json.WriteString("coverageStartTime", Locale.Machine(entries.FirstOrDefault()?.At ?? article.FirstPublished));
        if (part.State != LiveState.Open)
        {
            json.WriteString("coverageEndTime", Locale.Machine(entries.LastOrDefault()?.At ?? article.VersionCreated));
        }
        json.WriteStartArray("liveBlogUpdate");
        for (var i = entries.Count - 1; i >= 0; i--)
        {
            Thing(json, "BlogPosting", ("url", "#" + entries[i].Anchor), ("headline", entries[i].Headline), ("datePublished", Locale.Machine(entries[i].At)));
        }
        json.WriteEndArray();
    }

    private static void Head(Utf8JsonWriter json, string type, string urn, string headline, string language, Newsroom newsroom)
    {
        json.WriteString("@context", "https://schema.org");
        json.WriteString("@type", type);
        json.WriteString("@id", urn);
        json.WriteString("headline", Feed.Clean(headline));
        json.WriteString("inLanguage", language);
        json.WritePropertyName("publisher");
        Thing(json, "NewsMediaOrganization", ("name", newsroom.Name));
    }

    private static void Corrections(Utf8JsonWriter json, PublishedArticle article)
    {
        if (!article.Corrections.IsEmpty)
        {
            json.WriteStartArray("correction");
            foreach (var correction in article.Corrections)
            {
                Thing(json, "CorrectionComment", ("text", correction.Text), ("datePublished", Locale.Machine(correction.At)));
            }
            json.WriteEndArray();
        }
    }

    // Of a story's texts, the one that was published first is taken for the original.
    private static void Translations(Utf8JsonWriter json, PublishedArticle article, IReadOnlyList<PublishedArticle> translations)
    {
        var first = translations.Append(article).OrderBy(a => a.FirstPublished).ThenBy(a => a.Id.Value, StringComparer.Ordinal).First();
        if (first.Id != article.Id)
        {
            json.WriteStartObject("translationOfWork");
            json.WriteString("@id", first.Id.Urn);
            json.WriteEndObject();
        }
        else if (translations.Count > 0)
        {
            json.WriteStartArray("workTranslation");
            foreach (var other in translations)
            {
                json.WriteStartObject();
                json.WriteString("@id", other.Id.Urn);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
    }

    private static void Things(Utf8JsonWriter json, string property, string type, IEnumerable<string> names)
    {
        var all = names.ToList();
        if (all.Count > 0)
        {
            json.WriteStartArray(property);
            all.ForEach(name => Thing(json, type, ("name", name)));
            json.WriteEndArray();
        }
    }

    private static void Thing(Utf8JsonWriter json, string type, params ReadOnlySpan<(string Name, string? Value)> members)
    {
        json.WriteStartObject();
        json.WriteString("@type", type);
        foreach (var (name, value) in members)
        {
            if (value is { Length: > 0 })
            {
                json.WriteString(name, Feed.Clean(value));
            }
        }
        json.WriteEndObject();
    }

    private static string Write(Action<Utf8JsonWriter> members)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
