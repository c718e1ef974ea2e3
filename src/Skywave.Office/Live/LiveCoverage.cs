using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Skywave.Words;

namespace Skywave.Office;

/// <summary>An entry of a live story as it stands in its text.</summary>
/// <param name="Head">What its first line says.</param>
/// <param name="First">Which line that is, from 0.</param>
/// <param name="Source">Its text: the lines below, as they stand, without empty ones around.</param>
/// <param name="Blocks">What these say.</param>
internal sealed record CoveredEntry(LiveEntry Head, int First, string Source, ImmutableArray<Block> Blocks)
{
    /// <summary>Its words, for lists.</summary>
    public string Words => string.Join(' ', Blocks.Select(BlockText.Of));
}

/// <summary>A live story's text, and what is done with it from one small form: text in, text out, and every line that is not meant stays to the letter (docs/030-story-text.md, "A live story").</summary>
internal sealed partial record LiveCoverage(string Text, bool IsEnded, ImmutableArray<CoveredEntry> Entries)
{
    private const string Mark = "---";

    /// <summary>True for a text whose front matter says that it is live, or was.</summary>
    public static bool IsLive(string text) => FrontOf(text, "live") is "yes" or "ended";

    /// <summary>Reads a live story; null where the text is none, or its parts cannot be told from each other.</summary>
    public static LiveCoverage? Of(OfficeParts parts, string text)
    {
        text = text.ReplaceLineEndings("\n");
        if (!IsLive(text) || parts.Outline(text) is not { } outline)
        {
            return null;
        }
        var (lines, blocks) = (text.Split('\n'), outline.Blocks);
        int[] starts = [.. Enumerable.Range(0, blocks.Length).Where(i => blocks[i].Block is LiveEntry)];
        var entries = starts.Select((at, n) =>
        {
            var (first, next) = (blocks[at].Line - 1, n + 1 < starts.Length ? starts[n + 1] : blocks.Length);
            var end = next < blocks.Length ? blocks[next].Line - 1 : lines.Length;
            return new CoveredEntry((LiveEntry)blocks[at].Block!, first, string.Join('\n', lines[(first + 1)..end]).Trim('\n'), [.. blocks[(at + 1)..next].Select(b => b.Block).OfType<Block>()]);
        });
        return new LiveCoverage(text, FrontOf(text, "live") == "ended", [.. entries]);
    }

    /// <summary>The text as a live story that is added to, or that is told.</summary>
    public static string Live(string text, bool isEnded) => WithFront(text.ReplaceLineEndings("\n"), "live", isEnded ? "ended" : "yes");

    /// <summary>True where a correction stands in it that no edition has yet.</summary>
    public bool HasCorrection => FrontOf(Text, "correction") is not null;

    /// <summary>Without the correction that went out with the last edition: said twice it would be two.</summary>
    public LiveCoverage WithoutCorrection() => this with { Text = WithFront(Text, "correction", null) };

    /// <summary>The number of the entry that stands above all others, or null.</summary>
    public int? Pinned => int.TryParse(FrontOf(Text, "pin"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>With this entry above all others; null: with none.</summary>
    public string WithPin(int? number) => WithFront(Text, "pin", number?.ToString(CultureInfo.InvariantCulture));

    /// <summary>With an entry at the end.</summary>
    /// <param name="now">Its time, to the minute.</param>
    /// <param name="headline">Its headline; may be empty.</param>
    /// <param name="body">Story text; may be empty where there is a headline.</param>
    /// <param name="isKey">Named at the top too.</param>
    public string Added(DateTimeOffset now, string headline, string body, bool isKey)
    {
        // A zone that an entry above has holds for those below it.
        var zone = Entries.Any(e => Head().Match(Text.Split('\n')[e.First]).Groups["zone"].Success) ? "Z" : "";
        var head = string.Create(CultureInfo.InvariantCulture, $"@{(isKey ? "!" : "")} {now.UtcDateTime:yyyy-MM-dd HH:mm}{zone}");
        return $"{Text.TrimEnd('\n', ' ')}\n\n{Named(head, headline)}\n{body.Trim('\n')}".TrimEnd('\n') + "\n";
    }

    /// <summary>With an entry changed in its place.</summary>
    /// <param name="number">Which.</param>
    /// <param name="headline">Its headline now.</param>
    /// <param name="body">Its text now; null: as it is.</param>
    /// <param name="isKey">Whether it is named at the top.</param>
    public string Changed(int number, string headline, string? body, bool isKey)
    {
        var (lines, at) = (Text.Split('\n'), Entries[number - 1].First);
        var end = number < Entries.Length ? Entries[number].First : lines.Length;
        var head = Named($"@{(isKey ? "!" : "")} {Head().Match(lines[at]).Groups["time"].Value}", headline);
        IEnumerable<string> below = body is null ? lines[(at + 1)..end] : [.. body.Trim('\n').Split('\n'), .. end < lines.Length || body.Length > 0 ? new[] { "" } : []];
        return string.Join('\n', [.. lines[..at], head, .. below, .. lines[end..]]);
    }

    /// <summary>With the sentence that readers see below an entry: what was wrong with it.</summary>
    /// <param name="number">Which entry; it has been changed already.</param>
    /// <param name="kind">A correction or a clarification.</param>
    /// <param name="sentence">What was wrong.</param>
    public string Explained(int number, CorrectionKind kind, string sentence)
    {
        // Words of the entry say where it is shown, and the first entry that has them is the one that is meant.
        var own = Entries[number - 1];
        var pieces = own.Blocks.Append(own.Head).SelectMany(BlockText.Pieces).Where(p => p.Trim().Length > 0).OrderBy(p => p == own.Head.Headline).ToList();
        var words = pieces.Find(p => Entries.First(e => Has(e, p)) == own) ?? pieces.FirstOrDefault();
        return WithFront(Text, "correction", string.Join(" | ", new[] { kind.ToString().ToLowerInvariant(), sentence, words }.OfType<string>().Select(p => p.Replace("|", @"\|", StringComparison.Ordinal))));
    }

    /// <summary>What a line of an entry's text may not be: it would begin another entry, or be one of the text's own marks. Its number from 1, or 0.</summary>
    public static int Breaking(string body) => body.Split('\n').Index().Where(l => BeginsEntry().IsMatch(l.Item)).Select(l => l.Index + 1).FirstOrDefault();

    private static bool Has(CoveredEntry entry, string words) => entry.Blocks.Append(entry.Head).Any(b => BlockText.Of(b).Contains(words, StringComparison.Ordinal));

    // A headline is words: a backslash in it would read as none.
    private static string Named(string head, string headline) => headline.Length > 0 ? $"{head} {headline.Replace(@"\", @"\\", StringComparison.Ordinal)}" : head;

    private static string? FrontOf(string text, string name)
    {
        var (lines, end) = Front(text);
        return lines[..end].Where(l => l.StartsWith(name + ":", StringComparison.Ordinal)).Select(l => l[(name.Length + 1)..].Trim()).FirstOrDefault();
    }

    private static string WithFront(string text, string name, string? value)
    {
        var (lines, end) = Front(text);
        var own = value is null ? [] : new[] { $"{name}: {value}" };
        var kept = lines[..end].Where(l => !l.StartsWith(name + ":", StringComparison.Ordinal));
        return end > 0 ? string.Join('\n', [.. kept, .. own, .. lines[end..]]) : own.Length == 0 ? text : string.Join('\n', [Mark, .. own, Mark, .. lines]);
    }

    // The lines, and where the second --- stands; 0 where there is no front matter.
    private static (string[] Lines, int End) Front(string text)
    {
        var lines = text.ReplaceLineEndings("\n").TrimStart('\n').Split('\n');
        var end = lines[0].TrimEnd() == Mark ? Array.FindIndex(lines, 1, l => l.TrimEnd() == Mark) : 0;
        return (lines, Math.Max(end, 0));
    }

    [GeneratedRegex(@"^@!? (?<time>(?:\d{4}-\d\d-\d\d[T ])?\d?\d:\d\d(?<zone>Z|[+-]\d\d:?\d\d)?)", RegexOptions.CultureInvariant)]
    private static partial Regex Head();

    [GeneratedRegex(@"^\s*@!? ", RegexOptions.CultureInvariant)]
    private static partial Regex BeginsEntry();
}
