using System.Security.Cryptography;
using System.Text;
using Skywave.Tests;
using Skywave.Trust.Log;
using Skywave.Trust.Tests.Pages;
using Xunit;

namespace Skywave.Trust.Tests.Log;

/// <summary>What our code writes is checked by a page of node code that was written from the formats alone.</summary>
public sealed class SecondImplementationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("skywave-log-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_finds_our_log_and_pages_true()
    {
        var pages = WriteEdition(600);
        var (code, output) = Run();
        Assert.True(code == 0, output);
        Assert.StartsWith($"log/en/1: 600 entries, 4 tiles, 600 pages, root {pages.Log.Root.Hex[..16]}", output, StringComparison.Ordinal);
    }

    [Fact]
    public void It_finds_every_kind_of_lie()
    {
        var pages = WriteEdition(300);
        Lie("log/en/1/checkpoint", bytes => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("\n300\n", "\n299\n")));
        Lie("log/en/1/tile/0/000", bytes => SampleLog.Flip(bytes, 70, 1));
        Lie("log/en/1/tile/1/000.p/1", bytes => SampleLog.Flip(bytes, 7, 1));
        Lie("log/en/1/tile/entries/000", bytes => SampleLog.Flip(bytes, 70, 1));
        Lie("log/en/1/tile/entries/001.p/44", bytes => bytes[..^1]);
        Lie(pages.Record(9).Address + ".html", bytes => SampleLog.Flip(bytes, bytes.AsSpan().IndexOf("Text"u8), 0));
        Lie(pages.Record(9).Address + ".html", _ => pages.Page(10));
        Lie(pages.Record(9).Address + ".html", bytes => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("\nindex 9\n", "\nindex 8\n")));
        Lie(pages.Record(9).Address + ".html", _ => null);
        Lie(pages.Record(9).Address + ".html", _ => new SamplePages(20, body: "Lies").Page(9));
        Assert.Equal(0, Run().Code);
    }

    private SamplePages WriteEdition(int count)
    {
        var pages = new SamplePages(count);
        var logs = pages.Logs();
        logs = logs with { Logs = logs.Logs.Remove("fa") };
        var hash = Convert.ToHexStringLower(SHA256.HashData(logs.ToBytes()));
        Write($"targets/newsroom/{hash}.logs.json", logs.ToBytes());
        Write("metadata/1.targets.json", Encoding.UTF8.GetBytes(
            $$$"""{"signed":{"targets":{"newsroom/logs.json":{"hashes":{"sha256":"{{{hash}}}"},"length":{{{logs.ToBytes().Length}}} } } } }"""));
        Write("log/en/1/checkpoint", pages.Checkpoint.ToBytes());
        foreach (var (path, bytes) in pages.Log.Files)
        {
            Write("log/en/1/" + path, bytes.ToArray());
        }
        var checkpoint = pages.Checkpoint;
        var tree = pages.Log.Tree();
        for (var i = 0; i < count; i++)
        {
            Write(pages.Record(i).Address + ".html", pages.Page(i, PageProofOf(pages, i, tree, checkpoint)));
        }
        return pages;
    }

    private static Skywave.Trust.Pages.PageProof PageProofOf(SamplePages pages, int index, TileTree tree, Checkpoint checkpoint) =>
        Skywave.Trust.Pages.PageProof.Make(pages.Record(index).ToBytes(), index, tree, checkpoint).Value;

    private void Lie(string path, Func<byte[], byte[]?> change)
    {
        var full = Path.Combine(_folder, path);
        var honest = File.ReadAllBytes(full);
        if (change(honest) is { } changed)
        {
            File.WriteAllBytes(full, changed);
        }
        else
        {
            File.Delete(full);
        }
        var (code, output) = Run();
        Assert.True(code == 1 && output.Contains("LIE: ", StringComparison.Ordinal), path + ": " + output);
        File.WriteAllBytes(full, honest);
    }

    private void Write(string path, byte[] bytes)
    {
        var full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
    }

    private (int Code, string Output) Run() => Node.Run("check-log.mjs", _folder);
}
