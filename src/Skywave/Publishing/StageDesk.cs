using System.Collections.Immutable;
using Skywave.Edition;
using Skywave.House;
using Skywave.Ledger;
using Skywave.Trust.Documents;
using Skywave.Trust.Tuf;
using Skywave.Words;

namespace Skywave.Publishing;

/// <summary>What was staged of a desk: its signed documents as they are now.</summary>
/// <param name="Front">What its front shows and its live lists.</param>
/// <param name="Files">The newest part of its list of files.</param>
internal sealed record StagedDesk(FrontDocument Front, FileList Files);

/// <summary>Makes one desk's pages and lists: all of them, or those an edition touches.</summary>
internal sealed class StageDesk(Cut cut, Archive archive, NewsroomFolder house, Theme theme, LogsDocument logs, IReadOnlyDictionary<string, DeskChrome> chromes, bool whole, CancellationToken cancel)
{
    private readonly HashSet<string> _published = cut.Ledger.Entries.Where(e => e.Edition == cut.Number).Select(e => e.Article).ToHashSet(StringComparer.Ordinal);

    /// <summary>Every page and list of a desk; its list of files begins anew.</summary>
    public StagedDesk Whole(string desk, FrontDocument? before, Action<int> tell)
    {
        var lists = ListsOf(desk);
        var jobs = lists.Older(null).Concat(archive.ListsOf(desk).SelectMany(list => lists.List(list, null))).Concat(archive.Months(desk).Select(lists.Month)).Concat(lists.OlderCorrections(null));
        var search = lists.Search(0, []);
        var tail = new List<EditionFile>();
        var files = Close(desk, FileList.Empty(desk, cut.Number), Pages(archive.OfDesk(desk), tell).Concat(Make(jobs)).Concat(Search(desk, search, tail)));
        var live = lists.Fixed().Append(lists.Archived()).Concat(lists.NewestCorrections(null)).Concat(RenderLists.Kinds.Where(k => HasKind(desk, k)).Select(lists.OfKind)).Concat(tail);
        return new StagedDesk(Front(desk, lists, live, before, keep: false), files);
    }

    /// <summary>What an edition touches of a desk.</summary>
    /// <param name="desk">Which.</param>
    /// <param name="rows">What it published there, and what tells the same stories.</param>
    /// <param name="files">The newest part of the desk's list of files.</param>
    /// <param name="before">The front as it stands.</param>
    /// <param name="isCurated">True where editors put the front together anew: then it is made in any case.</param>
    /// <param name="tell">Told how many pages are made.</param>
    public StagedDesk Touched(string desk, IReadOnlyList<StandingArticle> rows, FileList files, FrontDocument before, bool isCurated, Action<int> tell)
    {
        var first = archive.CountBefore(desk, cut.Number);
        rows = new LiveStory(rows).Touched(row => _published.Contains(row.Article), row => row.Number >= first && _published.Contains(row.Article));
        var own = rows.Where(r => r.Number is not null && _published.Contains(r.Article)).ToList();
        if (own.Count == 0)
        {
            // Another desk's article of a story changed what these pages link to, or a standing page changed: no list did.
            return new StagedDesk(isCurated ? Front(desk, ListsOf(desk), [], before, keep: true) : before, Close(desk, files, Pages(rows, tell)));
        }
        var lists = ListsOf(desk);
        var numbers = own.ConvertAll(r => r.Number!.Value);
        var places = archive.PlacesTouchedBy(cut.Number, desk).GroupBy(p => p.List.Id).Select(g => (g.First().List, Numbers: g.Select(p => p.Number).ToList(), New: g.Count(p => p.IsNew))).ToList();
        var months = own.Select(r => MonthOf(r.FirstPublished)).Distinct().ToList();
        var corrections = archive.CorrectionsTouchedBy(cut.Number, desk);
        var jobs = lists.Older(numbers).Concat(places.SelectMany(p => lists.List(p.List, p.Numbers))).Concat(months.Select(lists.Month)).Concat(lists.OlderCorrections(corrections));
        var search = lists.Search(first, archive.ChangedEntries(desk, cut.Number, first));
        var tail = new List<EditionFile>();
        var list = Close(desk, files, Pages(rows, tell).Concat(Make(jobs)).Concat(Search(desk, search, tail)));
        var grown = places.Where(p => ListIndexPage.MayChange((int)p.List.Count - p.New, (int)p.List.Count)).Select(p => Enum.Parse<ListKind>(p.List.Kind, ignoreCase: true)).Where(RenderLists.Kinds.Contains).Distinct().ToList();
        var live = grown.Select(lists.OfKind).Concat(lists.NewestCorrections(corrections)).Concat(tail);
        if (months.Exists(m => IsFirstIn(desk, m, first)) || grown.Exists(k => !before.Files.ContainsKey(ListIndexPage.PathOf(chromes[desk].Desk, k))))
        {
            live = live.Append(lists.Archived());
        }
        return new StagedDesk(Front(desk, lists, live, before, keep: true), list);
    }

    private RenderLists ListsOf(string desk) => new(archive, chromes[desk], house.Settings.Newsroom, theme, cut.Time);

    private FrontDocument Front(string desk, RenderLists lists, IEnumerable<EditionFile> more, FrontDocument? before, bool keep)
    {
        var front = FrontOfDesk.Of(archive, desk, chromes[desk].Curated, cut.Time);
        var live = keep ? before!.Files.ToBuilder() : ImmutableSortedDictionary.CreateBuilder<string, ListedFile>(StringComparer.Ordinal);
        var hasRecordings = archive.HasRecordings(desk);
        EditionFile[] podcast = hasRecordings && (!keep || archive.ChangesRecordings(desk, cut.Number)) ? [lists.Podcast()] : [];
        foreach (var (path, listed) in InOrder.Make(lists.Front(front, hasRecordings).Concat(more).Concat(podcast), file => (file.Path, AddChanged(file, before)), cancel))
        {
            live[path] = listed;
        }
        cut.Superseded.UnionWith(before?.Files.Keys.Except(live.Keys) ?? []); // a list that this desk no longer has
        return new FrontDocument(cut.Time, desk, live.ToImmutable(), [.. front.Items()]);
    }

    private ListedFile AddChanged(EditionFile file, FrontDocument? before)
    {
        var described = Cut.Describe(file.Bytes.Span);
        return whole || before?.Files.GetValueOrDefault(file.Path) != described ? cut.Add(file) : described;
    }

    private FileList Close(string desk, FileList files, IEnumerable<FileLine> lines)
    {
        var (closed, newest) = files.With(lines.DistinctBy(l => l.Path));
        AddParts(desk, closed);
        return newest;
    }

    private void AddParts(string desk, ImmutableArray<FileList> closed)
    {
        foreach (var part in closed)
        {
            cut.Add(new EditionFile("targets/" + RoleBytes.TargetPath(FileList.TargetOf(desk), part.Hash), part.ToBytes()));
        }
    }

    private IEnumerable<FileLine> Pages(IEnumerable<StandingArticle> rows, Action<int> tell) =>
        new RenderPages(cut, archive, house, theme, logs, chromes, row => whole || _published.Contains(row.Article)).Render(rows, tell, cancel);

    private IEnumerable<FileLine> Make(IEnumerable<ListJob> jobs) => InOrder.Make(jobs, job => new FileLine(job.Path, cut.Add(new EditionFile(job.Path, job.Render())).Sha256), cancel);

    // The newest entries change with every article: they are a live list. The others are named in the list of files, until segments replace them.
    private IEnumerable<FileLine> Search(string desk, SearchUpdate update, List<EditionFile> tail)
    {
        foreach (var file in update.Files)
        {
            if (file.Path.EndsWith("/search/tail.json", StringComparison.Ordinal))
            {
                tail.Add(file);
            }
            else
            {
                if (SearchIndex.IsPart(file.Path))
                {
                    archive.KeepPart(desk, file.Path);
                }
                yield return new FileLine(file.Path, cut.Add(file).Sha256);
            }
        }
        foreach (var path in update.Superseded)
        {
            cut.Superseded.Add(path);
            archive.DropPart(path);
            yield return new FileLine(path, FileList.Gone);
        }
    }

    private bool HasKind(string desk, ListKind kind) => archive.Largest(desk, Shelve.KindOf(kind), 1).Count > 0;

    private bool IsFirstIn(string desk, DateOnly month, long before) =>
        archive.Days(desk, At(month), At(month.AddMonths(1))).TrueForAll(d => d.First >= before);

    private static DateTimeOffset At(DateOnly day) => new(day.Year, day.Month, day.Day, 0, 0, 0, TimeSpan.Zero);

    private static DateOnly MonthOf(long unixSeconds) => DateTimeOffset.FromUnixTimeSeconds(unixSeconds).UtcDateTime is var time ? new DateOnly(time.Year, time.Month, 1) : default;
}
