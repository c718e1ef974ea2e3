using System.Collections.Immutable;
using System.Text;
using Skywave.Ceremonies;
using Skywave.Ledger;
using Skywave.Mirror;
using Skywave.Reading;
using Skywave.Words;
using Xunit;

namespace Skywave.Tests;

/// <summary>Who says which code readers' browsers run (docs/adr/0019-the-workers-code-is-approved-offline.md).</summary>
public sealed class KeysReaderTests
{
    private static readonly ImmutableArray<EditionFile> Earlier = [.. ReaderScript.Code.Select(file => file with { Bytes = Encoding.UTF8.GetBytes("// " + file.Path) })];

    [Fact]
    public async Task A_newsroom_is_born_with_the_code_of_its_program_approved()
    {
        await using var paper = await KeysRotateTests.PaperAsync();
        Assert.Empty((await paper.PublishAsync(whole: true)).Warnings);
        foreach (var file in ReaderScript.Code)
        {
            Assert.Equal(file.Bytes.ToArray(), await File.ReadAllBytesAsync(Path.Combine(paper.House.Public, PathOf(file)), TestContext.Current.CancellationToken));
        }
        foreach (var name in new[] { "sw.js", "reader.js" })
        {
            Assert.Equal(ReaderScript.Code.Single(f => f.Path == name).Bytes.ToArray(), AtRoot(paper, name));
        }
        Assert.Empty((await paper.VerifyAsync()).Findings);
        Assert.Equal("keys.reader-signed", (await Assert.ThrowsAsync<Stop>(() => paper.HoldAsync(c => SignReader.RunAsync(c, CancellationToken.None)))).Code);
    }

    [Fact]
    public async Task Other_code_than_the_approved_one_is_not_published_and_said()
    {
        await using var paper = await KeysRotateTests.PaperAsync();
        await paper.HoldAsync(c => c.SignAsync(c.Charter with { Code = Earlier }, [], null, CancellationToken.None));
        var published = await paper.PublishAsync();
        Assert.Contains("skywave keys reader", Assert.Single(published.Warnings), StringComparison.Ordinal);
        Assert.Equal("// sw.js", Encoding.UTF8.GetString(AtRoot(paper, "sw.js")));
        // Another ceremony says nothing new of it.
        await paper.RotateAsync("timestamp");
        await paper.PublishAsync(whole: true);
        Assert.Equal("// sw.js", Encoding.UTF8.GetString(AtRoot(paper, "sw.js")));
        Assert.Empty((await paper.VerifyAsync()).Findings);

        await paper.HoldAsync(c => SignReader.RunAsync(c, CancellationToken.None));
        Assert.Empty((await paper.PublishAsync()).Warnings);
        Assert.Equal(ReaderScript.Code[0].Bytes.ToArray(), AtRoot(paper, "sw.js"));
        Assert.Empty((await paper.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_newsroom_without_approved_code_publishes_and_offers_nothing()
    {
        await using var paper = await KeysRotateTests.PaperAsync();
        await paper.HoldAsync(c => c.SignAsync(c.Charter with { Code = [] }, [], null, CancellationToken.None));
        Assert.Contains("no code for readers' browsers is approved", Assert.Single((await paper.PublishAsync()).Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain("keep.html", Encoding.UTF8.GetString(AtRoot(paper, "en/acts.html")), StringComparison.Ordinal);
        Assert.Empty((await paper.VerifyAsync()).Findings);
        await paper.HoldAsync(c => SignReader.RunAsync(c, CancellationToken.None));
        await paper.PublishAsync();
        Assert.Contains("keep.html", Encoding.UTF8.GetString(AtRoot(paper, "en/acts.html")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(paper.House.Public, "en", "keep.html")));
        Assert.Empty((await paper.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_changed_part_of_the_code_is_found_and_a_copy_has_all_of_it()
    {
        await using var paper = await KeysRotateTests.PaperAsync();
        await paper.PublishAsync();
        var kept = new HashSet<string>(StringComparer.Ordinal);
        await CheckEdition.RunAsync(paper.Source, paper.Root(), null, new EditionKeeper(_ => null, file => kept.Add(file.Path)), paper.Clock.GetUtcNow(), null, CancellationToken.None);
        var parts = ReaderScript.Code.Select(PathOf).ToList();
        Assert.Empty(parts.Except(kept));
        Assert.Empty(new[] { "sw.js", "reader.js" }.Except(kept));
        foreach (var path in parts.Append("sw.js"))
        {
            var file = Path.Combine(paper.House.Public, path);
            var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            await File.WriteAllBytesAsync(file, [.. bytes.AsSpan(0, bytes.Length - 1), (byte)'!'], TestContext.Current.CancellationToken);
            Assert.NotEmpty((await paper.VerifyAsync()).Findings);
            await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        }
    }

    private static string PathOf(EditionFile file) => $"targets/newsroom/{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file.Bytes.Span))}.{file.Path}";

    private static byte[] AtRoot(TestNewsroom paper, string path) => File.ReadAllBytes(Path.Combine(paper.House.Public, path));
}
