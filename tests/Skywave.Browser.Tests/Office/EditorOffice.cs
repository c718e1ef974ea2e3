using Microsoft.Playwright;
using Xunit;

namespace Skywave.Tests.Office;

/// <summary>An office whose first person is signed in, in as many windows as are asked for.</summary>
public sealed class EditorOffice : IAsyncLifetime
{
    private readonly OfficeOfPaper _office = new();
    private string _session = "";

    /// <summary>What a browser said of a page that it would not do, or could not.</summary>
    public List<string> Complaints { get; } = [];

    public async ValueTask InitializeAsync()
    {
        await _office.InitializeAsync();
        var page = await _office.OpenAsync();
        await OfficeOfPaper.WelcomeAsync(page, _office.FirstLink);
        _session = await page.Context.StorageStateAsync();
        await page.Context.CloseAsync();
    }

    public async Task<IPage> OpenAsync(int width = 1200, int height = 900, ColorScheme scheme = ColorScheme.Light, bool scripts = true)
    {
        var context = await _office.Browser.NewContextAsync(new()
        {
            BaseURL = _office.Address.ToString(), StorageState = _session, ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, JavaScriptEnabled = scripts,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => Complaints.Add(error);
        return page;
    }

    /// <summary>A new text, its editor open. The text is put into the plain field and opened as blocks.</summary>
    public static async Task<string> BeginAsync(IPage page, string desk, string? text = null)
    {
        await page.GotoAsync("/new");
        await page.SelectOptionAsync("#desk", desk);
        await page.FillAsync("#headline", "?");
        await page.Locator("main form button").ClickAsync();
        var id = new Uri(page.Url).Segments[2].Trim('/');
        if (text is not null)
        {
            await page.WaitForSelectorAsync("#page[contenteditable]");
            await page.Locator("#turn").ClickAsync();
            await page.FillAsync("#text", text);
            await page.Locator("#turn").ClickAsync();
        }
        return id;
    }

    public static Task<string> TextAsync(IPage page) => page.EvaluateAsync<string>("() => document.getElementById('text').value");

    /// <summary>Until what is shown was saved.</summary>
    public static Task SavedAsync(IPage page) => Assertions.Expect(page.Locator("#saved")).ToContainTextAsync(new System.Text.RegularExpressions.Regex("Saved \\d"), new() { Timeout = 15_000 });

    public async ValueTask DisposeAsync() => await _office.DisposeAsync();
}
