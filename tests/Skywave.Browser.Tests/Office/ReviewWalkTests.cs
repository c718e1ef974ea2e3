using Microsoft.Playwright;
using Xunit;

namespace Skywave.Tests.Office;

/// <summary>Sources, notices, an embargo and what a reader loads, in a browser and without a pointer.</summary>
public sealed class ReviewWalkTests(OfficeOfPaper office) : IClassFixture<OfficeOfPaper>
{
    [Fact]
    public async Task A_source_is_recorded_and_agreed_to_a_notice_written_and_the_page_weighed_while_it_is_written()
    {
        var first = await office.OpenAsync();
        await OfficeOfPaper.WelcomeAsync(first, office.FirstLink);
        var writer = await office.OpenAsync();
        await OfficeOfPaper.WelcomeAsync(writer, await OfficeWalkTests.InviteAsync(first, "shirin", "شیرین", "fa Reporter", "fa Reviewer", "en Reviewer"));

        await writer.GotoAsync("/new");
        await writer.SelectOptionAsync("#desk", "fa");
        await OfficeOfPaper.TypeAsync(writer, "headline", "چگونه صفحه را بررسی کنیم");
        await OfficeOfPaper.PressAsync(writer, "Begin");
        var id = new Uri(writer.Url).Segments[2].Trim('/');
        await OfficeWalkTests.PlainAsync(writer);
        await writer.Keyboard.PressAsync("Control+A");
        await writer.Keyboard.InsertTextAsync("---\nunnamed: یک پرستار | ممکن است کارش را از دست بدهد\nclaim: شمار شرکت‌کنندگان | ۵٬۰۰۰ | پلیس | authority\n---\nچگونه صفحه را بررسی کنیم\n\nیک پاراگراف کوتاه.\n\n> سرد بود.\n> -- unnamed 1\n");
        await writer.Keyboard.PressAsync("Control+S");
        await Assertions.Expect(writer.Locator("#remarks")).ToContainTextAsync("is not recorded");
        Assert.False(await writer.Locator("#weighed").IsVisibleAsync(), "a page with mistakes has no weight");

        // One records, another agrees, and then the page is weighed and looked at as on a phone.
        await writer.GotoAsync($"/m/{id}/sources");
        await writer.Locator("summary:has-text('Record who it is')").PressAsync("Enter");
        await OfficeOfPaper.TypeAsync(writer, "who-1", "نام آزمایشی");
        await OfficeOfPaper.PressAsync(writer, "Record");
        await first.GotoAsync($"/m/{id}/sources");
        Assert.DoesNotContain("آزمایشی", await first.InnerTextAsync("main"), StringComparison.Ordinal);
        await OfficeOfPaper.PressAsync(first, "I know who it is, and agree");
        await writer.GotoAsync($"/m/{id}/write");
        Assert.Matches(@"^[0-9]\.[0-9] / 8 KB$", await writer.InnerTextAsync("#weight-said"));
        await writer.Locator("#look summary").PressAsync("Enter");
        await Assertions.Expect(writer.FrameLocator("#look iframe").Locator("h1")).ToContainTextAsync("بررسی کنیم");
        Assert.Equal(390, (await writer.Locator("#look iframe").BoundingBoxAsync())!.Width);
        await OfficeWalkTests.LookAtAsync(writer, "write-look");

        await writer.GotoAsync("/notices?desk=fa");
        await OfficeOfPaper.TypeAsync(writer, "id", "ir-contact");
        await OfficeOfPaper.TypeAsync(writer, "designation", "رسانهٔ ممنوع");
        await OfficeOfPaper.TypeAsync(writer, "territories", "IR AF");
        await writer.Locator("input[value=Contact]").PressAsync("Space");
        await OfficeOfPaper.TypeAsync(writer, "ntext", "تماس با ما می‌تواند خطر داشته باشد.");
        await writer.Locator("form[action='/notices'] button").PressAsync("Enter");
        await Assertions.Expect(writer.Locator(".rows")).ToContainTextAsync("رسانهٔ ممنوع");
        await OfficeWalkTests.LookAtAllAsync(writer, ["/due", "/notices?desk=fa&id=ir-contact", $"/m/{id}/sources", $"/m/{id}"]);
        await OfficeWalkTests.LookAtAllAsync(first, ["/edition"]);
    }
}
