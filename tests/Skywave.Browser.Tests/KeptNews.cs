using Microsoft.Playwright;
using Skywave.Delivery;
using Xunit;

namespace Skywave.Tests;

/// <summary>A newsroom with an origin and a mirror, each a copy of its edition that a test may spoil, and a browser whose profile is on disk.</summary>
internal sealed class KeptNews : IAsyncDisposable
{
    public const string Headline = "The bridge is open";
    public const string Text = "Cars may cross the old bridge from today on";
    private const int Patience = 45_000;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "skywave-kept-" + Guid.NewGuid().ToString("N"));
    private ReaderSite _origin = null!;
    private ReaderSite? _mirror;
    private IBrowserContext _context = null!;

    public TestNewsroom Paper { get; private set; } = null!;

    public IPage Tab { get; private set; } = null!;

    /// <summary>What the browser was said to by its policy, or had no answer for.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>The edition lies in a folder of its site, as on many hosts.</summary>
    public string OriginFolder => Path.Combine(_folder, "origin", "paper");

    public string MirrorFolder => Path.Combine(_folder, "mirror");

    public string Profile => Path.Combine(_folder, "profile");

    public Uri Origin => new(_origin.Address, "paper/");

    public Uri Mirror => _mirror!.Address;

    public IBrowserContext Context => _context;

    /// <summary>Makes it, with one story on each desk.</summary>
    public static async Task<KeptNews> MakeAsync(IPlaywright playwright, string[] desks, params string[] more)
    {
        var kept = new KeptNews { Paper = await TestNewsroom.MakeAsync(DateTimeOffset.UtcNow.AddHours(-3), desks) };
        Directory.CreateDirectory(kept.OriginFolder);
        kept._origin = await ReaderSite.StartAsync(Path.GetDirectoryName(kept.OriginFolder)!, new Uri("http://127.0.0.1:0"));
        kept._mirror = await ReaderSite.StartAsync(kept.MirrorFolder, new Uri("http://127.0.0.1:0"));
        kept.Paper.Settle(s => s with { Mirrors = [kept.Mirror.ToString()] });
        foreach (var desk in desks)
        {
            await kept.Paper.WriteAsync(desk, "bridge-" + desk, Headline, Text + ".");
        }
        await kept.PublishAsync();
        kept._context = await playwright.Chromium.LaunchPersistentContextAsync(kept.Profile, new()
        {
            ExecutablePath = Chromium.Path,
            Headless = true,
            Args = [.. Chromium.Quiet, .. more],
        });
        kept.Tab = kept._context.Pages[0];
        kept.Tab.Console += (_, line) => kept.Wrong.AddRange(line.Type == "error" && !line.Location.Contains("favicon", StringComparison.Ordinal) ? [line.Text] : []);
        return kept;
    }

    /// <summary>Publishes, and brings origin and mirror up.</summary>
    public async Task PublishAsync()
    {
        await Paper.PublishAsync();
        Copy(Paper.House.Public, OriginFolder);
        Copy(Paper.House.Public, MirrorFolder);
    }

    public Uri On(string path) => new(Origin, path);

    /// <summary>Where a desk's story stands.</summary>
    public string StoryOf(string desk, string slug = "the-bridge-is-open") => Path.GetRelativePath(Paper.House.Public, Directory.EnumerateFiles(Path.Combine(Paper.House.Public, desk), slug + "-*.html", SearchOption.AllDirectories).Single()).Replace('\\', '/');

    /// <summary>Presses the button of a desk's page and waits until it says so.</summary>
    public async Task KeepAsync(string desk, string says = "It is on")
    {
        await Tab.GotoAsync(On($"{desk}/keep.html").ToString());
        await Tab.Locator("#keep").ClickAsync();
        await Assertions.Expect(Tab.Locator("#said")).ToContainTextAsync(says, new() { Timeout = Patience });
    }

    /// <summary>Waits until so many pages are kept.</summary>
    public Task HoldAsync(int pages) => HoldAsync(Tab, pages);

    /// <inheritdoc cref="HoldAsync(int)"/>
    public static Task HoldAsync(IPage tab, int pages) => UntilAsync(tab, $"async () => {{ for (const name of await caches.keys()) if ((await (await caches.open(name)).keys()).filter(r => r.url.includes('.kept/page/')).length === {pages}) return true; return false }}");

    /// <summary>Asks the page until it says yes. (What Playwright waits for may not be a promise.)</summary>
    public Task UntilAsync(string question) => UntilAsync(Tab, question);

    private static async Task UntilAsync(IPage tab, string question)
    {
        for (var asked = 0; asked < Patience / 250; asked++)
        {
            if (await tab.EvaluateAsync<bool>(question))
            {
                return;
            }
            await Task.Delay(250);
        }
        Assert.Fail("never: " + question);
    }

    /// <summary>Goes to a page that the worker makes, and reads how it is.</summary>
    public async Task<string> GoAsync(string path)
    {
        await Tab.GotoAsync(On(path).ToString(), new() { Timeout = 2 * Patience });
        return await Tab.Locator("main > [role=status]").InnerTextAsync();
    }

    /// <summary>The worker is ended, as browsers do with one that has nothing to do, and with it what it remembers of its last look.</summary>
    public async Task EndWorkerAsync()
    {
        var session = await _context.NewCDPSessionAsync(Tab);
        await session.SendAsync("ServiceWorker.enable");
        await session.SendAsync("ServiceWorker.stopAllWorkers");
    }

    /// <summary>From now on there is room for nothing more at the origin.</summary>
    public async Task LeaveNoRoomAsync() => await LeaveNoRoomAsync(await _context.NewCDPSessionAsync(Tab), Origin.GetLeftPart(UriPartial.Authority));

    /// <inheritdoc cref="LeaveNoRoomAsync()"/>
    public static Task LeaveNoRoomAsync(ICDPSession session, string origin) => session.SendAsync("Storage.overrideQuotaForOrigin", new() { ["origin"] = origin, ["quotaSize"] = 1 });

    /// <summary>Runs something inside the worker.</summary>
    public async Task InWorkerAsync(string script) => await InWorkerAsync(await _context.NewCDPSessionAsync(Tab), script);

    /// <inheritdoc cref="InWorkerAsync(string)"/>
    public static async Task InWorkerAsync(ICDPSession session, string script)
    {
        var targets = (await session.SendAsync("Target.getTargets"))!.Value.GetProperty("targetInfos").EnumerateArray();
        var worker = targets.Single(target => target.GetProperty("type").GetString() == "service_worker").GetProperty("targetId").GetString()!;
        var attached = (await session.SendAsync("Target.attachToTarget", new() { ["targetId"] = worker, ["flatten"] = false }))!.Value.GetProperty("sessionId").GetString()!;
        var message = new System.Text.Json.Nodes.JsonObject { ["id"] = 1, ["method"] = "Runtime.evaluate", ["params"] = new System.Text.Json.Nodes.JsonObject { ["expression"] = script } };
        await session.SendAsync("Target.sendMessageToTarget", new() { ["sessionId"] = attached, ["message"] = message.ToJsonString() });
    }

    public async Task StopOriginAsync() => await _origin.DisposeAsync();

    public async Task StartOriginAsync() => _origin = await ReaderSite.StartAsync(Path.GetDirectoryName(OriginFolder)!, _origin.Address);

    public async Task StopMirrorAsync()
    {
        await _mirror!.DisposeAsync();
        _mirror = null;
    }

    /// <summary>Changes a file of a copy, and takes its compressed copies away.</summary>
    public static void Spoil(string folder, string path, Func<string, string> change)
    {
        var file = Path.Combine(folder, path);
        File.WriteAllText(file, change(File.ReadAllText(file)));
        File.Delete(file + ".br");
        File.Delete(file + ".gz");
    }

    /// <summary>Ends the browser; what it wrote stays.</summary>
    public async Task CloseBrowserAsync() => await _context.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await _origin.DisposeAsync();
        await (_mirror?.DisposeAsync() ?? ValueTask.CompletedTask);
        await Paper.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }
}
