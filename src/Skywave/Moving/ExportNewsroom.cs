using System.Text.Json;
using Skywave.House;
using Skywave.Intake.Moving;
using Skywave.Mirror;
using Skywave.Office;
using Skywave.Words;
using Skywave.Writing;

namespace Skywave.Moving;

/// <summary>What is exported.</summary>
/// <param name="PublishedOnly">True: what readers can see anyway, alone.</param>
/// <param name="Versions">True: every text that a manuscript or a published article ever had.</param>
internal sealed record ExportWishes(bool PublishedOnly, bool Versions);

/// <summary>Writes a whole newsroom into one folder (docs/046-newsroom-folder.md). It reads the writing and what the office gives out, and opens neither keys nor private.db, alerts.db or the ledger.</summary>
internal sealed class ExportNewsroom(NewsroomFolder house, ExportFolder folder, ExportWishes wishes, Action<string> progress)
{
    private const int TellEvery = 100;

    private readonly HashSet<string> _desks = new(StringComparer.Ordinal);
    private int _articles;
    private int _drafts;

    /// <summary>Writes all of it. What it holds.</summary>
    /// <exception cref="Stop">A file of the newsroom is missing, or its office cannot be read.</exception>
    public async Task<Holdings> RunAsync(CancellationToken cancel)
    {
        var store = NewsroomStore.At(house.Path);
        await using var db = store.OpenWriting();
        // Before the articles: whatever stands on a front then was published by then.
        var fronts = await ReadFront.AllAsync(db, cancel).ConfigureAwait(false);
        await foreach (var article in ListMoved.AllAsync(db, !wishes.PublishedOnly, cancel).ConfigureAwait(false))
        {
            Write(article);
        }
        if (wishes is { Versions: true, PublishedOnly: false })
        {
            await EarlierAsync(db, cancel).ConfigureAwait(false);
        }
        var notices = 0;
        foreach (var desk in house.Settings.Desks.Union(_desks))
        {
            var all = await ListNotices.OfDeskAsync(db, DeskTag.Parse(desk), cancel).ConfigureAwait(false);
            if (all.Length > 0)
            {
                folder.Write(MovedPaths.Notices(desk), Lines(JsonSerializer.SerializeToUtf8Bytes(all, MovingForms.Notices.ImmutableArrayNotice)));
                notices++;
            }
        }
        if (File.Exists(house.ThemeFile))
        {
            folder.Write(MovedPaths.Theme, await File.ReadAllBytesAsync(house.ThemeFile, cancel).ConfigureAwait(false));
        }
        foreach (var (desk, front) in fronts)
        {
            folder.Write(MovedPaths.Front(desk), Lines(JsonSerializer.SerializeToUtf8Bytes(front, MovingForms.Ours.CuratedFront)));
        }
        var holds = new Holdings(_articles, _drafts, folder.Media, notices, fronts.Count, 0, 0, 0);
        holds = wishes.PublishedOnly ? holds : await OfficeAsync(holds, cancel).ConfigureAwait(false);
        folder.Finish(Lines(JsonSerializer.SerializeToUtf8Bytes(About(holds), MovingForms.Ours.NewsroomFile)));
        return holds;
    }

    private void Write(MovedArticle article)
    {
        _desks.Add(article.Desk.Value);
        var path = MovedPaths.Of(article);
        foreach (var media in article.Media)
        {
            folder.CopyMedia(media, Find(media, path));
        }
        folder.Write(path, MovedItem.Write(article, MovedPaths.ToRoot(path)));
        _ = article.State == MovedState.Published ? _articles++ : _drafts++;
        if ((_articles + _drafts) % TellEvery == 0)
        {
            progress($"{_articles} articles, {_drafts} drafts, {folder.Media} pictures and recordings …");
        }
    }

    // To be read, and no part of what comes in again: a picture that is gone since then is missing there too.
    private async Task EarlierAsync(WritingDb db, CancellationToken cancel)
    {
        await foreach (var article in ListEarlier.AllAsync(db, cancel).ConfigureAwait(false))
        {
            var path = MovedPaths.Earlier(article);
            foreach (var (media, from) in article.Media.Where(MediaNames.Is).Select(m => (m, Where(m))).Where(m => m.Item2 is not null))
            {
                folder.CopyMedia(media, from!);
            }
            folder.Write(path, MovedItem.Write(article, MovedPaths.ToRoot(path)));
        }
    }

    // The first carrier has what was published too.
    private string? Where(string media) => new[] { house.In(media), Path.Combine(house.Public, media) }.FirstOrDefault(File.Exists);

    private string Find(string media, string path) => (MediaNames.Is(media) ? Where(media) : null) ?? throw Lost(media, path);

    private static Stop Lost(string media, string path) =>
        new(Exit.Unreachable, "export.media", $"{media} is missing from the newsroom; {path} names it", "put it back from a backup or a mirror: the file has the same name there");

    private NewsroomFile About(Holdings holds) => new()
    {
        Name = house.Settings.Name,
        Desks = [.. house.Settings.Desks, .. _desks.Except(house.Settings.Desks).Order(StringComparer.Ordinal)],
        Mirrors = house.Settings.Mirrors.IsDefault ? [] : house.Settings.Mirrors,
        PublicAddress = house.Settings.PublicAddress,
        QuickExit = house.Settings.QuickExit,
        TapToLoad = house.Settings.TapToLoad.IsDefault ? [] : house.Settings.TapToLoad,
        Holds = holds,
    };

    private async Task<Holdings> OfficeAsync(Holdings holds, CancellationToken cancel)
    {
        try
        {
            if (await OfficeExport.OpenAsync(house.Path, cancel).ConfigureAwait(false) is not { } office)
            {
                return holds;
            }
            await using (office.ConfigureAwait(false))
            {
                return await new ExportOffice(house, folder, office, wishes.Versions, progress).RunAsync(holds, _desks, cancel).ConfigureAwait(false);
            }
        }
        catch (OfficeException wrong)
        {
            throw new Stop(Exit.Usage, "office.file", wrong.Message, wrong.Hint);
        }
    }

    internal static byte[] Lines(byte[] json) => [.. json, (byte)'\n'];
}
