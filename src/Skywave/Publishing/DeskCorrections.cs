using Skywave.Ledger;
using Skywave.Trust.Documents;

namespace Skywave.Publishing;

/// <summary>A desk's maps of corrections: which articles are past their first revision or no longer stand (docs/900-design.md, section 9).</summary>
internal static class DeskCorrections
{
    private static readonly TimeSpan Recent = TimeSpan.FromDays(30);

    /// <summary>The map of the 30 days before the cut, and one for each year of first publication; a standing page is in the recent one only.</summary>
    public static IEnumerable<CorrectionsDocument> Of(string desk, IReadOnlyCollection<StandingArticle> changed, DateTimeOffset cut)
    {
        var since = (cut - Recent).ToUnixTimeSeconds();
        yield return Map(CorrectionsDocument.Recent, changed.Where(a => a.VersionCreated >= since));
        foreach (var year in changed.Where(a => a.Number is not null).GroupBy(a => a.Path.Split('/')[1]).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            yield return Map(year.Key, year);
        }

        CorrectionsDocument Map(string period, IEnumerable<StandingArticle> of) => new(desk, period,
            [.. of.OrderBy(a => a.Article, StringComparer.Ordinal).Select(a => new CorrectedArticle(a.Article, a.FragmentHash, a.Revision, a.Status))]);
    }
}
