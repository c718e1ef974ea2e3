using Microsoft.EntityFrameworkCore;
using Skywave.Edition;
using Skywave.House;
using Skywave.Ledger;
using Skywave.Words;

namespace Skywave.Publishing;

/// <summary>
/// Puts sitemaps into the cut, for a first carrier with a public address (docs/900-design.md, section 13). Nothing signed names them: they lie beside the edition, and no mirror takes them. Written is
/// what changed: the months of the edition's articles, the last two days, and the file that names the others when one is new.
/// </summary>
internal sealed class StageSitemaps(Cut cut, Archive archive, NewsroomSettings settings)
{
    private readonly DbSet<SitemapRow> _rows = cut.Ledger.Set<SitemapRow>();
    private readonly string _address = settings.Address?.AbsoluteUri ?? "";
    private bool _isAll;
    private bool _isNamedOtherwise;

    /// <summary>True when what stands was made for another address, or an address came or went: a publish has something to do.</summary>
    public static bool IsDue(LedgerDb ledger, NewsroomSettings settings) => (ledger.Set<SitemapRow>().Find(Sitemap.IndexPath)?.Address ?? "") != (settings.Address?.AbsoluteUri ?? "");

    /// <summary>Stages them. <paramref name="whole"/>: every one again.</summary>
    public void Run(bool whole)
    {
        _isAll = whole || IsDue(cut.Ledger, settings);
        if (settings.Address is null)
        {
            foreach (var row in _isAll ? _rows.ToList() : [])
            {
                Drop(row);
            }
            return;
        }
        var touched = _isAll ? [] : archive.SitemapsTouchedBy(cut.Number);
        foreach (var desk in settings.Newsroom.Desks)
        {
            foreach (var month in _isAll ? archive.Months(desk.Value).ToList() : [.. touched.Where(t => t.Desk == desk.Value).Select(t => t.Month).Distinct()])
            {
                Month(settings.Address, desk, month);
            }
            News(settings.Address, desk, isTouched: touched.Exists(t => t.IsOwn && t.Desk == desk.Value));
        }
        Index(settings.Address);
    }

    private void Month(Uri address, DeskTag desk, DateOnly month)
    {
        var first = new DateTimeOffset(month.Year, month.Month, 1, 0, 0, 0, TimeSpan.Zero);
        var part = 0;
        foreach (var file in Sitemap.Month(address, desk, month, archive.SitemapEntries(desk.Value, first, first.AddMonths(1))))
        {
            part++;
            Write(file);
        }
        // What was taken down may leave a month, or its last part, with nothing.
        while (_rows.Find(Sitemap.PathOf(desk, month, ++part)) is { } row)
        {
            Drop(row);
        }
    }

    private void News(Uri address, DeskTag desk, bool isTouched)
    {
        var row = _rows.Find(NewsSitemap.PathOf(desk));
        if (_isAll || isTouched || row?.Until < cut.Time.ToUnixTimeSeconds())
        {
            FeedItem[] newest = [.. archive.Since(desk.Value, cut.Time - NewsSitemap.Oldest, NewsSitemap.MostEntries).Select(r => FeedItem.From(Archive.ReadItem(r))).OfType<FeedItem>()];
            var file = NewsSitemap.Render(address, desk, settings.Newsroom, newest.Select(i => new NewsEntry(i.Path, i.Headline, i.Language, i.FirstPublished)), cut.Time);
            Write(file, newest.Length == 0 ? null : (newest[^1].FirstPublished + NewsSitemap.Oldest).ToUnixTimeSeconds());
        }
    }

    // Where the address has a path, its robots.txt would stand at the host's root, which is not ours.
    private void Index(Uri address)
    {
        if (_isAll || _isNamedOtherwise)
        {
            cut.Ledger.SaveChanges(); // so that the new ones are among those asked for
            Write(Sitemap.Index(address, _rows.Where(r => r.Path.EndsWith(".xml") && r.Path != Sitemap.IndexPath).Select(r => r.Path)));
        }
        if (_isAll && address.AbsolutePath == "/")
        {
            Write(Robots.Render(address));
        }
        else if (_isAll && _rows.Find(Robots.Path) is { } row)
        {
            Drop(row);
        }
    }

    private void Write(EditionFile file, long? until = null)
    {
        var hash = Cut.Describe(file.Bytes.Span).Sha256;
        var row = _rows.Find(file.Path);
        if (_isAll || row?.Hash != hash)
        {
            cut.Add(file);
        }
        if (row is null)
        {
            _rows.Add(new SitemapRow { Path = file.Path, Address = _address, Hash = hash, Until = until });
            _isNamedOtherwise = true;
        }
        else
        {
            (row.Address, row.Hash, row.Until) = (_address, hash, until);
        }
    }

    // Gone with this edition and not three weeks later: it may name what was taken down.
    private void Drop(SitemapRow row)
    {
        _rows.Remove(row);
        _isNamedOtherwise = true;
        if (cut.Ledger.Superseded.Find(row.Path) is null)
        {
            cut.Ledger.Superseded.Add(new SupersededFile { Path = row.Path, Since = 0 });
        }
    }
}
