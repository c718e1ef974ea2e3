using AngleSharp.Html.Parser;
using Skywave.Tests;
using Skywave.Words;
using Xunit;

namespace Skywave.Edition.Tests;

/// <summary>The page on which alerts are turned on (docs/900-design.md, section 22).</summary>
public sealed class AlertsPageTests
{
    private const string Key = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    [InlineData("fa")]
    [InlineData("ka")]
    public void The_page_says_who_learns_of_it_before_its_button(string desk)
    {
        var locale = Samples.Locales.For(desk);
        var text = Render(desk);
        var button = text.IndexOf("id=\"start\"", StringComparison.Ordinal);
        Assert.All(
            new[] { "alerts.what", "alerts.push", "alerts.never", "alerts.holds", "alerts.screen", "alerts.end", "alerts.needs", "alerts.script" },
            key => Assert.InRange(text.IndexOf(locale.Said(key).Value!, StringComparison.Ordinal), 1, button));
        Assert.InRange(text.IndexOf("<dl>", StringComparison.Ordinal), 1, button);
        Assert.All(new[] { "Google", "Mozilla", "Apple", "Microsoft" }, maker => Assert.Contains(maker, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    public void Without_script_nothing_can_be_pressed_and_the_page_is_small(string desk)
    {
        var text = Render(desk);
        Assert.InRange(Samples.Compressed(System.Text.Encoding.UTF8.GetBytes(text)), 1000, 8 * 1024);
        var page = new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(text);
        Assert.Equal(["../alerts.js", null], page.QuerySelectorAll("script").Select(s => s.GetAttribute("src")));
        Assert.All(page.QuerySelectorAll("button"), button => Assert.True(button.HasAttribute("hidden")));
        Assert.Equal(Key, page.QuerySelector("#start")!.GetAttribute("data-key"));
        Assert.Contains("script-src 'self'", page.QuerySelector("meta[http-equiv]")!.GetAttribute("content"), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("main a[href='keep.html'],main a[href$='/keep.html']"));
        Assert.Empty(page.QuerySelectorAll("form"));
    }

    [Fact]
    public void Only_a_desk_that_has_the_page_leads_to_it()
    {
        Assert.DoesNotContain("alerts.html", Acts(Samples.Standing), StringComparison.Ordinal);
        Assert.Contains("alerts.html", Acts([.. Samples.Standing, AlertsPage.Standing]), StringComparison.Ordinal);
        Assert.DoesNotContain("alerts.js", string.Join(' ', RootFiles.Render(Samples.Newsroom, Samples.Locales, Theme.Default, "1.00").Select(f => f.Path)), StringComparison.Ordinal);

        string Acts(IReadOnlyCollection<string> standing) =>
            Samples.String(ActsPage.Render(DeskTag.Parse("en"), [Samples.Notice("en")], Samples.Newsroom, Samples.Locales.For("en"), Theme.Default, standing, Samples.Noon).Bytes.ToArray());
    }

    [Fact]
    public void The_module_is_small_and_does_what_it_may()
    {
        var text = Samples.String(AlertsPage.Script.Bytes.ToArray());
        Assert.InRange(Samples.Compressed(AlertsPage.Script.Bytes.ToArray()), 300, 2 * 1024);
        Assert.All(new[] { "innerHTML", "document.write", "eval(", "localStorage", "cookie", "/**", "import " }, banned => Assert.DoesNotContain(banned, text, StringComparison.Ordinal));
        Assert.Contains("userVisibleOnly: true", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_of_the_newsroom_and_keys_are_read_as_they_are_meant()
    {
        using var folder = new TempFolder();
        var file = folder.Write("run.mjs", $"{Samples.String(AlertsPage.Script.Bytes.ToArray())}\nconsole.log(JSON.stringify([[204, 400, 404, 405, 500, undefined, 429, 503].map(saidOf), bytesOf('{Key}').length, bytesOf('{Key}')[0], bytesOf('-_8').join()]))\n");
        var (exit, output) = Node.Run(file);
        Assert.True(exit == 0, output);
        Assert.Equal("""[[null,"alerts.nowhere","alerts.nowhere","alerts.nowhere","alerts.nowhere","alerts.nowhere","alerts.later","alerts.later"],65,4,"251,255"]""", output.Trim());
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("bytesOf(1)\n", 2)]
    public void Its_types_hold(string more, int code)
    {
        using var folder = new TempFolder();
        var (exit, output) = Node.CheckTypes(folder.Write("alerts.js", ModuleText.Read("alerts/alerts.js") + more));
        Assert.True(exit == code, output);
    }

    private static string Render(string desk)
    {
        var masthead = new Masthead(DeskTag.Parse(desk), Samples.Newsroom, Samples.Locales.For(desk), Theme.Default, [.. Samples.Standing, KeepPage.Standing, AlertsPage.Standing]);
        var file = AlertsPage.Render(masthead, [Samples.Notice(desk) with { Acts = [Act.Subscribe] }], Key, Samples.Noon);
        Assert.Equal($"{desk}/alerts.html", file.Path);
        return Samples.String(file.Bytes.ToArray());
    }

    private sealed class TempFolder : IDisposable
    {
        private readonly string _path = Directory.CreateTempSubdirectory("skywave-alerts-").FullName;

        public string Write(string name, string text)
        {
            var file = Path.Combine(_path, name);
            File.WriteAllText(file, text);
            return file;
        }

        public void Dispose() => Directory.Delete(_path, recursive: true);
    }
}
