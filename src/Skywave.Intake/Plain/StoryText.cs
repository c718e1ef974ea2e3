using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Intake.Plain;

/// <summary>Something wrong in a story text.</summary>
/// <param name="Line">The line it stands on, from 1.</param>
/// <param name="Reason">What it is and what to do, as a person reads it.</param>
public sealed record StoryMistake(int Line, string Reason);

/// <summary>A story text as it was read.</summary>
/// <param name="Items">The article, or a live story's parts, the oldest first; empty when there are mistakes.</param>
/// <param name="Mistakes">All mistakes in the order of their lines.</param>
public sealed record StoryReading(ImmutableArray<Imported> Items, ImmutableArray<StoryMistake> Mistakes);

/// <summary>A story as plain text, as docs/030-story-text.md has it.</summary>
public static class StoryText
{
    /// <summary>What an article's own <c>id</c> begins with where it stands beside ids from elsewhere.</summary>
    internal const string IdMark = "text:";

    private const string NoHeadline = "there is no headline: it stands on the first line, or after the front matter";
    private const int HeadlineAtMost = 300;
    private const int LongestText = IntakeLimits.ArticleCharacters * 2;

    /// <summary>Reads a text that somebody is writing. Touches neither files nor network; never throws for what a text says.</summary>
    /// <param name="text">The text.</param>
    /// <param name="now">The time: nothing is of later. Null: not asked.</param>
    public static StoryReading Read(string text, DateTimeOffset? now = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var mistakes = new Mistakes();
        var outcomes = Read(new Source(text, "", new IntakeOptions { Now = now }), mistakes);
        return new([.. outcomes.OfType<ImportOutcome.Draft>().Select(d => d.Item)], [.. mistakes.All]);
    }

    internal static IReadOnlyList<ImportOutcome> Read(Source source) =>
        source.Text.Length > LongestText ? [Items.Refuse(source.Name, TooLong(source.Text))] : Read(source, new Mistakes());

    private static IReadOnlyList<ImportOutcome> Read(Source source, Mistakes mistakes)
    {
        if (source.Text.Length > LongestText)
        {
            mistakes.Add(1, TooLong(source.Text));
            return [];
        }
        var notes = new Notes();
        var lines = Lines(source.Text, notes);
        var (front, rest) = FrontMatter.Read(lines, mistakes);
        var fields = StoryFields.Read(front, source.Options, mistakes);
        var at = rest.FindIndex(l => !l.Empty);
        if (at < 0)
        {
            mistakes.Add(lines.Count, NoHeadline);
            return [Items.Refuse(source.Name, mistakes.Sentence)];
        }
        var headline = Headline(rest[at], mistakes);
        if (at + 1 < rest.Count && !rest[at + 1].Empty)
        {
            notes.Say($"line {rest[at + 1].Number}: no empty line follows the headline; the text begins here all the same");
        }
        var entries = new StoryEntries(front.Exists(f => f.Name == "live"), source.Options.Now, mistakes);
        var body = new StoryBlocks(fields, entries, mistakes).Read(rest[(at + 1)..]);
        Limits(body, mistakes, rest[at].Number);
        if (fields.Correction?.Words is { } words && !body.Any(block => BlockText.Of(block).Contains(words, StringComparison.Ordinal)))
        {
            mistakes.Add(rest[at].Number, $"the text does not have the words \"{words}\" at which the correction is to be shown; they must stand in one paragraph exactly so");
        }
        if (front.Find(f => f.Name == "pin") is { } pin && (fields.Text.Live is not { } live || live.Pinned > entries.Count))
        {
            mistakes.Add(pin.Line, fields.Text.Live is null ? "pin is for a live story: write live: yes too, or take it out" : $"there is no entry {pin.Value} to be pinned: the text has {entries.Count}");
        }
        return mistakes.Any ? [Items.Refuse(source.Name, mistakes.Sentence)] : LiveParts.Of(Outcome(source.Name, headline, body, fields, notes));
    }

    /// <summary>What the text is made of, for whoever shows its blocks: also of a text with mistakes. Null: there is nothing that could be its headline, no second line of <c>---</c>, or too much of it.</summary>
    /// <param name="text">The text.</param>
    public static StoryOutline? Outline(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LongestText)
        {
            return null;
        }
        var (lines, mistakes) = (Lines(text, new Notes()), new Mistakes());
        var (front, rest) = FrontMatter.Read(lines, mistakes);
        var at = rest.FindIndex(l => !l.Empty);
        var start = rest.Count < lines.Count ? lines.FindIndex(l => !l.Empty) : -1;
        // Without a second line of --- the text would begin right below the first.
        if (at < 0 || (start >= 0 && rest[0].Number == start + 2))
        {
            return null;
        }
        var fields = StoryFields.Read(front, new IntakeOptions(), mistakes);
        var blocks = new StoryBlocks(fields, new StoryEntries(front.Exists(f => f.Name == "live"), null, mistakes), mistakes);
        blocks.Read(rest[(at + 1)..]);
        return new StoryOutline(start < 0 ? "" : string.Join('\n', lines[(start + 1)..(rest[0].Number - 2)].Select(l => l.AsTyped)), rest[at].Number, Headline(rest[at], mistakes), fields.Text, blocks.Placed);
    }

    internal static List<StoryLine> Lines(string text, Notes notes) =>
        CleanText.Lines(text.TrimStart('\ufeff'), notes).Split('\n').Select((line, i) => new StoryLine(i + 1, line.TrimEnd(), line)).ToList();

    private static string TooLong(string text) => $"it has {text.Length} characters; an article has at most {IntakeLimits.ArticleCharacters}";

    private static string Headline(StoryLine line, Mistakes mistakes)
    {
        // A line of # alone is a headline without words: an editor writes it where there is none yet.
        var headline = line.Text == "#" ? "" : CleanText.Line(line.Starts("# ") ? line.Text[2..] : line.Text);
        if (line.Text == "#")
        {
            mistakes.Add(line.Number, NoHeadline);
        }
        if (headline.Length > HeadlineAtMost)
        {
            mistakes.Add(line.Number, $"the headline has {headline.Length} characters, at most {HeadlineAtMost} fit; an empty line ends it");
        }
        return headline;
    }

    private static void Limits(ImmutableArray<Block> body, Mistakes mistakes, int line)
    {
        var size = body.Sum(BlockText.Length);
        if (body.Length > IntakeLimits.ArticleBlocks || size > IntakeLimits.ArticleCharacters)
        {
            mistakes.Add(line, $"the text has {body.Length} blocks and {size} characters; an article has at most {IntakeLimits.ArticleBlocks} and {IntakeLimits.ArticleCharacters}");
        }
    }

    private static ImportOutcome.Draft Outcome(string place, string headline, ImmutableArray<Block> body, StoryFields fields, Notes notes)
    {
        var id = fields.Id ?? CleanText.Words(headline);
        id = id.Length > 0 ? id : headline;
        return new ImportOutcome.Draft(new Imported
        {
            Uri = fields.Uri ?? IdMark + id,
            Text = fields.Text with { Headline = headline, Body = body },
            Language = fields.Language,
            Desk = fields.Desk,
            Story = fields.Story ?? (fields.Uri is null ? id : null),
            Standing = fields.Standing,
            FirstPublished = fields.Published,
            Correction = fields.Correction,
            Warnings = notes.ToWarnings(),
        })
        { Place = place };
    }
}
