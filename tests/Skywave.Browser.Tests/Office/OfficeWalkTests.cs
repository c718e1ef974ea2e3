using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Skywave.Words;
using Skywave.Writing;
using Xunit;

namespace Skywave.Tests.Office;

/// <summary>The whole way in a browser, without a pointer: sign in with a passkey, write in Persian, edit, publish, translate, correct; and every page as it looks.</summary>
public sealed class OfficeWalkTests(OfficeOfPaper office) : IClassFixture<OfficeOfPaper>
{
    private static readonly string[] Pages = ["/", "/new", "/archive", "/flash", "/edition", "/people", "/trail", "/me"];

    /// <summary>Invites somebody by keyboard, with roles; their one-time link.</summary>
    internal static async Task<string> InviteAsync(IPage first, string handle, string name, params string[] grants)
    {
        await first.GotoAsync("/people");
        await OfficeOfPaper.TypeAsync(first, "handle", handle);
        await OfficeOfPaper.TypeAsync(first, "name", name);
        await OfficeOfPaper.PressAsync(first, "Make a link");
        var link = await first.InnerTextAsync(".secret");
        await OfficeOfPaper.PressAsync(first, "To the person");
        foreach (var grant in grants)
        {
            await first.Locator($"input[value='{grant}']").FocusAsync();
            await first.Keyboard.PressAsync("Space");
        }
        await OfficeOfPaper.PressAsync(first, "Give these roles");
        return link;
    }

    [Fact]
    public async Task A_story_is_written_edited_published_translated_and_corrected_by_keyboard_alone()
    {
        var first = await office.OpenAsync();
        await OfficeOfPaper.WelcomeAsync(first, office.FirstLink);
        var writer = await office.OpenAsync();
        await OfficeOfPaper.WelcomeAsync(writer, await InviteAsync(first, "shirin", "شیرین", "fa Translator", "en Translator"));
        await writer.GotoAsync("/");
        await LookAtAsync(first, "first");

        // Signed out, and in again with the passkey.
        await writer.GotoAsync("/me");
        await OfficeOfPaper.PressAsync(writer, "Sign out here");
        await OfficeOfPaper.PressAsync(writer, "With a passkey");
        await writer.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/");

        // Written in Persian, saved by itself.
        await OfficeOfPaper.PressAsync(writer, "New text");
        await writer.SelectOptionAsync("#desk", "fa");
        await OfficeOfPaper.TypeAsync(writer, "headline", "چگونه صفحه را بررسی کنیم");
        await OfficeOfPaper.PressAsync(writer, "Begin");
        await PlainAsync(writer);
        await writer.Keyboard.PressAsync("Control+End");
        await writer.Keyboard.InsertTextAsync("\nیک پاراگراف کوتاه.\n\n## میان‌تیتر\n\nپاراگراف دوم.\n");
        await Assertions.Expect(writer.Locator("#saved")).ToContainTextAsync("Saved", new() { Timeout = 15_000 });
        var id = new Uri(writer.Url).Segments[2].Trim('/');
        await LookAtAsync(writer, "write-fa");
        await OfficeOfPaper.PressAsync(writer, "Save and close");
        await OfficeOfPaper.PressAsync(writer, "submit");
        Assert.Equal("in edit", await writer.InnerTextAsync(".stage"));

        // Passed and published by somebody else.
        await first.GotoAsync($"/m/{id}");
        await OfficeOfPaper.PressAsync(first, "pass");
        await LookAtAsync(first, "manuscript");
        await OfficeOfPaper.PressAsync(first, "publish");
        await Assertions.Expect(first.Locator("[role=status]")).ToContainTextAsync("It is out.");
        Assert.Equal(ArticleStatus.Published, (await PublishedAsync(id, "fa"))!.Status);

        // Translated beside the original, and behind when the original went on.
        await writer.GotoAsync($"/m/{id}");
        await OfficeOfPaper.PressAsync(writer, "Translate");
        await OfficeOfPaper.PressAsync(writer, "Begin");
        Assert.Contains("پاراگراف دوم", await writer.InnerTextAsync(".side .passages"), StringComparison.Ordinal);
        await PlainAsync(writer);
        await writer.Keyboard.PressAsync("Control+A");
        await writer.Keyboard.InsertTextAsync("How to check a page\n\nA short paragraph.\n");
        await LookAtAsync(writer, "translate");
        await OfficeOfPaper.PressAsync(writer, "Save and close");

        // Corrected: what readers see says so.
        await writer.GotoAsync($"/m/{id}");
        await OfficeOfPaper.PressAsync(writer, "correct");
        await OfficeOfPaper.PressAsync(writer, "Write");
        await PlainAsync(writer);
        await writer.Keyboard.PressAsync("Control+A");
        await writer.Keyboard.InsertTextAsync("---\ncorrection: correction | پاراگراف دوم نادرست بود.\n---\nچگونه صفحه را بررسی کنیم\n\nیک پاراگراف کوتاه.\n\n## میان‌تیتر\n\nپاراگراف درست.\n");
        await OfficeOfPaper.PressAsync(writer, "Save and close");
        await OfficeOfPaper.PressAsync(writer, "submit");
        await first.GotoAsync($"/m/{id}");
        await OfficeOfPaper.PressAsync(first, "pass");
        await OfficeOfPaper.PressAsync(first, "publish");
        var corrected = (await PublishedAsync(id, "fa"))!;
        Assert.Equal((ArticleStatus.Corrected, 2), (corrected.Status, corrected.Revision));
        Assert.Single(corrected.Corrections);
        Assert.Empty((await office.Paper.VerifyAsync()).Findings);
        await first.GotoAsync($"/m/{id}/history?a=1");
        await LookAtAsync(first, "history");

        // A flash, and every page, in both directions and both lights, to the rules of axe.
        await first.GotoAsync("/flash");
        await OfficeOfPaper.TypeAsync(first, "headline", "Water is cut off in the capital");
        await OfficeOfPaper.PressAsync(first, "Publish now");
        await Assertions.Expect(first.Locator("[role=status]")).ToContainTextAsync("It is out.");
        await LookAtAllAsync(first, [.. Pages, $"/m/{id}", $"/m/{id}/history"]);
    }

    // The editor opens as blocks; this walk writes the text itself.
    internal static async Task PlainAsync(IPage writer)
    {
        await writer.WaitForSelectorAsync("#page[contenteditable]");
        await writer.Locator("#turn").PressAsync("Enter");
        await writer.Locator("#text").FocusAsync();
    }

    private async Task<PublishedArticle?> PublishedAsync(string id, string desk)
    {
        await using var db = NewsroomStore.At(office.Paper.House.Path).OpenWriting();
        return await ReadArticle.PublishedAsync(db, ArticleId.Derive(DeskTag.Parse(desk), "office:" + id));
    }

    /// <summary>Pages in both directions and both lights: none is wider than its window, axe finds nothing, and each is kept as a picture.</summary>
    internal static async Task LookAtAllAsync(IPage page, string[] paths)
    {
        var wrong = new List<string>();
        foreach (var (language, direction, size, scheme) in new[] { ("en", "ltr", (1200, 900), ColorScheme.Light), ("fa", "rtl", (390, 800), ColorScheme.Dark) })
        {
            await page.GotoAsync("/me");
            await page.SelectOptionAsync("#language", language);
            await page.Locator("form[action='/me'] button").ClickAsync();
            await page.SetViewportSizeAsync(size.Item1, size.Item2);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            foreach (var path in paths)
            {
                await page.GotoAsync(path);
                Assert.Equal(direction, await page.GetAttributeAsync("html", "dir"));
                // Nothing stands out of the window sideways.
                Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"{path} is wider than {size}");
                // The preview's frame runs no script, so axe would wait in it for ever; its page is looked at where readers see it.
                var found = await page.RunAxe(new AxeRunOptions { RunOnly = AxeTests.Rules.RunOnly, Iframes = false }).WaitAsync(TimeSpan.FromSeconds(60));
                wrong.AddRange(found.Violations.Select(v => $"{path} {language}: {v.Id}: {v.Help}: {string.Join(' ', v.Nodes.Take(3).Select(n => n.Html))}"));
                await LookAtAsync(page, $"{path.Split('?')[0].Trim('/').Replace('/', '-').PadLeft(1, 'b')}-{language}");
            }
        }
        Assert.Empty(wrong);
    }

    internal static Task LookAtAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(TestData.RepositoryRoot(), "artifacts", "office", name + ".png"), FullPage = true });
}
