using System.Collections.Immutable;

namespace Skywave.Office;

/// <summary>What became of a passage of the original since it was translated.</summary>
internal enum ChangeKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Its words alone: no figure, no name.</summary>
    Words,

    /// <summary>A name, and no figure.</summary>
    Name,

    /// <summary>A figure.</summary>
    Figure,

    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>It is a correction that readers of the original see.</summary>
    Correction,
}

/// <summary>A passage of the original: a block, the headline, or words of its front matter.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Line">Its first line in the newest text, from 1; of one that is gone, the line of what stands there now.</param>
/// <param name="Before">Its lines as they were translated; empty where it is new.</param>
/// <param name="After">Its lines as they are; empty where it is gone.</param>
/// <param name="Figures">Which figures changed, from and to; empty on a side where there was none.</param>
/// <param name="Names">Which names, likewise.</param>
internal sealed record SourcePassage(ChangeKind Kind, int Line, string Before, string After, ImmutableArray<(string From, string To)> Figures, ImmutableArray<(string From, string To)> Names);

/// <summary>How far a translation is behind its original, as lists show it.</summary>
/// <param name="Paragraphs">Passages that are new, gone, or have another figure or name.</param>
/// <param name="Figures">Figures that are other ones, those of claims among them.</param>
/// <param name="Names">Names that are other ones.</param>
/// <param name="Corrections">Corrections that its readers do not have.</param>
/// <param name="Edited">Passages of which only the words changed.</param>
internal sealed record Behind(int Paragraphs, int Figures, int Names, int Corrections, int Edited)
{
    public static readonly Behind Not = new(0, 0, 0, 0, 0);

    /// <summary>True where readers of the translation are told something else than those of the original.</summary>
    public bool Is => Paragraphs + Figures + Names + Corrections > 0;

    /// <summary>With claims that the translation does not say.</summary>
    public Behind With(IReadOnlyCollection<ClaimChange> claims) => this with { Figures = Figures + claims.Count(c => c.IsFigure), Edited = Edited + claims.Count(c => !c.IsFigure) };

    /// <summary>Counted from what became of the passages.</summary>
    public static Behind Of(IEnumerable<SourcePassage> passages)
    {
        var behind = Not;
        foreach (var passage in passages)
        {
            behind = new Behind(
                behind.Paragraphs + (passage.Kind is ChangeKind.None or ChangeKind.Words or ChangeKind.Correction ? 0 : 1), behind.Figures + passage.Figures.Length, behind.Names + passage.Names.Length,
                behind.Corrections + (passage.Kind == ChangeKind.Correction ? 1 : 0), behind.Edited + (passage.Kind == ChangeKind.Words ? 1 : 0));
        }
        return behind;
    }

    /// <summary>As people read it: <c>behind · paragraphs: 2 · figures: 1</c>; empty where it is not.</summary>
    public string Say(OfficeWords words)
    {
        string T(string english) => words.Say(english);
        if (!Is)
        {
            return Edited > 0 ? T("the original was edited") : "";
        }
        var counts = new[] { (Paragraphs, T("paragraphs")), (Figures, T("figures")), (Names, T("names")), (Corrections, T("corrections")) };
        return string.Join(" · ", counts.Where(c => c.Item1 > 0).Select(c => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{c.Item2}: {c.Item1}")).Prepend(T("behind")));
    }
}
