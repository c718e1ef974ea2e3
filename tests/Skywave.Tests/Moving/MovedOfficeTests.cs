using System.Security.Cryptography;
using NetVips;
using Skywave.Mirror;
using Skywave.Moving;
using Skywave.Office;
using Skywave.Writing.Tests;
using Xunit;

namespace Skywave.Tests.Moving;

/// <summary>What a folder says of the office and cannot be so: a sentence with the file and what to do, and nothing is stored.</summary>
[Collection<FullNewsroom>]
public sealed class MovedOfficeTests(FullNewsroom full) : ComingIn(full)
{
    private const string Original = "office/en/" + MovingOffice.Original;
    private const string Translation = "office/fa/" + MovingOffice.Translation;
    private const string Picture = "library/" + MovingOffice.Picture + ".json";

    public static TheoryData<string, string, string, string, string> Wrong => new()
    {
        { Picture, "\"desk\": \"en\"", "\"desk\": \"de\"", Picture, "this newsroom has no desk de" },
        { Picture, "\"id\": \"" + MovingOffice.Picture, "\"id\": \"../../../etc/passwd", Picture, "its `id` is not that of its place" },
        { Picture, "\"width\": 900", "\"width\": 9", Picture, "`width` and `height` are not those of its file, which has 900x600 pixels" },
        { Picture, "\"file\": \"", "\"file\": \"0", Picture, "which it names, is not in the folder" },
        { Picture, "\"faces\": \"None\"", "\"faces\": \"Nice\"", Picture, "($.faces): this is not what an export says of a picture" },
        { Picture, "\"faces\": \"None\"", "\"faces\": 9", Picture, "`faces` or `place` is none that a picture can have" },
        { Picture, "\"alt\": \"A wall\"", "\"alt\": \"A\\u202ewall\"", Picture, "characters that are not seen" },
        { Picture, "\"alt\": \"A wall\"", "\"alt\": null", Picture, "this is not what an export says of a picture" },
        { Picture, "\"removed\": [", "\"removed\": [ null,", Picture, "`removed` has something that is null" },
        { Picture, "\"x\": 20", "\"x\": 200", Picture, "`focus` is two numbers from 0 to 100" },
        { Picture, "\"addedBy\": \"ada.marsh\"", "\"addedBy\": \"<b>Ada</b>\"", Picture, "is no handle" },
        { "fronts/en.json", "\"title\": \"The river\"", "\"title\": \"\"", "fronts/en.json", "a package has a title" },
        { "fronts/en.json", "\"articles\": [", "\"articles\": [ \"aaaaaaaaaaaaaaaa\",", "fronts/en.json", "the article aaaaaaaaaaaaaaaa is not among those that desk en has published" },
        { "fronts/en.json", "\"slots\": [", "\"slots\": [ null,", "fronts/en.json", "a place on the front has no `articles`" },
        { "office/fa/front.json", "\"slots\": [", "\"slots\": [ { \"articles\": [] },", "office/fa/front.json", "a place on the front has no `articles`" },
        { "office/en/front.json", "\"before\": [", "\"before\": [ null,", "office/en/front.json", "`before` has something that is null" },
        { Original + ".comments.jsonl", "\"last\":3", "\"last\":3000000", Original + ".json", "its lines are 3 to 3000000, and the text has 4" },
        { Original + ".comments.jsonl", "\"version\":1", "\"version\":4", Original + ".json", "it is about version 4, which is none of its manuscript's `versions`" },
        { Original + ".comments.jsonl", "\"answers\":1", "\"answers\":2", Original + ".json", "line 2: `answers` is the place of a comment before it" },
        { Original + ".comments.jsonl", "\"by\":\"bo.k\"", "\"by\":\"moved:bo.k\"", Original + ".json", "\"moved:bo.k\" is no handle" },
        { Original + ".comments.jsonl", "\"state\":\"Resolved\"", "\"state\":\"Accepted\"", Original + ".json", "`state` is none that it can have" },
        { Original + ".comments.jsonl", "{\"version\":1", "\n{\"version\":1", Original + ".json", "line 1: line 1: this is not a line of such a file" },
        { Original + ".json", "\"comments\": 4", "\"comments\": 5", Original + ".json", "`comments` is 5, and 4 are in" },
        { Original + ".json", "\"number\": 3", "\"number\": 1", Original + ".json", "`versions` must be in the order of their numbers" },
        { Original + ".json", "\"versions\": [", "\"versions\": [ null,", Original + ".json", "one of its `versions` is null" },
        { "office/en/00000000000000ac.json", "\"published\": 1", "\"published\": 7", "office/en/00000000000000ac.json", "`published` is none of its `versions`" },
        { Translation + ".json", "\"translates\": \"00000000000000aa\"", "\"translates\": \"00000000000000bb\"", Translation + ".json", "the manuscript 00000000000000bb, which it translates, is not in the folder" },
        { Translation + ".json", "\"translatesVersion\": 1", "\"translatesVersion\": 9", Translation + ".json", "version 9 of 00000000000000aa, which it translates, is none" },
        { Translation + ".memory.jsonl", "\"from\":\"en\"", "\"from\":\"uz-Cyrl\"", Translation + ".memory.jsonl", "`from` is not en" },
        { Translation + ".memory.jsonl", "\"from\":\"en\"", "\"from\":\"de\"", Translation + ".json", "this newsroom has no desk de" },
        { "office/en/look-again.jsonl", "\"of\":\"00000000000000ac\"", "\"of\":\"" + MovingOffice.Translation + "\"", "office/en/look-again.jsonl", "line 1: the manuscript 00000000000000ab is not at this desk" },
        { "office/en/look-again.jsonl", "\"item\":1", "\"item\":0", "office/en/look-again.jsonl", "`kind`, `of` and `item` are" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_the_office_cannot_have_is_refused_with_what_to_do(string file, string from, string to, string place, string reason)
    {
        var path = Path.Combine(Folder, file);
        var before = await File.ReadAllTextAsync(path);
        var at = before.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, before);
        await File.WriteAllTextAsync(path, before[..at] + to + before[(at + from.Length)..]);
        await RefusedAsync(place, reason);
    }

    [Fact]
    public async Task A_line_and_a_file_without_end_are_refused_and_not_read_to_it()
    {
        await using (var endless = File.Open(Path.Combine(Folder, Original + ".comments.jsonl"), FileMode.Append))
        {
            endless.SetLength(1L << 33);
        }
        await using (var endless = File.Create(Path.Combine(Folder, Picture)))
        {
            endless.SetLength(1L << 33);
        }
        await using (var endless = File.Create(Path.Combine(Folder, Translation + ".txt")))
        {
            endless.SetLength(1L << 33);
        }
        var before = GC.GetTotalAllocatedBytes();
        await RefusedAsync(Original + ".json", "it is longer than such a line can be");
        await RefusedAsync(Picture, "it is larger than such a file can be");
        await RefusedAsync(Translation + ".json", "bytes");
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 1L << 30);
    }

    [Fact]
    public async Task A_working_copy_that_is_none_is_refused()
    {
        using var wall = (Image.Black(3000, 40) + 128).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Bw).Colourspace(Enums.Interpretation.Srgb);
        using var narrow = wall.Crop(0, 0, 400, 40);
        using var talking = narrow.Mutate(m => m.Set(GValue.GStrType, "exif-ifd3-GPSLatitude", "40/1 10/1 30/1 (40, 10, 30, Rational, 3 components, 24 bytes)"));
        (byte[] Bytes, string Reason)[] wrong =
        [
            (talking.JpegsaveBuffer(), "it was not made by Skywave"), (wall.JpegsaveBuffer(keep: Enums.ForeignKeep.None), "damaged"), (narrow.PngsaveBuffer(), "its content is that of .png"),
            (narrow.JpegsaveBuffer()[..^30], "damaged"), ([.. narrow.JpegsaveBuffer(), .. Photos.Zip()], "after the picture's end"), ("<svg onload='x'/>"u8.ToArray(), "SVG"),
        ];
        foreach (var (bytes, reason) in wrong)
        {
            var file = MovedPaths.Copy(Convert.ToHexStringLower(SHA256.HashData(bytes)));
            await File.WriteAllBytesAsync(Path.Combine(Folder, file), bytes);
            await RefusedAsync(file, reason);
            File.Delete(Path.Combine(Folder, file));
        }
        var copy = "library/" + Path.GetFileName(Directory.GetFiles(Path.Combine(Folder, "library"), "*.jpg").Single());
        var known = await File.ReadAllBytesAsync(Path.Combine(Folder, copy));
        known[^20] ^= 1;
        await File.WriteAllBytesAsync(Path.Combine(Folder, copy), known);
        await RefusedAsync(copy, "its bytes are not those its name says");
    }

    [Fact]
    public async Task What_is_missing_is_named_and_what_nothing_names_is_passed_over()
    {
        File.Delete(Path.Combine(Folder, Original, "1.txt"));
        await RefusedAsync(Original + ".json", $"{Original}/1.txt, the text of version 1, is not there");
        File.Copy(Path.Combine(Full.Exported, Original, "1.txt"), Path.Combine(Folder, Original, "1.txt"));
        await File.WriteAllBytesAsync(Path.Combine(Folder, Original, "1.txt"), [0xff, 0xfe, 0x41]);
        await RefusedAsync(Original + ".json", $"{Original}/1.txt is not UTF-8");
        File.Copy(Path.Combine(Full.Exported, Original, "1.txt"), Path.Combine(Folder, Original, "1.txt"), overwrite: true);
        File.Delete(Path.Combine(Folder, Original + ".comments.jsonl"));
        await RefusedAsync(Original + ".json", "`comments` is 4, and 0 are in");
        File.Copy(Path.Combine(Full.Exported, Original + ".comments.jsonl"), Path.Combine(Folder, Original + ".comments.jsonl"));
        File.Delete(Path.Combine(Folder, Picture));
        await RefusedAsync(MovedPaths.Newsroom, "it says 2 pictures of the library, and 1 are there");

        // The picture was taken out of the folder on purpose: its text comes in, and the import says what is wrong with it.
        var about = Path.Combine(Folder, MovedPaths.Newsroom);
        await File.WriteAllTextAsync(about, (await File.ReadAllTextAsync(about)).Replace("\"pictures\": 2", "\"pictures\": 1", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(Folder, Original, "4.txt"), "Nobody lists it.\n");
        var (exit, json) = await MovingNewsrooms.ImportAsync(Other, Folder);
        Assert.True(exit == Exit.Done, json.ToJsonString());
        var warnings = json["warnings"]!.AsArray().Select(w => $"{w!["place"]}: {w["warning"]}").ToList();
        Assert.Contains(warnings, w => w.StartsWith($"office/en/{MovingOffice.Pictured}.json: line 5 of its text names the picture library/{MovingOffice.Picture}, which is not in the folder", StringComparison.Ordinal));
        Assert.Contains(warnings, w => w.StartsWith($"{Original}/4.txt: no manuscript of the folder has it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_damaged_is_a_reason_or_a_value_and_never_throws()
    {
        var (random, folder) = (new Random(20261127), MovedFolder.Open(Folder));
        var refused = 0;
        foreach (var file in new[] { Picture, "fronts/en.json", "office/en/front.json", Original + ".json", Translation + ".json", Original + ".comments.jsonl", Translation + ".memory.jsonl", "office/en/look-again.jsonl" })
        {
            var whole = await File.ReadAllBytesAsync(Path.Combine(Folder, file));
            for (var i = 0; i < 300; i++)
            {
                var bytes = Damaged(random, whole);
                await File.WriteAllBytesAsync(Path.Combine(Folder, file), bytes);
                refused += await ReasonAsync(folder, file, bytes) is null ? 0 : 1;
            }
            await File.WriteAllBytesAsync(Path.Combine(Folder, file), whole);
            Assert.Null(await ReasonAsync(folder, file, whole));
        }
        Assert.InRange(refused, 1000, 2400);
    }

    private static byte[] Damaged(Random random, byte[] whole)
    {
        string[] words = ["null", "-1", "99999999999999999999", "\"\"", "[]", "{}", "[null]", "0001-01-01", "\u0000", "\"9999-12-31T23:59:59Z\""];
        var (at, length) = (random.Next(whole.Length), random.Next(1, 12));
        var put = random.Next(3) == 0 ? [(byte)random.Next(256)] : System.Text.Encoding.UTF8.GetBytes(words[random.Next(words.Length)]);
        // In place of a value, or anywhere.
        var value = Array.IndexOf(whole, (byte)':', at) + 1;
        var end = value > 0 ? Array.FindIndex(whole, value, b => b is (byte)',' or (byte)'}' or (byte)'\n') : -1;
        return random.Next(2) == 0 && end > value ? [.. whole[..value], .. put, .. whole[end..]] : [.. whole[..at], .. put, .. whole[Math.Min(whole.Length, at + length)..]];
    }

    private static async Task<string?> ReasonAsync(MovedFolder folder, string file, byte[] bytes)
    {
        switch (MovedPaths.KindOf(file))
        {
            case MovedKind.Picture: return MovedOffice.PictureOf(file, bytes).Reason;
            case MovedKind.Front: return MovedOffice.FrontOf(bytes).Reason;
            case MovedKind.Table: return MovedOffice.TableOf(bytes).Reason;
            case MovedKind.Manuscript: return MovedOffice.ManuscriptOf(file, bytes).Reason;
            case MovedKind.Reviews:
                await foreach (var (_, line, reason) in MovedOffice.LinesOf(folder, file, MovingForms.Line.ReviewLine, default))
                {
                    if ((line is null ? reason : MovedReasons.Of(StoreOffice.Of(line))) is { } wrong)
                    {
                        return wrong;
                    }
                }
                return null;
            case MovedKind.Lines when file.EndsWith(".memory.jsonl", StringComparison.Ordinal):
                await foreach (var (number, line, reason) in MovedOffice.LinesOf(folder, file, MovingForms.Line.PairLine, default))
                {
                    if ((line is null ? reason : MovedReasons.Of(new MovedPair(line.From, line.Original, line.Translated, line.At.ToUnixTimeSeconds()), number)) is { } wrong)
                    {
                        return wrong;
                    }
                }
                return null;
            default:
                await foreach (var (number, line, reason) in MovedOffice.LinesOf(folder, file, MovingForms.Line.CommentLine, default))
                {
                    if ((line is null ? reason : MovedReasons.Of(line.Moved(), number, line.Answers is null ? null : true, MovingOffice.First)) is { } wrong)
                    {
                        return wrong;
                    }
                }
                return null;
        }
    }

    private async Task RefusedAsync(string file, string reason)
    {
        var (exit, json) = await MovingNewsrooms.ImportAsync(Other, Folder);
        Assert.Equal(Exit.Refused, exit);
        Assert.True(json["refused"]!.AsArray().Any(r => (string?)r!["place"] == file && ((string?)r["reason"])!.Contains(reason, StringComparison.Ordinal)), json["refused"]!.ToJsonString());
        Assert.False(File.Exists(Other.House.In("office.db")));
        Assert.False(Directory.Exists(Other.House.Library));
        Assert.Empty(Directory.EnumerateFiles(Other.House.Media));
    }
}
