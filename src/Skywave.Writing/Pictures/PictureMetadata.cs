using System.Collections.Immutable;
using System.Text;
using NetVips;

namespace Skywave.Writing;

/// <summary>What a picture's file said beside its pixels: how much of which kind, never what.</summary>
/// <param name="Kind"><c>place</c>, <c>device</c>, <c>author</c>, <c>time</c>, <c>words</c>, <c>history</c>, <c>copies</c> (of the picture, smaller or of another kind) or <c>technical</c>.</param>
/// <param name="Count">How many entries.</param>
public sealed record MetadataKind(string Kind, int Count);

/// <summary>Counts what is in a file beside its pixels, by the names of EXIF, XMP, IPTC and PNG. It is told after the fact: nothing of it is kept in any case.</summary>
internal static class PictureMetadata
{
    private const string OfExif = "exif-ifd";

    private static readonly string[] Kinds = ["place", "device", "author", "time", "words", "history", "copies", "technical"];

    // Parts of names, each with its kind; the first that fits counts.
    private static readonly (string Part, string Kind)[] OfNames =
    [
        ("GPS", "place"), ("Location", "place"), ("City", "place"), ("Country", "place"), ("Sublocation", "place"), ("State", "place"),
        ("Make", "device"), ("Model", "device"), ("Lens", "device"), ("Serial", "device"), ("Software", "device"), ("HostComputer", "device"), ("ImageUniqueID", "device"), ("CreatorTool", "device"),
        ("Artist", "author"), ("Author", "author"), ("Owner", "author"), ("Copyright", "author"), ("creator", "author"), ("rights", "author"), ("By-line", "author"), ("Credit", "author"), ("Photographer", "author"),
        ("DateTime", "time"), ("OffsetTime", "time"), ("SubSecTime", "time"), ("CreateDate", "time"), ("ModifyDate", "time"), ("DateCreated", "time"), ("MetadataDate", "time"),
        ("ImageDescription", "words"), ("UserComment", "words"), ("XPTitle", "words"), ("XPComment", "words"), ("XPKeywords", "words"), ("XPSubject", "words"), ("description", "words"), ("title", "words"),
        ("subject", "words"), ("Headline", "words"), ("Instructions", "words"), ("Caption", "words"),
        ("History", "history"), ("DocumentID", "history"), ("InstanceID", "history"), ("DerivedFrom", "history"),
    ];

    // What Adobe's XMP and IPTC call it; each counts once where it stands as a name.
    private static readonly string[] InXmp =
    [
        "GPSLatitude", "GPSLongitude", "GPSAltitude", "City", "Country", "State", "Location", "LocationCreated", "LocationShown", "Make", "Model", "Lens", "LensModel", "SerialNumber", "LensSerialNumber", "CreatorTool",
        "creator", "rights", "AuthorsPosition", "OwnerName", "Credit", "CreateDate", "ModifyDate", "MetadataDate", "DateCreated", "description", "title", "subject", "Headline", "Instructions", "History", "DocumentID",
        "InstanceID", "DerivedFrom",
    ];

    // Datasets of record 2 of IPTC's IIM, 4.2.
    private static readonly Dictionary<byte, string> InIptc = new()
    {
        [5] = "words", [25] = "words", [40] = "words", [105] = "words", [120] = "words", [122] = "author", [55] = "time", [60] = "time", [62] = "time", [63] = "time", [65] = "device",
        [80] = "author", [85] = "author", [110] = "author", [115] = "author", [116] = "author", [26] = "place", [90] = "place", [92] = "place", [95] = "place", [100] = "place", [101] = "place",
    };

    /// <summary>The kinds that are there, in the order in which they are told.</summary>
    /// <param name="file">A picture that <see cref="LookAtPicture"/> has let pass.</param>
    public static ImmutableArray<MetadataKind> Of(byte[] file)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        void Count(string kind, int much = 1) => found[kind] = found.GetValueOrDefault(kind) + much;
        using (var header = Image.NewFromBuffer(file, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error))
        {
            foreach (var field in header.GetFields())
            {
                if (field.StartsWith(OfExif, StringComparison.Ordinal))
                {
                    Count(KindOfExif(field));
                }
                else if (field.StartsWith("png-comment-", StringComparison.Ordinal))
                {
                    Count("words");
                }
                else if (field == "jpeg-thumbnail-data")
                {
                    Count("copies");
                }
            }
            Xmp(header, Count);
            Iptc(header, Count);
        }
        Segments(file, Count);
        return [.. Kinds.Where(found.ContainsKey).Select(kind => new MetadataKind(kind, found[kind]))];
    }

    // exif-ifd3-GPSLatitude: the third directory is the one of places.
    private static string KindOfExif(string field)
    {
        var (directory, name) = (field[OfExif.Length], field[(OfExif.Length + 2)..]);
        return directory == '3' ? "place" : name == "MakerNote" ? "device" : OfName(name);
    }

    private static string OfName(string name) => OfNames.FirstOrDefault(n => name.Contains(n.Part, StringComparison.Ordinal)).Kind ?? "technical";

    private static void Xmp(Image header, Action<string, int> count)
    {
        if (!header.Contains("xmp-data") || header.Get("xmp-data") is not byte[] { Length: > 0 } bytes)
        {
            return;
        }
        var (xmp, told) = (Encoding.UTF8.GetString(bytes), 0);
        foreach (var name in InXmp.Where(n => xmp.Contains($":{n}>", StringComparison.Ordinal) || xmp.Contains($":{n}=", StringComparison.Ordinal) || xmp.Contains($":{n} ", StringComparison.Ordinal)))
        {
            count(OfName(name), 1);
            told++;
        }
        if (told == 0)
        {
            count("technical", 1);
        }
    }

    private static void Iptc(Image header, Action<string, int> count)
    {
        if (!header.Contains("iptc-data") || header.Get("iptc-data") is not byte[] bytes)
        {
            return;
        }
        for (var at = bytes.AsSpan().IndexOf((byte)0x1C); at >= 0 && at + 5 <= bytes.Length;)
        {
            if (bytes[at] == 0x1C && bytes[at + 1] == 2)
            {
                count(InIptc.GetValueOrDefault(bytes[at + 2], "technical"), 1);
            }
            var next = bytes.AsSpan(at + 1).IndexOf((byte)0x1C);
            at = next < 0 ? -1 : at + 1 + next;
        }
    }

    // What a JPEG has in segments that no decoder tells of: comments, a history that is signed (C2PA, JUMBF), further pictures.
    private static void Segments(ReadOnlySpan<byte> file, Action<string, int> count)
    {
        for (var at = 2; file is [0xFF, 0xD8, ..] && at + 4 <= file.Length && file[at] == 0xFF && file[at + 1] is not (0xDA or 0xFF);)
        {
            var (marker, length) = (file[at + 1], (file[at + 2] << 8) | file[at + 3]);
            var content = file.Slice(at + 4, Math.Clamp(length - 2, 0, file.Length - at - 4));
            var kind = marker switch { 0xFE => "words", 0xEB => "history", 0xE2 when content.StartsWith("MPF\0"u8) => "copies", _ => null };
            if (kind is not null)
            {
                count(kind, 1);
            }
            at += 2 + Math.Max(length, 2);
        }
    }
}
