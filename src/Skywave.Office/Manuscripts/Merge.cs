using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.Model;

namespace Skywave.Office;

/// <summary>Two texts that began from the same one, made one: line by line, as everybody who writes together knows it (diff3). Every line that one of them wrote is in it.</summary>
internal static class Merge
{
    // A line that is one of these is no mark of story text.
    private const string Mine = "<<<<<<< yours";
    private const string Between = "=======";
    private const string Theirs = ">>>>>>> theirs";

    private static readonly CustomFunctionChunker Lines = new(text => text.Split('\n'));

    /// <summary>The merged text, and whether lines that both changed stand in it between marks.</summary>
    public static (string Text, bool HasConflicts) Of(string before, string mine, string theirs)
    {
        var (old, own, other) = (before.Split('\n'), Side.Of(before, mine), Side.Of(before, theirs));
        var (merged, hasConflicts, at) = (new List<string>(), false, 0);
        foreach (var (start, end) in Regions(own.Changes.Concat(other.Changes)))
        {
            merged.AddRange(old[at..start]);
            var (a, b, unchanged) = (own.Instead(start, end), other.Instead(start, end), old[start..end]);
            if (a.SequenceEqual(b) || b.SequenceEqual(unchanged))
            {
                merged.AddRange(a);
            }
            else if (a.SequenceEqual(unchanged))
            {
                merged.AddRange(b);
            }
            else
            {
                hasConflicts = true;
                merged.AddRange([Mine, .. a, Between, .. b, Theirs]);
            }
            at = end;
        }
        merged.AddRange(old[at..]);
        return (string.Join('\n', merged), hasConflicts);
    }

    /// <summary>The lines, from 1, that begin what nobody has settled yet.</summary>
    public static IEnumerable<int> MarksIn(string text) => text.Split('\n').Index().Where(line => line.Item is Mine).Select(line => line.Index + 1);

    // Lines of the old text that somebody changed, those that touch taken together.
    private static IEnumerable<(int Start, int End)> Regions(IEnumerable<DiffBlock> changes)
    {
        var (start, end) = (-1, -1);
        foreach (var change in changes.OrderBy(c => c.DeleteStartA).ThenBy(c => c.DeleteCountA))
        {
            if (start >= 0 && change.DeleteStartA > end)
            {
                yield return (start, end);
                start = -1;
            }
            (start, end) = start < 0 ? (change.DeleteStartA, change.DeleteStartA + change.DeleteCountA) : (start, Math.Max(end, change.DeleteStartA + change.DeleteCountA));
        }
        if (start >= 0)
        {
            yield return (start, end);
        }
    }

    private sealed record Side(IReadOnlyList<string> New, IList<DiffBlock> Changes)
    {
        public static Side Of(string before, string after)
        {
            if (before.Length == 0 || after.Length == 0)
            {
                // An empty text is one empty line; to the library it is none.
                var (old, lines) = (before.Split('\n'), after.Split('\n'));
                return new Side(lines, before == after ? [] : [new DiffBlock(0, old.Length, 0, lines.Length)]);
            }
            var difference = Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, Lines);
            return new Side(difference.PiecesNew, difference.DiffBlocks);
        }

        /// <summary>What stands here in place of lines of the old text, whose ends no change of this side crosses.</summary>
        public IEnumerable<string> Instead(int start, int end)
        {
            var (from, to) = (start, end);
            foreach (var change in Changes)
            {
                var grown = change.InsertCountB - change.DeleteCountA;
                from += change.DeleteStartA < start ? grown : 0;
                to += change.DeleteStartA <= end && change.DeleteStartA + change.DeleteCountA <= end ? grown : 0;
            }
            return New.Skip(from).Take(to - from);
        }
    }
}
