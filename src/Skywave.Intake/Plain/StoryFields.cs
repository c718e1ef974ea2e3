using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Skywave.Words;

namespace Skywave.Intake.Plain;

/// <summary>What the front matter says, value by value checked. Mistakes are gathered, each with its line.</summary>
internal sealed partial record StoryFields
{
    /// <summary>Characters of an id.</summary>
    public const int LongestId = 200;

    public string? Id { get; private init; }

    /// <summary>The whole id of an article that did not begin as a story text, in place of <see cref="Id"/>.</summary>
    public string? Uri { get; private init; }

    public DeskTag? Desk { get; private init; }
    public string? Language { get; private init; }
    public string? Story { get; private init; }
    public string? Standing { get; private init; }
    public DateTimeOffset? Published { get; private init; }
    public ImportedCorrection? Correction { get; private init; }

    /// <summary>The article but for headline and body.</summary>
    public required ArticleText Text { get; init; }

    public static StoryFields Read(List<FrontLine> front, IntakeOptions options, Mistakes mistakes)
    {
        var lines = new Lines(front, mistakes);
        var language = lines.Checked("language", CleanText.Language, "a language tag (BCP 47)");
        DeskTag? desk = lines.Text("desk") is { } tag ? DeskTag.TryParse(tag, out var known) ? known : lines.Wrong<DeskTag?>("desk", "a desk's language tag") : null;
        return new StoryFields
        {
            Id = lines.Text("id", LongestId),
            Uri = lines.Text("id") is not null && lines.Text("uri") is not null ? lines.Wrong<string>("uri", "needed beside id: an article has one of the two") : lines.Text("uri", 2000),
            Desk = desk,
            Language = language,
            Story = lines.Text("story", 200),
            Standing = lines.Checked("standing", s => s is "about" or "verify" or "contact" or "privacy" ? s : null, "about, verify, contact or privacy"),
            Published = lines.Published(options.Now),
            Correction = lines.Correction(),
            Text = new ArticleText
            {
                Language = language ?? "und",
                Headline = "",
                HeadlineShort = lines.Text("short", 60),
                Slugline = lines.Checked("slugline", s => Slug().IsMatch(s) ? s : null, "ASCII words (letters, digits, hyphens)"),
                Deck = lines.Text("deck", 1000),
                Bylines = [.. lines.Each("byline").Select(b => StoryPeople.Byline(b, mistakes)).OfType<Byline>()],
                UnnamedSources = [.. lines.Each("unnamed").Select((u, i) => StoryPeople.Unnamed(u, i + 1, mistakes)).OfType<UnnamedSource>()],
                Claims = [.. lines.Each("claim").Select(c => StoryClaims.Read(c, mistakes)).OfType<Claim>()],
                InfoSources = lines.Many("agencies"),
                Subjects = [.. lines.Many("topics").Select(StorySubject.Read)],
                People = [.. lines.Many("people").Select(StorySubject.Read)],
                Places = [.. lines.Many("places").Select(StorySubject.Read)],
                Located = lines.Text("located", 200),
                Genre = lines.Genre(),
                Urgency = lines.Text("urgency") is { } u ? u is [>= '1' and <= '9'] ? u[0] - '0' : lines.Wrong<int>("urgency", "a digit from 1 to 9") : 5,
                Breaking = lines.Text("breaking") is { } b && (b is "yes" || (b is not "no" && lines.Wrong<bool>("breaking", "yes or no"))),
                LeadPicture = lines.Picture(),
                Source = lines.Text("source", 200),
                SourceUrl = lines.Checked("source-url", s => CleanText.Link(s, null), "an http(s) address"),
                CopyrightNotice = lines.Text("copyright", 500),
                NeedsNativeReview = lines.Text("review") is { } r && (r is "needs native review" || lines.Wrong<bool>("review", "\"needs native review\"")),
                Live = lines.Live(),
            },
        };
    }

    /// <summary>The front matter by name.</summary>
    private sealed class Lines(List<FrontLine> front, Mistakes mistakes)
    {
        public IEnumerable<FrontLine> Each(string name) => front.Where(f => f.Name == name);

        public string? Text(string name, int most = int.MaxValue)
        {
            var line = Each(name).FirstOrDefault();
            if (line?.Value.Length > most)
            {
                mistakes.Add(line.Line, $"{name} has {line.Value.Length} characters, at most {most} fit");
            }
            return line?.Value;
        }

        public T? Wrong<T>(string name, string expected)
        {
            mistakes.Add(Each(name).First().Line, $"{name} is not {expected}");
            return default;
        }

        public string? Checked(string name, Func<string, string?> check, string expected) =>
            Text(name) is { } text ? check(text) ?? Wrong<string>(name, expected) : null;

        public ImmutableArray<string> Many(string name) =>
            [.. FrontMatter.Each(Text(name) ?? "").Distinct()];

        public Genre Genre() => Text("genre") switch
        {
            null or "news" => Words.Genre.News,
            "analysis" => Words.Genre.Analysis,
            "opinion" => Words.Genre.Opinion,
            "explainer" => Words.Genre.Explainer,
            "interview" => Words.Genre.Interview,
            "factcheck" => Words.Genre.FactCheck,
            _ => Wrong<Genre>("genre", "news, analysis, opinion, explainer, interview or factcheck"),
        };

        public DateTimeOffset? Published(DateTimeOffset? now)
        {
            if (Text("published") is not { } text)
            {
                return null;
            }
            var time = Time(text);
            return time is null ? Wrong<DateTimeOffset?>("published", "a time such as 2026-11-24T10:00:00Z")
                : time > now ? Wrong<DateTimeOffset?>("published", "a time that has passed: nothing is first published later than now") : time;
        }

        public ImportedCorrection? Correction()
        {
            if (Text("correction") is not { } text)
            {
                return null;
            }
            return FrontMatter.Parts(text) is [{ } kind, { } said, ..] and { Count: 2 or 3 } parts && Enum.TryParse<CorrectionKind>(kind, ignoreCase: true, out var known) && char.IsLetter(kind[0])
                ? new ImportedCorrection(known, said, parts.ElementAtOrDefault(2))
                : Wrong<ImportedCorrection>("correction", "\"kind | text\" or \"kind | text | words\" with correction, clarification, update or retraction as kind");
        }

        // Which part it is, and of what, is known when all of it has been read (LiveParts).
        public LivePart? Live() => Text("live") switch
        {
            null => null,
            _ when Text("standing") is not null => Wrong<LivePart>("live", "for a page that is always there"),
            "yes" => new LivePart("", 1, LiveState.Open, Pinned()),
            "ended" => new LivePart("", 1, LiveState.Ended, Pinned()),
            _ => Wrong<LivePart>("live", "yes or ended"),
        };

        private int? Pinned() => Text("pin") is not { } text ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : Wrong<int?>("pin", "the number of an entry, counted from the oldest");

        public Picture? Picture()
        {
            var origin = Text("picture");
            foreach (var name in (string[])["alt", "caption", "credit", "picture-copyright", "focus"])
            {
                if (origin is null && Each(name).FirstOrDefault() is { } alone)
                {
                    mistakes.Add(alone.Line, $"{name} stands here, but no picture");
                }
            }
            if (origin is null)
            {
                return null;
            }
            if (StoryPicture.Origin(origin) is not { } place)
            {
                return Wrong<Picture>("picture", StoryPicture.Expected);
            }
            return Text("alt", 1000) is { } alt
                ? new Picture { Alt = alt, Caption = Text("caption", 1000), Credit = Text("credit", 200), Copyright = Text("picture-copyright", 200), Focus = StoryPicture.Focus(Text("focus")) ?? NoFocus(), Origin = place }
                : Wrong<Picture>("picture", "complete: alt must say what it shows");
        }

        private FocalPoint? NoFocus() => Text("focus") is null ? null : Wrong<FocalPoint?>("focus", "two numbers from 0 to 100: how far from the left and from the top, in percent");
    }

    internal static DateTimeOffset? Time(string text) => Iso().IsMatch(text) ? When.Parse(text) : null;

    [GeneratedRegex(@"^\d{4}-\d\d(?:-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?)?$|^\d{4}$", RegexOptions.CultureInvariant)]
    private static partial Regex Iso();

    [GeneratedRegex("^[A-Za-z0-9]+(?:[ _-]+[A-Za-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Slug();
}
