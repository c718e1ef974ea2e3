using System.Collections.Immutable;
using System.Text;
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
/// <param name="Versions">True: manuscripts' earlier texts too.</param>
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
        await foreach (var article in ListMoved.AllAsync(db, !wishes.PublishedOnly, cancel).ConfigureAwait(false))
        {
            Write(article);
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
        var manuscripts = wishes.PublishedOnly ? 0 : await OfficeAsync(cancel).ConfigureAwait(false);
        var holds = new Holdings(_articles, _drafts, folder.Media, notices, manuscripts);
        folder.Finish(Lines(JsonSerializer.SerializeToUtf8Bytes(About(holds), MovingForms.Ours.NewsroomFile)));
        return holds;
    }

    private void Write(MovedArticle article)
    {
        _desks.Add(article.Desk.Value);
        var path = MovedPaths.Of(article);
        foreach (var media in article.Media)
        {
            folder.Copy(media, Find(media, path));
        }
        folder.Write(path, MovedItem.Write(article, MovedPaths.ToRoot(path)));
        _ = article.State == MovedState.Published ? _articles++ : _drafts++;
        if ((_articles + _drafts) % TellEvery == 0)
        {
            progress($"{_articles} articles, {_drafts} drafts, {folder.Media} pictures and recordings …");
        }
    }

    // The first carrier has what was published too.
    private string Find(string media, string path) => !MediaNames.Is(media) ? throw Lost(media, path)
        : new[] { house.In(media), Path.Combine(house.Public, media) }.FirstOrDefault(File.Exists) ?? throw Lost(media, path);

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

    private async Task<int> OfficeAsync(CancellationToken cancel)
    {
        try
        {
            if (await OfficeExport.OpenAsync(house.Path, cancel).ConfigureAwait(false) is not { } office)
            {
                return 0;
            }
            await using (office.ConfigureAwait(false))
            {
                return await OfficeAsync(office, cancel).ConfigureAwait(false);
            }
        }
        catch (OfficeException wrong)
        {
            throw new Stop(Exit.Usage, "office.file", wrong.Message, wrong.Hint);
        }
    }

    private async Task<int> OfficeAsync(OfficeExport office, CancellationToken cancel)
    {
        var people = await office.PeopleAsync(cancel).ConfigureAwait(false);
        ImmutableArray<PersonFile> files = [.. people.Select(p => new PersonFile(p.Id, p.Handle, p.Name, p.HasLeft, [.. p.Roles.Select(r => new RoleFile(r.Desk, r.Role))]))];
        folder.Write(MovedPaths.People, Lines(JsonSerializer.SerializeToUtf8Bytes(files, MovingForms.Ours.ImmutableArrayPersonFile)));
        await folder.WriteAsync(MovedPaths.Trail, async stream =>
        {
            await foreach (var line in office.TrailAsync().WithCancellation(cancel).ConfigureAwait(false))
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), cancel).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        var count = 0;
        await foreach (var manuscript in office.ManuscriptsAsync(cancel).ConfigureAwait(false))
        {
            Write(manuscript);
            if (wishes.Versions)
            {
                await foreach (var version in office.VersionsAsync(manuscript.Id, cancel).ConfigureAwait(false))
                {
                    folder.Write(MovedPaths.Manuscript(manuscript.Desk, manuscript.Id, $"/{version.Number}.txt"), Encoding.UTF8.GetBytes(version.Text));
                }
            }
            if (++count % TellEvery == 0)
            {
                progress($"{count} manuscripts …");
            }
        }
        return count;
    }

    private void Write(MovedManuscript manuscript)
    {
        var file = new ManuscriptFile
        {
            Id = manuscript.Id, Desk = manuscript.Desk, Story = manuscript.Story, Uri = manuscript.Uri, Stage = manuscript.Stage, Marked = manuscript.IsMarked, Published = manuscript.WasPublished,
            Translates = manuscript.Source, EmbargoedUntil = manuscript.Embargo is { } embargo ? DateTimeOffset.FromUnixTimeSeconds(embargo) : null, Changed = DateTimeOffset.FromUnixTimeSeconds(manuscript.Changed),
        };
        string Named(string rest) => MovedPaths.Manuscript(manuscript.Desk, manuscript.Id, rest);
        folder.Write(Named(".txt"), Encoding.UTF8.GetBytes(manuscript.Text));
        if (manuscript.Published is { } published)
        {
            folder.Write(Named(".published.txt"), Encoding.UTF8.GetBytes(published));
        }
        folder.Write(Named(".json"), Lines(JsonSerializer.SerializeToUtf8Bytes(file, MovingForms.Ours.ManuscriptFile)));
    }

    private static byte[] Lines(byte[] json) => [.. json, (byte)'\n'];
}
