using Microsoft.Playwright;

namespace Skywave.Tests;

/// <summary>Debian's Chromium, told to ask nobody for anything of its own.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private readonly IPlaywright _playwright;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, Browser) = (playwright, browser);

    public IBrowser Browser { get; }

    public IPlaywright Playwright => _playwright;

    /// <summary>Names it finds on loopback; every other name ending in .test has no address.</summary>
    public const string Hosts = "MAP blocked.test 127.0.0.1, MAP bogus.test 127.0.0.1, MAP *.test ~NOTFOUND";

    /// <summary>Where Debian has it.</summary>
    public const string Path = "/usr/bin/chromium";

    /// <summary>What keeps it from asking anybody for anything of its own.</summary>
    public static readonly string[] Quiet =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    /// <summary>One with a driver of its own.</summary>
    public static async Task<Chromium> StartAsync()
    {
        var playwright = await Microsoft.Playwright.Playwright.CreateAsync();
        return new Chromium(playwright, await LaunchAsync(playwright));
    }

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
    {
        ExecutablePath = Path,
        Headless = true,
        Args = [.. Quiet, "--host-resolver-rules=" + Hosts],
    });

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
    }
}
