using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Skywave.Words;

namespace Skywave.Intake.Moving;

/// <summary>Writes an article as a ninjs 3.1 item: fields in one order, two spaces, line feeds, nothing that is not there.</summary>
internal sealed class ItemWriter
{
    private static readonly JsonWriterOptions Form = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Utf8JsonWriter _json;

    private ItemWriter(Utf8JsonWriter json) => _json = json;

    /// <summary>The item's bytes.</summary>
    /// <param name="article">The article.</param>
    /// <param name="own">The article as Skywave has it, JSON.</param>
    /// <param name="toRoot">The way to the folder's root.</param>
    public static byte[] Write(MovedArticle article, string own, string toRoot)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Form))
        {
            new ItemWriter(json).Item(article, own, toRoot);
        }
        bytes.Write("\n"u8);
        return bytes.WrittenSpan.ToArray();
    }

    private void Item(MovedArticle article, string own, string toRoot)
    {
        var text = article.Text;
        _json.WriteStartObject();
        _json.WriteString("uri", article.Id.Urn);
        _json.WriteStartObject("standard");
        _json.WriteString("name", "ninjs");
        _json.WriteString("version", "3.1");
        _json.WriteString("schema", "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#");
        _json.WriteEndObject();
        _json.WriteString("type", "text");
        _json.WriteString("pubStatus", article.State != MovedState.Published ? "withheld" : article.Status == ArticleStatus.Withdrawn ? "canceled" : "usable");
        _json.WriteString("version", article.Revision.ToString(CultureInfo.InvariantCulture));
        Time("firstCreated", article.FirstPublished);
        Time("versionCreated", article.VersionCreated);
        _json.WriteString("language", text.Language);
        _json.WriteNumber("urgency", text.Urgency);
        Say("slugline", text.Slugline);
        Say("located", text.Located);
        Say("copyrightHolder", text.Source);
        Say("copyrightNotice", text.CopyrightNotice);
        Say("edNote", Note(article));
        Texts("headlines", ("main", text.Headline), ("short", text.HeadlineShort));
        Texts("descriptions", ("standfirst", text.Deck));
        Bodies(text, own);
        People(text);
        Things("places", text.Places);
        Things("subjects", text.Subjects);
        List("genres", [GenreOf(text.Genre)], genre => _json.WriteString("name", genre));
        List("infoSources", text.InfoSources, source => _json.WriteString("name", source));
        new ItemMedia(_json, toRoot).Write(text);
        List("altIds", [("story", article.Story), ("source", article.Uri)], id => Pair("role", id.Item1, "value", id.Item2));
        List("trustIndicators", article.Corrections, c => Pair("role", "https://schema.org/CorrectionComment", "title", $"{c.Kind}, {Of(c.At)}: {c.Text}"));
        _json.WriteEndObject();
    }

    private void Bodies(ArticleText text, string own)
    {
        _json.WriteStartArray("bodies");
        Body("main", "text/html", ItemHtml.Of(text));
        Body(MovedItem.Role, "application/json", own);
        _json.WriteEndArray();
    }

    private void Body(string role, string type, string value)
    {
        _json.WriteStartObject();
        _json.WriteString("role", role);
        _json.WriteString("contentType", type);
        _json.WriteString("value", value);
        _json.WriteEndObject();
    }

    private void People(ArticleText text)
    {
        var authors = text.Bylines.Where(b => b.Display != BylineDisplay.Withheld).Select(b => (Rel: "author", b.Name, Code: (string?)null));
        List("people", [.. authors, .. text.People.Select(p => (Rel: "about", p.Name, p.Code))], person =>
        {
            Pair("name", person.Name, "rel", person.Rel);
            Say("literal", person.Code);
        });
    }

    private void Things(string name, ImmutableArray<Subject> things) => List(name, things, thing =>
    {
        _json.WriteString("name", thing.Name);
        Say("literal", thing.Code);
    });

    private void Texts(string name, params (string Role, string? Text)[] texts) =>
        List(name, [.. texts.Where(t => t.Text is not null)], t => Pair("role", t.Role, "value", t.Text!));

    private void List<T>(string name, ImmutableArray<T> items, Action<T> write)
    {
        if (items.IsDefaultOrEmpty)
        {
            return;
        }
        _json.WriteStartArray(name);
        foreach (var item in items)
        {
            _json.WriteStartObject();
            write(item);
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
    }

    private void Say(string name, string? text)
    {
        if (text is not null)
        {
            _json.WriteString(name, text);
        }
    }

    private void Time(string name, DateTimeOffset? time)
    {
        if (time is { } at)
        {
            _json.WriteString(name, Of(at));
        }
    }

    private static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string? Note(MovedArticle article)
    {
        string?[] notes =
        [
            article.Status switch { ArticleStatus.Withdrawn => "withdrawn", ArticleStatus.Retracted => "retracted", _ => null },
            article.State switch { MovedState.Approved => "not published yet: approved for the next edition", MovedState.Draft => "not published: a draft", _ => null },
            article.Text.NeedsNativeReview ? "a translation that no native speaker has read yet" : null,
        ];
        return notes.Any(n => n is not null) ? string.Join("; ", notes.OfType<string>()) : null;
    }

    private static string GenreOf(Genre genre) => genre == Genre.FactCheck ? "fact check" : genre.ToString().ToLowerInvariant();

    private void Pair(string first, string one, string second, string two)
    {
        _json.WriteString(first, one);
        _json.WriteString(second, two);
    }
}
