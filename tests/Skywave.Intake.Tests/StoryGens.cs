using System.Collections.Immutable;
using CsCheck;
using Skywave.Words;

namespace Skywave.Intake.Tests;

/// <summary>Articles with every block and field, in text that looks like marks wherever it can.</summary>
internal static class StoryGens
{
    private static readonly string[] Hostile =
    [
        "## a", "# a", "- a", "> a", ">> a", ">", "-- who", "1. a", "12. a", "??? a", "[[ a", "]]", "[[", "| a | b |", "|---|---|", "---", ":---:", "@ 14:05 a", "@! 2026-11-24 14:05 a", "@ a", "![a](b.jpg)", "![", "!audio[a](b.mp3)",
        "!video[", "{claims: a}", "{embed: https://example.org/ | a}", "{timeline}", "{table: a}", "{preformatted}", "{end}", "\\{end}", "unnamed 1", "\\unnamed 1", "unnamed 1 | a", "credit: a", "focus: 40 30", "pseudonym: a", "\\pseudonym: a", "withheld: a",
        "**a**", "*a*", "`a`", "[a](https://example.org/)", "[a]{lang=ru}", "[a]{strong}", "[a]{plain}", "[a", "a](b", "a]{b", "a|b", "a\\|b", "a;b", "a {b}", "\\", "a\\", "\\\\", "2 * 3 * 4", "*", "**", "`", "(", ")", "\"", "a:b", "id: a",
        "كتاب", "می\u200cخواهم", "\u200fא\u200e", "မြန်မာ", "\u061cا", "a\u00a0b", "a\u3000b", "😀", "и\u0306", "x\u200d",
    ];

    private static readonly Gen<string> Word = Gen.Frequency((2, Gen.String[Gen.Char["abcдеґ0129.,:;*_`[](){}#->|!?\"\\&<@'ابپאბမ\u200c\u200f"], 1, 8]), (1, Gens.Any(Hostile)));

    /// <summary>As <c>CleanText.Line</c> leaves a line, and without other white space at its ends.</summary>
    public static readonly Gen<string> Line = Word.Array[1, 4].Select(words => string.Join(' ', words));

    private static readonly Gen<string?> MaybeLine = Gen.Null(Line);

    private static readonly Gen<Run> Run = Gen.Select(
        Gens.Any("", " ", "  ", "\u00a0"), Line, Gens.Any("", " ", "\u3000", "\u00a0\u00a0"), Gen.Enum<RunStyle>(), Gens.Any<string?>(null, null, "https://example.org/a_(b)?b=c*", "https://example.org/)(", "mailto:a@example.org"), Gens.Any<string?>(null, null, "ru", "fa-AF"))
        .Select((before, text, after, style, href, lang) => new Run(before + text + after, style, href, lang));

    public static readonly Gen<ImmutableArray<Run>> Runs = Run.Array[1, 5].Select(all =>
    {
        List<Run> merged = [];
        foreach (var run in all)
        {
            if (merged.Count > 0 && merged[^1] with { Text = "" } == run with { Text = "" })
            {
                merged[^1] = run with { Text = merged[^1].Text + run.Text };
            }
            else
            {
                merged.Add(run);
            }
        }
        return merged.ToImmutableArray();
    });

    private static readonly Gen<FocalPoint?> Focus = Gen.Select(Gen.Bool, Gen.Int[0, 100], Gen.Int[0, 100]).Select((is0, x, y) => is0 ? new FocalPoint(x, y) : (FocalPoint?)null);

    private static readonly Gen<string> Hash = Gen.Char["0123456789abcdef"].Array[64].Select(c => new string(c));

    public static readonly Gen<Picture> Picture = Gen.Select(Gen.Select(Line, MaybeLine, MaybeLine, MaybeLine), Focus, Hash, Gens.Any("pics/a-1.jpg", "https://example.org/a_(b).jpg", null)).Select((words, focus, hash, origin) => new Picture
    {
        Alt = words.Item1, Caption = words.Item2, Credit = words.Item3, Copyright = words.Item4, Focus = focus, Origin = origin ?? "old.jpg", OnTap = origin is null,
        Renditions = origin is null ? [new Rendition(new string('0', 64), "jpg", 320, 180, 1000), new Rendition(hash, "jpg", 640, 360, 2000)] : [],
    });

    private static readonly Gen<Media> Recording = Gen.Select(Gen.Enum<MediaKind>(), Line, MaybeLine, Line.Array[1, 3], Gen.Null(Picture), Hash, Gen.Bool).Select((kind, title, credit, said, poster, hash, entered) => new Media
    {
        Kind = kind, Title = title, Credit = credit, Transcript = [.. said], Poster = poster, Origin = "film (1).mp4".Replace(' ', '_'),
        File = entered ? new MediaFile(hash, "mp4", 1000, 10) : null,
        Captions = [new Captions("fa", entered ? hash : null, "a.fa.vtt"), new Captions("en", null, "https://example.org/a|b.vtt".Replace("|", "%7C", StringComparison.Ordinal))],
    });

    private static readonly Gen<string> Verbatim = Gen.Select(Gens.Any("", "  ", "\u00a0", "    "), Line, Gens.Any("", " ", "\u3000")).Select((a, b, c) => a + b + c).Array[1, 4]
        .SelectMany(lines => Gen.Int[0, lines.Length]).SelectMany(blank => Line.Array[1, 3].Select(lines => string.Join('\n', lines.Take(blank).Append(blank > 2 ? " " : "").Concat(lines.Skip(blank)))))
        .Where(text => !string.IsNullOrWhiteSpace(text));

    /// <summary>Every block but claims and entries, which belong to their article.</summary>
    public static readonly Gen<Block> Block = Gen.OneOf(
        Runs.Select(r => (Block)new Paragraph(r)),
        Gen.Select(Gen.Int[2, 4], Runs).Select((l, r) => (Block)new Subhead(l, r)),
        Gen.Select(Gen.Bool, Runs.Array[1, 4]).Select((o, i) => (Block)new BulletList(o, [.. i])),
        Gen.Select(Runs, MaybeLine).Select((r, a) => (Block)new Quote(r, a)),
        Gen.Select(Line, MaybeLine).Select((t, a) => (Block)new PullQuote(t, a)),
        Picture.Select(p => (Block)new PictureBlock(p)),
        Recording.Select(m => (Block)new MediaBlock(m)),
        Gen.Select(Line, Runs.Array[0, 3]).Select((q, a) => (Block)new QuestionAndAnswer(q, [.. a])),
        Gen.Select(Line, Runs.Array[0, 3]).Select((t, p) => (Block)new FactBox(t, [.. p])),
        Gen.Select(Gens.Any("", "1 May 2020"), MaybeLine, Runs).Select((w, l, r) => new TimelineEntry(l ?? w, r)).Array[1, 3].Select(e => (Block)new Timeline([.. e])),
        Line.Select(t => (Block)new Embed("https://example.org/a_(b)?x=%7D#y", t)),
        Verbatim.Select(t => (Block)new Preformatted(t)),
        Gen.Select(Gen.Bool, MaybeLine, Gen.Int[1, 4], Gen.Int[1, 4]).SelectMany((head, caption, width, rows) =>
            Gen.Null(Line).Select(c => c ?? "").Array[width].Array[rows].Select(t => (Block)new Table(caption, head, [.. t.Select(r => r.ToImmutableArray())]))));

    private static readonly Gen<Subject> Subject = Gen.Select(Line, Gens.Any<string?>(null, "medtop:20000344", "a; b")).Select((n, c) => new Subject(n, c));

    private static readonly Gen<ImmutableArray<Subject>> Subjects = Subject.Array[0, 3].Select(s => s.Distinct().ToImmutableArray());

    private static readonly Gen<DateTimeOffset> Time = Gen.Select(Gen.Int[0, 9000], Gens.Any(0, 3600, 3661)).Select((day, second) => new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day).AddSeconds(second));

    private static readonly Gen<Byline> Byline = Gen.Select(Line, Gen.Enum<BylineDisplay>(), MaybeLine, Line).Select((name, display, role, reason) =>
        new Byline(display == BylineDisplay.Withheld ? "" : name, display, role, display == BylineDisplay.Named ? null : reason));

    private static readonly Gen<Claim> Claim = Gen.Select(Gen.Select(Line, Line, Line, MaybeLine), Gen.Enum<ClaimSource>(), Gen.Select(Gen.Bool, Time), Gen.Enum<ClaimStatus>()).Select((words, source, time, status) => new Claim
    {
        About = words.Item1, Value = words.Item2, AttributedTo = words.Item3, Unit = words.Item4, SourceType = source, AsOf = time.Item1 ? time.Item2 : null, Status = status,
    });

    private static readonly Gen<ArticleText> Text =
        Gen.Select(
            Gen.Select(Line, MaybeLine, MaybeLine, MaybeLine, Gen.Null(Picture)),
            Gen.Select(Byline.Array[0, 3], Line.Array[0, 3], Subjects, Subjects, Subjects),
            Gen.Select(Claim.Array[0, 3], Gen.Select(Gen.Int[1, 3], Line, Line).Array[0, 3], Gen.Enum<Genre>(), Gen.Int[1, 9], Gen.Select(Gen.Bool, Gen.Bool)),
            Gen.Select(MaybeLine, MaybeLine, Gens.Any<string?>(null, "https://example.org/x"), Gens.Any<string?>(null, "a-slug-1")),
            Gen.Select(Block.Array[0, 6], MaybeLine, Runs)).Select((head, people, evidence, source, body) => new ArticleText
            {
                Language = "en", Headline = head.Item1, HeadlineShort = head.Item2 is { Length: <= 60 } brief ? brief : null, Deck = head.Item3, Located = head.Item4, LeadPicture = head.Item5,
                Bylines = [.. people.Item1], InfoSources = [.. people.Item2.Distinct()], Subjects = people.Item3, People = people.Item4, Places = people.Item5,
                Claims = [.. evidence.Item1], UnnamedSources = [.. evidence.Item2.Select((u, i) => new UnnamedSource((i * 3) + u.Item1, u.Item2, u.Item3))],
                Genre = evidence.Item3, Urgency = evidence.Item4, Breaking = evidence.Item5.Item1, NeedsNativeReview = evidence.Item5.Item2,
                Source = source.Item1, CopyrightNotice = source.Item2, SourceUrl = source.Item3, Slugline = source.Item4,
                Body =
                [
                    .. body.Item1,
                    .. evidence.Item1.Select(c => new ClaimsList(c.About)),
                    .. evidence.Item2.Select((u, i) => new Quote(body.Item3, i == 0 ? body.Item2 : null, (i * 3) + u.Item1)),
                ],
            });

    /// <summary>Articles as the parser gives them, and as the newsroom has them once their pictures have entered.</summary>
    public static readonly Gen<Imported> Item = Gen.Select(
        Text, Gen.Select(Line, Gens.Any<string?>("id", "a-1", "long", null)), MaybeLine, Gens.Any<string?>(null, "about", "verify"), Gen.Select(Gen.Bool, Time), Gen.Select(Gen.Bool, Gen.Enum<CorrectionKind>(), Line), Gen.Bool)
        .Select((text, id, story, standing, published, correction, hasDesk) =>
        {
            var uri = id.Item2 is null ? "urn:x:" + id.Item1 : "text:" + (id.Item2 == "id" ? id.Item1 : id.Item2 == "long" ? new string('x', 201) : id.Item2);
            return new Imported
            {
                Uri = uri, Text = text, Language = "en", Desk = hasDesk ? DeskTag.Parse("uz-Cyrl") : null, Standing = standing,
                Story = story ?? (hasDesk && uri.StartsWith("text:", StringComparison.Ordinal) && uri.Length <= 205 ? uri[5..] : null),
                FirstPublished = published.Item1 ? published.Item2 : null,
                Correction = correction.Item1 ? new ImportedCorrection(correction.Item2, correction.Item3, text.Body.OfType<Paragraph>().Select(p => p.Runs[0].Text.Trim().Split("  ")[0].Trim()).FirstOrDefault()) : null,
            };
        });

    /// <summary>A live story, not yet cut into parts.</summary>
    public static readonly Gen<Imported> Live = Gen.Select(Item, Gen.Select(Gen.Int[0, 900], MaybeLine, Gen.Bool, Block.Array[0, 2]).Array[0, 45], Gens.Any(LiveState.Open, LiveState.Ended), Gen.Int[0, 60]).Select((item, entries, state, pin) =>
    {
        var at = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
        var blocks = entries.SelectMany((e, i) => e.Item4.Prepend(new LiveEntry(i + 1, at = at.AddMinutes(e.Item1), e.Item2, e.Item3 && e.Item2 is not null)));
        return item with { Standing = null, Text = item.Text with { Live = new LivePart(item.Uri, 1, state, pin > 0 && pin <= entries.Length ? pin : null), Body = [.. item.Text.Body, .. blocks, .. item.Text.Claims.Take(1).Select(c => new ClaimsList(c.About))] } };
    });
}
