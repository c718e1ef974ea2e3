using Microsoft.EntityFrameworkCore;
using Skywave.House;
using Skywave.Ledger;
using Skywave.Publishing;
using Skywave.Trust.Keys;

namespace Skywave.Ceremonies;

/// <summary>One key as it stands.</summary>
/// <param name="Role">root, desk:en, log:en …</param>
/// <param name="Epoch">Of a log.</param>
/// <param name="Id">The first 8 digits of its public id.</param>
/// <param name="Where">Its keyring file, from the newsroom's folder.</param>
/// <param name="Presence">How far it is known to be there.</param>
/// <param name="Says">What it last signed.</param>
/// <param name="Signed">When.</param>
/// <param name="Expires">Until when that holds; null: it does not expire, or nothing was signed.</param>
internal sealed record KeyRow(string Role, int? Epoch, string Id, string Where, KeyPresence Presence, string Says, DateTimeOffset? Signed, DateTimeOffset? Expires);

/// <summary>How far a key is known to be where it belongs.</summary>
internal enum KeyPresence
{
    /// <summary>Its file is there and was not opened.</summary>
    Sealed,

    /// <summary>Its file was opened and has it.</summary>
    Held,

    /// <summary>Its file is somewhere else, as it should be for an offline key.</summary>
    TakenAway,

    /// <summary>Its file is missing, or was opened and does not have it.</summary>
    Missing,
}

/// <summary>Every key that root, targets and logs.json name.</summary>
internal static class ListKeys
{
    /// <summary>Lists them. <paramref name="opened"/>: keyrings that were opened to look; none: only whether the files are there.</summary>
    public static IReadOnlyList<KeyRow> Run(LedgerDb ledger, NewsroomFolder house, string offline, IReadOnlyCollection<SealedKeyring> opened)
    {
        var charter = Charter.Of(ledger);
        var places = new Places(house, offline, opened);
        IEnumerable<KeyRole> roles =
        [
            new(KeyPurpose.Root), new(KeyPurpose.Targets), new(KeyPurpose.Snapshot), new(KeyPurpose.Timestamp), new(KeyPurpose.Mirrors),
            .. house.Settings.Desks.Where(charter.Logs.Logs.ContainsKey).SelectMany(d => new[] { new KeyRole(KeyPurpose.Desk, d), new KeyRole(KeyPurpose.Log, d) }),
        ];
        return [.. roles.SelectMany(r => r.Purpose == KeyPurpose.Log ? LogRows(ledger, charter, places, r) : RoleRows(ledger, charter, places, r))];
    }

    private static IEnumerable<KeyRow> RoleRows(LedgerDb ledger, Charter charter, Places places, KeyRole role)
    {
        var newest = Editions.Newest(ledger, role.Name);
        var says = newest is null ? "nothing yet" : $"version {newest.Version}{(newest.Edition == 0 && ledger.Editions.Any() ? ", not published" : "")}";
        foreach (var key in charter.KeysOf(role).Keys)
        {
            var (where, presence) = places.Of(role, key.Public);
            yield return new KeyRow(role.ToString(), null, key.Id[..8], where, presence, says, Time(newest?.Signed), Time(newest?.Expires));
        }
    }

    private static IEnumerable<KeyRow> LogRows(LedgerDb ledger, Charter charter, Places places, KeyRole role)
    {
        var epoch = charter.Logs.Of(role.Desk!)[^1];
        var size = ledger.States.AsNoTracking().Where(s => s.Desk == role.Desk && s.Epoch == epoch.Epoch).Max(s => (long?)s.Size);
        foreach (var key in epoch.Keys)
        {
            var (where, presence) = places.Of(role, Convert.ToHexStringLower(key.PublicKey.Span));
            yield return new KeyRow(role.ToString(), epoch.Epoch, key.Id, where, presence, size switch { null => "nothing yet", 1 => "1 entry", _ => $"{size} entries" }, null, null);
        }
    }

    private static DateTimeOffset? Time(long? seconds) => seconds is { } s ? DateTimeOffset.FromUnixTimeSeconds(s) : null;

    private sealed class Places(NewsroomFolder house, string offline, IReadOnlyCollection<SealedKeyring> opened)
    {
        public (string Where, KeyPresence Presence) Of(KeyRole role, string publicHex)
        {
            var files = role.IsOffline ? Keyrings.Files(offline, role.Purpose) : File.Exists(house.HostKeyring) ? [house.HostKeyring] : [];
            var usual = role.IsOffline ? Path.Combine(offline, role.Purpose + ".age") : house.HostKeyring;
            if (opened.FirstOrDefault(o => o.Keys.Keys.Any(k => k.PublicHex == publicHex)) is { } holder)
            {
                return (Short(holder.Path), KeyPresence.Held);
            }
            var unopened = files.Where(f => opened.All(o => o.Path != f)).ToList();
            return files.Count == 0 ? (Short(usual), role.IsOffline ? KeyPresence.TakenAway : KeyPresence.Missing)
                : unopened.Count > 0 ? (string.Join(" or ", unopened.Select(Short)), KeyPresence.Sealed)
                : (Short(usual), role.IsOffline ? KeyPresence.TakenAway : KeyPresence.Missing);
        }

        private string Short(string path) => Path.GetFullPath(path).StartsWith(house.Path + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? Path.GetRelativePath(house.Path, path) : path;
    }
}
