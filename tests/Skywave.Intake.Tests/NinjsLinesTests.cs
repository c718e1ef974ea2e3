using System.Text;
using CsCheck;
using Skywave.Intake.Folders;
using Skywave.Intake.Ninjs;
using Xunit;

namespace Skywave.Intake.Tests;

public sealed class NinjsLinesTests
{
    private const string Good = """{"uri":"tag:a","headline":"A headline","body_text":"Text.","storyId":"the same story"}""";

    [Fact]
    public void A_bad_line_is_refused_by_its_number_and_the_others_are_read()
    {
        Assert.Collection(Read($"{Good}\r\n\n[1]\n{{\"uri\":\n  \n{{\"headline\":\"no uri\"}}\n{Good}"),
            o => Assert.Equal("the same story", Assert.IsType<ImportOutcome.Draft>(o).Item.Story),
            o => Assert.Equal("a.jsonl, line 3: it is not an object", Assert.IsType<ImportOutcome.Rejected>(o).Line),
            o => Assert.Equal("a.jsonl, line 4: byte 8: this is not well-formed JSON", Assert.IsType<ImportOutcome.Rejected>(o).Line),
            o => Assert.Equal("a.jsonl, line 6: it has no uri, which every ninjs item must have", Assert.IsType<ImportOutcome.Rejected>(o).Line),
            o => Assert.Equal("a.jsonl, line 7", Assert.IsType<ImportOutcome.Draft>(o).Place));
    }

    [Theory]
    [InlineData("\ufeff" + Good)]
    [InlineData("""{"uri":"tag:a","headline":"A \ud800 headline"}""")]
    [InlineData("""{"uri":"tag:a","headline":"A \uD83D\uDE00 headline"}""")]
    public void Marks_and_half_characters_do_no_harm(string line) => Assert.IsType<ImportOutcome.Draft>(Assert.Single(Read(line)));

    [Fact]
    public void What_is_not_utf8_is_mended()
    {
        var lines = NinjsLines.Cut(new MemoryStream([.. """{"uri":"tag:a","headline":"A """u8, 0xe9, 0xff, .. " headline\"}"u8])).Single();
        Assert.Equal("A \ufffd\ufffd headline", Assert.IsType<ImportOutcome.Draft>(Assert.Single(NinjsLines.Read(lines, "a", new IntakeOptions()))).Item.Text.Headline);
    }

    [Fact]
    public void A_line_longer_than_the_limit_is_refused_and_the_next_one_read()
    {
        var outcomes = Read(new string('x', IntakeLimits.LineBytes + 1) + "\n" + Good);
        Assert.Contains("longer than", Assert.IsType<ImportOutcome.Rejected>(outcomes[0]).Reason, StringComparison.Ordinal);
        Assert.Equal("a.jsonl, line 2", Assert.IsType<ImportOutcome.Draft>(outcomes[1]).Place);
    }

    [Fact]
    public void However_a_stream_comes_the_lines_are_the_same() =>
        Gen.OneOf(Gen.Const("\n"), Gen.Const("x"), Gen.Const("\r\n"), Gen.Const(" "), Gen.String[Gen.Char['a', 'z'], 0, 90_000]).Array[0, 40].Sample(parts =>
        {
            var text = string.Concat(parts);
            var expected = text.Split('\n').Select((line, i) => (i + 1, line)).Where(l => l.line.Trim(' ', '\r', '\t').Length > 0);
            var cut = NinjsLines.Cut(new MemoryStream(Encoding.UTF8.GetBytes(text))).SelectMany(l => l.All()).Select(l => (l.Number, Encoding.UTF8.GetString(l.Utf8!.Value.Span)));
            Assert.Equal(expected, cut);
        }, iter: 200);

    [Fact]
    public void An_archive_of_lines_is_cut_into_pieces_of_bounded_size()
    {
        var pieces = NinjsLines.Cut(new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Good + "\n", 1_000))))).ToList();
        Assert.Equal(1_000, pieces.Sum(p => p.Count));
        Assert.All(pieces, p => Assert.InRange(p.Count, 1, 64));
    }

    [Fact]
    public void Lines_are_told_by_content_and_a_file_of_them_by_its_name()
    {
        Assert.Equal(2, Items.Read(Encoding.UTF8.GetBytes($"{Good}\n{Good}\n"), "https://news.example/archive").OfType<ImportOutcome.Draft>().Count());
        Assert.IsType<ImportOutcome.Rejected>(Assert.Single(Items.Read(Encoding.UTF8.GetBytes($"{Good}\n,,\n"), "x")));

        using var folder = new Folder();
        File.WriteAllText(Path.Combine(folder.Path, "a.jsonl"), Good);
        Assert.IsType<FolderDocument.OfLines>(Assert.Single(Documents.Read(folder.Path)));
        Assert.IsType<FolderDocument.OfLines>(Assert.Single(Documents.Read(Path.Combine(folder.Path, "a.jsonl"), IntakeFormat.Ninjs)));
        Assert.IsType<FolderDocument.Found>(Assert.Single(Documents.Read(folder.Path, IntakeFormat.Text)));
    }

    private static List<ImportOutcome> Read(string text) =>
        [.. NinjsLines.Cut(new MemoryStream(Encoding.UTF8.GetBytes(text))).SelectMany(lines => NinjsLines.Read(lines, "a.jsonl", new IntakeOptions()))];

    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("skywave-lines-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
