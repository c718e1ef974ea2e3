namespace Skywave.Intake.Feeds;

/// <summary>The outcomes of one feed as they gather, numbered in reading order.</summary>
internal sealed class FeedItems(Source source, Node root)
{
    private readonly List<ImportOutcome> _outcomes = [];
    private const int ChannelElements = 200;

    private readonly Node? _channel = (root.Name.StartsWith("atom:", StringComparison.Ordinal) ? root : root.First("channel"))
        ?.Head(c => c.Name is not ("item" or "atom:entry"), ChannelElements);
    private int _over;

    public bool Full => _outcomes.Count >= IntakeLimits.Items;

    public void Add(Node item, string? note)
    {
        if (Full)
        {
            _over++;
            return;
        }
        var notes = new Notes();
        if (note is not null)
        {
            notes.Say(note);
        }
        var place = $"{source.Name}, item {_outcomes.Count + 1}";
        _outcomes.Add(item.Name == "atom:entry" ? AtomEntry.Read(item, _channel, place, source.Options, notes) : RssItem.Read(item, _channel, place, source.Options, notes));
    }

    public void Refuse(string reason) => _outcomes.Add(Items.Refuse($"{source.Name}, item {_outcomes.Count + 1}", reason));

    /// <summary>All of them; when there is none, the document is refused with <paramref name="nothing"/>.</summary>
    public IReadOnlyList<ImportOutcome> Finish(string nothing)
    {
        if (_over > 0)
        {
            _outcomes.Add(Items.Refuse(source.Name, $"it has {_outcomes.Count + _over} items; the first {IntakeLimits.Items} were read"));
        }
        return _outcomes.Count > 0 ? _outcomes : [Items.Refuse(source.Name, nothing)];
    }
}
