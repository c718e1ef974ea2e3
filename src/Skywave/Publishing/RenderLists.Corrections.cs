using Skywave.Edition;
using Skywave.Ledger;
using Skywave.Words;

namespace Skywave.Publishing;

/// <content>The list of corrections.</content>
internal sealed partial class RenderLists
{
    /// <summary>The full pages on which these corrections stand, and the stubs that begin with them; null: all.</summary>
    public IEnumerable<ListJob> OlderCorrections(IReadOnlyCollection<long>? numbers)
    {
        var count = CountCorrections();
        var full = ListPage.Full(count);
        foreach (var page in PagesOf(numbers, count, isOwn: false))
        {
            var items = page > full ? [] : CorrectionsIn((page - 1) * ListPage.Size, (page * ListPage.Size) - 1);
            yield return new(CorrectionsPage.PathOf(_desk, page), () => page > full ? CorrectionsPage.RenderStub(_masthead, page) : CorrectionsPage.Render(_masthead, page, items));
        }
    }

    /// <summary>The newest corrections, where one of these is among them; null: in any case.</summary>
    public IEnumerable<EditionFile> NewestCorrections(IReadOnlyCollection<long>? numbers)
    {
        var count = CountCorrections();
        var first = count - ListPage.Shown(count);
        if (numbers is null || numbers.Any(n => n >= first))
        {
            var items = CorrectionsIn(first, count);
            items.Reverse();
            yield return new(CorrectionsPage.PathOf(_desk), CorrectionsPage.RenderFirst(_masthead, items, count));
        }
    }

    private int CountCorrections() => (int)archive.CountCorrections(_desk.Value);

    // Null where a correction went with what was taken down.
    private List<CorrectionItem?> CorrectionsIn(int first, int last) =>
        archive.Corrections(_desk.Value, first, last).ConvertAll(c => CorrectionItem.Of(Archive.ReadItem(c.Article)).FirstOrDefault(i => i.Revision == c.Revision));
}
