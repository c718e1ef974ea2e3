using System.Text.RegularExpressions;
using Skywave.Words;

namespace Skywave.Intake.Plain;

/// <summary>
/// Lines with which the entries of a live story begin: <c>@ 2026-11-24 14:05 headline</c>, or <c>@! …</c> for a key point. Day and zone stay until another is given.
/// </summary>
/// <param name="isLive">Whether the front matter says that the story is live.</param>
/// <param name="now">No entry is of later; null: not asked.</param>
/// <param name="mistakes">What is wrong.</param>
internal sealed partial class StoryEntries(bool isLive, DateTimeOffset? now, Mistakes mistakes)
{
    private const int HeadlineAtMost = 300;

    private string? _day;
    private string _zone = "Z";
    private DateTimeOffset _last = DateTimeOffset.MinValue;

    /// <summary>How many there were.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a line begins one, well or badly written. In a text that is not live none does.</summary>
    public bool Begins(StoryLine line) => isLive && (line.Starts("@ ") || line.Starts("@! "));

    /// <summary>Whether a line is to begin one: also in a text that does not say that it is live.</summary>
    public bool IsMeant(StoryLine line) => Begins(line) || Pattern().IsMatch(line.Text);

    /// <summary>The entry that a line begins; null when it begins none, or a wrong one, which is noted.</summary>
    public LiveEntry? Read(StoryLine line)
    {
        var match = Pattern().Match(line.Text);
        if (!isLive && match.Success)
        {
            mistakes.Add(line.Number, "an entry of a live story begins here: write live: yes into the front matter, or a backslash before the @");
        }
        if (!Begins(line))
        {
            return null;
        }
        if (!match.Success)
        {
            mistakes.Add(line.Number, "an entry begins with its time: @ 2026-11-24 14:05 headline, or later on the same day @ 14:05 headline");
            return null;
        }
        return At(line, match) is { } at ? Entry(line, at, StoryRuns.Unescape(CleanText.Line(match.Groups["headline"].Value)), match.Groups["key"].Success) : null;
    }

    private LiveEntry? Entry(StoryLine line, DateTimeOffset at, string headline, bool isKey)
    {
        if (headline.Length == 0 && isKey)
        {
            mistakes.Add(line.Number, "a key point needs a headline: the list at the top of the page names it by that");
        }
        if (headline.Length > HeadlineAtMost)
        {
            mistakes.Add(line.Number, $"the headline of this entry has {headline.Length} characters, at most {HeadlineAtMost} fit; its text begins on the next line");
        }
        return new LiveEntry(++Count, at, headline.Length > 0 ? headline : null, isKey);
    }

    private DateTimeOffset? At(StoryLine line, Match match)
    {
        _day = match.Groups["day"].Success ? Ascii(match.Groups["day"].Value) : _day;
        _zone = match.Groups["zone"].Success ? Ascii(match.Groups["zone"].Value) : _zone;
        var time = StoryFields.Time($"{_day}T{Ascii(match.Groups["time"].Value).PadLeft(5, '0')}{_zone}");
        var wrong = _day is null ? "the first entry needs its day too: @ 2026-11-24 14:05"
            : time is null ? "there is no such time"
            : time > now ? "this entry is of later than now"
            : time < _last ? $"this entry is of before the one above it ({_last:yyyy-MM-dd HH:mm} UTC): new ones stand at the end; where a new day begins, write it"
            : null;
        if (wrong is not null)
        {
            mistakes.Add(line.Number, wrong);
            return null;
        }
        _last = time!.Value;
        return time;
    }

    // Whoever writes Persian or Bengali types these digits.
    private static string Ascii(string text) => string.Concat(text.Select(c => char.IsDigit(c) ? (char)('0' + (int)char.GetNumericValue(c)) : c));

    [GeneratedRegex(@"^@(?<key>!)? (?:(?<day>\d{4}-\d\d-\d\d)[T ])?(?<time>\d?\d:\d\d)(?<zone>Z|[+-]\d\d:?\d\d)?(?: +(?<headline>.+))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
