using Microsoft.EntityFrameworkCore;
using Skywave.Trust.Documents;

namespace Skywave.Publishing;

/// <summary>A desk's maps of corrections: which articles are past their first revision or no longer stand (docs/900-design.md, section 9).</summary>
internal static class DeskCorrections
{
    private static readonly TimeSpan Recent = TimeSpan.FromDays(30);

    /// <summary>The map of the 30 days before the cut, and one for each year of first publication; a standing page is in the recent one only.</summary>
    public static IEnumerable<CorrectionsDocument> Of(Cut cut, string desk)
    {
        var pages = cut.Ledger.Pages.AsNoTracking().Where(p => p.Desk == desk && (p.Revision > 1 || p.Status != "published")).ToList();
        var since = (cut.Time - Recent).ToUnixTimeSeconds();
        yield return Map(CorrectionsDocument.Recent, pages.Where(p => p.VersionCreated >= since));
        foreach (var year in pages.Where(p => !p.Path.Contains("/about/", StringComparison.Ordinal)).GroupBy(p => p.Path.Split('/')[1]).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            yield return Map(year.Key, year);
        }

        CorrectionsDocument Map(string period, IEnumerable<Ledger.StandingPage> of) => new(desk, period,
            [.. of.OrderBy(p => p.Article, StringComparer.Ordinal).Select(p => new CorrectedArticle(p.Article, p.FragmentHash, p.Revision, p.Status))]);
    }
}
