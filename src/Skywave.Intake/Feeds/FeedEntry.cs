using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Skywave.Words;

namespace Skywave.Intake.Feeds;

/// <summary>What RSS, Atom and JSON Feed items have in common on the way to a draft.</summary>
internal sealed partial record FeedEntry
{
    private const int DeckAtMost = 600;

    public required string Place { get; init; }
    public string? Id { get; init; }
    public string? Link { get; init; }
    public string? Headline { get; init; }
    public FeedText? Summary { get; init; }
    public FeedText? Content { get; init; }
    public string? Language { get; init; }
    public Uri? Address { get; init; }
    public ImmutableArray<string> Authors { get; init; } = [];
    public IEnumerable<string> Topics { get; init; } = [];
    public FeedMedia Media { get; init; } = FeedMedia.None;
    public string? Source { get; init; }
    public string? Rights { get; init; }
    public DateTimeOffset? Published { get; init; }
    public DateTimeOffset? Updated { get; init; }

    public ImportOutcome ToOutcome(Notes notes)
    {
        var language = CleanText.Language(Language);
        var main = Content is { Text: var t } && !string.IsNullOrWhiteSpace(t) ? Content : null;
        var (body, reason) = (main ?? Summary)?.Blocks(Address, language, notes) ?? ([], null);
        if (reason is not null)
        {
            return Items.Refuse(Place, reason);
        }
        var id = CleanText.LineOrNull(Id) ?? Link;
        if (id is null)
        {
            var words = Headline ?? body.SelectMany(BlockText.Pieces).FirstOrDefault(p => p.Length > 0);
            id = words is null ? null : "text:" + CleanText.Shorten(CleanText.Words(CleanText.Shorten(words, 200)), 120);
            notes.Say("it has neither id nor link; it is known by its headline");
        }
        return new Draft
        {
            Place = Place,
            Uri = id ?? "",
            Headline = Headline,
            Deck = main is null ? null : Deck(body, notes),
            Language = language,
            Body = [.. body, .. Media.Blocks.Where(b => !body.Contains(b))],
            Lead = Media.Lead,
            Bylines = [.. Authors.Select(a => CleanText.LineOrNull(a)).OfType<string>().Distinct().Take(20).Select(a => new Byline(a))],
            Subjects = [.. Topics.Select(s => CleanText.LineOrNull(s)).OfType<string>().Where(s => s.Length <= 200).Distinct().Select(s => new Subject(s))],
            Source = Source,
            SourceUrl = Link,
            Rights = Rights,
            FirstPublished = Published ?? Updated,
            VersionCreated = Updated ?? Published,
        }.ToOutcome(notes);
    }

    /// <summary>The summary, unless it only repeats how the text begins.</summary>
    private string? Deck(ImmutableArray<Block> body, Notes notes)
    {
        if (Summary?.Line(notes) is not { } line)
        {
            return null;
        }
        var teaser = Ellipsis().Replace(line, "");
        var text = string.Join(' ', body.SelectMany(BlockText.Pieces).Take(20).Select(p => CleanText.Line(p)));
        if (text.StartsWith(teaser, StringComparison.Ordinal))
        {
            return null;
        }
        if (line.Length > DeckAtMost)
        {
            notes.Drop("summary too long for a standfirst");
            return null;
        }
        return line;
    }

    [GeneratedRegex(@"\s*(?:\[?(?:…|\.\.\.)\]?|\[&hellip;\])\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Ellipsis();
}
