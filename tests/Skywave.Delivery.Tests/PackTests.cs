using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Skywave.Delivery;
using Skywave.Trust;
using Skywave.Words;
using Xunit;

namespace Skywave.Delivery.Tests;

public sealed class PackTests
{
    private static readonly DateTimeOffset Cut = new(2026, 11, 25, 10, 0, 0, TimeSpan.Zero);

    private static readonly string[] Names =
        ["index.html", "en/index.html", "en/2026/11/a-story-abcdefghijklmnop.html", "fa/feed.xml", "log/en/1/checkpoint", "log/en/1/tile/entries/000.p/3", "targets/en/00.front", "metadata/7.en.json"];

    private static readonly Gen<(string Path, byte[] Bytes)[]> Files = Gen.Select(
        Gen.Int[0, Names.Length - 1].Select(i => Names[i]),
        Gen.OneOf(Gen.Byte.Array[0, 200], Gen.Byte[0, 3].Array[0, 3_000])).Array[1, 8].Select(files => files.DistinctBy(f => f.Item1).ToArray());

    [Fact]
    public void What_was_put_in_comes_out() => Gen.Select(Files, Files).Sample(
        (before, after) =>
        {
            var standing = before.ToDictionary(f => f.Path, f => f.Bytes);
            var pack = Pack.Make(7, Cut, after.Select(f => new EditionFile(f.Path, f.Bytes)), standing.GetValueOrDefault)!;
            var opened = Open(pack, standing).Value;
            Assert.Equal((7, Cut), (opened.Head.Number, opened.Head.Cut));
            Assert.Equal(after.OrderBy(f => f.Path, StringComparer.Ordinal).Select(f => (f.Path, Convert.ToHexString(f.Bytes))), opened.Files.Select(f => (f.Path, Convert.ToHexString(f.Bytes.Span))));
            Assert.Equal(pack, Pack.Make(7, Cut, after.Reverse().Select(f => new EditionFile(f.Path, f.Bytes)), standing.GetValueOrDefault));
        },
        iter: 300);

    [Fact]
    public void Hostile_bytes_are_refused_or_mean_the_same_and_never_throw()
    {
        var (standing, pack, files) = Sample();
        Gen.Select(Gen.Int[0, pack.Length - 1], Gen.Byte, Gen.Int[0, pack.Length]).Sample(
            (at, flip, cut) =>
            {
                var damaged = pack.ToArray();
                damaged[at] ^= flip;
                Look(damaged);
                Look(damaged[..cut]);
                Look([.. damaged, flip]);
                Look([.. damaged[..at], .. damaged[cut..]]);
            },
            iter: 2_000);
        Gen.Byte.Array[0, 200].Sample(noise => Look([.. "skywave-pack 1 7 2026-11-25T10:00:00Z 20 30\n"u8, .. noise]), iter: 2_000);
        Gen.Byte.Array[0, 200].Sample(Look, iter: 1_000);

        void Look(byte[] hostile)
        {
            var opened = Open(hostile, standing);
            Assert.True(opened.Refusal is { Code: Codes.PackMalformed or Codes.PackTooBig or Codes.PackOtherBase or Codes.PatchDamaged or Codes.PatchTooBig }
                || opened.Value.Files.Select(f => (f.Path, Convert.ToHexString(f.Bytes.Span))).SequenceEqual(files.Select(f => (f.Key, Convert.ToHexString(f.Value)))));
            Pack.Split(hostile);
        }
    }

    [Theory]
    [InlineData("../index.html")]
    [InlineData("en/../../index.html")]
    [InlineData("/etc/passwd")]
    [InlineData("en//index.html")]
    [InlineData("en\\index.html")]
    [InlineData("C:index.html")]
    [InlineData(".trust/vouched")]
    [InlineData("en/.hidden")]
    [InlineData("")]
    [InlineData("en/a file.html")]
    [InlineData("media/00.jpg")]
    [InlineData("delta/8.pack")]
    [InlineData("metadata/timestamp.json")]
    [InlineData("metadata/2.root.json")]
    [InlineData("log/en/1/tile/0/000")]
    [InlineData("en/index.html.br")]
    public void A_path_that_no_pack_may_hold_is_refused_as_a_file_and_as_a_base(string path)
    {
        Assert.False(Pack.MayHold(path));
        Assert.Equal(Codes.PackMalformed, Open(Craft($"1 {path}\n", "x"u8), []).Refusal!.Code);
        Assert.Equal(Codes.PackMalformed, Open(Craft($"- {path}\n1 index.html\n", "x"u8), []).Refusal!.Code);
    }

    [Theory]
    [InlineData("1 index.html\n1 index.html\n", "xx")]
    [InlineData("1 index.html\n- en/index.html\n", "x")]
    [InlineData("01 index.html\n", "x")]
    [InlineData("-1 index.html\n", "x")]
    [InlineData("+1 index.html\n", "x")]
    [InlineData("2 index.html\n", "x")]
    [InlineData("1 index.html", "x")]
    [InlineData("index.html\n", "x")]
    [InlineData("\n", "")]
    public void A_list_of_files_that_is_none_is_refused(string lines, string contents) =>
        Assert.Equal(Codes.PackMalformed, Open(Craft(lines, Encoding.ASCII.GetBytes(contents)), []).Refusal!.Code);

    [Fact]
    public void Bombs_are_refused_before_they_take_memory()
    {
        var zeros = new byte[64 << 20];
        var (contents, directory) = (Craft("10 index.html\n", zeros), Pieces(7, zeros, []));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(Codes.PatchTooBig, Open(contents, []).Refusal!.Code);
        Assert.Equal(Codes.PatchTooBig, Open(directory, []).Refusal!.Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.Equal(Codes.PackTooBig, Open(Craft($"{Pack.MaxContents} a\n{Pack.MaxContents} b\n", "x"u8), []).Refusal!.Code);
        Assert.Equal(Codes.PackMalformed, Open(Craft($"{long.MaxValue} a\n{long.MaxValue} b\n", "x"u8), []).Refusal!.Code);
        Assert.Equal(Codes.PackTooBig, Open(Craft(string.Concat(Enumerable.Range(0, Pack.MaxFiles + 1).Select(i => $"0 {i}\n")), []), []).Refusal!.Code);
        Assert.Equal(Codes.PackMalformed, Open(Craft(string.Concat(Enumerable.Range(0, (2 * Pack.MaxFiles) + 1).Select(i => $"0 {i}\n")), []), []).Refusal!.Code);
        var many = new Dictionary<string, byte[]> { ["a"] = new byte[Pack.MaxContents], ["b"] = new byte[Pack.MaxContents], ["c"] = [1] };
        Assert.Equal(Codes.PackTooBig, Open(Craft("- a\n- b\n- c\n0 index.html\n", []), many).Refusal!.Code);
        Assert.Equal(Codes.PackTooBig, Pack.ReadHead("skywave-pack 1 7 2026-11-25T10:00:00Z 20 300000000\n"u8).Refusal!.Code);
    }

    [Fact]
    public void A_pack_made_from_other_files_is_refused()
    {
        var (standing, pack, _) = Sample();
        standing["en/index.html"] = [1, 2, 3];
        Assert.Equal(Codes.PackOtherBase, Open(pack, standing).Refusal!.Code);
        standing.Remove("en/index.html");
        Assert.Equal(Codes.PackOtherBase, Open(pack, standing).Refusal!.Code);
    }

    [Fact]
    public void An_edition_too_great_for_a_pack_has_none()
    {
        Assert.Null(Pack.Make(2, Cut, [new("index.html", new byte[Pack.MaxContents + 1])], _ => null));
        Assert.Null(Pack.Make(2, Cut, Enumerable.Range(0, Pack.MaxFiles + 1).Select(i => new EditionFile($"en/{i}.html", default)), _ => null));
        Assert.Null(Pack.Make(2, Cut, [new("media/00.jpg", new byte[3])], _ => null));
    }

    [Fact]
    public void A_day_that_is_over_becomes_a_bundle_and_what_is_old_goes()
    {
        using var temp = new TempPlace();
        var folder = new EditionFolder(temp.Path);
        var packs = new List<byte[]>();
        for (var i = 0; i < 5; i++)
        {
            packs.Add(Pack.Make(i + 2, Cut.AddHours(6 * i), [new("index.html", new byte[i + 1])], _ => null)!);
            folder.Write(new EditionFile(Pack.PathOf(i + 2), packs[i]));
        }
        // 10, 16, 22 o'clock, and 4, 10 o'clock of the next day.
        new DeltaShelf(folder).Tidy(Cut.AddHours(23));
        Assert.Equal(packs[0].Concat(packs[1]).Concat(packs[2]), folder.Read("delta/2026-11-25.bundle"));
        Assert.False(folder.Has("delta/2026-11-26.bundle"));
        Assert.Equal([2, 3, 4], Pack.Split(folder.Read("delta/2026-11-25.bundle")).Value.Select(p => p.Head.Number));
        Assert.True(folder.Has("delta/2.pack"));
        new DeltaShelf(folder).Tidy(Cut.AddDays(8));
        Assert.False(folder.Has("delta/2.pack"));
        Assert.True(folder.Has("delta/6.pack") && folder.Has("delta/2026-11-25.bundle") && folder.Has("delta/2026-11-26.bundle"));
        new DeltaShelf(folder).Tidy(Cut.AddDays(41));
        Assert.Equal(["delta/2026-11-26.bundle"], Directory.EnumerateFiles(Path.Combine(temp.Path, "delta")).Select(f => "delta/" + Path.GetFileName(f)));
    }

    private static (Dictionary<string, byte[]> Standing, byte[] Pack, SortedDictionary<string, byte[]> Files) Sample()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 400).Select(i => $"{i * 7919 % 65_536:x} ")));
        var standing = new Dictionary<string, byte[]> { ["en/index.html"] = text, ["en/feed.xml"] = [.. text.Reverse()] };
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal) { ["en/feed.xml"] = [.. "new"u8, .. text.Reverse()], ["en/index.html"] = [.. text[..500], .. "new"u8, .. text[500..]] };
        return (standing, Pack.Make(7, Cut, files.Select(f => new EditionFile(f.Key, f.Value)), standing.GetValueOrDefault)!, files);
    }

    private static Checked<Unpacked> Open(byte[] pack, Dictionary<string, byte[]> standing) => Pack.Open(pack, path => standing.TryGetValue(path, out var bytes) ? (ReadOnlyMemory<byte>?)bytes : null);

    // A pack by its form, whatever it says.
    private static byte[] Craft(string lines, ReadOnlySpan<byte> contents) => Pieces(7, Encoding.UTF8.GetBytes(Convert.ToHexStringLower(SHA256.HashData([])) + "\n" + lines), contents);

    private static byte[] Pieces(int number, ReadOnlySpan<byte> directory, ReadOnlySpan<byte> contents)
    {
        var (first, second) = (Patch.Make([], directory), Patch.Make([], contents));
        return [.. Encoding.ASCII.GetBytes($"skywave-pack 1 {number} 2026-11-25T10:00:00Z {first.Length} {second.Length}\n"), .. first, .. second];
    }

    private sealed class TempPlace : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("skywave-test-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
