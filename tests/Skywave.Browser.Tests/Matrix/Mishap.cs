using Microsoft.Playwright;

namespace Skywave.Tests.Matrix;

/// <summary>What a browser does to a worker and to what it kept, at <see cref="KeptProfiles.Home"/>.</summary>
internal static class Mishap
{
    private const string Origin = "http://" + KeptProfiles.Home;

    /// <summary>There is room for nothing more.</summary>
    public static Task Full(ICDPSession browser) => KeptNews.LeaveNoRoomAsync(browser, Origin);

    /// <summary>It needed the room: all that an address has goes at once, the worker with it.</summary>
    public static Task Evicted(ICDPSession browser) => ClearAsync(browser, "all");

    /// <summary>The cache is gone and the worker is there.</summary>
    public static Task Emptied(ICDPSession browser) => ClearAsync(browser, "cache_storage");

    /// <summary>It is ended while it is fetching.</summary>
    public static async Task Ended(ICDPSession browser)
    {
        await browser.SendAsync("ServiceWorker.enable");
        await Task.Delay(1500);
        await browser.SendAsync("ServiceWorker.stopAllWorkers");
    }

    private static Task ClearAsync(ICDPSession browser, string what) => browser.SendAsync("Storage.clearDataForOrigin", new() { ["origin"] = Origin, ["storageTypes"] = what });
}
