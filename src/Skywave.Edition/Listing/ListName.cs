using System.Security.Cryptography;
using System.Text;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>What brings a list's articles together. Its small letters are a folder of the desk.</summary>
public enum ListKind
{
    /// <summary>A subject.</summary>
    Topic,

    /// <summary>Where it was written, and what it is about.</summary>
    Place,

    /// <summary>Somebody it is about.</summary>
    Person,

    /// <summary>Who wrote it, by name or by a name that readers are told is another.</summary>
    Author,

    /// <summary>The desk's articles of one story.</summary>
    Story,
}

/// <summary>What a list is known by: its folder.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Slug">1 to <see cref="MaxSlug"/> characters of <c>a-z0-9-</c>.</param>
public readonly record struct ListKey(ListKind Kind, string Slug)
{
    /// <summary>The longest slug.</summary>
    public const int MaxSlug = 64;

    private const int HashLength = 12;

    // Nothing can be called so on Windows, where mirrors run too.
    private static readonly HashSet<string> Devices = ["con", "prn", "aux", "nul", .. Enumerable.Range(0, 10).SelectMany(n => new[] { $"com{n}", $"lpt{n}" })];

    /// <summary>Where its pages stand: <c>&lt;desk&gt;/&lt;kind&gt;/&lt;slug&gt;/</c>.</summary>
    public string FolderOf(DeskTag desk) => $"{FolderOf(desk, Kind)}{Slug}/";

    /// <summary>Where the lists of a kind stand: <c>&lt;desk&gt;/&lt;kind&gt;/</c>.</summary>
    internal static string FolderOf(DeskTag desk, ListKind kind) => $"{desk.Value}/{Word(kind)}/";

    /// <summary>
    /// The slug of a code or a name: its words in ASCII where they are Latin and short enough, else <c>x-</c> and what its hash begins with. The same folded name
    /// gives the same slug. Null when there is nothing to read in it.
    /// </summary>
    internal static string? SlugOf(string name)
    {
        var folded = FoldedName.Of(name);
        var slug = folded.Replace(' ', '-');
        return folded.Length == 0 ? null
            : slug.Length <= MaxSlug && slug.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && !Devices.Contains(slug) && !LooksHashed(slug) ? slug
            : Hashed(folded);
    }

    /// <summary>A story's slug: its name where an editor made it for addresses, else a hash, as it may be anything a source calls its items.</summary>
    internal static string SlugOfStory(string story) => SlugOf(story) == story ? story : Hashed(story);

    internal static string Word(ListKind kind) => kind switch
    {
        ListKind.Topic => "topic",
        ListKind.Place => "place",
        ListKind.Person => "person",
        ListKind.Author => "author",
        _ => "story",
    };

    private static string Hashed(string text) => "x-" + Base32.Prefix(SHA256.HashData(Encoding.UTF8.GetBytes("skywave-list\n" + text)), HashLength);

    // A name made to look like another's hash would put its articles into that list.
    private static bool LooksHashed(string slug) => slug.Length == HashLength + 2 && slug.StartsWith("x-", StringComparison.Ordinal) && !slug[2..].Contains('-', StringComparison.Ordinal);
}

/// <summary>A list that an article is in.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Slug">Its folder: see <see cref="ListKey"/>.</param>
/// <param name="Name">As the article spells it; empty for a story, which has no name that readers know. Two articles may spell it differently.</param>
/// <param name="Code">Its code in a scheme (<c>medtop:20000344</c>), or null.</param>
public sealed record ListName(ListKind Kind, string Slug, string Name, string? Code)
{
    /// <summary>What it is known by, however it is spelled.</summary>
    public ListKey Key => new(Kind, Slug);
}
