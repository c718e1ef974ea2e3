using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using Skywave.Tests;
using Skywave.Words;
using Xunit;

namespace Skywave.Intake.Tests;

public sealed class StoryRoundTripTests
{
    private static readonly Gen<string> Word = Gen.String[Gen.Char["abcдеґ0129.,:;*_`[](){}#->|!?\"\\&<'ابپאბ"], 1, 8];

    private static readonly Gen<string> Line = Word.Array[1, 5].Select(w => string.Join(' ', w));

    private static readonly Gen<Run> Run = Gen.Select(Line, Gen.Enum<RunStyle>(), Gens.Any<string?>(null, "https://example.org/a?b=c", "mailto:a@example.org"), Gens.Any<string?>(null, "ru", "fa-AF"))
        .Select((t, s, h, l) => new Run(t, s, h, l));

    /// <summary>Runs as a writer sets them: a plain space between any two that are set.</summary>
    private static readonly Gen<ImmutableArray<Run>> Runs = Run.Array[1, 4].Select(all =>
    {
        var runs = ImmutableArray.CreateBuilder<Run>();
        foreach (var run in all)
        {
            if (runs.Count > 0)
            {
                runs.Add(new Run(" "));
            }
            runs.Add(run);
        }
        return Merged(runs);
    });

    private static readonly Gen<Block> Block = Gen.OneOf(
        Runs.Select(r => (Block)new Paragraph(r)),
        Gen.Select(Gen.Int[2, 4], Runs).Select((l, r) => (Block)new Subhead(l, r)),
        Gen.Select(Gen.Bool, Runs.Array[1, 4]).Select((o, i) => (Block)new BulletList(o, [.. i])),
        Gen.Select(Runs, Gen.Null(Line)).Select((r, a) => (Block)new Quote(r, a)),
        Gen.Select(Line, Gen.Null(Line)).Select((t, a) => (Block)new PullQuote(t, a)),
        Gen.Select(Line, Gen.Null(Line)).Select((a, c) => (Block)new PictureBlock(new Picture { Alt = a, Caption = c, Origin = "pics/a-1.jpg" })),
        Gen.Select(Line, Gen.Null(Line), Line.Array[1, 3], Gen.Bool).Select((t, c, said, film) => (Block)new MediaBlock(new Media
        {
            Kind = film ? MediaKind.Video : MediaKind.Audio, Title = t, Credit = c, Transcript = [.. said], Captions = film ? [new("fa", null, "a.fa.vtt")] : [], Origin = "sound/a-1.mp3",
        })),
        Gen.Select(Line, Runs.Array[0, 3]).Select((q, a) => (Block)new QuestionAndAnswer(q, [.. a])),
        Gen.Select(Line, Runs.Array[1, 3]).Select((t, p) => (Block)new FactBox(t, [.. p])),
        Line.Array[1, 3].Select(l => (Block)new Preformatted(string.Join("\n", l))),
        Gen.Select(Gen.Bool, Gen.Int[1, 4], Gen.Int[2, 4]).SelectMany((head, width, rows) => Line.Array[width].Array[rows].Select(t => (Block)new Table(null, head, [.. t.Select(r => r.ToImmutableArray())]))));

    [Fact]
    public void What_is_written_is_read_again() => Block.Array[1, 5].Sample(blocks =>
    {
        var text = StoryWriter.Text("Head", blocks);
        var read = Read.One(text, "s.txt");
        // Two preformatted blocks one after the other are one with an empty line in it.
        Assert.Equal(Json(Joined(blocks)), Json(read.Text.Body));
    }, iter: 400);

    [Fact]
    public void Every_text_of_the_demo_is_read_without_a_warning()
    {
        var demo = Path.Combine(TestData.RepositoryRoot(), "demo");
        var files = new[] { "stories", "corrections" }.SelectMany(f => Directory.EnumerateFiles(Path.Combine(demo, f), "*.txt", SearchOption.AllDirectories)).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var outcome = Assert.Single(Items.Read(File.ReadAllBytes(file), Path.GetRelativePath(demo, file)));
            var item = outcome is ImportOutcome.Draft draft ? draft.Item : throw new InvalidOperationException(((ImportOutcome.Rejected)outcome).Line);
            Assert.Empty(item.Warnings);
            Assert.Equal(new DirectoryInfo(Path.GetDirectoryName(file)!).Name, item.Desk!.Value.Value);
            Assert.NotEmpty(item.Text.Body);
        }
    }

    private static string Json(IEnumerable<Block> blocks) => JsonSerializer.Serialize(new ArticleText { Language = "en", Headline = "", Body = [.. blocks] }, WordsJson.Default.ArticleText);

    private static List<Block> Joined(IEnumerable<Block> blocks)
    {
        List<Block> joined = [];
        foreach (var block in blocks)
        {
            if (block is Preformatted next && joined.Count > 0 && joined[^1] is Preformatted last)
            {
                joined[^1] = new Preformatted(last.Text + "\n\n" + next.Text);
            }
            else
            {
                joined.Add(block);
            }
        }
        return joined;
    }

    private static ImmutableArray<Run> Merged(IEnumerable<Run> runs)
    {
        List<Run> merged = [];
        foreach (var run in runs)
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
        return [.. merged];
    }
}
