using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Skywave.Edition;
using Skywave.Ledger;
using Skywave.Publishing;
using Skywave.Reading;
using Skywave.Trust;
using Skywave.Trust.Documents;
using Skywave.Trust.Tuf;
using Skywave.Words;

namespace Skywave.House;

/// <summary>
/// What the offline holders sign: root and targets, and the newsroom's own documents. New versions stand in the ledger and go out with the
/// next publish.
/// </summary>
public static class OfflineRoles
{
    private const string Newsroom = "newsroom/";

    /// <summary>How long a root holds.</summary>
    public static readonly TimeSpan RootLife = TimeSpan.FromDays(730);

    /// <summary>How long the targets role holds.</summary>
    public static readonly TimeSpan TargetsLife = TimeSpan.FromDays(365);

    /// <summary>True when something they signed has not gone out with an edition yet.</summary>
    public static bool IsAnyWaiting(LedgerDb ledger) => ledger.Roles.Any(r => r.Edition == 0);

    /// <summary>The newest root.</summary>
    public static RoleFile<RootContent> Root(LedgerDb ledger) => RootRole.Read(Newest(ledger, RoleName.Root)).Value;

    /// <summary>The newest targets role.</summary>
    public static RoleFile<TargetsContent> Targets(LedgerDb ledger) => TargetsRole.Read(Newest(ledger, RoleName.Targets)).Value;

    /// <summary>The desks' logs as the offline holders signed them.</summary>
    public static LogsDocument Logs(LedgerDb ledger) => LogsDocument.Parse(Document(ledger, "newsroom/logs.json")).Value;

    /// <summary>The worker's code as the offline holders approved it, by its names; empty where they have approved none.</summary>
    public static ImmutableArray<EditionFile> Code(LedgerDb ledger) =>
        [.. Targets(ledger).Content.Targets.Keys.Where(ReaderScript.IsCode).Select(name => new EditionFile(name[Newsroom.Length..], Document(ledger, name)))];

    /// <summary>True where they have approved some.</summary>
    public static bool HasCode(LedgerDb ledger) => Targets(ledger).Content.Targets.Keys.Any(ReaderScript.IsCode);

    /// <summary>What to say when the code of this program is not the approved one. It is published as it was approved.</summary>
    public static IEnumerable<string> CodeWarnings(LedgerDb ledger, NewsroomFolder house)
    {
        var approved = Targets(ledger).Content.Targets.Where(t => ReaderScript.IsCode(t.Key)).ToDictionary(t => t.Key, t => t.Value.NamingHash, StringComparer.Ordinal);
        if (approved.Count != ReaderScript.Code.Count || ReaderScript.Code.Any(file => approved.GetValueOrDefault(Newsroom + file.Path) != Cut.Describe(file.Bytes.Span).Sha256))
        {
            yield return (approved.Count == 0 ? "no code for readers' browsers is approved: pages do not offer to keep news when blocked" : "the edition carries the reader's code that was approved; this program has another one")
                + $". To approve it, where keys/offline is: skywave keys reader --newsroom {house.Path}";
        }
    }

    /// <summary>A document as it is signed now.</summary>
    public static byte[] Document(LedgerDb ledger, string target) => Editions.Target(ledger, target) ?? throw new InvalidOperationException($"the ledger has no {target}");

    /// <summary>Signs a new version of root.</summary>
    /// <param name="ledger">Gets it; saving is the caller's.</param>
    /// <param name="roles">Keys and thresholds of the four top-level roles.</param>
    /// <param name="signers">The new root keys and, on a rotation, enough of the old ones.</param>
    /// <param name="now">The time.</param>
    public static void SignRoot(LedgerDb ledger, ImmutableSortedDictionary<string, RoleKeys> roles, IReadOnlyList<SigningKey> signers, DateTimeOffset now)
    {
        var version = NextVersion(ledger, RoleName.Root);
        Keep(ledger, RoleName.Root, version, now, now + RootLife, RootRole.Write(new RootContent(version, now + RootLife, roles), signers));
    }

    /// <summary>Signs a new version of targets over the newsroom's documents.</summary>
    public static void SignTargets(
        LedgerDb ledger, LogsDocument logs, DesksDocument desks, ThemeDocument theme, IEnumerable<EditionFile> code, ImmutableArray<Delegation> delegations, IReadOnlyList<SigningKey> signers, DateTimeOffset now)
    {
        var version = NextVersion(ledger, RoleName.Targets);
        var custom = new JsonObject { ["styles"] = new JsonArray([.. theme.Styles.Select(s => (JsonNode?)s)]) };
        var targets = ImmutableSortedDictionary.CreateBuilder<string, TargetEntry>(StringComparer.Ordinal);
        targets["newsroom/logs.json"] = KeepDocument(ledger, "newsroom/logs.json", logs.ToBytes());
        targets["newsroom/desks.json"] = KeepDocument(ledger, "newsroom/desks.json", desks.ToBytes());
        targets["newsroom/theme.json"] = KeepDocument(ledger, "newsroom/theme.json", theme.ToBytes(), custom);
        foreach (var file in code)
        {
            targets[Newsroom + file.Path] = KeepDocument(ledger, Newsroom + file.Path, file.Bytes.ToArray());
        }
        var content = new TargetsContent(version, now + TargetsLife, targets.ToImmutable(), delegations);
        Keep(ledger, RoleName.Targets, version, now, now + TargetsLife, TargetsRole.Write(content, signers));
    }

    /// <summary>The desks as readers choose among them.</summary>
    public static DesksDocument Desks(NewsroomSettings settings, Locales locales) => new(
        settings.Id, settings.Name, [.. settings.Newsroom.Desks.Select(d => new DeskEntry(d.Value, locales.For(d).Name, locales.For(d).Direction))]);

    private static TargetEntry KeepDocument(LedgerDb ledger, string name, byte[] bytes, JsonNode? custom = null)
    {
        if (ledger.Targets.Find(name) is { } row)
        {
            row.Bytes = bytes;
        }
        else
        {
            ledger.Targets.Add(new SignedTarget { Name = name, Bytes = bytes });
        }
        return TargetEntry.Of(bytes, custom);
    }

    private static void Keep(LedgerDb ledger, string role, long version, DateTimeOffset now, DateTimeOffset expires, byte[] bytes) => ledger.Roles.Add(new RoleVersion
    {
        Role = role,
        Version = version,
        Edition = 0,
        Signed = now.ToUnixTimeSeconds(),
        Expires = expires.ToUnixTimeSeconds(),
        Bytes = bytes,
    });

    private static long NextVersion(LedgerDb ledger, string role) =>
        Math.Max(ledger.Roles.Where(r => r.Role == role).Max(r => (long?)r.Version) ?? 0, ledger.Roles.Local.Where(r => r.Role == role).Select(r => r.Version).DefaultIfEmpty(0).Max()) + 1;

    private static byte[] Newest(LedgerDb ledger, string role) => Editions.Newest(ledger, role)?.Bytes ?? throw new InvalidOperationException($"the ledger has no {role}");
}
