using System.Text.Json;
using Skywave.Words;

namespace Skywave.Intake.Moving;

/// <summary>An item's associations: pictures, sound and film, each with its files beside.</summary>
internal sealed class ItemMedia(Utf8JsonWriter json, string toRoot)
{
    /// <summary>Writes them, if there are any: the lead picture first, then in the order of the text.</summary>
    public void Write(ArticleText text)
    {
        if (text.LeadPicture is null && !text.Body.Any(b => b is PictureBlock or MediaBlock))
        {
            return;
        }
        json.WriteStartArray("associations");
        if (text.LeadPicture is { } lead)
        {
            Picture(lead, "lead");
        }
        var number = 0;
        foreach (var block in text.Body)
        {
            if (block is PictureBlock { Picture: var picture })
            {
                Picture(picture, $"picture {++number}");
            }
            else if (block is MediaBlock { Media: var media })
            {
                Recording(media, $"recording {++number}");
            }
        }
        json.WriteEndArray();
    }

    private void Picture(Picture picture, string name)
    {
        Begin(name, "picture", picture.Renditions.MaxBy(r => r.Width)?.Path);
        if (picture.Copyright is { } copyright)
        {
            json.WriteString("copyrightNotice", copyright);
        }
        Descriptions(("alttext", picture.Alt), ("caption", picture.Caption), ("creditline", picture.Credit));
        if (MovedArticle.Renditions(picture).Any())
        {
            json.WriteStartArray("renditions");
            Renditions(picture);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private void Recording(Media media, string name)
    {
        Begin(name, media.Kind == MediaKind.Video ? "video" : "audio", media.File?.Path);
        Titled("headlines", "main", media.Title);
        Descriptions(("creditline", media.Credit));
        if (media.Transcript.Length > 0)
        {
            Titled("bodies", "transcript", string.Join('\n', media.Transcript));
        }
        json.WriteStartArray("renditions");
        if (media.File is { } file)
        {
            json.WriteStartObject();
            Reference(file.Path, file.Extension);
            json.WriteNumber("sizeInBytes", file.Length);
            json.WriteNumber("duration", file.Seconds);
            json.WriteEndObject();
        }
        foreach (var captions in media.Captions.Where(c => c.Hash is not null))
        {
            json.WriteStartObject();
            Reference(captions.Path, "vtt");
            json.WriteString("title", captions.Language);
            json.WriteEndObject();
        }
        if (media.Poster is { } poster)
        {
            Renditions(poster);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Begin(string name, string type, string? path)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("uri", Urn.Of("skywave-media-urn\n" + (path ?? name)));
        json.WriteString("type", type);
    }

    private void Descriptions(params (string Role, string? Text)[] texts)
    {
        if (Array.TrueForAll(texts, t => t.Text is null))
        {
            return;
        }
        json.WriteStartArray("descriptions");
        foreach (var (role, text) in texts.Where(t => t.Text is not null))
        {
            json.WriteStartObject();
            Pair("role", role, "value", text!);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    // The largest first; of one size what everything can show.
    private void Renditions(Picture picture)
    {
        foreach (var rendition in MovedArticle.Renditions(picture).OrderByDescending(r => r.Width).ThenBy(r => r.Extension switch { "jpg" => 0, "webp" => 1, _ => 2 }))
        {
            json.WriteStartObject();
            Reference(rendition.Path, rendition.Extension);
            json.WriteNumber("width", rendition.Width);
            json.WriteNumber("height", rendition.Height);
            json.WriteNumber("sizeInBytes", rendition.Length);
            json.WriteEndObject();
        }
    }

    private void Reference(string path, string extension)
    {
        Pair("name", Path.GetFileName(path), "href", toRoot + path);
        if (MediaNames.Types.TryGetValue(extension, out var type))
        {
            json.WriteString("contentType", type);
        }
    }

    private void Pair(string first, string one, string second, string two)
    {
        json.WriteString(first, one);
        json.WriteString(second, two);
    }

    private void Titled(string name, string role, string text)
    {
        json.WriteStartArray(name);
        json.WriteStartObject();
        Pair("role", role, "value", text);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
