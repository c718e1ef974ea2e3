using System.Text;
using CsCheck;
using Skywave.Delivery;
using Skywave.Words;
using Xunit;

namespace Skywave.Delivery.Tests;

public sealed class EditionFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("skywave-folder-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_file_is_written_whole_and_the_same_bytes_are_not_written_again()
    {
        var folder = new EditionFolder(_root);
        Assert.True(folder.Write(File("en/index.html", "one")));
        Assert.False(folder.Write(File("en/index.html", "one")));
        Assert.True(folder.Write(File("en/index.html", "two")));
        Assert.Equal("two", Encoding.UTF8.GetString(folder.Read("en/index.html")!));
    }

    [Fact]
    public void What_is_removed_goes_with_its_compressed_copies()
    {
        var folder = new EditionFolder(_root);
        foreach (var path in new[] { "en/x.xml", "en/x.xml.br", "en/x.xml.gz", "en/y.xml" })
        {
            folder.Write(File(path, path));
        }
        folder.Remove(["en/x.xml", "nowhere/z.json"]);
        Assert.Equal([false, false, false, true], new[] { "en/x.xml", "en/x.xml.br", "en/x.xml.gz", "en/y.xml" }.Select(folder.Has));
    }

    [Fact]
    public void A_push_ends_with_the_timestamp_whatever_the_order_of_its_files()
    {
        var folder = new EditionFolder(_root);
        var seen = new List<string>();
        string[] paths = ["metadata/timestamp.json", "en/index.html", "metadata/1.snapshot.json", "media/aa.jpg", "en/2026/11/abcdefghijklmnop.html", "targets/en/00.front", "metadata/1.en.json"];
        var all = paths.Select(p => File(p, p)).ToArray();
        folder.Push(all, new Seen(() => seen = [.. paths.Where(folder.Has)]), TestContext.Current.CancellationToken);
        Assert.Equal(paths.Length, seen.Count);

        var order = paths.OrderBy(CarrierOrder.PhaseOf).ToArray();
        Assert.Equal("metadata/timestamp.json", order[^1]);
        Assert.Equal("metadata/1.snapshot.json", order[^2]);
        Assert.Equal("media/aa.jpg", order[0]);
    }

    [Fact]
    public async Task A_second_writer_waits_for_the_first()
    {
        var folder = new EditionFolder(_root);
        var first = await folder.LockAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        var second = new EditionFolder(_root).LockAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
    }

    [Fact]
    public async Task A_writer_that_waits_too_long_is_told_so()
    {
        var folder = new EditionFolder(_root);
        using var held = await folder.LockAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        var error = await Assert.ThrowsAsync<IOException>(() => new EditionFolder(_root).LockAsync(TimeSpan.FromMilliseconds(100)));
        Assert.Contains("another publish or mirror", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unfinished_files_of_a_killed_writer_are_swept_and_never_safe_to_serve()
    {
        Directory.CreateDirectory(Path.Combine(_root, ".unfinished"));
        var left = Path.Combine(_root, ".unfinished", "half");
        await System.IO.File.WriteAllTextAsync(left, "half", TestContext.Current.CancellationToken);
        using var held = await new EditionFolder(_root).LockAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        Assert.False(System.IO.File.Exists(left));
        Assert.False(EditionFolder.IsSafe(".unfinished/half"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("../x")]
    [InlineData("en/../../x")]
    [InlineData("en//x")]
    [InlineData("en/./x")]
    [InlineData("en\\x")]
    [InlineData("c:x")]
    [InlineData("en/\u0000")]
    public void A_path_that_could_leave_the_folder_is_refused(string path)
    {
        Assert.False(EditionFolder.IsSafe(path));
        Assert.Throws<ArgumentException>(() => new EditionFolder(_root).PathOf(path));
    }

    [Fact]
    public void No_safe_path_leaves_the_folder() =>
        Gen.String[Gen.Char["a./\\:~%é"], 0, 12].Sample(path =>
            !EditionFolder.IsSafe(path) || new EditionFolder(_root).PathOf(path).StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal), iter: 2_000);

    private static EditionFile File(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));

    private sealed class Seen(Action look) : IProgress<(int Done, int All)>
    {
        public void Report((int Done, int All) value) => look();
    }
}
