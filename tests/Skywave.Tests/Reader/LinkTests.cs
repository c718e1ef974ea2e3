using Skywave.Delivery;
using Skywave.Trust.Documents;
using Skywave.Trust.Tuf;
using Xunit;

namespace Skywave.Tests.Reader;

/// <summary>Links that carry trust, as <c>skywave verify</c> takes them (docs/900-design.md, section 21).</summary>
public sealed class LinkTests(PublishedNow published) : IClassFixture<PublishedNow>, IDisposable
{
    private readonly TempFolder _pins = new();
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        _pins.Dispose();
        _folder.Dispose();
    }

    private string Path => System.IO.Path.GetRelativePath(published.Edition, published.Page).Replace('\\', '/');

    private string Article => System.IO.Path.GetFileNameWithoutExtension(published.Page)[^16..];

    [Fact]
    public async Task A_link_makes_a_strangers_page_checkable_and_says_what_it_is_worth()
    {
        await using var site = await ServeAsync(published.Edition);
        var link = $"{site.Address}{Path}{LinkOf(published.Edition, Article)}";
        var ran = await RunAsync("verify", link);
        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        Assert.StartsWith("genuine: en/", ran.Out, StringComparison.Ordinal);
        Assert.EndsWith("\n  Checked by the key in the link, which is worth as much as whoever gave it to you.\n", ran.Out, StringComparison.Ordinal);
        Assert.Equal("authentic", (await RunAsync("verify", link, "--json")).Json["outcome"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_link_to_an_edition_is_remembered_once_everything_checks()
    {
        await using var site = await ServeAsync(published.Edition);
        var ran = await RunAsync("verify", $"{site.Address}{LinkOf(published.Edition)}");
        Assert.StartsWith("authentic: The Paper, edition 1", ran.Out, StringComparison.Ordinal);
        Assert.StartsWith("authentic: ", (await RunAsync("verify", published.Edition)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_newsroom_in_the_links_place_is_refused()
    {
        await using var impostor = await ServeAsync(published.Stale.House.Public);
        foreach (var path in new[] { "", Path })
        {
            var ran = await RunAsync("verify", $"{impostor.Address}{path}{LinkOf(published.Edition)}", "--json");
            Assert.Equal((1, "link.other-root"), (ran.Exit, ran.Json["code"]!.GetValue<string>()));
        }
    }

    [Fact]
    public async Task Another_article_in_the_links_place_is_refused()
    {
        await using var site = await ServeAsync(published.Edition);
        var ran = await RunAsync("verify", $"{site.Address}{Path}{LinkOf(published.Edition, "aaaabbbbccccdddd")}", "--json");
        Assert.Equal((1, "link.other-article"), (ran.Exit, ran.Json["code"]!.GetValue<string>()));
    }

    [Fact]
    public async Task An_altered_article_is_refused_with_a_link_too()
    {
        published.CopyTo(_folder.Path);
        var page = System.IO.Path.Combine(_folder.Path, Path);
        File.WriteAllText(page, File.ReadAllText(page).Replace("says something", "says anything!", StringComparison.Ordinal));
        foreach (var copy in new[] { page + ".br", page + ".gz" })
        {
            File.Delete(copy);
        }
        await using var site = await ServeAsync(_folder.Path);
        Assert.Equal("article.altered", (await RunAsync("verify", $"{site.Address}{Path}{LinkOf(published.Edition, Article)}", "--json")).Json["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_this_machine_remembers_goes_before_a_link()
    {
        Assert.Equal(0, (await RunAsync("verify", published.Edition, "--trust", published.Trust)).Exit);
        // Somebody rewrites the pinned newsroom's first root: the link they give fits, and the pin does not.
        published.CopyTo(_folder.Path);
        foreach (var file in Directory.EnumerateFiles(System.IO.Path.Combine(published.Stale.House.Public, "metadata"), "*.root.json"))
        {
            File.Copy(file, System.IO.Path.Combine(_folder.Path, "metadata", System.IO.Path.GetFileName(file)), overwrite: true);
        }
        await using var site = await ServeAsync(_folder.Path);
        var ran = await RunAsync("verify", $"{site.Address}{LinkOf(_folder.Path)}", "--json");
        Assert.Equal((1, "refused"), (ran.Exit, ran.Json["outcome"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("#k=1")]
    [InlineData("#k=0.00112233445566778899aabbccddeeff")]
    [InlineData("#k=1.00112233445566778899aabbccddee")]
    [InlineData("#k=1.00112233445566778899aabbccddeeff.UPPER")]
    public async Task A_link_that_was_cut_off_is_said_and_nobody_is_asked(string fragment)
    {
        var ran = await RunAsync("verify", "http://127.0.0.1:1/" + fragment);
        Assert.Equal(2, ran.Exit);
        Assert.Contains("is cut off or mistyped", ran.Error, StringComparison.Ordinal);
        Assert.Contains("hint: copy the whole link again", ran.Error, StringComparison.Ordinal);
    }

    private static Task<ReaderSite> ServeAsync(string folder) => ReaderSite.StartAsync(folder, new Uri("http://127.0.0.1:0"), TestContext.Current.CancellationToken);

    private static string LinkOf(string edition, string? article = null) =>
        TrustLink.To(RootRole.Read(File.ReadAllBytes(System.IO.Path.Combine(edition, "metadata", "1.root.json"))).Value, article).ToString();

    private Task<Ran> RunAsync(params IEnumerable<string> args) => Programs.RunAsync(Programs.Mirror, _pins.Path, args);
}
