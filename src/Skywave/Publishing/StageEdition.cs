using System.Collections.Immutable;
using System.Text.Json;
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

/// <summary>Makes every file that is new in an edition: checkpoints, pages, lists, targets, roles.</summary>
internal sealed class StageEdition(Cut cut, WritingDb writing, NewsroomFolder house, Keyring keys, Action<string> progress)
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
        var chromes = new Dictionary<string, DeskChrome>(StringComparer.Ordinal);
        var renewed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var desk in _newsroom.Desks)
        {
            var chrome = chromes[desk.Value] = await ChromeKeys.ReadAsync(writing, desk, cancel).ConfigureAwait(false);
            if (ChromeKeys.Remember(cut.Ledger, desk.Value, ChromeKeys.KeyOf(chrome, _newsroom, theme, LogReady.OpenEpoch(logs, desk.Value))) || whole)
            {
                renewed.Add(desk.Value);
            }
            AddClosedLogs(logs.Of(desk.Value), ends, whole);
            SignLog(logs, desk.Value, whole);
        }
        var pages = new RenderPages(cut, writing, house, theme, logs, chromes);
        var articles = await pages.ChooseAsync(renewed, cancel).ConfigureAwait(false);
        for (var i = 0; i < articles.Count; i++)
        {
            progress($"making page {i + 1} of {articles.Count} …");
            await pages.RenderAsync(articles[i], cancel).ConfigureAwait(false);
        }
        await cut.Ledger.SaveChangesAsync(cancel).ConfigureAwait(false);
        var touched = articles.Select(a => a.Desk.Value).Concat(renewed).ToHashSet(StringComparer.Ordinal);
        var published = await AllOfAsync(touched, cancel).ConfigureAwait(false);
        foreach (var desk in _newsroom.Desks)
        {
            progress($"signing {desk} …");
            SignDesk(chromes[desk.Value], published.GetValueOrDefault(desk.Value), LogReady.OpenEpoch(logs, desk.Value), theme, whole);
        }
        SignMirrors(theme, whole);
        _roles.SignSnapshot();
    }

    // A style that the offline holders did not sign would make every page refuse its own chrome.
    private Theme ApprovedTheme()
    {
        var theme = house.Theme();
        var signed = ThemeDocument.Parse(OfflineRoles.Document(cut.Ledger, "newsroom/theme.json")).Value;
        return signed.Styles.Contains(theme.StyleHash)
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

    // The last tiles and the last checkpoint of what the offline holders closed since the edition before.
    private void AddClosedLogs(IEnumerable<LogEpoch> epochs, bool ends, bool whole)
    {
        foreach (var log in epochs.Where(e => e.Closed is not null && (ends || whole)).Select(e => DeskLog.Of(cut.Ledger, _newsroom.Id, e)))
        {
            foreach (var file in whole ? log.Files(0) : log.LastFiles(cut.Number))
            {
                cut.Add(file);
            }
            cut.Add(new EditionFile(log.Folder + "/checkpoint", log.State()!.Bytes));
        }
    }

    private void SignLog(LogsDocument logs, string desk, bool whole)
    {
        var epoch = logs.Of(desk)[^1];
        var log = DeskLog.Of(cut.Ledger, _newsroom.Id, epoch);
        var before = log.State();
        var signers = keys.Find(KeyPurpose.Log, desk).Where(k => epoch.Keys.Any(v => Convert.ToHexStringLower(v.PublicKey.Span) == k.PublicHex)).Select(k => k.Open()).ToArray();
        if (signers.Length < epoch.Threshold)
        {
            throw new Stop(Exit.Usage, "keys.missing", $"keys/host.age has no key for epoch {epoch.Epoch} of the log of {desk}", $"restore keys/host.age, or let the offline holders open a new epoch: `skywave keys revoke log:{desk}`");
        }
        var state = log.Sign(signers);
        Array.ForEach(signers, s => s.Dispose());
        foreach (var file in log.Files(whole ? 0 : cut.Number))
        {
            cut.Add(file);
        }
        if (whole || before?.Size != state.Size)
        {
            cut.Add(new EditionFile(log.Folder + "/checkpoint", state.Bytes));
        }
    }

    private async Task<Dictionary<string, List<PublishedArticle>>> AllOfAsync(HashSet<string> desks, CancellationToken cancel)
    {
        var all = desks.ToDictionary(d => d, _ => new List<PublishedArticle>(), StringComparer.Ordinal);
        await foreach (var article in PublishedArticles.AllAsync(writing, cancel).ConfigureAwait(false))
        {
            if (all.TryGetValue(article.Desk.Value, out var list))
            {
                list.Add(article);
            }
        }
        return all;
    }

    private void SignDesk(DeskChrome chrome, List<PublishedArticle>? articles, int epoch, Theme theme, bool whole)
    {
        var desk = chrome.Desk.Value;
        var before = cut.Ledger.Targets.AsNoTracking().FirstOrDefault(t => t.Name == desk + "/front") is { } row ? FrontDocument.Parse(row.Bytes).Value : null;
        var targets = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [desk + "/checkpoint"] = new DeskLog(cut.Ledger, _newsroom.Id, desk, epoch).State()!.Bytes,
            [desk + "/notices"] = new NoticesDocument(desk, [.. chrome.Notices.Select(n => JsonSerializer.SerializeToElement(n, WordsJson.Default.Notice))]).ToBytes(),
        };
        var front = articles is null && before is not null ? before : MakeFront(chrome, articles ?? [], theme, before, whole);
        targets[desk + "/front"] = front.ToBytes();
        foreach (var map in DeskCorrections.Of(cut, desk))
        {
            targets[$"{desk}/corrections-{map.Period}"] = map.ToBytes();
        }
        _roles.Sign(desk, targets, SaysTheSame, whole);
    }

    private FrontDocument MakeFront(DeskChrome chrome, List<PublishedArticle> articles, Theme theme, FrontDocument? before, bool whole)
    {
        var desk = chrome.Desk.Value;
        var files = ImmutableSortedDictionary.CreateBuilder<string, ListedFile>(StringComparer.Ordinal);
        var news = articles.Where(a => a.Standing is null).OrderBy(a => a.FirstPublished).ThenBy(a => a.Id.Value, StringComparer.Ordinal).ToList();
        var pages = cut.Ledger.Pages.AsNoTracking().Where(p => p.Desk == desk).ToList();
        var lists = DeskEdition.Render(chrome.Desk, news, chrome.Notices, _newsroom, LocaleFiles.All, theme, chrome.Standing, cut.Time)
            .Concat(pages.GroupBy(p => p.Path[..(p.Path.LastIndexOf('/') + 1)] + "paths.txt").Select(g => new EditionFile(g.Key, PathsOf(g))));
        foreach (var list in lists)
        {
            var described = Cut.Describe(list.Bytes.Span);
            files[list.Path] = whole || before?.Files.GetValueOrDefault(list.Path) != described ? cut.Add(list) : described;
        }
        var byArticle = pages.ToDictionary(p => p.Article, StringComparer.Ordinal);
        var items = news.Where(a => a.Status != ArticleStatus.Withdrawn).Reverse().Take(FrontDocument.MaxItems).Select(a => ItemOf(a, byArticle[a.Id.Value]));
        return new FrontDocument(cut.Time, desk, files.ToImmutable(), [.. items]);
    }

    private static byte[] PathsOf(IEnumerable<StandingPage> pages) =>
        PathsFile.Render(pages.Select(p => new PathEntry(ArticleId.Parse(p.Article), p.Path[(p.Path.LastIndexOf('/') + 1)..], p.PageHash)));

    private static Trust.Documents.FrontItem ItemOf(PublishedArticle article, StandingPage page) => new()
    {
        Address = article.Address,
        Article = article.Id.Value,
        Breaking = article.Text.Breaking,
        FirstPublished = article.FirstPublished,
        Hash = page.FragmentHash,
        Headline = article.Text.Headline,
        Length = page.FragmentLength,
        Path = article.Path,
        Revision = article.Revision,
        Status = page.Status,
        Urgency = article.Text.Urgency,
        VersionCreated = article.VersionCreated,
    };

    // A front that differs only in its time says the same: no role is signed again for it.
    private static bool SaysTheSame(string name, byte[] before, byte[] now) =>
        name.EndsWith("/front", StringComparison.Ordinal)
        && FrontDocument.Parse(before).TryGet(out var old, out _) && FrontDocument.Parse(now).TryGet(out var fresh, out _)
        && (old with { Cut = fresh.Cut }).ToBytes().AsSpan().SequenceEqual(now);

    private void SignMirrors(Theme theme, bool whole)
    {
        var before = cut.Ledger.Targets.AsNoTracking().FirstOrDefault(t => t.Name == "mirrors/public.json") is { } row ? PublicDocument.Parse(row.Bytes).Value : null;
        var files = ImmutableSortedDictionary.CreateBuilder<string, ListedFile>(StringComparer.Ordinal);
        foreach (var file in DeskEdition.RenderRoot(_newsroom, LocaleFiles.All, theme))
        {
            var described = Cut.Describe(file.Bytes.Span);
            files[file.Path] = whole || before?.Files.GetValueOrDefault(file.Path) != described ? cut.Add(file) : described;
        }
        var document = new PublicDocument(files.ToImmutable(), house.Settings.Mirrors);
        _roles.Sign("mirrors", new Dictionary<string, byte[]> { ["mirrors/public.json"] = document.ToBytes() }, null, whole);
    }
}
