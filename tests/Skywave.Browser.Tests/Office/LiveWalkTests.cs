using Microsoft.Playwright;
using Skywave.Words;
using Skywave.Writing;
using Xunit;

namespace Skywave.Tests.Office;

/// <summary>Live coverage by keyboard, from its first entry to a correction that readers see; and its page as it looks.</summary>
public sealed class LiveWalkTests(OfficeOfPaper office) : IClassFixture<OfficeOfPaper>
{
    private static async Task<IPage> HireAsync(OfficeOfPaper office, IPage first, string handle, string name, params string[] grants)
    {
        await first.GotoAsync("/people");
        await OfficeOfPaper.TypeAsync(first, "handle", handle);
        await OfficeOfPaper.TypeAsync(first, "name", name);
        await OfficeOfPaper.PressAsync(first, "Make a link");
        var link = await first.InnerTextAsync(".secret");
        await OfficeOfPaper.PressAsync(first, "To the person");
        foreach (var grant in grants)
        {
            await first.Locator($"input[value='{grant}']").CheckAsync();
        }
        await OfficeOfPaper.PressAsync(first, "Give these roles");
        var page = await office.OpenAsync();
        await OfficeOfPaper.WelcomeAsync(page, link);
        return page;
    }

    private async Task<string> ReadersAsync(string id)
    {
        await using var db = NewsroomStore.At(office.Paper.House.Path).OpenWriting();
        var article = (await ReadArticle.PublishedAsync(db, ArticleId.Derive(DeskTag.Parse("fa"), "office:" + id)))!;
        return await File.ReadAllTextAsync(Path.Combine(office.Paper.House.Public, article.Path));
    }

    [Fact]
    public async Task A_live_story_is_added_to_by_keyboard_in_seconds_and_let_out_by_other_eyes_and_corrected_for_readers_to_see()
    {
        var first = await office.OpenAsync();
        await OfficeOfPaper.WelcomeAsync(first, office.FirstLink);
        var writer = await HireAsync(office, first, "shirin", "شیرین", "fa Reporter");
        await writer.GotoAsync("/");
        await OfficeOfPaper.PressAsync(writer, "New text");
        await OfficeOfPaper.TypeAsync(writer, "headline", "شمارش آرا، ساعت به ساعت");
        await OfficeOfPaper.PressAsync(writer, "Begin");
        var id = new Uri(writer.Url).Segments[2].Trim('/');
        await writer.GotoAsync($"/m/{id}/live");
        await OfficeOfPaper.PressAsync(writer, "Begin live coverage");
        // The headline has the focus: written, Tab, written, Tab, Tab, Enter.
        await writer.Keyboard.InsertTextAsync("درها باز شد");
        await writer.Keyboard.PressAsync("Tab");
        await writer.Keyboard.InsertTextAsync("نخستین رأی‌دهندگان پیش از سپیده آمدند.");
        await OfficeOfPaper.PressAsync(writer, "Add with the time now", 3);
        Assert.Equal("headline", await writer.EvaluateAsync<string>("() => document.activeElement.id"));

        // The first time it goes the way of every text.
        await writer.GotoAsync($"/m/{id}");
        await OfficeOfPaper.PressAsync(writer, "submit");
        await first.GotoAsync($"/m/{id}");
        await OfficeOfPaper.PressAsync(first, "pass");
        await OfficeOfPaper.PressAsync(first, "publish");
        await Assertions.Expect(first.Locator("[role=status]")).ToContainTextAsync("It is out.");

        // From then on one more entry is one more press of whoever publishes.
        await writer.GotoAsync($"/m/{id}/live");
        await OfficeOfPaper.TypeAsync(writer, "headline", "یک‌سوم شمرده شد");
        await OfficeOfPaper.TypeAsync(writer, "entry", "بر پایهٔ اعلام ستاد انتخابات.");
        await writer.Locator("input[name=key]").CheckAsync();
        await OfficeOfPaper.PressAsync(writer, "Add with the time now");
        await first.GotoAsync($"/m/{id}/live");
        await OfficeOfPaper.PressAsync(first, "Publish now");
        await Assertions.Expect(first.Locator("[role=status]")).ToContainTextAsync("It is out.");
        var page = await ReadersAsync(id);
        Assert.All(new[] { "درها باز شد", "یک‌سوم شمرده شد", "href=\"#e2\"" }, words => Assert.Contains(words, page, StringComparison.Ordinal));

        // Corrected: readers see that it was.
        await writer.GotoAsync($"/m/{id}/live");
        await writer.Locator("#e2 summary").PressAsync("Enter");
        await writer.FillAsync("#h2", "یک‌چهارم شمرده شد");
        await writer.FillAsync("#w2", "گفته بودیم یک‌سوم.");
        await writer.Locator("#e2 button[value=correct]").PressAsync("Enter");
        await Assertions.Expect(writer.Locator("#e2")).ToContainTextAsync("changed, not out yet");
        await OfficeOfPaper.TypeAsync(writer, "headline", "شمارش ادامه دارد");
        await OfficeOfPaper.PressAsync(writer, "Add with the time now");
        await first.GotoAsync($"/m/{id}/live");
        await OfficeOfPaper.PressAsync(first, "Publish now");
        page = await ReadersAsync(id);
        Assert.All(new[] { "یک‌چهارم شمرده شد", "گفته بودیم یک‌سوم.", "شمارش ادامه دارد" }, words => Assert.Contains(words, page, StringComparison.Ordinal));
        // The next one does not say it again.
        await writer.GotoAsync($"/m/{id}/live");
        await OfficeOfPaper.TypeAsync(writer, "headline", "پایان");
        await OfficeOfPaper.PressAsync(writer, "Add with the time now");
        await OfficeOfPaper.PressAsync(writer, "End the coverage");
        await first.GotoAsync($"/m/{id}/live");
        await OfficeOfPaper.PressAsync(first, "Publish now");
        await using (var db = NewsroomStore.At(office.Paper.House.Path).OpenWriting())
        {
            var article = (await ReadArticle.PublishedAsync(db, ArticleId.Derive(DeskTag.Parse("fa"), "office:" + id)))!;
            Assert.Equal((LiveState.Ended, 4, 1), (article.Text.Live!.State, article.Text.Body.OfType<LiveEntry>().Count(), article.Corrections.Length));
        }
        Assert.Empty((await office.Paper.VerifyAsync()).Findings);
        await writer.GotoAsync($"/m/{id}/live");
        await OfficeOfPaper.PressAsync(writer, "Take it up again");
        await first.GotoAsync($"/m/{id}/live");
        await OfficeWalkTests.LookAtAllAsync(first, [$"/m/{id}/live"]);
    }
}
