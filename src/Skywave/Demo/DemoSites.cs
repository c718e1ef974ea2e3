using Skywave.Delivery;
using Skywave.House;

namespace Skywave.Demo;

/// <summary>The demonstration's three sites: the newsroom's own and two mirrors that can be switched off and on.</summary>
internal sealed class DemoSites : IAsyncDisposable
{
    private readonly (string Name, string Folder, Uri Address)[] _places;
    private readonly ReaderSite?[] _sites;

    private DemoSites((string, string, Uri)[] places, ReaderSite[] sites) => (_places, _sites) = (places, sites);

    /// <summary>How many there are; the first is the newsroom's own.</summary>
    public int Count => _places.Length;

    /// <summary>Starts all of them, each at the port asked for or the next free one.</summary>
    public static async Task<DemoSites> StartAsync(NewsroomFolder house, int port, CancellationToken cancel)
    {
        var sites = new List<ReaderSite>();
        var places = new List<(string, string, Uri)>();
        foreach (var carrier in house.Settings.Carriers)
        {
            var asked = port == 0 ? 0 : sites.Count == 0 ? port : sites[^1].Address.Port + 1;
            sites.Add(await ReaderSite.StartAsync(house.Carrier(carrier), new UriBuilder("http", "127.0.0.1", asked).Uri, cancel).ConfigureAwait(false));
            places.Add((carrier, house.Carrier(carrier), sites[^1].Address));
        }
        return new DemoSites([.. places], [.. sites]);
    }

    /// <summary>Where a site listens.</summary>
    public Uri Address(int site) => _places[site].Address;

    /// <summary>Switches a site off, or on again. Says what it is now.</summary>
    public async Task<string> SwitchAsync(int site, CancellationToken cancel)
    {
        var (name, folder, address) = _places[site];
        if (_sites[site] is { } running)
        {
            _sites[site] = null;
            await running.DisposeAsync().ConfigureAwait(false);
            return $"{name} is off: the news is still at the other addresses";
        }
        _sites[site] = await ReaderSite.StartAsync(folder, address, cancel).ConfigureAwait(false);
        return $"{name} is on again";
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var site in _sites.OfType<ReaderSite>())
        {
            await site.DisposeAsync().ConfigureAwait(false);
        }
    }
}
