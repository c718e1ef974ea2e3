using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Edition;

/// <content>
/// A part of a live story. Its markup is what fragments have had all along, but for one thing: the heading of an entry has an id, because a permalink needs one
/// (docs/adr/0020-an-entry-has-an-id.md). It is flat, so that the theme's rules for text hold without another one.
/// </content>
internal sealed partial class FragmentWriter
{
    // Crossheads and boxes of an entry stand below its heading, which is of level 2.
    private int _deeper;

    private void LiveKicker(LivePart part)
    {
        if (part is { Number: 1, State: LiveState.Ended })
        {
            return;
        }
        _html.Open("p", ("class", "k"));
        if (part.State == LiveState.Open)
        {
            Say("live.now");
        }
        if (part.Number > 1 || part.State == LiveState.Full)
        {
            _html.Text(part.State == LiveState.Open ? " · " : "");
            Say("live.part", ("n", h => h.Text(locale.Number(part.Number))));
        }
        _html.Close("p").Line();
    }

    // A full part says nothing of its newest entry's time: it would sound as if that were the story's.
    private void LiveSentence(LivePart part)
    {
        _html.Open("p", ("class", "n"));
        _ = part.State == LiveState.Full ? Say("live.full") : Say(part.State == LiveState.Open ? "live.open" : "live.ended", ("date", h => Time(h, article.VersionCreated)));
        _html.Close("p").Line();
    }

    private void LiveBody(LivePart part)
    {
        var text = LiveText.Of(_text.Body);
        Blocks(text.Before);
        _ledeIsSet = true;
        var pin = part.State == LiveState.Full ? null : part.Pinned;
        foreach (var pinned in text.Entries.Where(e => e.Head.Number == pin))
        {
            _html.Open("p", ("class", "k"));
            Say("live.pinned").Close("p").Line();
            Entry(pinned, part);
        }
        KeyPoints([.. text.Entries.Select(e => e.Head).Where(e => e is { IsKey: true, Headline: not null } && part.Has(e))]);
        foreach (var entry in text.Entries.Where(e => e.Head.Number != pin).Reverse())
        {
            Entry(entry, part);
        }
    }

    private void Entry(LiveEntryText entry, LivePart part)
    {
        _deeper = 1;
        EntryHead(entry.Head, isLinked: part.Has(entry.Head));
        CorrectionsAt(entry.Head);
        Blocks(entry.Body);
        _deeper = 0;
    }

    // Newest first, as the entries are.
    private void KeyPoints(ImmutableArray<LiveEntry> entries)
    {
        if (entries.IsEmpty)
        {
            return;
        }
        Heading("live.key");
        _html.Open("dl").Line();
        foreach (var entry in entries.Reverse())
        {
            _html.Open("dt");
            Time(_html, entry.At);
            _html.Close("dt").Open("dd").Element("a", entry.Headline!, ("href", "#" + entry.Anchor)).Close("dd").Line();
        }
        _html.Close("dl").Line();
    }

    // The time is the permalink, where the entry has one here. An entry without a headline is headed by it, so that nobody who goes by headings misses one.
    private void EntryHead(LiveEntry entry, bool isLinked)
    {
        _html.Open("h2", ("id", isLinked ? entry.Anchor : null));
        if (entry.Headline is { Length: > 0 } headline)
        {
            _html.Text(headline).Close("h2").Open("p", ("class", "m"));
        }
        if (isLinked)
        {
            _html.Open("a", ("href", "#" + entry.Anchor));
        }
        Time(_html, entry.At);
        (isLinked ? _html.Close("a") : _html).Close(entry.Headline is { Length: > 0 } ? "p" : "h2").Line();
    }
}
