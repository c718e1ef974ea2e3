using System.Text.RegularExpressions;

namespace Skywave.Intake.Feeds;

/// <summary>Names as feeds write them: <c>editor@example.org (A Name)</c>, <c>A Name (editor@example.org)</c>, or plain. A mail address is nobody's byline.</summary>
internal static partial class FeedPeople
{
    public static string? Name(string? text, Notes notes)
    {
        var line = CleanText.Line(text, notes);
        var left = CleanText.Line(Mail().Replace(line, " ")).Trim('(', ')', '<', '>', ' ', ',');
        if (left.Length != line.Length)
        {
            notes.Drop("mail address of an author");
        }
        return left.Length > 0 ? By().Replace(left, "") : null;
    }

    /// <summary>Atom persons: their names, else nobody.</summary>
    public static IEnumerable<string> Atom(IEnumerable<Node> people, Notes notes) =>
        people.Select(p => Name((p.First("atom:name") ?? (p.HasElements ? null : p))?.Text, notes)).OfType<string>();

    [GeneratedRegex(@"\(?<?(?:mailto:)?[^\s@()<>]{1,80}@[^\s@()<>]{1,120}>?\)?", RegexOptions.CultureInvariant)]
    private static partial Regex Mail();

    [GeneratedRegex(@"^by\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex By();
}
