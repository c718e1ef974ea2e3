using System.Collections.Immutable;

namespace Skywave.Office.Pages;

/// <summary>The library of pictures.</summary>
public sealed record LibraryPage : OfficePage
{
    internal string Asked { get; init; } = null!;

    internal Narrowed Narrowed { get; init; }

    /// <summary>The text for which a picture is looked for, or null.</summary>
    internal ManuscriptRow? For { get; init; }

    internal ImmutableArray<PictureRow> Rows { get; init; }

    internal long? Older { get; init; }

    internal override string Title => "Pictures";

    internal string Today => Library.Day(Visit.Now);

    internal static string NameOf(Narrowed narrowed) => narrowed switch
    {
        Narrowed.NoTerms => "terms missing",
        Narrowed.Ended => "terms ended",
        Narrowed.Unseen => "faces not looked at",
        _ => "all pictures",
    };

    /// <summary>The address of the same library, narrowed otherwise.</summary>
    internal string With(Narrowed narrowed) => "/pictures?" + string.Join('&', new[] { narrowed == Narrowed.All ? null : "only=" + narrowed, Asked.Length == 0 ? null : "q=" + Uri.EscapeDataString(Asked), For is null ? null : "for=" + For.Id }.OfType<string>());

    internal string Behind => For is null ? "" : "?for=" + For.Id;
}

/// <summary>The form that takes a picture's file.</summary>
public sealed record AddPicturePage : OfficePage
{
    internal string? Wrong { get; init; }

    internal ManuscriptRow? For { get; init; }

    internal PictureWords Words { get; init; } = null!;

    internal IReadOnlyList<OfficeDesk> Desks { get; init; } = null!;

    internal override string Title => "Add a picture";
}

/// <summary>A picture: what is known of it, and what may be done with it.</summary>
public sealed record PicturePage : OfficePage
{
    internal PictureRow Row { get; init; } = null!;

    internal string? Wrong { get; init; }

    internal string Said { get; init; } = null!;

    internal ManuscriptRow? For { get; init; }

    internal PictureWords Words { get; init; } = null!;

    internal ImmutableArray<ManuscriptRow> Uses { get; init; }

    /// <summary>How many texts of desks that this person does not read name it.</summary>
    internal int Elsewhere { get; init; }

    internal Dictionary<string, string> Names { get; init; } = null!;

    internal override string Title => "Picture";

    internal bool MayDescribe => Library.MayDescribe(Visit, Row);

    internal bool MayDecide => Visit.May(Permission.Pictures, Row.Desk);

    internal string NameOf(string id) => Names.GetValueOrDefault(id, T("the program"));

    internal string Behind => For is null ? "" : "?for=" + For.Id;

    /// <summary>For who may only read it.</summary>
    internal IEnumerable<(string Name, string Said)> Told => new[] { ("Caption", Row.Caption), ("Credit: who made it", Row.Credit), ("Whose it is", Row.Copyright), ("On what terms it may be used", Row.Terms), ("Last day of the terms", Row.TermsEnd ?? ""), ("Taken on", Row.TakenOn) }.Where(t => t.Item2.Length > 0);

    /// <summary>Another address for another frame, so that no browser shows the one of before.</summary>
    internal string FrameAddress => $"/pictures/{Row.Id}/file/frame?{Row.FocusX}-{Row.FocusY}";

    internal IEnumerable<(string Kind, string Count)> Removed => Row.Removed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(r => r.Split(':')).Select(r => (KindOf(r[0]), r[1]));

    internal static string NameOf(Faces faces) => faces switch
    {
        Faces.None => "none that anybody could know",
        Faces.MayShow => "they may be shown",
        Faces.Hide => "they are to be hidden",
        _ => "nobody has looked",
    };

    internal static string NameOf(PlaceLevel level) => level switch
    {
        PlaceLevel.Country => "the country",
        PlaceLevel.Region => "the region",
        PlaceLevel.Town => "the town",
        PlaceLevel.Spot => "the very spot",
        _ => "nothing",
    };

    /// <summary>What kinds are called that are taken out of files, known and unknown ones.</summary>
    internal static IEnumerable<string> Kinds => "place device author time words history copies technical".Split(' ').Select(KindOf);

    private static string KindOf(string kind) => kind switch
    {
        "place" => "place (GPS and names)",
        "device" => "device and software",
        "author" => "author and rights",
        "time" => "time",
        "words" => "titles, captions, keywords",
        "history" => "how it was edited",
        "copies" => "small copies and further pictures",
        _ => "technical values",
    };
}

/// <summary>The fields of what is written down of a picture, in two forms.</summary>
public sealed record PictureWordsPage : OfficePage
{
    internal PictureWords Words { get; init; } = null!;

    internal override string Title => "Picture";
}
