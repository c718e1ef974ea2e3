using AngleSharp.Html.Parser;
using Microsoft.Playwright;
using Xunit;

namespace Skywave.Tests.Office;

/// <summary>A front is curated by keyboard, out at once, and put back; and its page as it looks.</summary>
public sealed class FrontWalkTests(OfficeOfPaper office) : IClassFixture<OfficeOfPaper>
{
    private static readonly string[] English = ["Ferries return to the old harbour", "How the vote is counted", "Rain stays until Friday", "The count begins at dawn", "Two bridges close for repairs", "Where to vote in the capital"];
    private static readonly string[] Persian = ["قایق‌ها به بندر قدیمی بازگشتند", "باران تا جمعه می‌ماند", "شمارش آرا از سپیده آغاز می‌شود", "دو پل برای تعمیر بسته می‌شوند"];

    private string Order(string desk) => string.Join(" / ", new HtmlParser().ParseDocument(File.ReadAllText(Path.Combine(office.Paper.House.Public, desk, "index.html")))
        .QuerySelectorAll("main :is(.lead h2,.lead h3,h2.sec,.list h2,.list h3)").Select(h => h.TextContent));

    [Fact]
    public async Task A_front_is_curated_by_keyboard_and_readers_see_it_and_it_is_put_back()
    {
        foreach (var (headline, n) in English.Select((h, n) => (h, n)))
        {
            await office.Paper.WriteAsync("en", "en " + n, headline, "A text of some words that says what happened.");
        }
        foreach (var (headline, n) in Persian.Select((h, n) => (h, n)))
        {
            await office.Paper.WriteAsync("fa", "fa " + n, headline, "متنی کوتاه که می‌گوید چه شد.");
        }
        await office.Paper.PublishAsync();
        var before = Order("en");
        var editor = await office.OpenAsync();
        await OfficeOfPaper.WelcomeAsync(editor, office.FirstLink);

        await editor.GotoAsync("/front?desk=en");
        foreach (var pinned in new[] { 1, 3, 5 })
        {
            await OfficeOfPaper.PressAsync(editor, "Pin: " + English[pinned]);
        }
        // Up, and the button is where whoever works by keyboard goes on.
        await OfficeOfPaper.PressAsync(editor, "Up: " + English[3]);
        await OfficeOfPaper.PressAsync(editor, "Down: " + English[1]);
        await editor.Locator("#s0 summary").PressAsync("Enter");
        await editor.SelectOptionAsync("#join0", new SelectOptionValue { Label = English[1] });
        await OfficeOfPaper.TypeAsync(editor, "new0", "The vote");
        await OfficeOfPaper.PressAsync(editor, "Make a package");
        Assert.Equal(before, Order("en"));
        var preview = editor.FrameLocator("iframe");
        Assert.Equal("The vote", await preview.Locator(".lead h2").InnerTextAsync());
        await OfficeOfPaper.PressAsync(editor, "Put it on the front");
        await Assertions.Expect(editor.Locator("[role=status]")).ToContainTextAsync("It is on the front.");
        Assert.StartsWith($"The vote / {English[3]} / {English[1]} / {English[5]} / Latest", Order("en"), StringComparison.Ordinal);
        Assert.Empty((await office.Paper.VerifyAsync()).Findings);

        await editor.GotoAsync("/front/preview?desk=en");
        await OfficeWalkTests.LookAtAsync(editor, "front-package");
        await editor.GotoAsync("/front?desk=en");

        // Put back, as a draft first.
        await editor.Locator("button[value=back]").Last.PressAsync("Enter");
        await Assertions.Expect(editor.Locator("main")).ToContainTextAsync("A draft: readers see it");
        await OfficeOfPaper.PressAsync(editor, "Put it on the front");
        Assert.Equal(before, Order("en"));

        // As it looks, with something on it.
        await editor.GotoAsync("/front?desk=fa");
        foreach (var pinned in new[] { 0, 1, 2 })
        {
            await OfficeOfPaper.PressAsync(editor, "Pin: " + Persian[pinned]);
        }
        await editor.Locator("#s1 summary").PressAsync("Enter");
        await editor.SelectOptionAsync("#join1", new SelectOptionValue { Label = Persian[2] });
        await OfficeOfPaper.TypeAsync(editor, "new1", "انتخابات");
        await OfficeOfPaper.PressAsync(editor, "Make a package");
        await OfficeOfPaper.PressAsync(editor, "Put it on the front");
        await editor.Locator("#s1 summary").PressAsync("Enter");
        await OfficeWalkTests.LookAtAsync(editor, "front-more");
        await OfficeWalkTests.LookAtAllAsync(editor, ["/front?desk=fa", "/front?desk=en"]);
        await editor.GotoAsync("/front/preview?desk=fa");
        await OfficeWalkTests.LookAtAsync(editor, "front-readers-phone");
        await editor.SetViewportSizeAsync(1200, 900);
        await OfficeWalkTests.LookAtAsync(editor, "front-readers");
    }
}
