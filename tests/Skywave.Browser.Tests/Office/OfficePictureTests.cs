using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using NetVips;
using Skywave.Office;
using Xunit;

namespace Skywave.Tests.Office;

/// <summary>Pictures in a browser, without script: added, a focal point clicked, put into a text; and every page as it looks.</summary>
public sealed class OfficePictureTests(OfficeOfPaper office) : IClassFixture<OfficeOfPaper>
{
    // A photograph as far as an eye needs one: dark to the left, bright to the right.
    private static byte[] Photo()
    {
        using var across = Image.Grey(1600, 1000, uchar: true);
        using var colours = across.Bandjoin(across.Rot180(), Image.Zone(1600, 1000, uchar: true)).Copy(interpretation: Enums.Interpretation.Srgb).Mutate(m => m.Set(GValue.GStrType, "exif-ifd0-Make", "TestCam (TestCam, ASCII, 8 components, 8 bytes)"));
        return colours.JpegsaveBuffer();
    }

    // Who may decide about pictures and take names out: the first person gives themselves neither.
    private async Task GiveAsync(params Role[] roles)
    {
        await using var db = new OfficeDb(new DbContextOptionsBuilder<OfficeDb>().UseSqlite(OfficeFile.ConnectionString(office.Paper.House.Path)).Options);
        var person = await db.Users.OrderBy(p => p.Id).FirstAsync();
        foreach (var role in roles)
        {
            db.Grants.Add(new GrantRow { Person = person.Id, Desk = Grant.Everywhere, Role = role });
        }
        await db.SaveChangesAsync();
    }

    [Fact]
    public async Task Without_script_a_picture_is_added_its_point_is_clicked_and_it_stands_in_the_text()
    {
        var signed = await office.OpenAsync();
        await OfficeOfPaper.WelcomeAsync(signed, office.FirstLink);
        await GiveAsync(Role.PhotoEditor, Role.Reviewer);
        var context = await office.Browser.NewContextAsync(new() { BaseURL = office.Address.ToString(), StorageState = await signed.Context.StorageStateAsync(), JavaScriptEnabled = false, ViewportSize = new() { Width = 1200, Height = 900 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/new");
        await page.SelectOptionAsync("#desk", "fa");
        await page.FillAsync("#headline", "تیتر");
        await page.Locator("main form button").ClickAsync();
        await page.Locator("button[value=pictures]").ClickAsync();
        await page.Locator("a.main").ClickAsync();
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "photo.jpg", MimeType = "image/jpeg", Buffer = Photo() });
        await page.FillAsync("#alt", "پل سفید اهواز");
        await page.FillAsync("#caption", "پل در ظهر");
        await page.FillAsync("#credit", "A. Person");
        await page.FillAsync("#terms", "Own picture");
        await page.Locator("main form button").ClickAsync();
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("The file that came is gone.");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("device and software: ");
        // Three quarters from the left, one quarter from the top.
        await page.Locator("input.at640").ClickAsync(new() { Position = new() { X = 480, Y = 100 } });
        Assert.Equal(("75", "25"), (await page.InputValueAsync("#x"), await page.InputValueAsync("#y")));
        await page.SelectOptionAsync("#faces", "None");
        await page.Locator("form[action*=checks] button").ClickAsync();
        await page.Locator("button[value=lead]").ClickAsync();
        var text = await page.InputValueAsync("#text");
        Assert.Matches("^---\npicture: library/[0-9a-f]{16}\nalt: پل سفید اهواز\ncaption: پل در ظهر\n---\nتیتر\n", text);
        // The block editor shows it.
        var picture = text.Split("library/")[1][..16];
        var id = new Uri(page.Url).Segments[2].Trim('/');
        await signed.GotoAsync($"/pictures?for={id}");
        await signed.Locator("ul.sheet button").First.ClickAsync();
        await signed.WaitForSelectorAsync("#page[contenteditable]");
        await signed.WaitForFunctionAsync($"() => [...document.querySelectorAll('#page img')].some(i => i.src.endsWith('/pictures/{picture}/file/small') && i.naturalWidth > 0)");
        await LookAtAllAsync(signed, picture, id);
    }

    private static async Task LookAtAllAsync(IPage page, string picture, string text)
    {
        var wrong = new List<string>();
        foreach (var (language, size, scheme) in new[] { ("en", (1200, 900), ColorScheme.Light), ("fa", (320, 800), ColorScheme.Dark) })
        {
            await page.SetViewportSizeAsync(size.Item1, size.Item2);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.GotoAsync("/me");
            await page.SelectOptionAsync("#language", language);
            await page.Locator("form[action='/me'] button").ClickAsync();
            foreach (var path in new[] { "/pictures", $"/pictures?for={text}", "/pictures/new", $"/pictures/{picture}", $"/pictures/{picture}?for={text}", "/take-out" })
            {
                await page.GotoAsync(path);
                await LookAsync(page, path, language, wrong);
            }
            await page.FillAsync("#words", "تیتر");
            await page.Locator("main form button").First.ClickAsync();
            await LookAsync(page, "/take-out-found", language, wrong);
        }
        Assert.Empty(wrong);
    }

    private static async Task LookAsync(IPage page, string path, string language, List<string> wrong)
    {
        var axe = await page.RunAxe(new AxeRunOptions { RunOnly = AxeTests.Rules.RunOnly, Iframes = false }).WaitAsync(TimeSpan.FromSeconds(60));
        wrong.AddRange(axe.Violations.Select(v => $"{path} {language}: {v.Id} {v.Nodes.FirstOrDefault()?.Html}"));
        if (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth"))
        {
            wrong.Add($"{path} {language}: wider than the screen");
        }
        await page.ScreenshotAsync(new() { Path = Path.Combine(TestData.RepositoryRoot(), "artifacts", "office", $"{path.Trim('/').Replace('/', '-').Replace('?', '-').Split('=')[0]}-{language}.png"), FullPage = true });
    }
}
