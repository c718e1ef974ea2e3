using Skywave.Words;

namespace Skywave.Office;

/// <summary>Why something of another office cannot be taken in, or null. Values in, a reason out: nothing is stored and nobody asked.</summary>
public static class MovedReasons
{
    /// <summary>Why a manuscript cannot be taken, as far as it says itself.</summary>
    /// <param name="moved">The manuscript.</param>
    public static string? Of(MovedManuscript moved)
    {
        ArgumentNullException.ThrowIfNull(moved);
        return !IsId(moved.Id) ? "`id` is not sixteen digits of 0-9 a-f: put back the one that was exported"
            : !Enum.IsDefined(moved.Stage) ? "`stage` is none that a manuscript can have"
            : moved.Uri.Length is 0 or > 2000 || moved.Story.Length is 0 or > 200 || moved.Uri.Any(char.IsControl) || moved.Story.Any(char.IsControl) ? "`uri` and `story` must be one line each, of at most 2000 and 200 characters"
            : moved.Versions.Zip(moved.Versions.Skip(1)).Any(v => v.First.Number >= v.Second.Number) || moved.Versions.Any(v => v.Number < 1 || v.Base < 0 || v.Base >= v.Number) ? "`versions` must be in the order of their numbers, from 1, each begun from an older one"
            : moved.Published != 0 && moved.Versions.All(v => v.Number != moved.Published) ? "`published` is none of its `versions`"
            : (moved.Source is not null && !IsId(moved.Source)) || moved.SourceVersion < 0 || (moved.Source is null && moved.SourceVersion > 0) ? "`translates` is the id of a manuscript, and `translatesVersion` a version of it"
            : moved.Claims?.Length > SaveText.Longest ? "`claims` is longer than a text can be"
            : moved.Versions.Select(v => v.By).Append(moved.ChangedBy).Select(Who).FirstOrDefault(r => r is not null);
    }

    /// <summary>Why a version's text cannot be taken.</summary>
    /// <param name="text">The text.</param>
    public static string? Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > SaveText.Longest ? $"its text has more than {SaveText.Longest} characters" : null;
    }

    /// <summary>Why a comment cannot be taken.</summary>
    /// <param name="moved">The comment.</param>
    /// <param name="place">Its place among the manuscript's, from 1.</param>
    /// <param name="answered">Whether the one that it answers is no answer itself; null: it answers none, or there is no such one before it.</param>
    /// <param name="text">The version that was read; null: its manuscript has no such one.</param>
    public static string? Of(MovedComment moved, int place, bool? answered, string? text)
    {
        ArgumentNullException.ThrowIfNull(moved);
        var lines = text?.Split('\n').Length ?? 0;
        return place > Comment.Most ? $"a manuscript has at most {Comment.Most} comments and answers"
            : text is null ? $"it is about version {moved.Version}, which is none of its manuscript's `versions`"
            : moved.Answers is not null && answered != true ? "`answers` is the place of a comment before it, from 1, which is no answer itself"
            : !(moved is { First: 0, Last: 0, Instead: null } || (moved.First >= 1 && moved.Last >= moved.First && moved.Last <= lines)) ? $"its lines are {moved.First} to {moved.Last}, and the text has {lines}"
            : !Enum.IsDefined(moved.State) || (moved.State is CommentState.Accepted or CommentState.Declined && moved.Instead is null) || (moved.State == CommentState.Open) != (moved.ClosedAt is null) ? "`state` is none that it can have: Open, Resolved, and Accepted or Declined of a suggestion, each but Open with `closedAt`"
            : moved.Text.Length > Comment.LongestText || moved.Instead?.Length > Comment.LongestInstead || moved.Quote?.Length > SaveText.Longest ? $"it is longer than {Comment.LongestText} characters, or {Comment.LongestInstead} of what it suggests"
            : moved.Answers is not null && (moved.Instead is not null || moved.State != CommentState.Open) ? "an answer suggests nothing and is not settled by itself"
            : Who(moved.By) ?? Who(moved.ClosedBy);
    }

    /// <summary>Why a remembered block cannot be taken.</summary>
    /// <param name="moved">The block.</param>
    /// <param name="place">Its place among the manuscript's, from 1.</param>
    public static string? Of(MovedPair moved, int place)
    {
        ArgumentNullException.ThrowIfNull(moved);
        return place > Memory.OfOneText ? $"at most {Memory.OfOneText} blocks of a text are remembered"
            : moved.Original.Length is < Memory.Shortest or > Memory.Longest || moved.Translated.Length > Memory.Longest ? $"a block has {Memory.Shortest} to {Memory.Longest} characters" : null;
    }

    /// <summary>Why a picture cannot be taken, as far as its words say.</summary>
    /// <param name="moved">The picture.</param>
    public static string? Of(MovedPicture moved)
    {
        ArgumentNullException.ThrowIfNull(moved);
        string[] words = [moved.Alt, moved.Caption, moved.Credit, moved.Copyright, moved.Origin, moved.Terms];
        return !IsId(moved.Id) ? "`id` is not sixteen digits of 0-9 a-f: put back the one that was exported"
            : words.Any(w => w.Any(c => char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))) ? "its words have characters that are not seen, or that turn the direction: each is one line"
            : new PictureWords(moved.Alt, moved.Caption, moved.Credit, moved.Copyright, moved.Origin, moved.Terms, "", "").Wrong() is not null ? $"its words are too long: {PictureWords.Long} characters at most, {PictureWords.Short} of credit and copyright"
            : !Enum.IsDefined(moved.Faces) || !Enum.IsDefined(moved.Place) ? "`faces` or `place` is none that a picture can have"
            : moved.Focus is { } focus && (focus.X is < 0 or > 100 || focus.Y is < 0 or > 100) ? "`focus` is two numbers from 0 to 100"
            : moved.Removed.Length > 20 || moved.Removed.Any(r => r.Count < 1 || r.Kind.Length is 0 or > 20 || !r.Kind.All(char.IsAsciiLetterLower)) ? "`removed` is a kind in small letters and how many of it, each"
            : Who(moved.AddedBy) ?? Who(moved.ChangedBy);
    }

    /// <summary>Why a desk's front on the editors' table cannot be taken.</summary>
    /// <param name="moved">The front.</param>
    public static string? Of(MovedFront moved)
    {
        ArgumentNullException.ThrowIfNull(moved);
        return moved.States.Length > CurateFront.Kept ? $"at most {CurateFront.Kept} fronts from before are kept"
            : moved.States.Select(s => s.Front).Append(moved.Draft).OfType<CuratedFront>().Select(Of).FirstOrDefault(r => r is not null)
            ?? moved.States.Select(s => s.By).Append(moved.ChangedBy).Select(Who).FirstOrDefault(r => r is not null);
    }

    /// <summary>Why a front cannot be one.</summary>
    /// <param name="front">The front.</param>
    public static string? Of(CuratedFront front)
    {
        ArgumentNullException.ThrowIfNull(front);
        return front.Slots.IsDefault || front.Slots.Any(s => s is not { Articles.IsDefaultOrEmpty: false } || s.Articles.Contains(default)) ? "a place on the front has no `articles`" : front.Reasons().FirstOrDefault();
    }

    /// <summary>Why something that is to be looked at again cannot be taken.</summary>
    /// <param name="moved">What it is.</param>
    public static string? Of(MovedReview moved)
    {
        ArgumentNullException.ThrowIfNull(moved);
        return !Enum.IsDefined(moved.Kind) || (moved.Kind == ReviewKind.Policy ? moved.Item != 0 || moved.Of.Length is 0 or > 40 || !moved.Of.All(char.IsAsciiLetterLower) : moved.Item < 1 || !IsId(moved.Of))
            ? "`kind`, `of` and `item` are Grant or Claim of a manuscript's id with a number from 1, or Policy of a standing page's name with 0" : Who(moved.By);
    }

    /// <summary>Lines of a text, as a comment quotes them.</summary>
    internal static string Lines(string[] lines, int first, int last) => first == 0 ? "" : string.Join('\n', lines[(first - 1)..last]);

    private static bool IsId(string id) => id.Length == 16 && id.All(char.IsAsciiHexDigitLower);

    private static string? Who(string? handle) => handle is null || Person.IsHandle(handle) ? null : $"\"{handle}\" is no handle: 2 to 32 of a-z 0-9 . -, or left out for the program";
}
