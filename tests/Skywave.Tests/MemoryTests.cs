using Skywave.Mirror;
using Skywave.Reading;
using Skywave.Trust;
using Xunit;

namespace Skywave.Tests;

/// <summary>What checkers remember, and what they do not (docs/adr/0009-reading-memory.md).</summary>
public sealed class MemoryTests
{
    [Fact]
    public async Task An_edition_nobody_vouches_for_is_checked_and_not_remembered()
    {
        await using var paper = await TestNewsroom.MakeAsync("en");
        await paper.WriteAsync("en", "one", "The first story", "It says something.");
        await paper.PublishAsync();

        var trust = await EditionTrust.FindAsync(paper.Source, null, paper.Clock.GetUtcNow(), CancellationToken.None);
        Assert.False(trust.IsVouched);
        Assert.Null(trust.Memory);
        Assert.True((await paper.VerifyAsync(trust.Memory)).IsAuthentic);
    }

    [Fact]
    public async Task What_is_published_from_an_old_backup_is_refused_by_whoever_saw_what_came_after_it()
    {
        await using var paper = await TestNewsroom.MakeAsync("en");
        using var backup = new TempFolder();
        using var copy = new TempFolder();
        var pull = new PullEdition(copy.Path);
        await paper.WriteAsync("en", "one", "The first story", "It says something.");
        await paper.PublishAsync();
        TempFolder.Copy(paper.House.Path, backup.Path);
        await paper.WriteAsync("en", "two", "The second story", "It was there.");
        await paper.PublishAsync();
        Assert.True((await pull.RunAsync(paper.Source, paper.Root(), paper.Clock, _ => { }, CancellationToken.None)).IsAuthentic);

        Directory.Delete(paper.House.Path, recursive: true);
        TempFolder.Copy(backup.Path, paper.House.Path);
        foreach (var n in new[] { "three", "four", "five" })
        {
            paper.Clock.Advance(TimeSpan.FromHours(1));
            await paper.WriteAsync("en", n, "Another second story", "It is here instead.");
            await paper.PublishAsync();
        }
        // For itself the second history is whole: nobody can see what it replaced who did not see it.
        Assert.True((await paper.VerifyAsync()).IsAuthentic);
        var refused = await pull.RunAsync(paper.Source, paper.Root(), paper.Clock, _ => { }, CancellationToken.None);
        Assert.Equal([EditionCodes.LogFork], refused.Findings.Select(f => f.Refusal.Code).Distinct());
        Assert.Equal(2, (await paper.VerifyAsync(source: EditionSource.FromFolder(copy.Path))).Articles);
    }

    [Fact]
    public async Task What_stands_still_on_an_old_backup_is_refused_as_older()
    {
        await using var paper = await TestNewsroom.MakeAsync("en");
        using var backup = new TempFolder();
        using var copy = new TempFolder();
        var pull = new PullEdition(copy.Path);
        await paper.WriteAsync("en", "one", "The first story", "It says something.");
        await paper.PublishAsync();
        TempFolder.Copy(paper.House.Path, backup.Path);
        await paper.WriteAsync("en", "two", "The second story", "It was there.");
        await paper.PublishAsync();
        await pull.RunAsync(paper.Source, paper.Root(), paper.Clock, _ => { }, CancellationToken.None);

        var old = EditionSource.FromFolder(Path.Combine(backup.Path, "public"));
        Assert.Equal([Codes.TufRollback], (await pull.RunAsync(old, paper.Root(), paper.Clock, _ => { }, CancellationToken.None)).Findings.Select(f => f.Refusal.Code));
    }
}
