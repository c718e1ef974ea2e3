using System.Text;
using Skywave.Ceremonies;
using Xunit;

namespace Skywave.Tests.Alerts;

/// <summary>What an edition has of alerts.</summary>
public sealed class AlertsEditionTests
{
    [Fact]
    public async Task Without_the_setting_an_edition_has_nothing_of_alerts()
    {
        await using var paper = await PaperAsync();
        await paper.PublishAsync();
        Assert.Empty(NamesOf(paper));
        Assert.False(File.Exists(paper.House.AlertsFile));
        Assert.Null(await paper.AlertAsync());
        Assert.False(File.Exists(paper.House.AlertsFile));
    }

    [Fact]
    public async Task Turned_on_the_page_is_signed_and_turned_off_it_goes()
    {
        await using var paper = await PaperAsync();
        await paper.PublishAsync();
        await paper.TurnOnAsync();
        Assert.True((await paper.PublishAsync()).IsNew);
        Assert.Empty((await paper.VerifyAsync()).Findings);
        Assert.Contains("alerts.html", NamesOf(paper));
        Assert.Contains("alerts.js", NamesOf(paper));
        Assert.Contains($"data-key=\"{paper.House.Settings.Alerts!.Key}\"", Read(paper, "en/alerts.html"), StringComparison.Ordinal);
        Assert.Contains("alerts.html", Read(paper, "en/acts.html"), StringComparison.Ordinal);
        // Whoever changes the key in it is found out by everybody who checks.
        var page = Path.Combine(paper.House.Public, "en/alerts.html");
        await File.WriteAllTextAsync(page, Read(paper, "en/alerts.html").Replace(paper.House.Settings.Alerts.Key, new string('B', 87), StringComparison.Ordinal));
        Assert.Contains((await paper.VerifyAsync()).Findings, f => f.Path == "en/alerts.html" && f.Refusal.Code == "list.altered");

        paper.Settle(s => s with { Alerts = null });
        await paper.PublishAsync();
        Assert.Empty((await paper.VerifyAsync()).Findings);
        Assert.DoesNotContain("alerts.html", Read(paper, "en/acts.html"), StringComparison.Ordinal);
        for (var day = 0; day < 30; day++)
        {
            paper.Clock.Advance(TimeSpan.FromDays(1));
            await paper.PublishAsync();
        }
        Assert.Empty(NamesOf(paper));
    }

    [Fact]
    public async Task New_keys_reach_the_page_with_the_next_publish()
    {
        await using var paper = await PaperAsync();
        await paper.TurnOnAsync();
        await paper.PublishAsync();
        await paper.HoldAsync(c => MakeAlertKeys.RunAsync(c, null, isNew: true, CancellationToken.None));
        paper.Settle(_ => paper.HouseNow().Settings);
        Assert.True((await paper.PublishAsync()).IsNew);
        Assert.Contains($"data-key=\"{paper.House.Settings.Alerts!.Key}\"", Read(paper, "en/alerts.html"), StringComparison.Ordinal);
        Assert.Empty((await paper.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task Without_approved_code_there_is_no_page_since_nobody_could_check_an_alert()
    {
        await using var paper = await PaperAsync();
        await paper.TurnOnAsync();
        await paper.HoldAsync(c => c.SignAsync(c.Charter with { Code = [] }, [], null, CancellationToken.None));
        await paper.PublishAsync();
        Assert.Empty(NamesOf(paper));
    }

    private static async Task<TestNewsroom> PaperAsync()
    {
        var paper = await TestNewsroom.MakeAsync("en");
        await paper.WriteAsync("en", "one", "A story", "It says something.");
        return paper;
    }

    private static string Read(TestNewsroom paper, string path) => File.ReadAllText(Path.Combine(paper.House.Public, path), Encoding.UTF8);

    private static List<string> NamesOf(TestNewsroom paper) =>
        [.. Directory.EnumerateFiles(paper.House.Public, "*alerts*", SearchOption.AllDirectories).Select(f => Path.GetFileName(f)).Where(n => Path.GetExtension(n) is ".html" or ".js").Distinct()];
}
