using System.Globalization;
using Skywave.Words;

namespace Skywave.Office;

/// <summary>What somebody writes down of a picture, as a form has it.</summary>
/// <param name="Alt">What it shows, for who does not see it.</param>
/// <param name="Caption">The line under it.</param>
/// <param name="Credit">Who made it.</param>
/// <param name="Copyright">Whose it is.</param>
/// <param name="Source">Who sent it, or where it was found.</param>
/// <param name="Terms">On what terms it may be used.</param>
/// <param name="TermsEnd">The last day on which they hold; empty: no end.</param>
/// <param name="TakenOn">The day; empty: nobody knows.</param>
internal sealed record PictureWords(string Alt, string Caption, string Credit, string Copyright, string Source, string Terms, string TermsEnd, string TakenOn)
{
    /// <summary>Characters that the longer fields may have.</summary>
    public const int Long = 1000;

    /// <summary>Characters that the shorter ones may have: what is written into files stays short.</summary>
    public const int Short = 200;

    public static PictureWords In(Visit visit) =>
        new(Line(visit, "alt"), Line(visit, "caption"), Line(visit, "credit"), Line(visit, "copyright"), Line(visit, "source"), Line(visit, "terms"), Line(visit, "until"), Line(visit, "taken"));

    public static PictureWords Of(PictureRow row) => new(row.Alt, row.Caption, row.Credit, row.Copyright, row.Source, row.Terms, row.TermsEnd ?? "", row.TakenOn);

    /// <summary>What is wrong with it, or null.</summary>
    public string? Wrong() =>
        new[] { Alt, Caption, Source, Terms }.Any(w => w.Length > Long) ? "One of these has more than 1000 characters. Make it shorter."
        : new[] { Credit, Copyright }.Any(w => w.Length > Short) ? "Credit and copyright stand in the picture’s files: 200 characters are the most."
        : !IsDay(TermsEnd) || !IsDay(TakenOn) ? "Write a day as year, month, day: 2026-12-31."
        : null;

    /// <summary>Puts it into a row.</summary>
    public void Into(PictureRow row)
    {
        (row.Alt, row.Caption, row.Credit, row.Copyright) = (Alt, Caption, Credit, Copyright);
        (row.Source, row.Terms, row.TermsEnd, row.TakenOn) = (Source, Terms, TermsEnd.Length == 0 ? null : TermsEnd, TakenOn);
    }

    /// <summary>The line of story text that puts a picture into the body.</summary>
    public static string BodyLine(PictureRow row)
    {
        var caption = row.Caption.Length == 0 ? "" : $" \"{Escaped(row.Caption, '"')}\"";
        return $"![{Escaped(row.Alt, ']')}]({LibraryNames.Of(row.Id)}{caption})";
    }

    /// <summary>The lines of front matter that make it the lead.</summary>
    public static string LeadLines(PictureRow row) =>
        $"picture: {LibraryNames.Of(row.Id)}\nalt: {row.Alt}" + (row.Caption.Length == 0 ? "" : $"\ncaption: {row.Caption}");

    private static string Escaped(string text, char mark) => text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace($"{mark}", $@"\{mark}", StringComparison.Ordinal);

    private static bool IsDay(string text) => text.Length == 0 || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    // One line; without what nobody sees but which turns the direction of what follows, or ends a line in a file.
    private static string Line(Visit visit, string name)
    {
        var seen = visit.Field(name).Select(c => char.IsWhiteSpace(c) ? ' ' : c).Where(c => !char.IsControl(c) && c is not ((>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFFFE' or '\uFFFF'));
        return string.Join(' ', new string([.. seen]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
