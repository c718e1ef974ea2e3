using System.Globalization;
using System.Text.RegularExpressions;
using Skywave.Words;

namespace Skywave.Moving;

/// <summary>How files of an exported newsroom are named (docs/046-newsroom-folder.md): ASCII, and safe on every system.</summary>
internal static partial class MovedPaths
{
    public const string Newsroom = "newsroom.json";

    public const string Theme = "theme.css";

    /// <summary>Stands in a folder while it is being made.</summary>
    public const string Unfinished = "unfinished.txt";

    public const string People = "office/people.json";

    public const string Trail = "office/trail.jsonl";

    /// <summary>An article's file.</summary>
    public static string Of(MovedArticle article) => article.State != MovedState.Published ? $"drafts/{Folder(article.Desk.Value)}/{article.Id}.ninjs.json"
        : article.Standing is { } standing ? $"{Folder(article.Desk.Value)}/about/{Safe(standing)}.ninjs.json"
        : $"{Folder(article.Desk.Value)}/{article.FirstPublished!.Value.UtcDateTime.ToString("yyyy'/'MM", CultureInfo.InvariantCulture)}/{(article.Slug is { Length: > 0 } slug ? slug + "-" : "")}{article.Id}.ninjs.json";

    /// <summary>An earlier text of a published article.</summary>
    public static string Earlier(MovedArticle article) => string.Create(CultureInfo.InvariantCulture, $"earlier/{Folder(article.Desk.Value)}/{article.Id}/{article.Revision}.ninjs.json");

    /// <summary>The way from a file to the folder's root.</summary>
    public static string ToRoot(string path) => string.Concat(Enumerable.Repeat("../", path.Count(c => c == '/')));

    /// <summary>A desk's notices.</summary>
    public static string Notices(string desk) => $"notices/{Folder(desk)}.json";

    /// <summary>What editors put on a desk's front, as it is approved.</summary>
    public static string Front(string desk) => $"fronts/{Folder(desk)}.json";

    /// <summary>A desk's front on the editors' table, and those from before.</summary>
    public static string Table(string desk) => $"office/{Folder(desk)}/front.json";

    /// <summary>What is looked at again at a desk.</summary>
    public static string Reviews(string desk) => $"office/{Folder(desk)}/look-again.jsonl";

    /// <summary>What is known of a picture of the library.</summary>
    public static string Picture(string id) => $"library/{id}.json";

    /// <summary>A picture's working copy.</summary>
    public static string Copy(string hash) => $"library/{hash}.jpg";

    /// <summary>A manuscript's file: what stands behind its name is <c>.txt</c>, <c>.json</c>, <c>.comments.jsonl</c>, <c>.memory.jsonl</c> or, for an older version, <c>/7.txt</c>.</summary>
    public static string Manuscript(string desk, string id, string rest) => $"office/{Folder(desk)}/{id}{rest}";

    /// <summary>What kind of file a path names; null: none of an export's.</summary>
    public static MovedKind? KindOf(string path) => Named().Match(path) is { Success: true } match
        ? Enum.GetValues<MovedKind>().First(kind => match.Groups[kind.ToString()].Success) : null;

    // Folders of ours, and names that Windows keeps for itself whatever ending they have.
    private static string Folder(string desk) => desk is "drafts" or "notices" or "office" or "library" or "fronts" or "earlier" ? desk + "_" : Safe(desk);

    private static string Safe(string name) => Kept().IsMatch(name) ? name + "_" : name;

    [GeneratedRegex("^(?:con|aux|nul|prn|com[0-9]|lpt[0-9])$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Kept();

    [GeneratedRegex(@"^(?:(?<About>newsroom\.json|theme\.css|unfinished\.txt|office/people\.json|office/trail\.jsonl|earlier/[A-Za-z_-]+/[a-z2-7]{16}/[1-9][0-9]{0,8}\.ninjs\.json)"
        + @"|(?<Notices>notices/[A-Za-z_-]+\.json)|(?<Media>media/[0-9a-f]{64}\.[a-z0-9]{1,5})|(?<Draft>drafts/[A-Za-z_-]+/[a-z2-7]{16}\.ninjs\.json)"
        + @"|(?<Copy>library/[0-9a-f]{64}\.jpg)|(?<Picture>library/[0-9a-f]{16}\.json)|(?<Front>fronts/[A-Za-z_-]+\.json)|(?<Table>office/[A-Za-z_-]+/front\.json)|(?<Reviews>office/[A-Za-z_-]+/look-again\.jsonl)"
        + @"|(?<Manuscript>office/[A-Za-z_-]+/[0-9a-f]{16}\.json)|(?<Text>office/[A-Za-z_-]+/[0-9a-f]{16}(?:/[1-9][0-9]{0,8})?\.txt)|(?<Lines>office/[A-Za-z_-]+/[0-9a-f]{16}\.(?:comments|memory)\.jsonl)"
        + @"|(?<Article>[A-Za-z_-]+/(?:[0-9]{4}/[0-9]{2}|about)/[a-z0-9_-]{1,80}\.ninjs\.json))\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Named();
}

/// <summary>Kinds of files in an exported newsroom.</summary>
internal enum MovedKind
{
    /// <summary>Read by people, or by itself.</summary>
    About,

    /// <summary>A desk's notices.</summary>
    Notices,

    /// <summary>A rendition, recording or captions.</summary>
    Media,

    /// <summary>A working copy of a picture of the library.</summary>
    Copy,

    /// <summary>What is known of a picture of the library.</summary>
    Picture,

    /// <summary>What editors put on a desk's front.</summary>
    Front,

    /// <summary>A desk's front on the editors' table.</summary>
    Table,

    /// <summary>What is looked at again at a desk.</summary>
    Reviews,

    /// <summary>A revision that is not published.</summary>
    Draft,

    /// <summary>What the office knows of a manuscript.</summary>
    Manuscript,

    /// <summary>A version of a manuscript's text.</summary>
    Text,

    /// <summary>What was said or is remembered of a manuscript, line by line.</summary>
    Lines,

    /// <summary>A published article.</summary>
    Article,
}
