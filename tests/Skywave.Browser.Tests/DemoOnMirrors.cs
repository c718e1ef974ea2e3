using System.Text;
using Microsoft.Playwright;
using Skywave.Demo;
using Skywave.House;
using Skywave.Mirror;
using Xunit;

[assembly: AssemblyFixture(typeof(Skywave.Tests.DemoOnMirrors))]

namespace Skywave.Tests;

/// <summary>The demonstration, made once and served as `skywave demo` serves it, and a real browser in front of it.</summary>
public sealed class DemoOnMirrors : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "skywave-demo-" + Guid.NewGuid().ToString("N"));
    private IPlaywright? _playwright;
    private DemoSites? _sites;

    internal NewsroomFolder House { get; private set; } = null!;

    public IBrowser Browser { get; private set; } = null!;

    public IPlaywright Playwright => _playwright!;

    public async ValueTask InitializeAsync()
    {
        var said = new StringWriter(new StringBuilder());
        var terminal = new Terminal(said, said, json: false, interactive: false);
        House = await MakeDemo.RunAsync(_folder, terminal, TimeProvider.System, CancellationToken.None);
        await MakeDemo.PublishAsync(House, terminal, CancellationToken.None);
        _sites = await DemoSites.StartAsync(House, 0, CancellationToken.None);
        _playwright = await Microsoft.Playwright.Playwright.CreateAsync();
        Browser = await Chromium.LaunchAsync(_playwright);
    }

    /// <summary>An address on mirror one.</summary>
    public Uri On(string path) => new(_sites!.Address(1), path);

    /// <summary>A desk's page of the story with this slug.</summary>
    public string PageOf(string desk, string slug) =>
        Path.GetRelativePath(House.Public, Directory.EnumerateFiles(Path.Combine(House.Public, desk), slug + "-*.html", SearchOption.AllDirectories).Single()).Replace('\\', '/');

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }
        _playwright?.Dispose();
        if (_sites is not null)
        {
            await _sites.DisposeAsync();
        }
        Directory.Delete(_folder, recursive: true);
    }
}
