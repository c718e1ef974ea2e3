using System.Collections.Immutable;
using Skywave.Intake.Html;
using Skywave.Words;

namespace Skywave.Intake;

/// <summary>
/// What every format's item comes down to before it is a draft, and the rules all of them share: a headline is needed or
/// borrowed from the text, the headline is not said twice, a text has a language or none.
/// </summary>
internal sealed record Draft
{
    public required string Place { get; init; }
    public required string Uri { get; init; }
    public string? Story { get; init; }
    public string? Headline { get; init; }
    public string? HeadlineShort { get; init; }
    public string? Slugline { get; init; }
    public string? Deck { get; init; }
    public string? Language { get; init; }
    public ImmutableArray<Block> Body { get; init; } = [];
    public Picture? Lead { get; init; }
    public ImmutableArray<Byline> Bylines { get; init; } = [];
    public ImmutableArray<string> InfoSources { get; init; } = [];
    public ImmutableArray<Subject> Subjects { get; init; } = [];
    public ImmutableArray<Subject> People { get; init; } = [];
    public ImmutableArray<Subject> Places { get; init; } = [];
    public string? Located { get; init; }
    public Genre Genre { get; init; }
    public int Urgency { get; init; } = 5;
    public string? Source { get; init; }
    public string? SourceUrl { get; init; }
    public string? Rights { get; init; }
    public DateTimeOffset? FirstPublished { get; init; }
    public DateTimeOffset? VersionCreated { get; init; }
    public DateTimeOffset? EmbargoedUntil { get; init; }
    public bool Canceled { get; init; }
    public bool Withheld { get; init; }

    public ImportOutcome ToOutcome(Notes notes)
    {
        if (Uri.Length > 2048)
        {
            return Items.Refuse(Place, $"its id has {Uri.Length} characters; at most 2048 are read");
        }
        var headline = CleanText.LineOrNull(Headline, notes);
        if (headline is null)
        {
            var first = Body.SelectMany(BlockText.Pieces).Select(p => CleanText.Line(p)).FirstOrDefault(p => p.Length > 0) ?? CleanText.LineOrNull(Deck);
            headline = Canceled ? Uri : first is null ? null : CleanText.Shorten(first, 100);
            if (headline is null)
            {
                return Items.Refuse(Place, "it has neither a headline nor a text");
            }
            notes.Say(Canceled ? "it has no headline; its id stands in" : "it has no headline; the first words of the text stand in");
        }
        if (headline.Length > 300)
        {
            headline = CleanText.Shorten(headline, 300);
            notes.Say("the headline was cut to 300 characters");
        }
        var body = WithoutRepeats(headline, notes);
        var deck = CleanText.LineOrNull(Deck, notes);
        if (deck?.Length > 1000)
        {
            deck = CleanText.Shorten(deck, 1000);
            notes.Say("the standfirst was cut to 1000 characters");
        }
        return new ImportOutcome.Draft(new Imported
        {
            Uri = Uri,
            Story = Story,
            Language = Language,
            FirstPublished = FirstPublished,
            VersionCreated = VersionCreated,
            EmbargoedUntil = EmbargoedUntil,
            Canceled = Canceled,
            Withheld = Withheld,
            Text = new ArticleText
            {
                Language = Language ?? "und",
                Headline = headline,
                HeadlineShort = CleanText.LineOrNull(HeadlineShort) is { Length: <= 60 } brief && brief != headline ? brief : null,
                // Wires write "US Pelosi (CR)"; ours is ASCII words joined by hyphens, or none.
                Slugline = CleanText.Words(Slugline ?? "") is { Length: > 0 and <= 80 } slug && slug.All(char.IsAscii) ? slug : null,
                Deck = deck == headline ? null : deck,
                Body = body,
                LeadPicture = Lead,
                Bylines = Bylines,
                InfoSources = InfoSources,
                Subjects = [.. Subjects.Distinct().Take(50)],
                People = [.. People.Distinct().Take(50)],
                Places = [.. Places.Distinct().Take(50)],
                Located = CleanText.LineOrNull(Located),
                Genre = Genre,
                Urgency = Urgency,
                Source = CleanText.LineOrNull(Source),
                SourceUrl = SourceUrl,
                CopyrightNotice = CleanText.LineOrNull(Rights, notes),
            },
            Warnings = notes.ToWarnings(),
        })
        { Place = Place };
    }

    private ImmutableArray<Block> WithoutRepeats(string headline, Notes notes)
    {
        var body = Body;
        if (body is [Subhead or Paragraph, _, ..] && CleanText.Line(BlockText.Of(body[0])) == headline)
        {
            body = body.RemoveAt(0);
            notes.Say("the body began with the headline; it is not said twice");
        }
        if (Lead?.Origin is { } origin && body.RemoveAll(b => b is PictureBlock p && p.Picture.Origin == origin) is var rest && rest.Length < body.Length)
        {
            body = rest;
        }
        return body;
    }

    /// <summary>Text without markup as paragraphs: at empty lines, or at every line when there is no empty one.</summary>
    public static ImmutableArray<Block> Paragraphs(string text, Notes notes)
    {
        var lines = CleanText.Lines(text, notes).Trim();
        var parts = lines.Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        parts = parts.Length > 1 ? parts : lines.Split('\n');
        return [.. parts.Select(p => CleanText.Line(p)).Where(p => p.Length > 0).Select(p => new Paragraph([new Run(p)]))];
    }

    /// <summary>A body that is HTML or plain text, or a reason.</summary>
    public static (ImmutableArray<Block> Blocks, string? Reason) Blocks(string text, bool html, Uri? address, string? language, Notes notes)
    {
        if (html)
        {
            return HtmlBlocks.Read(text, address, language, notes);
        }
        if (text.Length > IntakeLimits.ArticleCharacters)
        {
            return ([], $"it has {text.Length} characters; an article has at most {IntakeLimits.ArticleCharacters}");
        }
        var blocks = Paragraphs(text, notes);
        return blocks.Length > IntakeLimits.ArticleBlocks ? ([], $"it has {blocks.Length} blocks; an article has at most {IntakeLimits.ArticleBlocks}") : (blocks, null);
    }
}
