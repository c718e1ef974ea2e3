using System.Text.Json;
using AngleSharp.Html.Parser;
using Skywave.Tests;
using Skywave.Words;
using Xunit;

namespace Skywave.Edition.Tests;

/// <summary>The page on which a link is made that carries the newsroom's key (docs/900-design.md, section 21).</summary>
public sealed class SharePageTests
{
    private const string Key = "1.00112233445566778899aabbccddeeff";
    private const string Root = "https://mirror.example/paper/";
    private const string Story = "en/2026/11/the-bridge-is-open-abcdefghijklmnop.html";

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    [InlineData("hy")]
    [InlineData("ka")]
    public void The_notice_about_sharing_stands_before_the_link_and_the_page_is_small(string desk)
    {
        var masthead = new Masthead(DeskTag.Parse(desk), Samples.Newsroom, Samples.Locales.For(desk), Theme.Default, Samples.Standing);
        var file = SharePage.Render(masthead, [Samples.Notice(desk)], Samples.Noon);
        Assert.Equal($"{desk}/share.html", file.Path);
        Assert.InRange(Samples.Compressed(file.Bytes.ToArray()), 1000, 8 * 1024);
        var text = Samples.String(file.Bytes.ToArray());
        Assert.InRange(text.IndexOf("<dl>", StringComparison.Ordinal), 1, text.IndexOf("id=\"link\"", StringComparison.Ordinal));
        var page = new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(text);
        Assert.Equal("../share.js", Assert.Single(page.QuerySelectorAll("script")).GetAttribute("src"));
        Assert.Contains("script-src 'self'", page.QuerySelector("meta[http-equiv]")!.GetAttribute("content"), StringComparison.Ordinal);
        Assert.True(page.QuerySelector("#share")!.HasAttribute("hidden"));
        Assert.Empty(page.QuerySelectorAll("form"));
    }

    [Fact]
    public void The_module_has_the_key_its_librarys_licence_and_at_most_10_KB()
    {
        var text = Samples.String(ShareScript.Render(Key).Bytes.ToArray());
        Assert.StartsWith($"const KEY = '{Key}'\n/*! qr ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("/**", text, StringComparison.Ordinal);
        Assert.All(new[] { "innerHTML", "document.write", "eval(", "localStorage", "fetch(", "cookie" }, banned => Assert.DoesNotContain(banned, text, StringComparison.Ordinal));
        Assert.InRange(Samples.Compressed(ShareScript.Render(Key).Bytes.ToArray()), 1000, 10 * 1024);
        Assert.Throws<ArgumentException>(() => ShareScript.Render("1.00'+alert(1)+'"));
    }

    [Fact]
    public void A_link_leads_to_a_story_of_this_address_or_to_the_newsroom_and_nowhere_else()
    {
        string[] asked = [Story, "en/about/qrstuvwxyz234567.html", "", "proof", "../../x.html", "//evil.example/2026/11/abcdefghijklmnop.html", "javascript:alert(1)", "en/2026/11/abcdefghijklmnop.html?x", "en/2026/11/short.html", "%2e%2e/2026/11/abcdefghijklmnop.html"];
        var links = Run($"asked.map(path => linkTo({JsonSerializer.Serialize(Root)}, path))", asked);
        Assert.Equal([$"{Root}{Story}#k={Key}.abcdefghijklmnop", $"{Root}en/about/qrstuvwxyz234567.html#k={Key}.qrstuvwxyz234567", .. Enumerable.Repeat($"{Root}#k={Key}", asked.Length - 2)], links);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("linkTo(1)\n", 2)]
    public void Its_types_hold(string more, int code)
    {
        using var module = new TempModule("share.js", $"/** @type {{any}} */\nconst qr = null\nconst KEY = ''\n{ModuleText.Read("sharing/share.js")}{more}");
        var (exit, output) = Node.CheckTypes(module.Path);
        Assert.True(exit == code, output);
    }

    private static string[] Run(string expression, string[] asked)
    {
        using var module = new TempModule("run.mjs", $"{Samples.String(ShareScript.Render(Key).Bytes.ToArray())}\nconst asked = {JsonSerializer.Serialize(asked)}\nconsole.log(JSON.stringify({expression}))\n");
        var (exit, output) = Node.Run(module.Path);
        Assert.True(exit == 0, output);
        return JsonSerializer.Deserialize<string[]>(output)!;
    }

    private sealed class TempModule : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("skywave-share-").FullName;

        public TempModule(string name, string text)
        {
            Path = System.IO.Path.Combine(_folder, name);
            File.WriteAllText(Path, text);
        }

        public string Path { get; }

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }
}
