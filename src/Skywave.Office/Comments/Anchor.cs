using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.Model;

namespace Skywave.Office;

/// <summary>Where the lines of a comment stand in a later text.</summary>
/// <param name="First">The first of them, from 1; 0: the text as a whole. Of words that are gone, where they stood.</param>
/// <param name="Last">The last.</param>
/// <param name="IsGone">The words are in the text no more.</param>
internal readonly record struct Anchor(int First, int Last, bool IsGone)
{
    /// <summary>Words so short may stand anywhere: they are not looked for in the rest of the text.</summary>
    private const int Telling = 12;

    private static readonly CustomFunctionChunker Lines = new(text => text.Split('\n'));

    /// <summary>Follows lines from one text into another.</summary>
    /// <param name="before">The text that was commented on.</param>
    /// <param name="after">The text as it is.</param>
    /// <param name="first">The first line there, from 1.</param>
    /// <param name="last">The last.</param>
    /// <param name="quote">The words that the comment is about.</param>
    public static Anchor Follow(string before, string after, int first, int last, string quote)
    {
        if (first == 0 || before == after)
        {
            return new Anchor(first, last, false);
        }
        var changes = before.Length == 0 || after.Length == 0 ? [new DiffBlock(0, before.Split('\n').Length, 0, after.Split('\n').Length)]
            : Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, Lines).DiffBlocks;
        var (start, end) = (To(changes, first - 1, isEnd: false), To(changes, last - 1, isEnd: true) + 1);
        var lines = after.Split('\n');
        var there = new Anchor(Math.Clamp(start + 1, 1, lines.Length), Math.Clamp(Math.Max(start + 1, end), 1, lines.Length), quote.Length > 0);
        if (quote.Length == 0)
        {
            return there;
        }
        var region = string.Join('\n', lines.Skip(start).Take(end - start));
        if (region.IndexOf(quote, StringComparison.Ordinal) is >= 0 and var at)
        {
            return At(start + region.AsSpan(0, at).Count('\n'), quote);
        }
        // A paragraph that was moved goes on being what it was.
        var elsewhere = quote.Length < Telling ? -1 : after.IndexOf(quote, StringComparison.Ordinal);
        return elsewhere >= 0 && after.IndexOf(quote, elsewhere + 1, StringComparison.Ordinal) < 0 ? At(after.AsSpan(0, elsewhere).Count('\n'), quote) : there;
    }

    private static Anchor At(int line, string quote) => new(line + 1, line + 1 + quote.Count(c => c == '\n'), false);

    // Of a line that was changed: the first or the last of what stands in its place.
    private static int To(IList<DiffBlock> changes, int line, bool isEnd)
    {
        var grown = 0;
        foreach (var change in changes)
        {
            if (change.DeleteStartA > line)
            {
                break;
            }
            if (line < change.DeleteStartA + change.DeleteCountA)
            {
                return isEnd ? change.InsertStartB + change.InsertCountB - 1 : change.InsertStartB;
            }
            grown += change.InsertCountB - change.DeleteCountA;
        }
        return line + grown;
    }
}
