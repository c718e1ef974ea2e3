using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Skywave.Words;

namespace Skywave.Intake.Plain;

/// <summary>Blocks as <see cref="StoryBlocks"/> reads them, an empty line between any two; a paragraph is a line.</summary>
internal static partial class WrittenBlocks
{
    private const int LargestNumber = 999;

    /// <summary>All of them.</summary>
    public static string Of(ImmutableArray<Block> blocks)
    {
        var made = new StringBuilder();
        DateTimeOffset? day = null;
        for (var i = 0; i < blocks.Length; i++)
        {
            made.Append(i > 0 && blocks[i - 1] is not LiveEntry ? "\n" : "");
            made.Append(blocks[i] switch
            {
                LiveEntry e => Entry(e, ref day),
                Preformatted p => Verbatim(p.Text, i > 0 && blocks[i - 1] is Preformatted),
                var block => One(block),
            });
            made.Append('\n');
        }
        return made.ToString();
    }

    private static string One(Block block) => block switch
    {
        Paragraph p => Lead(WrittenRuns.Of(p.Runs)),
        Subhead s => $"{new string('#', s.Level)} {WrittenRuns.Of(s.Runs)}",
        Quote q => $"> {WrittenRuns.Of(q.Runs)}{Speaker(q)}",
        PullQuote q => $">> {WrittenRuns.Text(q.Text)}{(q.Attribution is { Length: > 0 } who ? $"\n>> -- {WrittenRuns.Text(who)}" : "")}",
        BulletList { Ordered: false } l => Lines(l.Items.Select(item => "- " + WrittenRuns.Of(item))),
        BulletList l => Lines(l.Items.Select((item, n) => $"{Math.Min(n + 1, LargestNumber).ToString(CultureInfo.InvariantCulture)}. {WrittenRuns.Of(item)}")),
        PictureBlock p => WrittenMedia.Of(p.Picture),
        MediaBlock m => WrittenMedia.Of(m.Media),
        Table t => Rows(t),
        FactBox f => $"[[ {WrittenRuns.Text(f.Title)}\n{string.Join("\n", f.Paragraphs.Select(p => InBox(WrittenRuns.Of(p)) + "\n"))}]]",
        Timeline t => Lines(t.Entries.Select(e => NoEntry($"{WrittenRuns.Text(e.When, "|")} | {WrittenRuns.Of(e.Runs)}")).Prepend("{timeline}")),
        QuestionAndAnswer q => Lines(q.Answer.Select(a => NoEntry(WrittenRuns.Of(a))).Prepend("??? " + WrittenRuns.Text(q.Question))),
        ClaimsList c => $"{{claims: {WrittenRuns.Text(c.About)}}}",
        Embed e => $"{{embed: {e.Href} | {WrittenRuns.Text(e.Text)}}}",
        _ => throw new NotSupportedException($"a story text has no words for {block.GetType().Name}: docs/030-story-text.md needs some first"),
    };

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    private static string Speaker(Quote quote)
    {
        var who = quote.Attribution is { Length: > 0 } name ? WrittenRuns.Text(name) : null;
        return quote.Grant is { } number ? $"\n> -- unnamed {number.ToString(CultureInfo.InvariantCulture)}{(who is null ? "" : $" | {who}")}"
            : who is null ? "" : $"\n> -- {(LooksUnnamed().IsMatch(who) ? "\\" : "")}{who}";
    }

    // The day where it changes; all times are UTC.
    private static string Entry(LiveEntry entry, ref DateTimeOffset? day)
    {
        var at = entry.At.ToUniversalTime();
        var time = at.ToString(day?.Date == at.Date ? "HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        day = at;
        return $"@{(entry.IsKey ? "!" : "")} {time}{(entry.Headline is { Length: > 0 } headline ? " " + WrittenRuns.Text(headline) : "")}";
    }

    // Four spaces before each line, unless that would lose white space or join it to the preformatted lines before it.
    private static string Verbatim(string text, bool follows)
    {
        var lines = text.Split('\n');
        return follows || lines[0].Length == 0 || lines[^1].Length == 0 || lines.Any(l => l.Length > 0 && char.IsWhiteSpace(l[^1]))
            ? Lines(lines.Select(StoryBraces.Inside).Prepend("{preformatted}").Append(StoryBraces.End))
            : Lines(lines.Select(l => l.Length == 0 ? "" : "    " + l));
    }

    private static string Rows(Table table)
    {
        var rows = table.Rows.Select((row, i) => $"| {string.Join(" | ", row.Select(cell => Cell(cell, isSecond: i == 1 && !table.HasHead)))} |").ToList();
        if (table.HasHead)
        {
            rows.Insert(1, "|" + string.Concat(table.Rows[0].Select(_ => "---|")));
        }
        return Lines(table.Caption is { Length: > 0 } caption ? rows.Prepend($"{{table: {WrittenRuns.Text(caption)}}}") : rows);
    }

    private static string Cell(string cell, bool isSecond) => (isSecond && Rule().IsMatch(cell) ? "\\" : "") + WrittenRuns.Text(cell, "|");

    private static string Lead(string line) => Begins().IsMatch(line) ? "\\" + line : line.StartsWith("1. ", StringComparison.Ordinal) ? "1\\" + line[1..] : line;

    private static string InBox(string line) => BeginsInBox().IsMatch(line) ? "\\" + line : line;

    private static string NoEntry(string line) => BeginsEntry().IsMatch(line) ? "\\" + line : line;

    [GeneratedRegex(@"^(?:#{2,4} |- |[>|]|\?\?\? |\[\[ |@!? |!(?:audio|video)?\[|\{(?:claims|embed|table): |\{(?:timeline|preformatted)\}$)", RegexOptions.CultureInvariant)]
    private static partial Regex Begins();

    [GeneratedRegex(@"^(?:- |@!? |\]\]$)", RegexOptions.CultureInvariant)]
    private static partial Regex BeginsInBox();

    [GeneratedRegex("^@!? ", RegexOptions.CultureInvariant)]
    private static partial Regex BeginsEntry();

    [GeneratedRegex("^:?-{3,}:?$", RegexOptions.CultureInvariant)]
    private static partial Regex Rule();

    [GeneratedRegex(@"^\\*unnamed [0-9]{1,3}(?: \| .+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex LooksUnnamed();
}
