using Microsoft.Playwright;
using Xunit;

namespace Skywave.Tests.Office;

/// <summary>A translator's day in a browser, without a pointer: an earlier translation is put in, a changed figure is seen and settled, a suggestion is made and accepted; and every page as it looks.</summary>
public sealed class TranslationWalkTests(OfficeOfPaper office) : IClassFixture<OfficeOfPaper>
{
    private const string English = """
        ---
        claim: people on the square | up to 8,000 | police | authority
        ---
        How many came

        Up to 8,000 people came to the square on Monday evening, the police say, and nobody was hurt.

        ## What to do

        Take the ferry instead of the bridge, which leaves every 20 minutes from the old harbour.

        """;

    private const string Persian = """
        ---
        claim: شرکت‌کنندگان | تا ۸٬۰۰۰ | پلیس | authority
        ---
        چند نفر آمدند

        پلیس می‌گوید تا ۸٬۰۰۰ نفر دوشنبه شب به میدان آمدند و کسی آسیب ندید.

        ## چه باید کرد

        به جای پل با قایق بروید که هر ۲۰ دقیقه از بندر قدیمی راه می‌افتد.

        """;

    private static async Task WriteAsync(IPage page, string text)
    {
        await OfficeWalkTests.PlainAsync(page);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.InsertTextAsync(text);
        await OfficeOfPaper.PressAsync(page, "Save and close");
    }

    private static async Task<string> BeginAsync(IPage page, string text)
    {
        await page.GotoAsync("/new");
        await page.SelectOptionAsync("#desk", "en");
        await OfficeOfPaper.TypeAsync(page, "headline", "?");
        await OfficeOfPaper.PressAsync(page, "Begin");
        await WriteAsync(page, text);
        return new Uri(page.Url).Segments[2].Trim('/');
    }

    private static async Task<string> TranslateAsync(IPage page, string source)
    {
        await page.GotoAsync($"/new?source={source}");
        await page.SelectOptionAsync("#desk", "fa");
        await OfficeOfPaper.PressAsync(page, "Begin");
        return new Uri(page.Url).Segments[2].Trim('/');
    }

    [Fact]
    public async Task A_translator_takes_what_was_translated_before_sees_what_changed_and_settles_it_by_keyboard_alone()
    {
        var first = await office.OpenAsync();
        await OfficeOfPaper.WelcomeAsync(first, office.FirstLink);
        var writer = await office.OpenAsync();
        await OfficeOfPaper.WelcomeAsync(writer, await OfficeWalkTests.InviteAsync(first, "shirin", "شیرین", "fa DeskEditor", "en DeskEditor"));

        // The first translation goes out.
        var early = await TranslateAsync(writer, await BeginAsync(writer, English));
        await WriteAsync(writer, Persian);
        await OfficeOfPaper.PressAsync(writer, "submit");
        await OfficeOfPaper.PressAsync(writer, "pass");
        await first.GotoAsync($"/m/{early}");
        await OfficeOfPaper.PressAsync(first, "publish");
        await Assertions.Expect(first.Locator("[role=status]")).ToContainTextAsync("It is out.");

        // The next day's text is nearly the same: what was translated before is put in where the original's lines stand.
        var source = await BeginAsync(writer, English.Replace("Monday", "Friday", StringComparison.Ordinal));
        var id = await TranslateAsync(writer, source);
        await writer.WaitForSelectorAsync("#page[contenteditable]");
        Assert.Equal(4, await writer.Locator(".earlier").CountAsync());
        for (var i = 0; i < 4; i++)
        {
            await writer.Locator(".earlier button").Nth(i).PressAsync("Enter");
        }
        await writer.WaitForSelectorAsync("#page[contenteditable] h2:has-text('چه باید کرد')");
        var text = await EditorOffice.TextAsync(writer);
        Assert.EndsWith(Persian.Split("آمدند\n\n")[1].Trim(), text.Trim(), StringComparison.Ordinal);
        await OfficeOfPaper.PressAsync(writer, "Save and close");

        // The original is corrected: the claim followed by itself, the paragraph has to be translated.
        await writer.GotoAsync($"/m/{id}/write");
        await WriteAsync(writer, text.Replace("people on the square | up to 8,000 | police", "شرکت‌کنندگان | تا ۸٬۰۰۰ | پلیس", StringComparison.Ordinal).Replace("How many came", "چند نفر آمدند", StringComparison.Ordinal));
        await OfficeOfPaper.PressAsync(writer, "submit");
        await first.GotoAsync($"/m/{source}/write?over=yes");
        await WriteAsync(first, English.Replace("Monday", "Friday", StringComparison.Ordinal).Replace("8,000", "12,000", StringComparison.Ordinal));
        await writer.GotoAsync($"/m/{id}");
        await Assertions.Expect(writer.Locator("aside")).ToContainTextAsync("behind · paragraphs: 1 · figures: 1");
        await Assertions.Expect(writer.Locator(".changed .swap")).ToContainTextAsync("12,000");

        // A colleague suggests the paragraph, the translator accepts it.
        await first.GotoAsync($"/m/{id}/comments");
        await first.Locator(".passage:has-text('پلیس می‌گوید') a").PressAsync("Enter");
        await first.Locator("#instead").FillAsync("پلیس می‌گوید تا ۱۲٬۰۰۰ نفر جمعه شب به میدان آمدند و کسی آسیب ندید.");
        await OfficeOfPaper.PressAsync(first, "Suggest");
        await first.Locator("#l0 a").PressAsync("Enter");
        await first.Locator("#say").FillAsync("Which police?");
        await OfficeOfPaper.PressAsync(first, "Comment");
        await OfficeWalkTests.LookAtAllAsync(first, ["/", $"/m/{id}", $"/m/{id}/story", $"/m/{id}/comments", $"/m/{id}/comments?at=6", $"/m/{id}/write"]);
        await writer.GotoAsync($"/m/{id}/comments");
        await OfficeOfPaper.PressAsync(writer, "Accept");
        await writer.GotoAsync($"/m/{id}");
        await OfficeOfPaper.PressAsync(writer, "I have brought it up to date");
        await Assertions.Expect(writer.Locator("aside")).Not.ToContainTextAsync("behind");
        await writer.GotoAsync($"/m/{id}/write?over=yes");
        text = await writer.InputValueAsync("#text");
        Assert.Contains("تا ۱۲٬۰۰۰ | پلیس", text, StringComparison.Ordinal);
        Assert.Contains("تا ۱۲٬۰۰۰ نفر جمعه شب", text, StringComparison.Ordinal);
    }
}
