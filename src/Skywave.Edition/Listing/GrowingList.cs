using Skywave.Words;

namespace Skywave.Edition;

/// <summary>A list in a pass over its articles: holds no more than the last sixty.</summary>
internal sealed class GrowingList(Masthead masthead, ListName? list)
{
    private readonly Queue<FrontItem> _last = new();

    public ListName? List => list;

    public int Articles { get; private set; }

    /// <summary>Takes the next article; gives the full page that it completes.</summary>
    public EditionFile? Add(FrontItem item)
    {
        Articles++;
        _last.Enqueue(item);
        if (_last.Count > 2 * ListPage.Size)
        {
            _last.Dequeue();
        }
        return Articles % ListPage.Size != 0 ? null : File(ListPage.Full(Articles), number => ListPage.Render(masthead, list, number, [.. _last.TakeLast(ListPage.Size)]));
    }

    /// <summary>The stub after the full pages and, but for the desk's own, the first page.</summary>
    public IEnumerable<EditionFile> End()
    {
        if (list is null || Articles >= ListPage.Size)
        {
            yield return File(ListPage.Full(Articles) + 1, number => ListPage.RenderStub(masthead, list, number));
        }
        if (list is not null)
        {
            yield return new(ListPage.PathOf(masthead.Desk, list.Key), ListPage.RenderFirst(masthead, list, [.. _last.Reverse().Take(ListPage.Shown(Articles))], Articles));
        }
    }

    private EditionFile File(int number, Func<int, byte[]> render) => new(ListPage.PathOf(masthead.Desk, list?.Key, number), render(number));
}
