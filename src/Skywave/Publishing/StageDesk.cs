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
/// <param name="Changed">Its articles past their first revision.</param>
internal sealed record StagedDesk(FrontDocument Front, FileList Files, IReadOnlyCollection<StandingArticle> Changed);

/// <summary>Makes one desk's pages and lists: all of them, or those an edition touches.</summary>
internal sealed class StageDesk(Cut cut, Archive archive, NewsroomFolder house, Theme theme, LogsDocument logs, IReadOnlyDictionary<string, DeskChrome> chromes, bool whole)
{
    private readonly HashSet<string> _published = cut.Ledger.Entries.Where(e => e.Edition == cut.Number).Select(e => e.Article).ToHashSet(StringComparer.Ordinal);
    private readonly RenderLists _lists = new(archive, house.Settings.Newsroom, theme, cut.Time);

    /// <summary>Every page and list of a desk; its list of files begins anew.</summary>
    public StagedDesk Whole(string desk, FrontDocument? before, Action<int> tell, CancellationToken cancel)
    {
        var search = _lists.Search(chromes[desk], 0, archive.Count(desk), []);
        var lines = Pages(archive.OfDesk(desk), tell, cancel).Concat(Lists(_lists.Older(chromes[desk], null, archive.Count(desk)))).Concat(Search(search, out var live));
        return Stage(desk, lines, FileList.Empty(desk), live, before);
    }

    /// <summary>What an edition touches of a desk.</summary>
    public StagedDesk Touched(string desk, IReadOnlyList<StandingArticle> rows, FileList files, FrontDocument before, Action<int> tell, CancellationToken cancel)
    {
        var numbers = rows.Where(r => r.Number is not null && _published.Contains(r.Article)).Select(r => r.Number!.Value).ToList();
        var search = _lists.Search(chromes[desk], archive.CountBefore(desk, cut.Number), archive.Count(desk), numbers);
        var lines = Pages(rows, tell, cancel).Concat(Lists(numbers.Count == 0 ? [] : _lists.Older(chromes[desk], numbers, archive.Count(desk)))).Concat(Search(search, out var live));
        return Stage(desk, lines, files, live, before);
    }

    private StagedDesk Stage(string desk, IEnumerable<FileLine> lines, FileList files, List<EditionFile> more, FrontDocument? before)
    {
        var (closed, list) = files.With(lines);
        foreach (var part in closed)
        {
            cut.Add(new EditionFile("targets/" + RoleBytes.TargetPath(FileList.TargetOf(desk), part.Hash), part.ToBytes()));
        }
        var changed = archive.Changed(desk);
        var newest = archive.Newest(desk, FrontPage.Size);
        var items = newest.ConvertAll(Archive.ReadItem);
        var live = ImmutableSortedDictionary.CreateBuilder<string, ListedFile>(StringComparer.Ordinal);
        live.AddRange((before?.Files ?? ImmutableSortedDictionary<string, ListedFile>.Empty).Where(f => IsSearch(f.Key))); // stands until an article comes
        foreach (var file in _lists.Live(chromes[desk], items, archive.Count(desk), changed).Concat(more))
        {
            var described = Cut.Describe(file.Bytes.Span);
            live[file.Path] = whole || before?.Files.GetValueOrDefault(file.Path) != described ? cut.Add(file) : described;
        }
        var shown = newest.Zip(items).Where(i => i.Second.Status != ArticleStatus.Withdrawn).Select(i => ItemOf(i.First, i.Second));
        return new StagedDesk(new FrontDocument(cut.Time, desk, live.ToImmutable(), [.. shown]), list, changed);
    }

    // The newest entries change with every article: they are a live list. The others are named in the list of files, until segments replace them.
    private IEnumerable<FileLine> Search(SearchUpdate update, out List<EditionFile> live)
    {
        var tail = live = [];
        return Run();

        IEnumerable<FileLine> Run()
        {
            foreach (var file in update.Files)
            {
                if (IsSearch(file.Path))
                {
                    tail.Add(file);
                }
                else
                {
                    yield return new FileLine(file.Path, cut.Add(file).Sha256);
                }
            }
            foreach (var path in update.Superseded)
            {
                cut.Superseded.Add(path);
                yield return new FileLine(path, FileList.Gone);
            }
        }
    }

    private static bool IsSearch(string path) => path.EndsWith("/search/tail.json", StringComparison.Ordinal);

    private IEnumerable<FileLine> Pages(IEnumerable<StandingArticle> rows, Action<int> tell, CancellationToken cancel) =>
        new RenderPages(cut, archive, house, theme, logs, chromes, row => whole || _published.Contains(row.Article)).Render(rows, tell, cancel);

    private IEnumerable<FileLine> Lists(IEnumerable<EditionFile> lists) => lists.Select(file => new FileLine(file.Path, cut.Add(file).Sha256));

    private static Trust.Documents.FrontItem ItemOf(StandingArticle row, PublishedArticle article) => new()
    {
        Address = article.Address,
        Article = row.Article,
        Breaking = article.Text.Breaking,
        FirstPublished = article.FirstPublished,
        Hash = row.FragmentHash,
        Headline = article.Text.Headline,
        Length = row.FragmentLength,
        Path = row.Path,
        Revision = row.Revision,
        Status = row.Status,
        Urgency = article.Text.Urgency,
        VersionCreated = article.VersionCreated,
    };
}
