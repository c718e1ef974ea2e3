using System.Globalization;
using Microsoft.Playwright;
using Xunit;

namespace Skywave.Tests.Office;

/// <summary>Breaking news from the door to the readers.</summary>
public sealed class FlashWalkTests(OfficeOfPaper office) : IClassFixture<OfficeOfPaper>
{
    private const string Headline = "Water is cut off in the capital";

    // What a minute is spent on: pages that have to come over a slow line, and keys beside the headline's own.
    private const int PagesAtMost = 4;
    private const int KeysAtMost = 24;

    [Fact]
    public async Task From_signing_in_to_the_readers_a_flash_takes_four_pages_and_two_dozen_keys()
    {
        var page = await office.OpenAsync();
        await OfficeOfPaper.WelcomeAsync(page, office.FirstLink);
        await OfficeOfPaper.PressAsync(page, "Lock");
        await page.Context.AddInitScriptAsync("addEventListener('keydown', () => sessionStorage.setItem('keys', 1 + Number(sessionStorage.getItem('keys'))), true)");
        await page.GotoAsync("/sign-in");
        var pages = 0;
        page.FrameNavigated += (_, frame) => pages += frame == page.MainFrame ? 1 : 0;

        await OfficeOfPaper.PressAsync(page, "With a passkey");
        await OfficeOfPaper.PressAsync(page, "Flash");
        await OfficeOfPaper.TypeAsync(page, "headline", Headline);
        await OfficeOfPaper.PressAsync(page, "Publish now");
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("It is out.");

        Assert.InRange(pages, 3, PagesAtMost);
        Assert.InRange(int.Parse(await page.EvaluateAsync<string>("() => sessionStorage.getItem('keys')"), CultureInfo.InvariantCulture), 4, KeysAtMost);
        Assert.Contains(Headline, await File.ReadAllTextAsync(Path.Combine(office.Paper.House.Public, "en", "index.html")), StringComparison.Ordinal);
        Assert.Empty((await office.Paper.VerifyAsync()).Findings);
    }
}
