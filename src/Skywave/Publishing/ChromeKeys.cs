using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Skywave.Edition;
using Skywave.House;
using Skywave.Ledger;
using Skywave.Words;
using Skywave.Writing;

namespace Skywave.Publishing;

/// <summary>Whether what stands around a desk's articles changed since its pages were made: then all of them are made again, their fragments never.</summary>
internal static class ChromeKeys
{
    /// <summary>Raised when the program makes pages another way that old pages should follow.</summary>
    private const int PageVersion = 1;

    /// <summary>What a desk's pages are rendered with now.</summary>
    public static async Task<DeskChrome> ReadAsync(WritingDb writing, DeskTag desk, CancellationToken cancel)
    {
        var standing = await PublishedArticles.StandingAsync(writing, desk, cancel).ConfigureAwait(false);
        return new DeskChrome(
            desk, LocaleFiles.All.For(desk), await ListNotices.OfDeskAsync(writing, desk, cancel).ConfigureAwait(false),
            [.. standing.Where(a => a.Status != ArticleStatus.Withdrawn).Select(a => a.Standing!)]);
    }

    /// <summary>One value for all of it. The epoch is in it: when a log is closed, every page of its desk gets a proof under the closing checkpoint, which alone counts by itself.</summary>
    public static string KeyOf(DeskChrome chrome, Newsroom newsroom, Theme theme, int epoch)
    {
        var text = string.Join('\n', [
            PageVersion.ToString(System.Globalization.CultureInfo.InvariantCulture), epoch.ToString(System.Globalization.CultureInfo.InvariantCulture), theme.StyleHash, newsroom.Name, string.Join(' ', newsroom.Desks), chrome.Locale.Tag,
            string.Join(' ', chrome.Standing), JsonSerializer.Serialize(chrome.Notices, WordsJson.Default.ImmutableArrayNotice)]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>True when any desk's key is not the one its pages were made with.</summary>
    public static async Task<bool> AnyChangedAsync(LedgerDb ledger, WritingDb writing, NewsroomFolder house, CancellationToken cancel)
    {
        var theme = house.Theme();
        var logs = OfflineRoles.Logs(ledger);
        foreach (var desk in house.Settings.Newsroom.Desks)
        {
            var key = KeyOf(await ReadAsync(writing, desk, cancel).ConfigureAwait(false), house.Settings.Newsroom, theme, logs.Open(desk.Value)?.Epoch ?? 0);
            if (ledger.Chrome.Find(desk.Value)?.Key != key)
            {
                return true;
            }
        }
        return false;
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
