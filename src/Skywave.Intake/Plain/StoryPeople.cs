using System.Globalization;
using System.Text.RegularExpressions;
using Skywave.Words;

namespace Skywave.Intake.Plain;

/// <summary>Bylines and people quoted unnamed.</summary>
internal static partial class StoryPeople
{
    public static Byline? Byline(FrontLine line, Mistakes mistakes)
    {
        var (value, display) = After(line.Value, "pseudonym:") is { } p ? (p, BylineDisplay.Pseudonym)
            : After(line.Value, "withheld:") is { } w ? (w, BylineDisplay.Withheld) : (Escaped().IsMatch(line.Value) ? line.Value[1..] : line.Value, BylineDisplay.Named);
        var parts = FrontMatter.Parts(value);
        var (name, role, reason) = (parts[0], parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2));
        var wrong = display switch
        {
            BylineDisplay.Named when name is null || parts.Count > 2 => "byline is not \"name | role\"",
            BylineDisplay.Pseudonym when name is null || reason is null || parts.Count > 3 => "byline is not \"pseudonym: name | role | reason\"; readers are told why",
            BylineDisplay.Withheld when name is not null => "byline is withheld, so no name may stand here: \"withheld: | role | reason\"",
            BylineDisplay.Withheld when reason is null || parts.Count > 3 => "byline is not \"withheld: | role | reason\"; readers are told why",
            _ => null,
        };
        if (wrong is not null)
        {
            mistakes.Add(line.Line, wrong);
            return null;
        }
        return new Byline(name ?? "", display, role, reason);
    }

    public static UnnamedSource? Unnamed(FrontLine line, int number, Mistakes mistakes)
    {
        if (FrontMatter.Parts(line.Value) is [{ } descriptor, { } reason, .. var rest] && rest is [] or [not null] && (rest is not [{ } given] || Number().IsMatch(given)))
        {
            return new UnnamedSource(rest is [{ } own] ? int.Parse(own, CultureInfo.InvariantCulture) : number, descriptor, reason);
        }
        mistakes.Add(line.Line, "unnamed is not \"descriptor | reason\"");
        return null;
    }

    /// <summary>A byline as text: a name that begins like a mark has a backslash before it.</summary>
    public static string Named(string name) => Marked().IsMatch(name) ? "\\" + name : name;

    private static string? After(string value, string mark) => value.StartsWith(mark, StringComparison.Ordinal) ? value[mark.Length..] : null;

    [GeneratedRegex(@"^\\*(?:pseudonym|withheld):", RegexOptions.CultureInvariant)]
    private static partial Regex Marked();

    [GeneratedRegex(@"^\\+(?:pseudonym|withheld):", RegexOptions.CultureInvariant)]
    private static partial Regex Escaped();

    [GeneratedRegex("^[1-9][0-9]{0,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
