using System.Collections.Immutable;

namespace Skywave.Words;

/// <summary>What blocks say, without how they are set.</summary>
public static class BlockText
{
    /// <summary>The words of runs.</summary>
    public static string Of(ImmutableArray<Run> runs) => string.Concat(runs.Select(r => r.Text));

    /// <summary>The words of a block, a line for each paragraph, item or cell.</summary>
    public static string Of(Block block) => string.Join('\n', Pieces(block));

    /// <summary>How many characters a block says.</summary>
    public static int Length(Block block) => Pieces(block).Sum(p => p.Length);

    /// <summary>Each paragraph, item or cell of a block.</summary>
    public static IEnumerable<string> Pieces(Block block) => block switch
    {
        Paragraph p => [Of(p.Runs)],
        Subhead s => [Of(s.Runs)],
        Quote q => [Of(q.Runs), q.Attribution ?? ""],
        PullQuote q => [q.Text, q.Attribution ?? ""],
        BulletList l => l.Items.Select(Of),
        PictureBlock p => [p.Picture.Alt, p.Picture.Caption ?? "", p.Picture.Credit ?? ""],
        MediaBlock m => [m.Media.Title, m.Media.Credit ?? "", .. m.Media.Transcript],
        Table t => [t.Caption ?? "", .. t.Rows.SelectMany(r => r)],
        FactBox f => [f.Title, .. f.Paragraphs.Select(Of)],
        Timeline t => t.Entries.SelectMany(e => new[] { e.When, Of(e.Runs) }),
        QuestionAndAnswer q => [q.Question, .. q.Answer.Select(Of)],
        ClaimsList c => [c.About],
        Embed e => [e.Text],
        Preformatted p => [p.Text],
        LiveEntry e => [e.Headline ?? ""],
        _ => [],
    };
}
