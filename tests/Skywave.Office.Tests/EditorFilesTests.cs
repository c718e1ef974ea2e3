using System.Text.RegularExpressions;
using Skywave.Tests;

namespace Skywave.Office.Tests;

/// <summary>What the block editor is made of, and what it asks the server.</summary>
public sealed partial class EditorFilesTests(Staff staff) : IClassFixture<Staff>
{
    [Fact]
    public void ProseMirror_is_what_its_maker_makes_of_the_pinned_packages()
    {
        var (exit, output) = Node.Run("../../src/Skywave.Office/vendor/make-vendor.mjs", "--check");
        Assert.True(exit == 0, output);
    }

    [Theory]
    [InlineData("ru")]
    [InlineData("fa")]
    public void Every_sentence_and_example_of_the_editor_is_translated(string language)
    {
        var pages = Path.Combine(TestData.RepositoryRoot(), "src", "Skywave.Office", "Pages");
        var page = string.Concat(new[] { "BlocksSlice", "BlockViewsSlice", "BlockTitleSlice", "RowToolsSlice" }.Select(name => File.ReadAllText(Path.Combine(pages, name + ".cshtml"))));
        var asked = Sentence().Matches(page).Select(m => m.Groups[1].Value.Replace("\\n", "\n", StringComparison.Ordinal)).ToHashSet();
        Assert.InRange(asked.Count, 50, 200);
        Assert.DoesNotContain(asked, sentence => OfficeWords.For(language).Say(sentence) == sentence);
    }

    [Fact]
    public async Task Its_files_are_asked_for_by_the_hash_of_their_bytes_also_by_one_another()
    {
        foreach (var file in WebFile.All)
        {
            var seen = await staff.First.GetAsync(file.Address);
            Assert.Contains("immutable", seen.Headers["Cache-Control"], StringComparison.Ordinal);
            Assert.DoesNotContain("from './", seen.Body, StringComparison.Ordinal);
            foreach (Match import in Import().Matches(seen.Body))
            {
                Assert.Equal(System.Net.HttpStatusCode.OK, (await staff.First.GetAsync(import.Groups[1].Value)).Status);
            }
            using var packed = new System.IO.Compression.BrotliStream(new MemoryStream(file.Brotli), System.IO.Compression.CompressionMode.Decompress);
            using var plain = new MemoryStream();
            await packed.CopyToAsync(plain, TestContext.Current.CancellationToken);
            Assert.Equal(file.Bytes, plain.ToArray());
        }
    }

    [Fact]
    public async Task A_text_is_taken_apart_for_whoever_may_read_it_and_nothing_is_kept()
    {
        var id = await staff.ManuscriptAsync("fa");
        var seen = await staff.First.PostAsync($"/m/{id}/blocks", new() { ["text"] = "تیتر\r\n\r\nمتن" }, $"/m/{id}/write?over=yes", json: true);
        Assert.Equal("""{"front":"","headline":"تیتر","blocks":[{"line":3,"source":"متن","block":{"type":"paragraph","runs":[{"text":"متن","style":"Plain","href":null,"lang":null}]}}]}""", seen.Body);
        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, (await staff.First.PostAsync($"/m/{id}/blocks", new() { ["text"] = "wrong" }, $"/m/{id}/write?over=yes", json: true)).Status);
        Assert.Equal(1, (await staff.RowAsync(id)).Version);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(329, 1)]
    [InlineData(330, 2)]
    [InlineData(2200, 10)]
    public void Reading_takes_a_minute_for_220_words(int words, int minutes) => Assert.Equal(minutes, ReadingTime.Minutes(words));

    [GeneratedRegex("""Model\.T\("((?:[^"\\]|\\.)*)"\)""")]
    private static partial Regex Sentence();

    [GeneratedRegex("from ?'(/web/[^']+)'")]
    private static partial Regex Import();
}
