using Microsoft.Playwright;
using Xunit;

namespace Skywave.Tests.Office;

/// <summary>The editor as somebody uses it who has a keyboard and no pointer.</summary>
internal static class EditorKeys
{
    /// <summary>What has a plus, or the name of a key, is pressed; the rest is typed.</summary>
    public static async Task WriteAsync(IPage page, params string[] all)
    {
        foreach (var one in all)
        {
            await SettleAsync(page);
            await (one is "Enter" or "Tab" or "Escape" or "End" or "Backspace" or "ArrowUp" || one.Contains('+', StringComparison.Ordinal) ? page.Keyboard.PressAsync(one) : page.Keyboard.InsertTextAsync(one));
        }
    }

    // We type faster than anybody: for 20 milliseconds after it was given the focus, ProseMirror puts its own selection back. Waited for by the browser's clock, which a busy machine holds up too.
    public static Task SettleAsync(IPage page) => page.EvaluateAsync("() => new Promise(done => setTimeout(() => requestAnimationFrame(() => done()), 40))");

    /// <summary>To the toolbar by its key, with the arrows to a button, and Enter.</summary>
    public static async Task PressAsync(IPage page, string name)
    {
        await page.Keyboard.PressAsync("Alt+F10");
        for (var i = 0; i < 30 && !await page.EvaluateAsync<bool>("name => document.activeElement.getAttribute('aria-label') === name", name); i++)
        {
            await page.Keyboard.PressAsync("ArrowRight");
        }
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>A block of the menu by its name.</summary>
    public static async Task InsertAsync(IPage page, string name)
    {
        await SettleAsync(page);
        await page.Keyboard.PressAsync("Alt+Enter");
        for (var i = 0; i < 20 && !await page.EvaluateAsync<bool>("name => document.activeElement.textContent === name", name); i++)
        {
            await page.Keyboard.PressAsync("ArrowDown");
        }
        Assert.Equal(name, await page.EvaluateAsync<string>("() => document.activeElement.textContent"));
        await page.Keyboard.PressAsync("Enter");
        await SettleAsync(page);
    }
}
