using Skywave.Words;
using Xunit;

namespace Skywave.Tests;

/// <summary>Every command of docs/080-drills.md is typed, and prints what the page says.</summary>
public sealed class KeysDrillTests(KeysDrillTests.Practice practice) : IClassFixture<KeysDrillTests.Practice>
{
    public static TheoryData<int> Numbers => [.. KeysDrills.Read().Keys];

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task A_drill_goes_as_the_page_says(int number)
    {
        using var folder = new TempFolder();
        TempFolder.Copy(practice.Folder.Path, folder.Path);
        await KeysDrills.TypeAsync("chmod +x skywave", folder.Path);
        if (number > 1)
        {
            Directory.Move(Path.Combine(folder.Path, "paper", "keys", "offline"), Path.Combine(folder.Path, "stick"));
        }
        var (expected, printed) = (new List<string>(), new List<string>());
        foreach (var step in KeysDrills.Read()[number])
        {
            var (code, output) = await KeysDrills.TypeAsync(step.Command, folder.Path);
            Assert.True((code == 0) != output.Any(l => l.StartsWith("skywave: error", StringComparison.Ordinal)), $"{step.Command} ends with {code}: {string.Join('\n', output)}");
            expected.AddRange(["$ " + step.Command, .. step.Output.Where(l => l.Length > 0)]);
            printed.AddRange(["$ " + step.Command, .. output]);
        }
        Assert.True(expected.Select(KeysDrills.Plain).SequenceEqual(printed.Select(KeysDrills.Plain)), $"drill {number} should read:\n    {string.Join("\n    ", printed)}");
    }

    [Fact]
    public void The_drills_are_numbered_and_each_is_named_in_the_table()
    {
        var drills = KeysDrills.Read();
        Assert.Equal(Enumerable.Range(1, 18), drills.Keys);
        Assert.All(drills, d => Assert.NotEmpty(d.Value));
        var page = File.ReadAllText(Path.Combine(TestData.RepositoryRoot(), "docs", "080-drills.md"));
        Assert.All(drills.Keys, n => Assert.Contains($"[{n}](#{n}-", page, StringComparison.Ordinal));
    }

    /// <summary>A newsroom to practise with: two desks, an edition, and the program beside it.</summary>
    public sealed class Practice : IAsyncLifetime
    {
        public TempFolder Folder { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await using var paper = await TestNewsroom.MakeAsync(DateTimeOffset.UtcNow, "en", "fa");
            await paper.WriteAsync("en", "one", "The first story", "It says something.");
            await paper.WriteAsync("fa", "one", "داستان نخست", "چیزی می‌گوید.");
            await paper.WriteAsync("fa", "two", "داستان دوم", "چیز دیگری می‌گوید.");
            await paper.PublishAsync();
            TempFolder.Copy(paper.House.Path, Path.Combine(Folder.Path, "paper"));
            await File.WriteAllTextAsync(Path.Combine(Folder.Path, "words.txt"), KeysHolders.Words + "\n");
            await File.WriteAllTextAsync(Path.Combine(Folder.Path, "skywave"), $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "skywave.dll")}' \"$@\"\n");
        }

        public ValueTask DisposeAsync()
        {
            Folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
