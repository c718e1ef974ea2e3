using System.Diagnostics;
using Skywave.Delivery;
using Skywave.Reading;
using Skywave.Tests.Lies;
using Xunit;

namespace Skywave.Tests.Reader;

/// <summary>The real programs, killed (SIGKILL) at random moments: readers have a whole edition at every one, and the next run goes on.</summary>
public sealed class KillTests : IDisposable
{
    private const int Kills = 50;

    private readonly TempFolder _pins = new();
    private readonly TempFolder _copy = new();

    // The moments are the same in every run; what the program is at then is not, and need not be.
    private readonly Random _moments = new(20261124);

    // The shortest whole run so far: moments are spread over it.
    private TimeSpan _whole = TimeSpan.MaxValue;

    public void Dispose()
    {
        _pins.Dispose();
        _copy.Dispose();
    }

    [Fact]
    public async Task A_publish_killed_at_50_moments_leaves_a_whole_edition_and_goes_on()
    {
        await using var paper = await MakeAsync();
        var stories = 1;
        await WriteAsync(paper, stories++);
        string[] publish = ["publish", "--newsroom", paper.House.Path];
        await RunWholeAsync(Programs.Skywave, publish);
        var fixedBytes = new Dictionary<string, byte[]>();
        var isWaiting = false;
        for (var kills = 0; kills < Kills;)
        {
            if (!isWaiting)
            {
                await WriteAsync(paper, stories++);
            }
            isWaiting = await IsKilledAsync(Programs.Skywave, publish);
            kills += isWaiting ? 1 : 0;
            await AssertWholeAsync(paper, paper.House.Public, $"kill {kills}");
            AssertNothingFixedChanged(fixedBytes, paper.House.Public);
        }
        await RunWholeAsync(Programs.Skywave, publish);
        AssertNothingFixedChanged(fixedBytes, paper.House.Public);
        Assert.Equal(stories - 1, (await AssertWholeAsync(paper, paper.House.Public, "the end")).Articles);
        Assert.DoesNotContain(Directory.EnumerateDirectories(paper.House.Staging), d => Path.GetFileName(d)[0] != '.');
    }

    [Fact]
    public async Task A_mirror_killed_at_50_moments_leaves_a_whole_edition_and_ends_with_the_same_bytes()
    {
        await using var paper = await MakeAsync();
        var stories = 1;
        await WriteAsync(paper, stories++);
        await paper.PublishAsync();
        string[] mirror = ["mirror", paper.House.Public, _copy.Path];
        await RunWholeAsync(Programs.Mirror, mirror);
        var isWaiting = false;
        for (var kills = 0; kills < Kills;)
        {
            // Now and then a killed pull finds another edition or two when it goes on.
            for (var editions = !isWaiting || _moments.Next(4) == 0 ? 1 + _moments.Next(2) : 0; editions > 0; editions--)
            {
                await WriteAsync(paper, stories++);
                await paper.PublishAsync();
            }
            isWaiting = await IsKilledAsync(Programs.Mirror, mirror);
            kills += isWaiting ? 1 : 0;
            await AssertWholeAsync(paper, _copy.Path, $"kill {kills}");
        }
        await RunWholeAsync(Programs.Mirror, mirror);
        Assert.Equal(stories - 1, (await AssertWholeAsync(paper, _copy.Path, "the end")).Articles);
        var source = LyingMirror.Read(paper.House.Public);
        Assert.All(LyingMirror.Read(_copy.Path).Where(f => source.ContainsKey(f.Key)), f => Assert.Equal(source[f.Key], f.Value));
    }

    private static Task<TestNewsroom> MakeAsync() =>
        TestNewsroom.MakeAsync(DateTimeOffset.FromUnixTimeSeconds((TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(1)).ToUnixTimeSeconds()), "en", "fa");

    private static Task WriteAsync(TestNewsroom paper, int number) =>
        paper.WriteAsync(number % 3 == 0 ? "fa" : "en", "story " + number, "Story number " + number, "What story number " + number + " says.");

    private async Task RunWholeAsync(string program, string[] args)
    {
        var watch = Stopwatch.StartNew();
        var ran = await Programs.RunAsync(program, _pins.Path, args);
        Assert.True(ran.Exit == 0, ran.Error);
        _whole = watch.Elapsed < _whole ? watch.Elapsed : _whole;
    }

    // True when it was killed before it was done.
    private async Task<bool> IsKilledAsync(string program, string[] args)
    {
        var watch = Stopwatch.StartNew();
        using var process = Programs.Start(program, _pins.Path, args);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var moment = new CancellationTokenSource(_whole * _moments.NextDouble());
        try
        {
            await process.WaitForExitAsync(moment.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync();
            return true;
        }
        Assert.True(process.ExitCode == 0, await error + await output);
        _whole = watch.Elapsed < _whole ? watch.Elapsed : _whole;
        return false;
    }

    private static async Task<EditionReport> AssertWholeAsync(TestNewsroom paper, string folder, string when)
    {
        var seen = await paper.VerifyAsync(source: EditionSource.FromFolder(folder));
        Assert.True(seen.IsAuthentic, $"{when}: {seen.Findings.FirstOrDefault()}{seen.Unreachable}");
        return seen;
    }

    // A version number never has two contents.
    private static void AssertNothingFixedChanged(Dictionary<string, byte[]> seen, string folder)
    {
        foreach (var (path, bytes) in LyingMirror.Read(folder).Where(f => CarrierOrder.IsImmutable(f.Key)))
        {
            Assert.True(!seen.TryGetValue(path, out var before) || before.AsSpan().SequenceEqual(bytes), path);
            seen[path] = bytes;
        }
    }
}
