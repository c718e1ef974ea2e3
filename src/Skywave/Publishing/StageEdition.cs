using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Skywave.Edition;
using Skywave.House;
using Skywave.Ledger;
using Skywave.Mirror;
using Skywave.Trust.Documents;
using Skywave.Trust.Keys;
using Skywave.Words;
using Skywave.Writing;

namespace Skywave.Publishing;

/// <summary>Makes every file that is new in an edition: checkpoints, pages, lists, targets, roles. What a desk did not touch is signed as it stands.</summary>
internal sealed class StageEdition(Cut cut, Archive archive, WritingDb writing, NewsroomFolder house, Keyring keys, Action<string> progress)
{
    private readonly Newsroom _newsroom = house.Settings.Newsroom;
    private readonly SignRoles _roles = new(cut, keys);

    /// <summary>Stages the edition. <paramref name="whole"/>: every file again, not only what changed.</summary>
    public async Task RunAsync(bool whole, CancellationToken cancel)
    {
        var theme = ApprovedTheme();
        var logs = OfflineRoles.Logs(cut.Ledger);
        RequireDesks();
        var ends = _roles.AddOffline(whole);
        var code = OfflineRoles.Code(cut.Ledger);
        var chromes = await ChromeKeys.ReadAsync(writing, archive, house.Settings, !code.IsEmpty, cancel).ConfigureAwait(false);
        var (renewed, curated) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var signLogs = new SignLogs(cut, keys, _newsroom, logs);
        var states = new Dictionary<string, SignedState>(StringComparer.Ordinal);
        await cut.Ledger.Chrome.LoadAsync(cancel).ConfigureAwait(false);
        foreach (var desk in _newsroom.Desks)
        {
            if (ChromeKeys.Remember(cut.Ledger, desk.Value, ChromeKeys.KeyOf(chromes[desk.Value], _newsroom, theme, LogReady.OpenEpoch(logs, desk.Value))) || whole)
            {
                renewed.Add(desk.Value);
            }
            if (FrontOfDesk.Remember(cut.Ledger, desk.Value, chromes[desk.Value].Curated, cut.Time))
            {
                curated.Add(desk.Value);
            }
            states[desk.Value] = signLogs.Run(desk.Value, ends, whole);
        }
        await cut.Ledger.SaveChangesAsync(cancel).ConfigureAwait(false);
        StageDesks(new StageDesk(cut, archive, house, theme, logs, chromes, whole, cancel), renewed, curated);
        foreach (var desk in _newsroom.Desks)
        {
            SignDesk(chromes[desk.Value], states[desk.Value].Bytes, whole);
        }
        SignMirrors(theme, code, whole);
        new StageSitemaps(cut, archive, house.Settings).Run(whole);
        _roles.SignSnapshot();
    }

    private readonly Dictionary<string, StagedDesk> _staged = new(StringComparer.Ordinal);

    private void StageDesks(StageDesk stage, HashSet<string> renewed, HashSet<string> curated)
    {
        // Where every desk is made anew, as in a whole cut, sorting all of the archive would cost memory for nothing.
        var touched = renewed.Count == _newsroom.Desks.Length ? [] : archive.TouchedBy(cut.Number).Where(a => !renewed.Contains(a.Desk)).GroupBy(a => a.Desk).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        foreach (var desk in _newsroom.Desks)
        {
            void Tell(int done) => progress($"{desk}: {done} pages made …");
            if (renewed.Contains(desk.Value))
            {
                _staged[desk.Value] = stage.Whole(desk.Value, Front(desk.Value), Tell);
            }
            else if (touched.TryGetValue(desk.Value, out var rows) || curated.Contains(desk.Value))
            {
                var list = Target(FileList.TargetOf(desk.Value)) is { } files ? FileList.Parse(files).Value : FileList.Empty(desk.Value, cut.Number);
                _staged[desk.Value] = stage.Touched(desk.Value, rows ?? [], list, Front(desk.Value)!, curated.Contains(desk.Value), Tell);
            }
        }

        FrontDocument? Front(string desk) => Target(FrontDocument.TargetOf(desk)) is { } front ? FrontDocument.Parse(front).Value : null;
    }

    private byte[]? Target(string name) => Editions.Target(cut.Ledger, name);

    // A style that the offline holders did not sign would make every page refuse its own chrome.
    private Theme ApprovedTheme()
    {
        var theme = house.Theme();
        var signed = ThemeDocument.Parse(OfflineRoles.Document(cut.Ledger, "newsroom/theme.json")).Value;
        return theme.Styles.All(signed.Styles.Contains)
            ? theme
            : throw new Stop(Exit.Usage, "newsroom.theme", $"{house.ThemeFile}: the offline holders have not signed this style sheet", "run `skywave keys theme` where keys/offline is, or put back the old style sheet");
    }

    // A desk that readers are told of and that has no front would make the whole edition wrong.
    private void RequireDesks()
    {
        var signed = DesksDocument.Parse(OfflineRoles.Document(cut.Ledger, "newsroom/desks.json")).Value;
        if (signed.Desks.FirstOrDefault(d => !house.Settings.Desks.Contains(d.Tag)) is { } missing)
        {
            throw new Stop(Exit.Usage, "newsroom.desk-missing", $"{house.SettingsFile} does not name the desk {missing.Tag}, which the offline holders signed", $"put \"{missing.Tag}\" back into `desks`");
        }
    }

    private void SignDesk(DeskChrome chrome, byte[] checkpoint, bool whole)
    {
        var desk = chrome.Desk.Value;
        progress($"signing {desk} …");
        var targets = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [desk + "/checkpoint"] = checkpoint,
            [desk + "/notices"] = new NoticesDocument(desk, [.. chrome.Notices.Select(n => System.Text.Json.JsonSerializer.SerializeToElement(n, WordsJson.Default.Notice))]).ToBytes(),
        };
        if (_staged.TryGetValue(desk, out var staged))
        {
            targets[FrontDocument.TargetOf(desk)] = staged.Front.ToBytes();
            targets[FileList.TargetOf(desk)] = staged.Files.ToBytes();
        }
        foreach (var (name, map) in DeskCorrections.Of(archive, desk, cut, whole))
        {
            targets[name] = map;
        }
        _roles.Sign(desk, targets, SaysTheSame, whole);
    }

    // A front that differs only in its time says the same: no role is signed again for it.
    private static bool SaysTheSame(string name, byte[] before, byte[] now) =>
        name.EndsWith("/front", StringComparison.Ordinal)
        && FrontDocument.Parse(before).TryGet(out var old, out _) && FrontDocument.Parse(now).TryGet(out var fresh, out _)
        && (old with { Cut = fresh.Cut }).ToBytes().AsSpan().SequenceEqual(now);

    private void SignMirrors(Theme theme, ImmutableArray<EditionFile> code, bool whole)
    {
        var before = Target("mirrors/public.json") is { } bytes ? PublicDocument.Parse(bytes).Value : null;
        var files = ImmutableSortedDictionary.CreateBuilder<string, ListedFile>(StringComparer.Ordinal);
        foreach (var file in RootFiles.Render(_newsroom, LocaleFiles.All, theme, TrustLink.To(OfflineRoles.Root(cut.Ledger)).Key, alerts: !code.IsEmpty && house.Settings.Alerts is not null).Concat(code.Where(file => KeepPage.AtRoot.Contains(file.Path))))
        {
            var described = Cut.Describe(file.Bytes.Span);
            files[file.Path] = whole || before?.Files.GetValueOrDefault(file.Path) != described ? cut.Add(file) : described;
        }
        cut.Superseded.UnionWith(before?.Files.Keys.Except(files.Keys) ?? []);
        var document = new PublicDocument(files.ToImmutable(), house.Settings.Mirrors);
        _roles.Sign("mirrors", new Dictionary<string, byte[]> { ["mirrors/public.json"] = document.ToBytes() }, null, whole);
    }
}
