using System.Globalization;
using Skywave.Ledger;
using Skywave.Trust.Documents;

namespace Skywave.Publishing;

/// <summary>A desk's maps of corrections: which articles are past their first revision or no longer stand (docs/900-design.md, section 9).</summary>
internal static class DeskCorrections
{
    private static readonly TimeSpan Recent = TimeSpan.FromDays(30);

    /// <summary>
    /// The maps as targets, by name: of the 30 days before the cut, and one for each year of first publication of which the edition changes something; a standing page is in the recent one only.
    /// </summary>
    /// <param name="archive">What stands.</param>
    /// <param name="desk">Whose.</param>
    /// <param name="cut">The edition.</param>
    /// <param name="whole">Every year again.</param>
    public static Dictionary<string, byte[]> Of(Archive archive, string desk, Cut cut, bool whole)
    {
        var under = desk + "/corrections-";
        var maps = new Dictionary<string, byte[]>(StringComparer.Ordinal) { [under + CorrectionsDocument.Recent] = Map(CorrectionsDocument.Recent, archive.ChangedSince(desk, cut.Time - Recent)) };
        foreach (var year in (whole ? archive.FirstPublishedOfChanged(desk) : archive.FirstPublishedOfChanged(desk, cut.Number)).Select(time => time.Year).Distinct())
        {
            var period = year.ToString("D4", CultureInfo.InvariantCulture);
            maps[under + period] = Map(period, archive.ChangedOf(desk, year));
        }
        return maps;

        byte[] Map(string period, List<CorrectedArticle> of) => new CorrectionsDocument(desk, period, [.. of]).ToBytes();
    }
}
