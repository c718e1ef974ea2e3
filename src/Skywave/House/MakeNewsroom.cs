using System.Collections.Immutable;
using Skywave.Edition;
using Skywave.Ledger;
using Skywave.Mirror;
using Skywave.Reading;
using Skywave.Trust.Documents;
using Skywave.Trust.Keys;
using Skywave.Trust.Log;
using Skywave.Trust.Tuf;
using Skywave.Writing;

namespace Skywave.House;

/// <summary>Makes a newsroom's folder: keys, the first root and targets, an empty store.</summary>
public static class MakeNewsroom
{
    /// <summary>Makes it. The settings are written last, so a folder that was left half-made is no newsroom yet.</summary>
    /// <param name="path">A folder that does not exist or is empty.</param>
    /// <param name="name">The newsroom's name.</param>
    /// <param name="desks">At least one.</param>
    /// <param name="passphrase">Seals the keys.</param>
    /// <param name="workFactor">See <see cref="AgeFile.WorkFactor"/>.</param>
    /// <param name="clock">The time.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="Stop">The folder is taken, or name or desks will not do.</exception>
    public static async Task<NewsroomFolder> RunAsync(
        string path, string name, ImmutableArray<string> desks, string passphrase, int workFactor, TimeProvider clock, CancellationToken cancel)
    {
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full) && Directory.EnumerateFileSystemEntries(full).Any())
        {
            throw new Stop(Exit.Usage, "newsroom.exists", $"{path}: the folder is not empty", "name a folder that does not exist yet");
        }
        var settings = new NewsroomSettings { Id = Guid.NewGuid().ToString("D"), Name = name.Trim(), Desks = desks };
        if (settings.Mistakes().ToArray() is { Length: > 0 } mistakes)
        {
            throw new Stop(Exit.Usage, "newsroom.settings", string.Join("; ", mistakes), "mend --name or --desk and run it again");
        }
        Directory.CreateDirectory(full);
        var house = new NewsroomFolder(full, settings);
        var root = Keyring.Empty.With(KeyFiles.Make(KeyPurpose.Root));
        var targets = Keyring.Empty.With(KeyFiles.Make(KeyPurpose.Targets));
        var host = HostKeys(settings);
        KeyFiles.Seal(house.OfflineKeyring(KeyPurpose.Root), root, passphrase, workFactor);
        KeyFiles.Seal(house.OfflineKeyring(KeyPurpose.Targets), targets, passphrase, workFactor);
        KeyFiles.Seal(house.HostKeyring, host, passphrase, workFactor);

        await using (var ledger = LedgerFile.Open(house.Ledger))
        {
            SignFirst(ledger, settings, root, targets, host, clock.GetUtcNow());
            await ledger.SaveChangesAsync(cancel).ConfigureAwait(false);
        }
        var store = NewsroomStore.Open(full);
        await using (var writing = store.OpenWriting())
        {
            await DescribeNewsroom.SaveAsync(writing, settings.Newsroom, cancel).ConfigureAwait(false);
        }
        Directory.CreateDirectory(house.Public);
        Directory.CreateDirectory(Path.GetDirectoryName(house.ThemeFile)!);
        await File.WriteAllTextAsync(house.ThemeFile, Theme.Default.Text, cancel).ConfigureAwait(false);
        house.Save();
        return house;
    }

    private static Keyring HostKeys(NewsroomSettings settings)
    {
        var keys = Keyring.Empty.With(KeyFiles.Make(KeyPurpose.Snapshot)).With(KeyFiles.Make(KeyPurpose.Timestamp)).With(KeyFiles.Make(KeyPurpose.Mirrors));
        return settings.Desks.Aggregate(keys, (all, desk) => all.With(KeyFiles.Make(KeyPurpose.Desk, desk)).With(KeyFiles.Make(KeyPurpose.Log, desk, 1)));
    }

    private static void SignFirst(LedgerDb ledger, NewsroomSettings settings, Keyring root, Keyring targets, Keyring host, DateTimeOffset now)
    {
        using var rootKey = root.Keys[0].Open();
        using var targetsKey = targets.Keys[0].Open();
        var roles = ImmutableSortedDictionary.CreateBuilder<string, RoleKeys>(StringComparer.Ordinal);
        roles[RoleName.Root] = RoleKeys.Of(1, rootKey);
        roles[RoleName.Targets] = RoleKeys.Of(1, targetsKey);
        roles[RoleName.Snapshot] = PublicOf(host, KeyPurpose.Snapshot);
        roles[RoleName.Timestamp] = PublicOf(host, KeyPurpose.Timestamp);
        OfflineRoles.SignRoot(ledger, roles.ToImmutable(), [rootKey], now);

        var logs = new LogsDocument(settings.Id, settings.Desks.ToImmutableSortedDictionary(d => d, d => ImmutableArray.Create(FirstEpoch(settings.Id, d, host)), StringComparer.Ordinal));
        var theme = new ThemeDocument(Theme.Default.Name, Theme.Default.Styles);
        ImmutableArray<Delegation> delegations =
        [
            .. settings.Desks.Select(d => new Delegation(d, PublicOf(host, KeyPurpose.Desk, d), [d + "/*"])),
            new Delegation("mirrors", PublicOf(host, KeyPurpose.Mirrors), ["mirrors/*"]),
        ];
        OfflineRoles.SignTargets(ledger, logs, OfflineRoles.Desks(settings, LocaleFiles.All), theme, ReaderScript.Code, delegations, [targetsKey], now);
    }

    private static LogEpoch FirstEpoch(string newsroom, string desk, Keyring host)
    {
        var origin = LogsDocument.OriginOf(newsroom, desk, 1);
        using var key = host.Find(KeyPurpose.Log, desk, 1)[0].Open();
        return new LogEpoch(desk, 1, origin, [VKey.Of(origin, key)], 1);
    }

    private static RoleKeys PublicOf(Keyring keys, string purpose, string? desk = null)
    {
        using var key = keys.Find(purpose, desk)[0].Open();
        return RoleKeys.Of(1, key);
    }
}
