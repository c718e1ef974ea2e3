using System.Text.Json;
using CsCheck;
using Skywave.Intake.Plain;
using Skywave.Tests;
using Skywave.Words;
using Xunit;

namespace Skywave.Intake.Tests;

/// <summary>A text in blocks with its lines, and what the block editor makes of that: its JavaScript writes, our reader reads.</summary>
public sealed class StoryOutlineTests
{
    private sealed record Written(string Untouched, string Anew, string More, string Added, string Turned, string Claimed, string[] Shown, int[] Lines);

    [Fact]
    public void Every_block_has_the_lines_that_say_it_and_between_them_is_nothing() => StoryGens.Live.Sample(item =>
    {
        var text = StoryTextWriter.Write(item);
        var outline = StoryText.Outline(text)!;
        var lines = text.Split('\n');
        HashSet<int> said = [];
        foreach (var (line, source, _) in outline.Blocks)
        {
            Assert.Equal(string.Join('\n', lines[(line - 1)..(line - 1 + source.Split('\n').Length)]), source);
            said.UnionWith(Enumerable.Range(line, source.Split('\n').Length));
        }
        Assert.All(Enumerable.Range(outline.Line + 1, lines.Length - outline.Line).Except(said), line => Assert.Equal("", lines[line - 1].Trim()));
        var body = StoryText.Read(text).Items.SelectMany((part, i) => i == 0 ? part.Text.Body : [.. LiveText.Of(part.Text.Body).Entries.Where(e => part.Text.Live!.Has(e.Head)).SelectMany(e => e.Body.Insert(0, e.Head))]);
        Assert.Equal(body.Count(), outline.Blocks.Count(b => b.Block is not null));
        Assert.Equal(lines[1..(outline.Line - 2)], outline.Front.Split('\n'));
    }, iter: 300);

    [Theory]
    [InlineData("", true)]
    [InlineData("---\ndeck: x\nHead", true)]
    [InlineData("---\ndeck: x\n---\n", true)]
    [InlineData("Head", false)]
    [InlineData("#\n\nText", false)]
    [InlineData("---\nnonsense\n---\nHead\n\n![](x.jpg)\n\n[[ a box without an end\n\nText", false)]
    [InlineData("---\n---\nHead", false)]
    public void A_text_with_mistakes_has_an_outline_where_its_parts_can_be_told(string text, bool isNone) => Assert.Equal(isNone, StoryText.Outline(text) is null);

    [Fact]
    public void Any_text_has_an_outline_or_none() =>
        Gen.Select(StoryGens.Live, Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 40], StoryGens.Line, Gens.Any("", "\n", "\n\n", " ", "\n---\n")).Array[1, 6]).Sample((item, cuts) =>
        {
            var text = cuts.Aggregate(StoryTextWriter.Write(item), (t, c) => (t.Length * c.Item1 / 1000) is var at ? t[..at] + c.Item4 + c.Item3 + t[Math.Min(t.Length, at + c.Item2)..] : t);
            if (StoryText.Outline(text) is { } outline)
            {
                Assert.All(outline.Blocks, b => Assert.InRange(b.Line, 1, text.Split('\n').Length));
                Assert.All(StoryChecks.Of(outline), r => Assert.InRange(r.Line, 0, text.Split('\n').Length));
            }
            else
            {
                Assert.NotEmpty(StoryText.Read(text).Mistakes);
            }
        }, iter: 500);

    [Fact]
    public void A_headline_that_is_not_there_yet_is_a_mistake_and_one_of_a_hash_is_written_apart()
    {
        Assert.Contains("there is no headline", Assert.Single(StoryText.Read("#\n\nText").Mistakes).Reason, StringComparison.Ordinal);
        Assert.Equal("", StoryText.Outline("#\n\nText")!.Headline);
        var item = StoryText.Read("# #\n\nText").Items[0];
        Assert.Equal("#", item.Text.Headline);
        Assert.Equal("#", StoryText.Read(StoryTextWriter.Write(item)).Items[0].Text.Headline);
    }

    [Fact]
    public void What_the_editor_writes_is_read_as_what_it_shows() => StoryGens.Item.Array[700].Sample(items =>
    {
        var texts = items.Select(StoryTextWriter.Write).ToList();
        foreach (var (text, made) in texts.Zip(Edit(texts)))
        {
            var read = One(text);
            Assert.Equal(text, made.Untouched);
            Assert.Equal(Json(read), Json(One(made.Anew)));
            Assert.Equal(Json(read), Json(One(made.Claimed)));
            Assert.DoesNotContain("source", made.Shown);
            Assert.Equal(read.Body.Reverse().Select(Json), One(made.Turned).Body.Select(Json));
            Assert.Equal([.. read.Body.SelectMany(Seen), "paragraph", "One more."], One(made.More).Body.SelectMany(Seen));
        }
    }, iter: 1);

    [Fact]
    public void What_nobody_touches_stays_as_it_was_typed()
    {
        const string text = "---\ndeck:   A deck\n\nbyline: Ann\n---\n\n\n# Head\n\n\n\nA paragraph\nof two lines.\n## A crosshead at once\n*  not a list\n![words](https://example.org/a.jpg)\n\n\n\n\n- one\n- two\n  goes on\n\n    indented\n\n\nLast.   \n\n";
        var made = Assert.Single(Edit([text]));
        Assert.Equal(text, made.Untouched);
        Assert.Equal("---\ndeck:   A deck\n\nbyline: Ann\n---\nHead\n\n" + text[text.IndexOf("A paragraph", StringComparison.Ordinal)..].TrimEnd('\n') + "\n\nOne more.\n", made.Added);
        Assert.Equal([8, 10, 11, 12, 17, 21, 24, 26], made.Lines);
    }

    [Fact]
    public void A_live_story_keeps_its_entries_as_they_were_typed() => StoryGens.Live.Array[60].Sample(items =>
    {
        var texts = items.Select(StoryTextWriter.Write).ToList();
        foreach (var (text, made) in texts.Zip(Edit(texts)))
        {
            Assert.Equal(StoryText.Read(text).Items.Select(i => Json(i.Text)), StoryText.Read(made.Anew).Items.Select(i => Json(i.Text)));
            Assert.Equal(Heads(text), Heads(made.More));
            Assert.DoesNotContain("source", made.Shown);
        }
    }, iter: 1);

    [Fact]
    public void Every_block_of_the_model_has_a_view_of_its_own()
    {
        var all = typeof(Block).GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), false).Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>().Select(a => a.DerivedType).ToList();
        HashSet<Type> seen = [];
        StoryGens.Live.Array[20].Sample(items =>
        {
            var texts = items.Select(StoryTextWriter.Write).ToList();
            seen.UnionWith(texts.SelectMany(t => StoryText.Outline(t)!.Blocks).Select(b => b.Block!.GetType()));
            Assert.DoesNotContain("source", Edit(texts).SelectMany(made => made.Shown));
        }, iter: 1);
        Assert.Equal(all.Select(t => t.Name).Order(StringComparer.Ordinal), seen.Select(t => t.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{timeline}\n1 May | a\nno bar")]
    [InlineData("!audio[a](b.mp3)\ntranscript: c\nlicence: d")]
    [InlineData("!video[a](b.mp4)\nposter-alt: before its poster\ntranscript: c")]
    [InlineData("!audio[a](b.mp3)\ncredit: no transcript")]
    [InlineData("{embed: example.org | a}")]
    [InlineData("@ 25:05 a")]
    [InlineData("@! soon")]
    public void Lines_that_are_not_wholly_understood_stay_lines(string lines)
    {
        var text = "---\nlive: yes\n---\nHead\n\n" + lines + "\n\nLast.\n";
        Assert.NotEmpty(StoryText.Read(text).Mistakes);
        var placed = StoryText.Outline(text)!.Blocks[0];
        Assert.Equal((lines, null), (placed.Source, placed.Block));
        var made = Assert.Single(Edit([text]));
        Assert.Equal(["source", "paragraph"], made.Shown);
        Assert.Equal(text + "\nOne more.\n", made.More);
    }

    [Fact]
    public void The_time_of_an_entry_stays_as_it_was_typed()
    {
        const string text = "---\nlive: yes\n---\nHead\n\n@ 2026-11-24T14:05+03:30 15:06 is the time now\nText.\n\n@! ۱۵:۱۰ A **key** \\* point\n\n@ 16:00\n";
        var made = Assert.Single(Edit([text]));
        Assert.Equal(text, made.Untouched);
        Assert.Equal("---\nlive: yes\n---\nHead\n\n@ 2026-11-24 14:05+03:30 15:06 is the time now\nText.\n\n@! ۱۵:۱۰ A **key** * point\n@ 16:00\nOne more.\n", made.More);
    }

    private static IEnumerable<(int Number, DateTimeOffset At, bool IsKey, string Headline)> Heads(string text) =>
        StoryText.Read(text).Items.SelectMany(i => i.Text.Body.OfType<LiveEntry>()).Select(e => (e.Number, e.At, e.IsKey, string.Join(' ', Seen(e).Skip(1))));

    /// <summary>What a reader sees of a block: its kind and its words, spaces as a page shows them.</summary>
    private static IEnumerable<string> Seen(Block block)
    {
        var words = BlockText.Pieces(block).Select(p => string.Join(' ', p.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Where(p => p.Length > 0).ToList();
        return words.Count == 0 ? [] : [block.GetType().Name.ToLowerInvariant(), .. words];
    }

    private static Written[] Edit(IReadOnlyList<string> texts)
    {
        var (from, to) = (Path.GetTempFileName(), Path.GetTempFileName());
        try
        {
            File.WriteAllText(from, JsonSerializer.Serialize(texts.Select(text => new { text, outline = StoryText.Outline(text) }), JsonSerializerOptions.Web));
            var (exit, output) = Node.Run("check-editor.mjs", from, to);
            Assert.True(exit == 0, output);
            return JsonSerializer.Deserialize<Written[]>(File.ReadAllText(to), JsonSerializerOptions.Web)!;
        }
        finally
        {
            File.Delete(from);
            File.Delete(to);
        }
    }

    private static ArticleText One(string text)
    {
        var read = StoryText.Read(text);
        return read.Mistakes.IsEmpty ? Assert.Single(read.Items).Text : throw new InvalidOperationException(string.Join('\n', read.Mistakes) + "\n" + text);
    }

    private static string Json(ArticleText text) => JsonSerializer.Serialize(text, WordsJson.Default.ArticleText);

    private static string Json(Block block) => Json(new ArticleText { Language = "en", Headline = "", Body = [block] });
}
