using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Skywave.Tests.Matrix;

/// <summary>
/// Browsers in which somebody pressed "keep working when blocked" at <see cref="Home"/> while it was honest. Each is made once, closed and kept as a profile on disk; a cell opens a copy of it,
/// in which the same name leads to whatever the scene has there.
/// </summary>
internal sealed class KeptProfiles(World world, string folder)
{
    /// <summary>The reader's own address.</summary>
    public const string Home = "home.test";

    /// <summary>The others, which the newsroom makes public.</summary>
    public static readonly string[] Mirrors = ["http://second.test/", "http://third.test/"];

    private const string Desk = "en";
    private const float Patience = 45_000;

    // Plain http is a secure context at these names only: what is asked of mirrors is then counted byte by byte.
    private static readonly string Secure = $"--unsafely-treat-insecure-origin-as-secure=http://{Home},{string.Join(',', Mirrors.Select(m => m.TrimEnd('/')))}";

    private readonly ConcurrentDictionary<(string Edition, string Scheme), Lazy<Task<string>>> _made = [];
    private int _copies;

    /// <summary>The address of a page on the reader's first mirror.</summary>
    public static string On(Scene scene, string path) => $"{Scheme(scene)}://{Home}/{path}";

    /// <summary>A browser whose worker was put in with the scene's edition, now in the scene.</summary>
    public async Task<KeptBrowser> OpenAsync(IPlaywright playwright, Scene scene)
    {
        var hosts = Hosts([.. scene.Mirrors.Select(m => m.Address == Scene.Nowhere ? null : m.At)]);
        if (scene.IsPrivate)
        {
            // What Playwright calls a context of its own is a private window: nothing of a profile is in it.
            var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Headless = true, Args = Arguments(hosts) });
            return new KeptBrowser(await browser.NewContextAsync(), browser, null);
        }
        var profile = await _made.GetOrAdd((scene.Since, Scheme(scene)), key => new(() => MakeAsync(playwright, key.Edition, key.Scheme))).Value;
        var copy = Path.Combine(folder, $"copy-{Interlocked.Increment(ref _copies)}");
        BoatFile.Copy(profile, copy);
        if (scene.NoScript)
        {
            ForbidScript(copy);
        }
        return new KeptBrowser(await LaunchAsync(playwright, copy, hosts), null, copy);
    }

    private async Task<string> MakeAsync(IPlaywright playwright, string edition, string scheme)
    {
        var profile = Path.Combine(folder, $"{edition}-{scheme}");
        await using Simulator honest = scheme == "https" ? Liar.Over(world.Folder(edition), (_, _) => null, world.HomeCertificate) : new Line(world.Site(edition));
        await using var context = await LaunchAsync(playwright, profile, Hosts(honest));
        var tab = context.Pages[0];
        await tab.GotoAsync($"{scheme}://{Home}/{Desk}/keep.html");
        await tab.Locator("#keep").ClickAsync();
        await Assertions.Expect(tab.Locator("#said")).ToHaveTextAsync(Verdict.Say("keep.on"), new() { Timeout = Patience });
        await KeptNews.HoldAsync(tab, world.StoriesOf(edition));
        return profile;
    }

    private Task<IBrowserContext> LaunchAsync(IPlaywright playwright, string profile, string hosts) =>
        playwright.Chromium.LaunchPersistentContextAsync(profile, new() { ExecutablePath = Chromium.Path, Headless = true, Args = Arguments(hosts) });

    private string[] Arguments(string hosts)
    {
        var key = Convert.ToBase64String(SHA256.HashData(world.HomeCertificate.PublicKey.ExportSubjectPublicKeyInfo()));
        return [.. Chromium.Quiet, Secure, "--ignore-certificate-errors-spki-list=" + key, "--host-resolver-rules=" + hosts];
    }

    // Who is behind the names; what nobody is behind has no address.
    private static string Hosts(params Simulator?[] behind) =>
        string.Join(", ", [.. new[] { Home }.Concat(Mirrors.Select(m => new Uri(m).Host)).Zip(behind).Where(m => m.Second is not null).Select(m => $"MAP {m.First} 127.0.0.1:{m.Second!.Port}"), "MAP *.test ~NOTFOUND"]);

    private static string Scheme(Scene scene) => new Uri(scene.Mirrors[0].Address).Scheme;

    // As a person does it in the settings: for workers as well.
    private static void ForbidScript(string profile)
    {
        var file = Path.Combine(profile, "Default", "Preferences");
        var settings = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        var own = settings["profile"] as JsonObject ?? [];
        own["default_content_setting_values"] = new JsonObject { ["javascript"] = 2 };
        settings["profile"] = own;
        File.WriteAllText(file, settings.ToJsonString());
    }
}

/// <summary>A browser for one cell; its profile goes with it.</summary>
internal sealed class KeptBrowser(IBrowserContext context, IBrowser? browser, string? profile) : IAsyncDisposable
{
    public IBrowserContext Context => context;

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        await (browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        if (profile is not null)
        {
            Directory.Delete(profile, recursive: true);
        }
    }
}
