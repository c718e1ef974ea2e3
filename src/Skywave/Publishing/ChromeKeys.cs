using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Skywave.Edition;
using Skywave.House;
using Skywave.Ledger;
using Skywave.Words;
using Skywave.Writing;

namespace Skywave.Publishing;

/// <summary>What a desk's pages are rendered with, apart from their articles.</summary>
/// <param name="Desk">The desk.</param>
/// <param name="Locale">Its locale.</param>
/// <param name="Notices">Its notices.</param>
/// <param name="Standing">Names of its standing pages that exist, of its search and of what keeps news.</param>
/// <param name="About">Its standing page <c>about</c> as lists show it, or null.</param>
/// <param name="AlertsKey">The newsroom's public key for alerts, where these are offered.</param>
internal sealed record DeskChrome(DeskTag Desk, Locale Locale, ImmutableArray<Notice> Notices, IReadOnlyCollection<string> Standing, FrontItem? About, string? AlertsKey = null)
{
    /// <summary>What editors put on its front: changes that page and no other.</summary>
    public CuratedFront Curated { get; init; } = CuratedFront.Nothing;
}

/// <summary>Whether what stands around a desk's articles changed since its pages were made: then all of them are made again, their fragments never.</summary>
internal static class ChromeKeys
{
    /// <summary>Raised when the program makes pages another way that old pages should follow.</summary>
    private const int PageVersion = 5;

    /// <summary>What each desk's pages are rendered with now.</summary>
    /// <param name="writing">Notices and standing pages.</param>
    /// <param name="archive">What was published.</param>
    /// <param name="settings">The newsroom.</param>
    /// <param name="keeps">True where the worker's code is approved.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<IReadOnlyDictionary<string, DeskChrome>> ReadAsync(WritingDb writing, Archive archive, NewsroomSettings settings, bool keeps, CancellationToken cancel)
    {
        var all = await DeskSurroundings.ReadAllAsync(writing, cancel).ConfigureAwait(false);
        var fronts = await ReadFront.AllAsync(writing, cancel).ConfigureAwait(false);
        var alerts = keeps ? settings.Alerts?.Key : null; // what an alert shows is the worker's to check
        string[] own = [SearchPage.Standing, .. keeps ? [KeepPage.Standing] : Array.Empty<string>(), .. alerts is null ? Array.Empty<string>() : [AlertsPage.Standing]];
        return settings.Newsroom.Desks.ToDictionary(desk => desk.Value, desk => (all.GetValueOrDefault(desk.Value) is { } around
            ? new DeskChrome(desk, LocaleFiles.All.For(desk), around.Notices, [.. around.Standing, .. own], archive.Standing(desk.Value, "about") is { } about ? FrontItem.From(about) : null, alerts)
            : new DeskChrome(desk, LocaleFiles.All.For(desk), [], own, null, alerts)) with { Curated = fronts.GetValueOrDefault(desk.Value) ?? CuratedFront.Nothing }, StringComparer.Ordinal);
    }

    /// <summary>One value for all of it. The epoch is in it: when a log is closed, every page of its desk gets a proof under the closing checkpoint, which alone counts by itself.</summary>
    public static string KeyOf(DeskChrome chrome, Newsroom newsroom, Theme theme, int epoch)
    {
        var text = string.Join('\n', [
            PageVersion.ToString(CultureInfo.InvariantCulture), epoch.ToString(CultureInfo.InvariantCulture), theme.Text, newsroom.Name, string.Join(' ', newsroom.Desks), newsroom.Exit ?? "", chrome.Locale.Tag,
            string.Join(' ', chrome.Standing), chrome.About?.Deck ?? "", chrome.About?.Picture?.Renditions[0].Path ?? "", JsonSerializer.Serialize(chrome.Notices, WordsJson.Default.ImmutableArrayNotice), .. chrome.AlertsKey is { } key ? [key] : Array.Empty<string>()]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>True when any desk's key is not the one its pages were made with, or its front is curated anew.</summary>
    public static async Task<bool> AnyChangedAsync(LedgerDb ledger, WritingDb writing, NewsroomFolder house, DateTimeOffset now, CancellationToken cancel)
    {
        var (theme, logs, newsroom) = (house.Theme(), OfflineRoles.Logs(ledger), house.Settings.Newsroom);
        var known = ledger.Chrome.ToDictionary(c => c.Desk, c => c.Key);
        var chromes = await ReadAsync(writing, new Archive(ledger), house.Settings, OfflineRoles.HasCode(ledger), cancel).ConfigureAwait(false);
        return newsroom.Desks.Any(desk => known.GetValueOrDefault(desk.Value) != KeyOf(chromes[desk.Value], newsroom, theme, logs.Open(desk.Value)?.Epoch ?? 0) || FrontOfDesk.IsChanged(ledger, desk.Value, chromes[desk.Value].Curated, now));
    }

    /// <summary>Remembers a desk's key. True when it changed.</summary>
    public static bool Remember(LedgerDb ledger, string desk, string key)
    {
        if (ledger.Chrome.Find(desk) is not { } row)
        {
            ledger.Chrome.Add(new ChromeState { Desk = desk, Key = key });
            return true;
        }
        var changed = row.Key != key;
        row.Key = key;
        return changed;
    }
}
