using Skywave.House;
using Skywave.Mirror;

namespace Skywave.Demo;

/// <summary>The keys a person may press while the demonstration runs; without a keyboard it just serves.</summary>
internal static class DemoKeys
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Serves until it is ended.</summary>
    public static async Task RunAsync(NewsroomFolder house, DemoSites sites, Terminal terminal, CancellationToken cancel)
    {
        var listens = !Console.IsInputRedirected && !terminal.IsJson;
        terminal.Say(listens ? "Keys: 1 or 2 switches that mirror off and on · t tampers with a page on mirror one · q ends it" : "Ctrl-C ends it.");
        try
        {
            while (!cancel.IsCancellationRequested)
            {
                await Task.Delay(listens ? Pause : Timeout.InfiniteTimeSpan, TimeProvider.System, cancel).ConfigureAwait(false);
                while (listens && Console.KeyAvailable)
                {
                    if (!await PressAsync(Console.ReadKey(intercept: true).KeyChar, house, sites, terminal, cancel).ConfigureAwait(false))
                    {
                        return;
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is how it ends.
        }
    }

    private static async Task<bool> PressAsync(char key, NewsroomFolder house, DemoSites sites, Terminal terminal, CancellationToken cancel)
    {
        switch (key)
        {
            case '1' or '2':
                terminal.Say(await sites.SwitchAsync(key - '0', cancel).ConfigureAwait(false));
                return true;
            case 't':
                terminal.Say(Tamper(house));
                return true;
            case 'q':
                return false;
            default:
                return true;
        }
    }

    private static string Tamper(NewsroomFolder house)
    {
        var page = DemoGuide.SamplePage(house);
        var file = Path.Combine(house.Carrier("mirror-one"), page);
        File.WriteAllText(file, File.ReadAllText(file).Replace("signature", "picture", StringComparison.Ordinal));
        return $"mirror one now shows {page} with another word in it. A browser cannot tell; `verify` can: try the commands above";
    }
}
