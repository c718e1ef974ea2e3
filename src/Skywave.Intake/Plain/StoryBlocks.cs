using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Skywave.Words;

namespace Skywave.Intake.Plain;

/// <summary>The text's lines to blocks. A block ends at an empty line; crossheads and pictures are one line each.</summary>
internal sealed partial class StoryBlocks(StoryFields fields, StoryEntries entries, Mistakes mistakes)
{
    private readonly StoryRuns _runs = new(fields.Language ?? fields.Desk?.Value);
    private readonly ImmutableArray<Block>.Builder _blocks = ImmutableArray.CreateBuilder<Block>();
    private readonly ImmutableArray<PlacedBlock>.Builder _placed = ImmutableArray.CreateBuilder<PlacedBlock>();

    public ImmutableArray<Block> Read(List<StoryLine> lines)
    {
        for (var at = 0; at < lines.Count;)
        {
            at += lines[at].Empty ? 1 : Place(lines, at);
        }
        return _blocks.ToImmutable();
    }

    /// <summary>What was read, each with its lines; also lines that gave no block.</summary>
    public ImmutableArray<PlacedBlock> Placed => _placed.ToImmutable();

    private int Place(List<StoryLine> lines, int at)
    {
        var before = _blocks.Count;
        var took = Block(lines, at);
        _placed.Add(new PlacedBlock(lines[at].Number, string.Join('\n', lines[at..(at + took)].Select(l => l.AsTyped)), _blocks.Count > before ? _blocks[^1] : null));
        return took;
    }

    /// <summary>Reads the block that begins here; gives how many lines it took.</summary>
    private int Block(List<StoryLine> lines, int at)
    {
        var line = lines[at];
        // Not a list: one crosshead after the other in a long block would copy it once for each.
        var here = lines.Skip(at).TakeWhile((l, i) => !l.Empty && (i == 0 || !entries.Begins(l)));
        if (entries.Read(line) is { } entry)
        {
            return Add(entry, 1);
        }
        if (entries.IsMeant(line))
        {
            return 1;
        }
        if (Crosshead().Match(line.Text) is { Success: true } head)
        {
            return Add(new Subhead(head.Groups[1].Length, _runs.Read(head.Groups[2].Value)), 1);
        }
        if (StoryPicture.Read(here, mistakes) is { } picture)
        {
            return Add(picture.Block, picture.Lines);
        }
        if (StoryMedia.Read(here, mistakes) is { } media)
        {
            return Add(media.Block, media.Lines);
        }
        if (StoryBraces.Read(lines, at, here, _runs, mistakes) is { } braces)
        {
            return Add(braces.Block, braces.Lines);
        }
        if (line.Starts("    "))
        {
            return Verbatim(lines, at);
        }
        if (line.Starts("[[ "))
        {
            return Box(lines, at);
        }
        if (line.Starts("??? "))
        {
            var answer = here.Skip(1).Select(l => _runs.Read(l.Text)).ToImmutableArray();
            return Add(new QuestionAndAnswer(StoryRuns.Unescape(CleanText.Line(line.Text[4..])), answer), answer.Length + 1);
        }
        if (Claims().Match(line.Text) is { Success: true } claims)
        {
            return ClaimsAt(line.Number, StoryRuns.Unescape(CleanText.Line(claims.Groups[1].Value)));
        }
        if (StoryTable.Rows(here) is > 0 and var rows)
        {
            return Add(StoryTable.Read(here.Take(rows).ToList(), null, mistakes), rows);
        }
        return line.Starts(">>") ? Pulled(here) : line.Starts(">") ? Quoted(here)
            : line.Starts("- ") ? List([.. here], Bullet(), ordered: false) : line.Starts("1. ") ? List([.. here], Number(), ordered: true) : Words(here);
    }

    private int Add(Block? block, int lines)
    {
        if (block is not (null or Subhead { Runs.Length: 0 } or Paragraph { Runs.Length: 0 } or Quote { Runs.Length: 0 } or PullQuote { Text.Length: 0 } or BulletList { Items.Length: 0 }))
        {
            _blocks.Add(block);
        }
        return lines;
    }

    private int Words(IEnumerable<StoryLine> here)
    {
        var lines = here.Take(1).Concat(here.Skip(1).TakeWhile(l => !Crosshead().IsMatch(l.Text) && !l.Starts("![") && !StoryMedia.Begins(l))).ToList();
        return Add(new Paragraph(_runs.Read(Joined(lines.Select(l => l.Text)))), lines.Count);
    }

    private static string Joined(IEnumerable<string> lines) => string.Join(' ', lines.Select(l => l.Trim()));

    private int List(List<StoryLine> here, Regex mark, bool ordered)
    {
        List<List<string>> items = [];
        foreach (var line in here)
        {
            if (mark.Match(line.Text) is { Success: true } found)
            {
                items.Add([line.Text[found.Length..]]);
            }
            else
            {
                items[^1].Add(line.Text);
            }
        }
        return Add(new BulletList(ordered, [.. items.Select(i => _runs.Read(Joined(i))).Where(r => r.Length > 0)]), here.Count);
    }

    private int Quoted(IEnumerable<StoryLine> here)
    {
        var lines = here.TakeWhile(l => l.Starts(">") && !l.Starts(">>")).ToList();
        var texts = lines.Select(l => l.Text[1..].Trim()).ToList();
        var who = Speaker(texts);
        int? grant = null;
        if (who is not null && UnnamedNumber().Match(who) is { Success: true } unnamed)
        {
            grant = int.Parse(unnamed.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
            if (fields.Text.UnnamedSources.All(u => u.Number != grant))
            {
                mistakes.Add(lines[^1].Number, $"there is no unnamed {grant} in the front matter");
            }
            who = unnamed.Groups[2].Success ? unnamed.Groups[2].Value : null;
        }
        else if (who is not null && NoNumber().IsMatch(who))
        {
            who = who[1..];
        }
        return Add(new Quote(_runs.Read(Joined(texts)), who is null ? null : StoryRuns.Unescape(who), grant), lines.Count);
    }

    private int Pulled(IEnumerable<StoryLine> here)
    {
        var lines = here.TakeWhile(l => l.Starts(">>")).ToList();
        var texts = lines.Select(l => l.Text[2..].Trim()).ToList();
        var who = Speaker(texts);
        return Add(new PullQuote(StoryRuns.Unescape(CleanText.Line(Joined(texts))), who is null ? null : StoryRuns.Unescape(who)), lines.Count);
    }

    /// <summary>Takes off a last line <c>-- who</c>.</summary>
    private static string? Speaker(List<string> texts)
    {
        if (texts.Count < 2 || !texts[^1].StartsWith("-- ", StringComparison.Ordinal))
        {
            return null;
        }
        var who = CleanText.Line(texts[^1][3..]);
        texts.RemoveAt(texts.Count - 1);
        return who;
    }

    private int ClaimsAt(int line, string about)
    {
        if (fields.Text.Claims.All(c => c.About != about))
        {
            mistakes.Add(line, $"no claim in the front matter is about \"{CleanText.Shorten(about, 80)}\"");
        }
        return Add(new ClaimsList(about), 1);
    }

    private int Box(List<StoryLine> lines, int at)
    {
        var end = lines.FindIndex(at + 1, l => l.Text == "]]" || entries.Begins(l));
        if (end < 0 || lines[end].Text != "]]")
        {
            mistakes.Add(lines[at].Number, "the box that begins here has no line ]]");
            return (end < 0 ? lines.Count : end) - at;
        }
        List<List<string>> paragraphs = [];
        var open = false;
        foreach (var line in lines[(at + 1)..end])
        {
            if (line.Empty || line.Starts("- ") || !open)
            {
                paragraphs.Add([]);
            }
            open = !line.Empty;
            paragraphs[^1].Add(line.Starts("- ") ? line.Text[2..] : line.Text);
        }
        return Add(new FactBox(StoryRuns.Unescape(CleanText.Line(lines[at].Text[3..])), [.. paragraphs.Select(p => _runs.Read(Joined(p))).Where(r => r.Length > 0)]), end - at + 1);
    }

    /// <summary>Lines with four spaces before them; empty lines between two such lines belong to them.</summary>
    private int Verbatim(List<StoryLine> lines, int at)
    {
        var end = at;
        for (var i = at; i < lines.Count && (lines[i].Empty || lines[i].Starts("    ")); i++)
        {
            end = lines[i].Empty ? end : i;
        }
        return Add(new Preformatted(string.Join('\n', lines[at..(end + 1)].Select(l => l.Empty ? "" : l.Text[4..]))), end - at + 1);
    }

    [GeneratedRegex(@"^(#{2,4}) (.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Crosshead();

    [GeneratedRegex(@"^\{claims: (.+)\}$", RegexOptions.CultureInvariant)]
    private static partial Regex Claims();

    [GeneratedRegex("^- ", RegexOptions.CultureInvariant)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^\d{1,3}\. ", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"^unnamed ([0-9]{1,3})(?: \| (.+))?$", RegexOptions.CultureInvariant)]
    private static partial Regex UnnamedNumber();

    [GeneratedRegex(@"^\\+unnamed [0-9]{1,3}(?: \| .+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex NoNumber();
}
