using System.Text.Json.Nodes;
using Skywave.House;
using Skywave.Importing;
using Skywave.Mirror;
using Skywave.Office;
using Skywave.Words;
using Skywave.Writing;

namespace Skywave.Moving;

/// <summary>A newsroom is made again from an exported folder: first everything is checked, then stored some hundred at a time. What was stored stays when it is killed, and the same again goes on (docs/046-newsroom-folder.md).</summary>
/// <param name="house">The newsroom that it goes into.</param>
/// <param name="office">What the office needs of the other rooms.</param>
/// <param name="terminal">Told what it is at.</param>
/// <param name="clock">The time.</param>
internal sealed class ImportNewsroom(NewsroomFolder house, OfficeParts office, Terminal terminal, TimeProvider clock)
{
    private const int AtOnce = 200;

    /// <summary>Brings it in. Done, or refused as a whole.</summary>
    /// <exception cref="Stop">The folder is none of ours, or the newsroom does not fit.</exception>
    public async Task<Exit> RunAsync(string path, JsonObject json, CancellationToken cancel)
    {
        var (folder, report) = (MovedFolder.Open(path), new ImportReport(terminal));
        if (folder.About.Desks.Except(house.Settings.Desks, StringComparer.Ordinal).ToArray() is { Length: > 0 } missing)
        {
            throw new Stop(Exit.Usage, "newsroom.desk", $"this newsroom lacks {(missing.Length == 1 ? "a desk" : "desks")} of the folder's: {string.Join(", ", missing)}", $"make each with `skywave keys make --desk {missing[0]}`, or the newsroom anew with all of them");
        }
        var check = new CheckMoved(house, folder, report, terminal.Progress, clock);
        await check.RunAsync(cancel).ConfigureAwait(false);
        if (report.Refused == 0)
        {
            await StoreAsync(folder, check, report, json, cancel).ConfigureAwait(false);
            Differences(folder.About, report);
        }
        report.Tell(json, allOrNothing: true);
        return report.Refused > 0 ? Exit.Refused : Exit.Done;
    }

    private async Task StoreAsync(MovedFolder folder, CheckMoved check, ImportReport report, JsonObject json, CancellationToken cancel)
    {
        var store = NewsroomStore.Open(house.Path);
        await using var db = store.OpenWriting();
        await DescribeNewsroom.SaveAsync(db, house.Settings.Newsroom, cancel).ConfigureAwait(false);
        if (await TakeInMoved.StrangerAsync(db, check.Coming, cancel).ConfigureAwait(false) is { } stranger)
        {
            throw new Stop(Exit.Usage, "import.newsroom", $"this newsroom has an article of its own, or has gone on since it came in: {stranger}", "make a new one with `skywave new`; into a newsroom with articles, bring single ones with `import --format ninjs`");
        }
        foreach (var file in folder.Files(MovedKind.Media).Where(f => !File.Exists(house.In(f))))
        {
            cancel.ThrowIfCancellationRequested();
            File.Copy(folder.PathOf(file), house.In(file) + ".new", overwrite: true);
            File.Move(house.In(file) + ".new", house.In(file), overwrite: true);
        }
        foreach (var kind in new[] { MovedKind.Article, MovedKind.Draft })
        {
            foreach (var some in folder.Files(kind).Chunk(AtOnce))
            {
                await ArticlesAsync(folder, some, kind, db, report, cancel).ConfigureAwait(false);
                terminal.Progress($"{report.Items} articles …");
            }
        }
        foreach (var desk in house.Settings.Desks.Where(d => folder.Files(MovedKind.Notices).Contains(MovedPaths.Notices(d))))
        {
            foreach (var notice in CheckMoved.NoticesOf(await BytesAsync(folder, MovedPaths.Notices(desk), MovedKind.Notices, cancel).ConfigureAwait(false)).Notices)
            {
                await SaveNotice.SaveAsync(db, DeskTag.Parse(desk), notice, cancel).ConfigureAwait(false);
                report.Keep(MovedPaths.Notices(desk), desk, null, "noticed", "", notice.Designation);
            }
        }
        await FrontsAsync(folder, db, cancel).ConfigureAwait(false);
        try
        {
            var (pictures, manuscripts) = await new StoreOffice(house, office, folder, check.Office, terminal, clock).RunAsync(cancel).ConfigureAwait(false);
            (json["pictures"], json["manuscripts"]) = (pictures, manuscripts);
        }
        catch (OfficeException wrong)
        {
            throw new Stop(Exit.Usage, "office.file", wrong.Message, wrong.Hint);
        }
    }

    // Unless somebody here has put one together.
    private async Task FrontsAsync(MovedFolder folder, WritingDb db, CancellationToken cancel)
    {
        var here = await ReadFront.AllAsync(db, cancel).ConfigureAwait(false);
        foreach (var desk in house.Settings.Desks.Where(d => !here.ContainsKey(d) && folder.Files(MovedKind.Front).Contains(MovedPaths.Front(d))))
        {
            var front = MovedOffice.FrontOf(await BytesAsync(folder, MovedPaths.Front(desk), MovedKind.Front, cancel).ConfigureAwait(false)).Front ?? throw Changed(MovedPaths.Front(desk));
            var reasons = await SaveFront.SaveAsync(db, DeskTag.Parse(desk), front, cancel).ConfigureAwait(false);
            if (reasons.Length > 0)
            {
                throw new Stop(Exit.Unreachable, "import.changed", $"{MovedPaths.Front(desk)}: {string.Join("; ", reasons)}", "run it again: what is stored is passed over");
            }
        }
    }

    private async Task ArticlesAsync(MovedFolder folder, string[] files, MovedKind kind, WritingDb db, ImportReport report, CancellationToken cancel)
    {
        var articles = new List<MovedArticle>(files.Length);
        foreach (var file in files)
        {
            articles.Add(CheckMoved.ArticleOf(file, await BytesAsync(folder, file, kind, cancel).ConfigureAwait(false)).Article ?? throw Changed(file));
        }
        var isNew = await TakeInMoved.ManyAsync(db, articles, clock.GetUtcNow(), cancel).ConfigureAwait(false);
        for (var i = 0; i < files.Length; i++)
        {
            var state = articles[i].State == MovedState.Draft ? "draft" : "waits for the next publish";
            report.Keep(files[i], articles[i].Desk.Value, articles[i].Id.Value, isNew[i] ? "moved" : "unchanged", state, articles[i].Text.Headline);
        }
    }

    internal static async Task<byte[]> BytesAsync(MovedFolder folder, string file, MovedKind kind, CancellationToken cancel) =>
        await folder.ReadAsync(file, kind, cancel).ConfigureAwait(false) ?? throw Changed(file);

    internal static Stop Changed(string file) => new(Exit.Unreachable, "import.changed", $"{file} was changed while it was being imported", "run it again: what is stored is passed over");

    // What an operator writes stays the operator's.
    private void Differences(NewsroomFile there, ImportReport report)
    {
        var here = house.Settings;
        (string Setting, string? There, string? Here)[] settings =
        [
            ("name", there.Name, here.Name), ("publicAddress", there.PublicAddress, here.PublicAddress), ("quickExit", there.QuickExit, here.QuickExit),
            ("mirrors", string.Join(' ', there.Mirrors), here.Mirrors.IsDefault ? "" : string.Join(' ', here.Mirrors)), ("tapToLoad", string.Join(' ', there.TapToLoad), here.TapToLoad.IsDefault ? "" : string.Join(' ', here.TapToLoad)),
        ];
        foreach (var (setting, was, @is) in settings.Where(s => s.There != s.Here))
        {
            report.Warn(MovedPaths.Newsroom, $"`{setting}` was \"{was}\" there and is \"{@is}\" in skywave.json: write it there if it should be the same{(setting == "name" ? ", before you publish: pages name the newsroom" : "")}");
        }
    }
}
