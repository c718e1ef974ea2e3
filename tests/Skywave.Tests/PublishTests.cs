using Skywave.House;
using Skywave.Mirror;
using Skywave.Publishing;
using Skywave.Reading;
using Skywave.Words;
using Skywave.Writing;
using Xunit;

namespace Skywave.Tests;

public sealed class PublishTests
{
    [Fact]
    public async Task A_published_edition_is_authentic_to_the_last_file()
    {
        await using var paper = await TestNewsroom.MakeAsync("en", "fa");
        await paper.WriteAsync("en", "one", "The first story", "It says something.");
        await paper.WriteAsync("fa", "one", "داستان نخست", "چیزی می‌گوید.");
        var published = await paper.PublishAsync();
        var report = await paper.VerifyAsync();
        Assert.Empty(report.Findings);
        Assert.Null(report.Unreachable);
        Assert.Equal(2, published.Articles);
        Assert.Equal(2, report.Articles);
        Assert.Equal(["en", "fa"], report.Desks);
        Assert.Equal(1, report.Number);
    }

    [Fact]
    public async Task Checking_an_edition_costs_one_signature_check_for_each_checkpoint_and_hashes_no_proof()
    {
        await using var paper = await TestNewsroom.MakeAsync("en", "fa");
        for (var edition = 0; edition < 3; edition++)
        {
            for (var i = 0; i < 8; i++)
            {
                await paper.WriteAsync("en", $"en-{edition}-{i}", $"Story {edition} {i}", "It says something.");
                await paper.WriteAsync("fa", $"fa-{edition}-{i}", $"داستان {edition} {i}", "چیزی می‌گوید.");
            }
            await paper.PublishAsync();
            paper.Clock.Advance(TimeSpan.FromHours(1));
        }
        var report = await paper.VerifyAsync();
        Assert.Empty(report.Findings);
        Assert.Equal((48, 6, 0), (report.Articles, report.Checkpoints, report.Proofs));
    }

    [Fact]
    public async Task Nothing_new_publishes_nothing()
    {
        await using var paper = await TestNewsroom.MakeAsync("en");
        await paper.WriteAsync("en", "one", "The first story", "It says something.");
        await paper.PublishAsync();
        var again = await paper.PublishAsync();
        Assert.False(again.IsNew);
        Assert.Equal(1, again.Number);
    }

    [Fact]
    public async Task A_correction_makes_a_second_entry_and_a_page_that_says_so()
    {
        await using var paper = await TestNewsroom.MakeAsync("en");
        var id = await paper.WriteAsync("en", "one", "The first story", "It says 8,000.");
        await paper.PublishAsync();
        paper.Clock.Advance(TimeSpan.FromHours(1));
        await paper.WriteAsync("en", "one", "The first story", "It says 9,000.", correction: new CorrectionNote(CorrectionKind.Correction, "We wrote 8,000; it is 9,000."));
        await paper.PublishAsync();
        var report = await paper.VerifyAsync();
        Assert.Empty(report.Findings);
        var page = Directory.EnumerateFiles(paper.House.Public, $"*{id}.html", SearchOption.AllDirectories).Single();
        Assert.Contains("We wrote 8,000; it is 9,000.", await File.ReadAllTextAsync(page), StringComparison.Ordinal);
        Assert.Contains("data-revision=\"2\"", await File.ReadAllTextAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_small_editions_stay_authentic_and_the_log_is_one()
    {
        await using var paper = await TestNewsroom.MakeAsync("en", "ru");
        using var copy = new TempFolder();
        var pull = new PullEdition(copy.Path);
        for (var i = 0; i < 6; i++)
        {
            await paper.WriteAsync(i % 2 == 0 ? "en" : "ru", "item " + i, "Story number " + i, "Text " + i, story: "story " + i / 2);
            await paper.PublishAsync();
            var pulled = await pull.RunAsync(paper.Source, paper.Root(), paper.Clock, _ => { }, CancellationToken.None);
            Assert.Empty(pulled.Findings);
            paper.Clock.Advance(TimeSpan.FromHours(30));
        }
        Assert.Empty((await paper.VerifyAsync()).Findings);
        Assert.Empty((await paper.VerifyAsync(source: EditionSource.FromFolder(copy.Path))).Findings);
    }

    [Fact]
    public async Task A_role_past_half_its_life_is_signed_again()
    {
        await using var paper = await TestNewsroom.MakeAsync("en");
        await paper.WriteAsync("en", "one", "The first story", "It says something.");
        await paper.PublishAsync();
        paper.Clock.Advance(TimeSpan.FromHours(25));
        var renewed = await paper.PublishAsync();
        Assert.True(renewed.IsNew);
        Assert.Equal(0, renewed.Articles);
        Assert.Null((await paper.VerifyAsync()).ExpiredRole);
        paper.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal("timestamp", (await paper.VerifyAsync()).ExpiredRole);
    }

    [Fact]
    public async Task The_same_keys_clock_and_order_give_the_same_tree()
    {
        await using var paper = await TestNewsroom.MakeAsync("en", "fa");
        for (var i = 0; i < 5; i++)
        {
            await paper.WriteAsync("en", $"en-{i}", $"Story {i}", "It says something.", story: $"story-{i}");
            await paper.WriteAsync("fa", $"fa-{i}", $"خبر {i}", "متن", story: $"story-{i}");
        }
        using var twin = new TempFolder();
        TempFolder.Copy(paper.House.Path, twin.Path);
        await paper.PublishAsync();
        var other = NewsroomFolder.Open(twin.Path);
        await new PublishEdition(other, () => KeyFiles.Open(other.HostKeyring, TestNewsroom.Passphrase), paper.Clock, _ => { }).RunAsync(false, CancellationToken.None);
        var (ours, theirs) = (Tree(paper.House.Public), Tree(other.Public));
        Assert.True(ours.Count > 40, $"{ours.Count} files were compared");
        Assert.Equal(ours, theirs);
    }

    private static SortedDictionary<string, string> Tree(string folder) => new(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => !f.Contains(".unfinished", StringComparison.Ordinal))
            .ToDictionary(f => Path.GetRelativePath(folder, f), f => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f)))),
        StringComparer.Ordinal);

    [Fact]
    public async Task What_a_publish_that_was_killed_left_of_a_pushed_edition_is_cleared_away_by_the_next_one_even_with_nothing_new()
    {
        await using var paper = await TestNewsroom.MakeAsync("en");
        await paper.WriteAsync("en", "one", "The first story", "It says something.");
        await paper.PublishAsync();
        var left = Directory.CreateDirectory(Path.Combine(paper.House.Staging, "1", "en")).FullName;
        File.WriteAllText(Path.Combine(left, "index.html"), "half of it was gone already");
        Assert.False((await paper.PublishAsync()).IsNew);
        Assert.DoesNotContain(Directory.EnumerateDirectories(paper.House.Staging), d => Path.GetFileName(d)[0] != '.');
    }

    [Fact]
    public async Task A_copy_that_lost_everything_is_made_whole_again()
    {
        await using var paper = await TestNewsroom.MakeAsync("en");
        await paper.WriteAsync("en", "one", "The first story", "It says something.");
        await paper.PublishAsync();
        Directory.Delete(paper.House.Public, recursive: true);
        await paper.PublishAsync(whole: true);
        Assert.Empty((await paper.VerifyAsync()).Findings);
    }
}

/// <summary>A folder that goes away with the test.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("skywave-test-").FullName;

    /// <summary>Copies every file of one folder into another, over what is there.</summary>
    public static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = System.IO.Path.Combine(to, System.IO.Path.GetRelativePath(from, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
