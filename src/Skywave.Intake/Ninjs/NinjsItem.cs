using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Skywave.Words;

namespace Skywave.Intake.Ninjs;

/// <summary>One ninjs item to a draft, by the table in docs/040-intake.md.</summary>
internal static partial class NinjsItem
{
    private static readonly string[] Types = ["text", "audio", "video", "picture", "graphic", "composite", "component", "package", "planning", "event", "plannedcoverage", "planneditem", "news", "image"];

    public static ImportOutcome Read(JsonElement element, string place, IntakeOptions options)
    {
        var item = new Members(element);
        var notes = new Notes();
        var uri = CleanText.LineOrNull(item.Text("uri"));
        var type = item.Text("type")?.ToLowerInvariant();
        var status = item.Text("pubstatus")?.ToLowerInvariant();
        if (item.Mistake is null && uri is null)
        {
            return Items.Refuse(place, "it has no uri, which every ninjs item must have");
        }
        if (type is not null && !Types.Contains(type))
        {
            item.Wrong("type", "a kind of item that ninjs knows");
        }
        if (status is not (null or "usable" or "withheld" or "canceled"))
        {
            item.Wrong("pubStatus", "usable, withheld or canceled");
        }
        var texts = NinjsTexts.Read(item, notes);
        var language = CleanText.Language(item.Text("language"));
        var pictures = NinjsPictures.Read(item, type, texts, notes);
        var draft = new Draft
        {
            Place = place,
            Uri = uri ?? "",
            Story = CleanText.LineOrNull(item.Text("storyid")) is { Length: <= 200 } story ? story : null,
            Headline = texts.Headline ?? Plain(item.Text("title"), notes),
            HeadlineShort = texts.Short,
            Slugline = item.Text("slugline"),
            Deck = texts.Deck,
            Language = language,
            Lead = pictures.Lead,
            Bylines = Bylines(item, notes),
            InfoSources = [.. Names(item, "infosource", "infosources")],
            Subjects = [.. Things(item, item.Objects("subject").Concat(item.Objects("subjects")))],
            People = [.. Things(item, People(item).Where(IsMentioned))],
            Places = [.. Things(item, item.Objects("place").Concat(item.Objects("places")))],
            Located = item["located"] is { ValueKind: JsonValueKind.String } ? item.Text("located") : null,
            Genre = GenreOf(item, notes),
            Urgency = Urgency(item),
            Source = item.Text("copyrightholder") ?? item.Text("source"),
            Rights = item.Text("copyrightnotice"),
            FirstPublished = Time(item, "firstcreated", notes) ?? Time(item, "contentcreated", notes) ?? Time(item, "versioncreated", notes),
            VersionCreated = Time(item, "versioncreated", notes),
            EmbargoedUntil = Time(item, "embargoed", notes) ?? Time(item, "embargoeduntil", notes),
            Canceled = status == "canceled",
            Withheld = status == "withheld",
        };
        Checks(item, notes);
        if (item.Mistake is { } mistake)
        {
            return Items.Refuse(place, mistake);
        }
        if (type is "event" or "planning" or "plannedcoverage" or "planneditem")
        {
            return Items.Refuse(place, $"it is a ninjs {type} item, not an article");
        }
        var (body, reason) = texts.Body is null ? ([], null) : Draft.Blocks(texts.Body, texts.BodyIsHtml, options.Address, language, notes);
        return reason is not null ? Items.Refuse(place, reason) : (draft with { Body = [.. body, .. pictures.Blocks] }).ToOutcome(notes);
    }

    private static string? Plain(string? text, Notes notes) => text is null ? null : CleanText.Line(text, notes);

    /// <summary>What has no place in an article is said, not lost in silence.</summary>
    private static void Checks(Members item, Notes notes)
    {
        foreach (var name in (string[])["usageterms", "ednote"])
        {
            if (CleanText.LineOrNull(item.Text(name)) is { } text)
            {
                notes.Say($"{(name == "ednote" ? "note to editors" : "terms of use")}: {CleanText.Shorten(text, 300)}");
            }
        }
        foreach (var name in (string[])["trustindicator", "trustindicators", "rightsinfo", "event", "events", "organisation", "organisations"])
        {
            if (item[name] is { ValueKind: JsonValueKind.Object } or { ValueKind: JsonValueKind.Array })
            {
                notes.Drop(name);
            }
        }
        notes.Drop("field that a supplier added to ninjs", NinjsRules.Check(item));
    }

    private static ImmutableArray<Byline> Bylines(Members item, Notes notes)
    {
        var people = People(item).ToList();
        var authors = people.Where(p => Relations(p.Item).Any(r => r.Contains("author", StringComparison.OrdinalIgnoreCase)))
            .Select(p => CleanText.LineOrNull(p.Item.Text("name"))).OfType<string>().ToList();
        var by = CleanText.LineOrNull(item.Text("byline", "by"), notes);
        notes.Drop("person named in the metadata", people.Count - authors.Count - people.Count(IsMentioned));
        return authors.Count > 0 ? [.. authors.Select(a => new Byline(a))]
            : by is null ? [] : [new Byline(By().Replace(by, ""))];
    }

    private static IEnumerable<string> Names(Members item, string one, string many) =>
        item.Objects(one).Concat(item.Objects(many)).Select(s => Named(item, s.Item, "name") ?? s.Item.Text("literal")).Select(n => CleanText.LineOrNull(n)).OfType<string>().Distinct();

    private static string? Named(Members item, Members part, string name)
    {
        var text = part.Text(name);
        _ = part["scheme"] is { ValueKind: JsonValueKind.Object } ? part.Text("scheme") : null;
        item.Take(part);
        return text;
    }

    private static IEnumerable<(string? Name, Members Item)> People(Members item) => item.Objects("person").Concat(item.Objects("people"));

    // Whom a text is about. An interview's source, a press office or an editor is none, and a list of what a source said could harm them: an unknown relation is left out.
    private static bool IsMentioned((string? Name, Members Item) person) => Relations(person.Item).ToList() is var all
        && all.TrueForAll(r => r.Trim().ToLowerInvariant() is "about" or "mentions" or "mentioned" or "subject");

    private static IEnumerable<string> Relations(Members person) => (person["rel"] ?? person["rels"]) switch
    {
        { ValueKind: JsonValueKind.Array } many => many.EnumerateArray().Select(r => r.ToString()),
        { } one => [one.ToString()],
        null => [],
    };

    private static IEnumerable<Subject> Things(Members item, IEnumerable<(string? Name, Members Item)> things)
    {
        foreach (var (_, thing) in things)
        {
            var code = thing.Text("code") ?? thing.Text("literal");
            var scheme = thing.Text("scheme") ?? thing.Text("uri") ?? "";
            var topic = MediaTopic().Match(scheme + "/" + code);
            var name = CleanText.LineOrNull(Named(item, thing, "name")) ?? CleanText.LineOrNull(code);
            if (name is not null)
            {
                yield return new Subject(name, topic.Success ? "medtop:" + topic.Groups[1].Value : CleanText.LineOrNull(code));
            }
        }
    }

    private static Genre GenreOf(Members item, Notes notes)
    {
        var names = item.Objects("genre").Concat(item.Objects("genres")).SelectMany(g => new[] { g.Item.Text("name"), g.Item.Text("code") }).OfType<string>().ToList();
        var known = names.Select(n => n.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant() switch
        {
            "analysis" => Genre.Analysis,
            "opinion" or "commentary" or "editorial" => Genre.Opinion,
            "explainer" or "background" or "backgrounder" => Genre.Explainer,
            "interview" or "q&a" => Genre.Interview,
            "factcheck" => Genre.FactCheck,
            _ => (Genre?)null,
        }).FirstOrDefault(g => g is not null);
        if (known is null && names.Count > 0)
        {
            notes.Drop("genre without a match (it is news)");
        }
        return known ?? Genre.News;
    }

    private static int Urgency(Members item)
    {
        var urgency = item.Number("urgency") ?? 5;
        if (urgency is < 1 or > 9)
        {
            item.Wrong("urgency", "between 1 and 9");
        }
        return urgency;
    }

    private static DateTimeOffset? Time(Members item, string name, Notes notes)
    {
        var text = item.Text(name);
        var time = When.Parse(text);
        if (text is not null && time is null)
        {
            notes.Say($"{name} is no time Skywave can read; it is left out");
        }
        return time;
    }

    [GeneratedRegex(@"^by\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex By();

    [GeneratedRegex(@"(?:mediatopic|medtop)[/:]+(?:medtop:)?(\d{8})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MediaTopic();
}
