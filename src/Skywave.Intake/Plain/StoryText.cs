using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Intake.Plain;

/// <summary>A story as plain text, as docs/030-story-text.md has it.</summary>
internal static class StoryText
{
    private const int HeadlineAtMost = 300;

    public static IReadOnlyList<ImportOutcome> Read(Source source)
    {
        if (source.Text.Length > IntakeLimits.ArticleCharacters * 2)
        {
            return [Items.Refuse(source.Name, $"it has {source.Text.Length} characters; an article has at most {IntakeLimits.ArticleCharacters}")];
        }
        var notes = new Notes();
        var lines = CleanText.Lines(source.Text.TrimStart('\ufeff'), notes).Split('\n').Select((text, i) => new StoryLine(i + 1, text.TrimEnd())).ToList();
        var mistakes = new Mistakes();
        var (front, rest) = FrontMatter.Read(lines, mistakes);
        var fields = StoryFields.Read(front, source.Options, mistakes);
        var at = rest.FindIndex(l => !l.Empty);
        if (at < 0)
        {
            mistakes.Add(lines.Count, "there is no headline: it stands on the first line, or after the front matter");
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
        return mistakes.Any ? [Items.Refuse(source.Name, mistakes.Sentence)] : LiveParts.Of(Outcome(source.Name, headline, body, fields, notes));
    }

    private static string Headline(StoryLine line, Mistakes mistakes)
    {
        var headline = CleanText.Line(line.Starts("# ") ? line.Text[2..] : line.Text);
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
            Uri = "text:" + id,
            Text = fields.Text with { Headline = headline, Body = body },
            Language = fields.Language,
            Desk = fields.Desk,
            Story = fields.Story ?? id,
            Standing = fields.Standing,
            FirstPublished = fields.Published,
            Correction = fields.Correction,
            Warnings = notes.ToWarnings(),
        })
        { Place = place };
    }
}
