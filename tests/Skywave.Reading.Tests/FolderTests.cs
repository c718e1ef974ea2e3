using System.Diagnostics;
using Skywave.Reading;
using Xunit;

namespace Skywave.Tests;

/// <summary>A folder may be a stranger's stick: what is no plain file neither leads out of it nor holds the reader up.</summary>
public sealed class FolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("skywave-folder-");

    private EditionSource Source => EditionSource.FromFolder(_folder.FullName);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_file_is_read_whole_up_to_its_limit()
    {
        var bytes = new byte[100_000];
        new Random(1).NextBytes(bytes);
        File.WriteAllBytes(PathOf("a.bin"), bytes);
        File.WriteAllBytes(PathOf("empty"), []);
        Assert.Equal(bytes, Assert.IsType<Fetched.Content>(await Source.FetchAsync("a.bin", bytes.Length)).Bytes.ToArray());
        Assert.IsType<Fetched.TooBig>(await Source.FetchAsync("a.bin", bytes.Length - 1));
        Assert.Equal(0, Assert.IsType<Fetched.Content>(await Source.FetchAsync("empty", 10)).Bytes.Length);
        Assert.IsType<Fetched.Missing>(await Source.FetchAsync("b.bin", 10));
    }

    [Fact]
    public async Task A_pipe_in_place_of_a_file_does_not_hold_a_reader_up()
    {
        using (var made = Process.Start("mkfifo", PathOf("pipe")))
        {
            await made.WaitForExitAsync();
            Assert.Equal(0, made.ExitCode);
        }
        Assert.IsType<Fetched.Content>(await Source.FetchAsync("pipe", 1000).WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_link_is_not_followed()
    {
        var secret = Directory.CreateTempSubdirectory("skywave-elsewhere-");
        try
        {
            File.WriteAllText(Path.Combine(secret.FullName, "secret"), "not for readers");
            File.CreateSymbolicLink(PathOf("link"), Path.Combine(secret.FullName, "secret"));
            Assert.IsType<Fetched.Unreachable>(await Source.FetchAsync("link", 1000));
        }
        finally
        {
            secret.Delete(recursive: true);
        }
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
