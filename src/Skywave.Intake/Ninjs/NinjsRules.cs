using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Skywave.Intake.Ninjs;

/// <summary>
/// What the standard's schemas (1.0 to 3.1) ask of an item beyond what is read of it. A field that no version has is refused, as the
/// schemas do, but for those that wide-spread newsroom systems are known to add and for names with a colon.
/// </summary>
internal static partial class NinjsRules
{
    /// <summary>Fields of Superdesk's and other suppliers' ninjs.</summary>
    private static readonly HashSet<string> Added =
    [
        "guid", "priority", "service", "authors", "readtime", "extra", "annotations", "keywords", "products", "source", "attachments", "evolvedfrom", "ancestors", "extra_items",
        "charcount", "wordcount", "firstpublished", "services", "profile_id", "dateline", "copyrightholder_uri", "slug", "name", "rel", "href", "contactinfo", "altid", "creditline",
        "storyids", "alttext", "duration",
    ];

    /// <summary>What most items have: some of the fields that <see cref="Standard"/> describes.</summary>
    private static readonly FrozenSet<string> Usual = FrozenSet.ToFrozenSet(
    [
        "uri", "standard", "type", "pubstatus", "language", "firstcreated", "versioncreated", "headlines", "descriptions", "bodies", "slugline", "people", "places", "located", "subjects", "associations", "urgency",
    ]);

    /// <summary>Notes the first mistake in the item; gives how many fields a supplier added.</summary>
    /// <remarks><c>storyId</c> is a supplier's field too, but one that is read.</remarks>
    public static int Check(Members item)
    {
        Kinds(item);
        Rights(item);
        foreach (var place in item.Objects("place").Concat(item.Objects("places")))
        {
            if (place.Item["geojson"] is { ValueKind: JsonValueKind.Object } geo && new Members(geo)["type"] is null)
            {
                item.Wrong("places.geoJSON", "GeoJSON (it has no type)");
            }
        }
        var added = 0;
        foreach (var name in item.Names.Where(n => !Usual.Contains(n) && !Standard().IsMatch(n)))
        {
            if (name == "storyid")
            {
                continue;
            }
            if (Added.Contains(name) || name.Contains(':', StringComparison.Ordinal))
            {
                added++;
            }
            else
            {
                item.Wrong(CleanText.Shorten(CleanText.Line(name), 60), "a field that ninjs has");
            }
        }
        return added;
    }

    private static void Kinds(Members item)
    {
        foreach (var name in (string[])["profile", "version", "expires"])
        {
            item.Text(name);
        }
        if (item.Text("representationtype") is not (null or "complete" or "incomplete" or "full" or "partial"))
        {
            item.Wrong("representationType", "full, partial, complete or incomplete");
        }
        foreach (var (name, kind) in (ReadOnlySpan<(string, JsonValueKind)>)[("altids", JsonValueKind.Array), ("$standard", JsonValueKind.Undefined), ("standard", JsonValueKind.Undefined), ("digitalsourcetype", JsonValueKind.Undefined)])
        {
            if (item[name] is { } value && value.ValueKind != JsonValueKind.Object && value.ValueKind != kind)
            {
                item.Wrong(name, kind == JsonValueKind.Array ? "an object or array" : "an object");
            }
        }
    }

    private static void Rights(Members item)
    {
        if (item["rightsinfo"] is not { } rights)
        {
            return;
        }
        if (rights.ValueKind != JsonValueKind.Object)
        {
            item.Wrong("rightsInfo", "an object");
            return;
        }
        var members = new Members(rights);
        if (members["linkedrights"] is not null && members["encodedrights"] is not null)
        {
            item.Wrong("rightsInfo", "either linked or encoded rights, but both");
        }
    }

    [GeneratedRegex("^(?:\\$?standard|\\$schema|uri|type|profile|mimetype|representationtype|version|firstcreated|versioncreated|contentcreated|embargoed(?:until)?|pubstatus|urgency|copyrightholder"
        + "|copyrightnotice|usageterms|rightsinfo|ednote|language|descriptions|bodies|headlines|(?:description|body|headline)_[a-z0-9_].*|headline|title|slugline|by(?:line)?|located|person|people"
        + "|organisations?|places?|subjects?|events?|eventdetails|objects?|infosources?|renditions?|associations?|altids|trustindicators?|genres?|digitalsourcetype|expires|plannedcoverage)$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Standard();
}
