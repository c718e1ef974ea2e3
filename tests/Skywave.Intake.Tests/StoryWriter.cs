using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Skywave.Words;

namespace Skywave.Intake.Tests;

/// <summary>Blocks back to plain text: the other half of the round trip.</summary>
internal static partial class StoryWriter
{
    public static string Text(string headline, IEnumerable<Block> blocks) => $"{headline}\n\n{string.Join("\n\n", blocks.Select(Block))}\n";

    private static string Block(Block block) => block switch
    {
        Paragraph p => Lead(Runs(p.Runs)),
        Subhead s => new string('#', s.Level) + " " + Runs(s.Runs),
        BulletList { Ordered: false } l => string.Join('\n', l.Items.Select(i => "- " + Runs(i))),
        BulletList l => string.Join('\n', l.Items.Select((i, n) => $"{n + 1}. " + Runs(i))),
        Quote q => "> " + Lead(Runs(q.Runs)) + (q.Attribution is null ? "" : "\n> -- " + Escape(q.Attribution)),
        PullQuote q => ">> " + Escape(q.Text) + (q.Attribution is null ? "" : "\n>> -- " + Escape(q.Attribution)),
        PictureBlock { Picture: var p } => $"![{Escape(p.Alt)}]({p.Origin}{(p.Caption is null ? "" : $" \"{Escape(p.Caption)}\"")})",
        MediaBlock { Media: var m } => $"!{(m.Kind == MediaKind.Video ? "video" : "audio")}[{Escape(m.Title)}]({m.Origin})\n" + (m.Credit is null ? "" : $"credit: {m.Credit}\n")
            + string.Concat(m.Captions.Select(c => $"captions: {c.Language} | {c.Origin}\n")) + string.Join('\n', m.Transcript.Select(t => "transcript: " + t)),
        QuestionAndAnswer q => "??? " + Escape(q.Question) + string.Concat(q.Answer.Select(a => "\n" + Runs(a))),
        FactBox f => "[[ " + Escape(f.Title) + "\n" + string.Join("\n\n", f.Paragraphs.Select(p => Lead(Runs(p)))) + "\n]]",
        Preformatted p => string.Join('\n', p.Text.Split('\n').Select(l => l.Length == 0 ? "" : "    " + l)),
        Table t => string.Join('\n', t.Rows.SelectMany((r, i) => i == 0 && t.HasHead ? [Row(r), "|" + string.Concat(r.Select(_ => "---|"))] : new[] { Row(r) })),
        _ => throw new NotSupportedException(block.GetType().Name),
    };

    private static string Row(ImmutableArray<string> cells) => "| " + string.Join(" | ", cells.Select(Escape)) + " |";

    private static string Runs(ImmutableArray<Run> runs) => string.Concat(runs.Select(One));

    private static string One(Run run)
    {
        var text = Escape(run.Text);
        text = run.Style switch { RunStyle.Strong => $"**{text}**", RunStyle.Emphasis => $"*{text}*", RunStyle.Code => $"`{text}`", _ => text };
        text = run.Href is null ? text : $"[{text}]({run.Href})";
        return run.Lang is null ? text : $"[{text}]{{lang={run.Lang}}}";
    }

    /// <summary>A number at the beginning would begin a list.</summary>
    private static string Lead(string text) => Number().Replace(text, @"$1\.");

    private static string Escape(string text)
    {
        StringBuilder made = new();
        foreach (var c in text)
        {
            made.Append("\\*`[](){}#-+>|!?\"".Contains(c, StringComparison.Ordinal) ? $"\\{c}" : c);
        }
        return made.ToString();
    }

    [GeneratedRegex(@"^(\d+)\.")]
    private static partial Regex Number();
}
