using System.Collections.Immutable;
using System.Text.Json;
using Skywave.Words;

namespace Skywave.Intake.Ninjs;

/// <summary>One file of something associated: where it is, and what kind it says that it is.</summary>
internal sealed record NinjsRendition(string Href, int Width, string Kind);

/// <summary>What an item shows: associated pictures (the first one leads), sound and film, and its own renditions when it is a picture, sound or film.</summary>
internal sealed record NinjsPictures(Picture? Lead, ImmutableArray<Block> Blocks)
{
    private const int WideEnough = 2048;

    public static NinjsPictures Read(Members item, string? type, NinjsTexts texts, Notes notes)
    {
        Picture? lead = null;
        List<Block> blocks = [];
        var own = Renditions(item);
        if (type is "picture" or "graphic" or "image" && Best(own) is { } href)
        {
            lead = new Picture
            {
                Alt = texts.Alt ?? "",
                Caption = texts.Caption,
                Credit = texts.Credit ?? CleanText.LineOrNull(item.Text("creditline") ?? item.Text("byline", "by")),
                Origin = href,
            };
        }
        else if (type is "audio" or "video" && own.Select(r => r.Href).FirstOrDefault() is { } media)
        {
            blocks.Add(new Embed(media, texts.Headline ?? new Uri(media).IdnHost));
            notes.Say($"the {type} is now a plain link");
        }
        foreach (var (name, part) in item.Objects("associations", named: true))
        {
            var kind = part.Text("type")?.ToLowerInvariant();
            var renditions = Renditions(part);
            var best = Best(renditions);
            NinjsRules.Check(part);
            if (item["associations"] is { ValueKind: JsonValueKind.Array } && (part["uri"] is null || part["name"] is null))
            {
                part.Wrong(part["uri"] is null ? "uri" : "name", "there, and an association must have one");
            }
            if (kind is "audio" or "video" && NinjsMedia.Block(part, kind, renditions, CleanText.Language(item.Text("language"))) is { } media)
            {
                blocks.Add(media);
            }
            else if (kind is not (null or "picture" or "graphic" or "image") || best is null)
            {
                notes.Drop(best is null ? "association without a usable picture" : $"association of type {CleanText.Shorten(CleanText.Line(kind), 30)}");
            }
            else
            {
                var words = NinjsTexts.Read(part, new Notes());
                var picture = new Picture
                {
                    Alt = words.Alt ?? "",
                    Caption = words.Caption ?? words.Headline,
                    Credit = words.Credit ?? CleanText.LineOrNull(part.Text("creditline") ?? part.Text("byline", "by") ?? part.Text("copyrightholder")),
                    Copyright = CleanText.LineOrNull(part.Text("copyrightnotice")),
                    Origin = best,
                };
                if (lead is null)
                {
                    lead = picture;
                }
                else
                {
                    blocks.Add(new PictureBlock(picture));
                }
            }
            item.Take(part);
        }
        return new NinjsPictures(lead, [.. blocks]);
    }

    private static List<NinjsRendition> Renditions(Members item)
    {
        List<NinjsRendition> found = [];
        foreach (var (_, part) in item.Objects("renditions", named: true))
        {
            var href = CleanText.Link(part.Text("href"), null);
            var width = part["width"] is { ValueKind: JsonValueKind.Number } w && w.TryGetInt32(out var n) ? n : 0;
            if (href is not null)
            {
                found.Add(new NinjsRendition(href, width, part.Text("mimetype", "contenttype") ?? ""));
            }
            item.Take(part);
        }
        return found;
    }

    /// <summary>The narrowest one that is wide enough for a lead picture, else the widest.</summary>
    private static string? Best(List<NinjsRendition> all)
    {
        var pictures = all.Where(r => r.Kind.Length == 0 || r.Kind.StartsWith("image/", StringComparison.OrdinalIgnoreCase)).ToList();
        return (pictures.Where(r => r.Width is >= 1024 and <= WideEnough).MinBy(r => r.Width) ?? pictures.MaxBy(r => r.Width))?.Href;
    }
}
