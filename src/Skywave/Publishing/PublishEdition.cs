using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Skywave.Delivery;
using Skywave.House;
using Skywave.Ledger;
using Skywave.Mirror;
using Skywave.Trust.Keys;
using Skywave.Words;
using Skywave.Writing;

namespace Skywave.Publishing;

/// <summary>What a publish came to.</summary>
/// <param name="Number">The edition that stands now; 0 when there is none yet.</param>
/// <param name="Cut">When it was cut.</param>
/// <param name="Articles">Revisions that became public.</param>
/// <param name="Files">Files that are new in it.</param>
/// <param name="Finished">True when an earlier publish that was killed was finished on the way.</param>
/// <param name="IsNew">False: there was nothing to do.</param>
/// <param name="Warnings">Sentences about what must be looked at soon: notices, the reader's code.</param>
public sealed record Published(int Number, DateTimeOffset Cut, int Articles, int Files, bool Finished, bool IsNew, ImmutableArray<string> Warnings);

/// <summary>
/// Cuts an edition, signs it and pushes it to the first carrier. Four steps, each of which can be done again from the one before with the same
/// outcome: log what is ready; tell the writing; stage every changed file, signed; push. Killed anywhere, readers have a whole edition, and the
/// next publish goes on where this one stopped (docs/900-design.md, section 12).
/// </summary>
public sealed class PublishEdition
{
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(60);

    private readonly NewsroomFolder _house;
    private readonly Func<Keyring> _openKeys;
    private readonly TimeProvider _clock;
    private readonly Action<string> _progress;
    private Keyring? _keys;

    /// <summary>A publish of a newsroom.</summary>
    /// <param name="house">The newsroom's folder.</param>
    /// <param name="openKeys">Opens the host's keyring; asked only when something must be signed.</param>
    /// <param name="clock">The time.</param>
    /// <param name="progress">Told what it is at.</param>
    public PublishEdition(NewsroomFolder house, Func<Keyring> openKeys, TimeProvider clock, Action<string> progress) =>
        (_house, _openKeys, _clock, _progress) = (house, openKeys, clock, progress);

    /// <summary>Which compressed copies it makes. Default: <see cref="Copies.Quick"/>.</summary>
    public Copies Copies { get; init; }

    /// <summary>Signs what is past half its life and publishes nothing that waits: a server may do this by itself.</summary>
    /// <exception cref="Stop">The keys, the ledger or the settings do not allow it.</exception>
    public Task<Published> RenewAsync(CancellationToken cancel) => RunAsync(whole: false, renewOnly: true, cancel);

    /// <summary>Publishes everything that is ready.</summary>
    /// <param name="whole">Makes every page again and writes every file again, for a carrier that lost some.</param>
    /// <param name="cancel">Stops between two steps.</param>
    /// <exception cref="Stop">The keys, the ledger or the settings do not allow it.</exception>
    public Task<Published> RunAsync(bool whole, CancellationToken cancel) => RunAsync(whole, renewOnly: false, cancel);

    private async Task<Published> RunAsync(bool whole, bool renewOnly, CancellationToken cancel)
    {
        using var alone = await new EditionFolder(_house.Staging).LockAsync(LockWait, cancel).ConfigureAwait(false);
        var store = NewsroomStore.At(_house.Path);
        await using var writing = store.OpenWriting();
        await DescribeNewsroom.SaveAsync(writing, _house.Settings.Newsroom, cancel).ConfigureAwait(false);
        await using var ledger = LedgerFile.Open(_house.Ledger);
        var finished = await FinishAsync(ledger, writing, cancel).ConfigureAwait(false);
        ledger.ChangeTracker.Clear();

        var newest = Editions.Newest(ledger);
        Cut.DropPushed(_house, newest?.Number ?? 0);
        if (renewOnly && newest is not null && OfflineRoles.IsAnyWaiting(ledger))
        {
            throw new Stop(Exit.Usage, "keys.waiting", "the offline holders signed something that is not published yet; nothing is renewed before it is", "run `skywave publish`");
        }
        var isDue = renewOnly ? newest is not null && RoleClock.IsAnyDue(ledger, _clock.GetUtcNow()) : whole || await IsAnythingNewAsync(ledger, writing, cancel).ConfigureAwait(false);
        var now = DateTimeOffset.FromUnixTimeSeconds(_clock.GetUtcNow().ToUnixTimeSeconds());
        var notices = renewOnly ? null : await NoticesInTime.ReadAsync(writing, _house, cancel).ConfigureAwait(false);
        ImmutableArray<string> warnings = notices is null ? [] : [.. notices.Warnings(now), .. OfflineRoles.CodeWarnings(ledger, _house)];
        if (!isDue)
        {
            return new Published(newest?.Number ?? 0, CutOf(newest), 0, 0, finished, IsNew: false, warnings);
        }
        var archive = new Archive(ledger);
        notices?.Require(now);
        _keys ??= _openKeys();
        _progress("logging what is ready …");
        var edition = renewOnly ? null : await Logging(ledger, archive, writing).RunAsync(now, _progress, cancel).ConfigureAwait(false);
        var (articles, files) = await CompleteAsync(ledger, archive, writing, edition, now, whole, cancel).ConfigureAwait(false);
        newest = Editions.Newest(ledger)!;
        return new Published(newest.Number, CutOf(newest), articles, files, finished, IsNew: true, warnings);
    }

    // Goes on with an edition that was left half-way.
    private async Task<bool> FinishAsync(LedgerDb ledger, WritingDb writing, CancellationToken cancel)
    {
        switch (Editions.Newest(ledger))
        {
            case { State: EditionState.Logged } logged:
                _progress("finishing the publish that was interrupted …");
                _keys ??= _openKeys();
                var archive = new Archive(ledger);
                await Logging(ledger, archive, writing).AgainAsync(logged, cancel).ConfigureAwait(false);
                await TellWritingAsync(ledger, writing, logged, cancel).ConfigureAwait(false);
                await CompleteAsync(ledger, archive, writing, logged, DateTimeOffset.FromUnixTimeSeconds(logged.Cut), whole: false, cancel).ConfigureAwait(false);
                return true;
            case { State: EditionState.Signed } signed:
                _progress("finishing the publish that was interrupted …");
                await PushAsync(ledger, signed, cancel).ConfigureAwait(false);
                return true;
            default:
                return false;
        }
    }

    private LogReady Logging(LedgerDb ledger, Archive archive, WritingDb writing) =>
        new(ledger, archive, writing, _house.Settings.Newsroom, OfflineRoles.Logs(ledger), LocaleFiles.All);

    // A publish that was killed may not have told the writing of its last batch.
    private static async Task TellWritingAsync(LedgerDb ledger, WritingDb writing, EditionRow edition, CancellationToken cancel)
    {
        var logged = await LoggedFirst(ledger, edition.Number).Select(e => new { e.Article, e.Revision }).ToListAsync(cancel).ConfigureAwait(false);
        await MarkPublished.MarkAllAsync(writing, logged.Select(e => (ArticleId.Parse(e.Article), e.Revision)), DateTimeOffset.FromUnixTimeSeconds(edition.Cut), cancel).ConfigureAwait(false);
    }

    // What an edition published, apart from what it only logged again in a new epoch.
    private static IQueryable<LogEntry> LoggedFirst(LedgerDb ledger, int number) => ledger.Entries.AsNoTracking()
        .Where(e => e.Edition == number && !ledger.Entries.Any(before => before.Article == e.Article && before.Revision == e.Revision && before.Epoch < e.Epoch));

    private async Task<(int Articles, int Files)> CompleteAsync(
        LedgerDb ledger, Archive archive, WritingDb writing, EditionRow? edition, DateTimeOffset now, bool whole, CancellationToken cancel)
    {
        var number = edition?.Number ?? Editions.Next(ledger);
        await using var transaction = await ledger.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        Cut.Drop(_house, number);
        var cut = new Cut(_house, ledger, number, now, Copies);
        await new StageEdition(cut, archive, writing, _house, _keys!, _progress).RunAsync(whole, cancel).ConfigureAwait(false);
        StagePack.Run(cut, new EditionFolder(_house.Public));
        edition = ledger.Editions.Find(number);
        if (edition is null)
        {
            edition = new EditionRow { Number = number, Cut = now.ToUnixTimeSeconds(), State = EditionState.Signed };
            ledger.Editions.Add(edition);
        }
        edition.State = EditionState.Signed;
        Supersede(ledger, cut);
        await ledger.SaveChangesAsync(cancel).ConfigureAwait(false);
        var articles = await LoggedFirst(ledger, number).CountAsync(cancel).ConfigureAwait(false);
        cut.Staging.Flush();
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
        await PushAsync(ledger, edition, cancel).ConfigureAwait(false);
        return (articles, cut.Count);
    }

    private async Task PushAsync(LedgerDb ledger, EditionRow edition, CancellationToken cancel)
    {
        var carrier = new EditionFolder(_house.Public);
        using (await carrier.LockAsync(LockWait, cancel).ConfigureAwait(false))
        {
            if (StagedEdition.Exists(Cut.FolderOf(_house, edition.Number)))
            {
                new StagedEdition(Cut.FolderOf(_house, edition.Number)).PushTo(carrier, new Telling(_progress), cancel);
            }
            carrier.Remove(Outlived(ledger, CutOf(edition)));
            if (IsFirstOfDay(ledger, edition))
            {
                new DeltaShelf(carrier).Tidy(CutOf(edition));
            }
        }
        edition.State = EditionState.Pushed;
        ledger.Update(edition);
        await ledger.SaveChangesAsync(cancel).ConfigureAwait(false);
        Cut.Drop(_house, edition.Number);
    }

    private async Task<bool> IsAnythingNewAsync(LedgerDb ledger, WritingDb writing, CancellationToken cancel)
    {
        if (Editions.Newest(ledger) is null || await ListReady.CountAsync(writing, cancel).ConfigureAwait(false) > 0 || OfflineRoles.IsAnyWaiting(ledger)
            || StageSitemaps.IsDue(ledger, _house.Settings))
        {
            return true;
        }
        return RoleClock.IsAnyDue(ledger, _clock.GetUtcNow()) || await ChromeKeys.AnyChangedAsync(ledger, writing, _house, _clock.GetUtcNow(), cancel).ConfigureAwait(false);
    }

    // What is current again (a notice put back as it was, a tile of a log that was cut) must not go with what it was once replaced by.
    private static void Supersede(LedgerDb ledger, Cut cut)
    {
        var back = ledger.Prepared("""DELETE FROM "Superseded" WHERE "Path" = @p0""");
        foreach (var path in cut.Paths)
        {
            cut.Superseded.Remove(path);
            back.Run(path);
        }
        var gone = ledger.Prepared("""INSERT INTO "Superseded" ("Path", "Since") VALUES (@p0, @p1) ON CONFLICT ("Path") DO NOTHING""");
        foreach (var path in cut.Superseded)
        {
            gone.Run(path, cut.Time.ToUnixTimeSeconds());
        }
    }

    // Metadata and targets live on for as long as a snapshot may still name them; a partial tile for a day.
    private static List<string> Outlived(LedgerDb ledger, DateTimeOffset now)
    {
        var metadata = (now - SignRoles.SnapshotLife - TimeSpan.FromDays(7)).ToUnixTimeSeconds();
        var tiles = (now - TimeSpan.FromDays(1)).ToUnixTimeSeconds();
        var rows = ledger.Superseded.Where(s => s.Since < metadata || (s.Since < tiles && s.Path.StartsWith("log/"))).ToList();
        ledger.Superseded.RemoveRange(rows);
        return rows.ConvertAll(r => r.Path);
    }

    private static bool IsFirstOfDay(LedgerDb ledger, EditionRow edition) =>
        CutOf(ledger.Editions.AsNoTracking().Where(e => e.Number < edition.Number).OrderByDescending(e => e.Number).FirstOrDefault()).UtcDateTime.Date < CutOf(edition).UtcDateTime.Date;

    private static DateTimeOffset CutOf(EditionRow? edition) => DateTimeOffset.FromUnixTimeSeconds(edition?.Cut ?? 0);

    private sealed class Telling(Action<string> progress) : IProgress<(int Done, int All)>
    {
        public void Report((int Done, int All) value) => progress($"pushing {value.Done} of {value.All} files …");
    }
}
