using Microsoft.Playwright;
using Skywave.House;
using Skywave.Office;
using Skywave.Rooms;
using Xunit;

namespace Skywave.Tests.Office;

/// <summary>The office of a real newsroom with three desks, and the demonstration's way of publishing; its first person has a passkey.</summary>
public sealed class OfficeOfPaper : IAsyncLifetime
{
    private TestNewsroom _paper = null!;
    private OfficeSite? _site;
    private Chromium? _chromium;

    public TestNewsroom Paper => _paper;

    public Uri Address => _site!.Address;

    public string FirstLink => _site!.FirstLink!;

    public IBrowser Browser => _chromium!.Browser;

    public async ValueTask InitializeAsync()
    {
        // A browser and the office's cookies go by the machine's clock.
        _paper = await TestNewsroom.MakeAsync(TimeProvider.System.GetUtcNow(), "en", "fa", "ru");
        var queue = new PublishQueue(_paper.House, () => KeyFiles.Open(_paper.House.HostKeyring, TestNewsroom.Passphrase), TimeProvider.System, _ => { });
        _site = await OfficeSite.StartAsync(_paper.House.Path, new Uri($"http://localhost:{FreePort()}"), null, new OfficeRooms(_paper.House, queue, TimeProvider.System).Parts(), TimeProvider.System, CancellationToken.None);
        _chromium = await Chromium.StartAsync();
    }

    // Passkeys belong to a name, so it listens under one; and under a name no port can be left to the system.
    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Somebody's browser, with a security key that says yes to whatever it is asked.</summary>
    public async Task<IPage> OpenAsync(ViewportSize? size = null, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await Browser.NewContextAsync(new() { BaseURL = Address.ToString(), ViewportSize = size ?? new() { Width = 1200, Height = 900 }, ColorScheme = scheme });
        var page = await context.NewPageAsync();
        var session = await context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
        return page;
    }

    /// <summary>Uses a one-time link and makes a passkey, by keyboard.</summary>
    public static async Task WelcomeAsync(IPage page, string link)
    {
        await page.GotoAsync(link);
        await PressAsync(page, "Go on");
        await PressAsync(page, "Add a passkey");
        await page.WaitForSelectorAsync("form[action='/me/passkey/remove']");
    }

    /// <summary>Goes to a button or link with Tab, and presses Enter.</summary>
    public static async Task PressAsync(IPage page, string name, int most = 120)
    {
        for (var stops = 0; stops < most; stops++)
        {
            if (await page.EvaluateAsync<bool>("name => [document.activeElement?.innerText, document.activeElement?.getAttribute('aria-label')].some(n => n?.trim() === name)", name))
            {
                // Everything that is pressed here leads to another page.
                await page.EvaluateAsync("() => { window.isLeft = true }");
                await page.Keyboard.PressAsync("Enter");
                await page.WaitForFunctionAsync("() => !window.isLeft && document.readyState === 'complete'");
                return;
            }
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"Tab never comes to \"{name}\" on {page.Url}: {await page.InnerTextAsync("body")}");
    }

    /// <summary>Goes to a field with Tab, and types.</summary>
    public static async Task TypeAsync(IPage page, string field, string text, int most = 120)
    {
        for (var stops = 0; stops < most; stops++)
        {
            if (await page.EvaluateAsync<bool>("id => document.activeElement?.id === id", field))
            {
                await page.Keyboard.InsertTextAsync(text);
                return;
            }
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"Tab never comes to the field \"{field}\" on {page.Url}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await _paper.DisposeAsync();
    }
}
