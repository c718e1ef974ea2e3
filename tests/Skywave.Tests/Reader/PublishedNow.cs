using Skywave.Tests.Lies;
using Skywave.Trust.Documents;
using Xunit;

namespace Skywave.Tests.Reader;

/// <summary>Two newsrooms for programs that go by the machine's clock: one that published ten minutes ago, and one that stopped publishing five days ago.</summary>
public sealed class PublishedNow : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    public TestNewsroom Fresh { get; private set; } = null!;

    public TestNewsroom Stale { get; private set; } = null!;

    /// <summary>The fresh newsroom's trust file.</summary>
    public string Trust => Path.Combine(_folder.Path, "trust");

    public string StaleTrust => Path.Combine(_folder.Path, "stale-trust");

    public string Edition => Fresh.House.Public;

    /// <summary>A page of the fresh newsroom.</summary>
    public string Page => Directory.EnumerateFiles(Edition, "the-first-story-*.html", SearchOption.AllDirectories).Single();

    public async ValueTask InitializeAsync()
    {
        Fresh = await MakeAsync(TimeSpan.FromMinutes(10));
        Stale = await MakeAsync(TimeSpan.FromDays(5));
        await File.WriteAllBytesAsync(Trust, TrustOf(Fresh));
        await File.WriteAllBytesAsync(StaleTrust, TrustOf(Stale));
    }

    public async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        await Fresh.DisposeAsync();
        await Stale.DisposeAsync();
    }

    /// <summary>A copy of the fresh edition that a test may spoil.</summary>
    public void CopyTo(string folder)
    {
        foreach (var (path, bytes) in LyingMirror.Read(Edition))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            File.WriteAllBytes(Path.Combine(folder, path), bytes);
        }
    }

    private static byte[] TrustOf(TestNewsroom paper)
    {
        var mirror = new LyingMirror(LyingMirror.Read(paper.House.Public), new([]));
        return TrustFile.Write(mirror.Files["metadata/1.root.json"], mirror.Files[mirror.RolePath("targets")], mirror.Target("newsroom/logs.json"));
    }

    private static async Task<TestNewsroom> MakeAsync(TimeSpan ago)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds((TimeProvider.System.GetUtcNow() - ago).ToUnixTimeSeconds());
        var paper = await TestNewsroom.MakeAsync(now, "en", "fa");
        await paper.WriteAsync("en", "one", "The first story", "It says something.");
        await paper.WriteAsync("en", "two", "The second story", "It says more.");
        await paper.WriteAsync("fa", "one", "داستان نخست", "چیزی می‌گوید.");
        await paper.PublishAsync();
        return paper;
    }
}
