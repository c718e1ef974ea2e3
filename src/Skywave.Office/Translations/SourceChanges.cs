using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Office;

/// <summary>What became of an original since it was translated, passage by passage. Values in, values out.</summary>
internal static class SourceChanges
{
    /// <summary>Less like each other than this, two passages are not one that was changed.</summary>
    private const double Least = 0.35;

    /// <summary>Pairs that are compared; of more, passages are paired in their order.</summary>
    private const int MostPairs = 40_000;

    // Lines of the front matter whose words a translator writes; claims are carried by themselves (CarryClaims).
    private static readonly HashSet<string> Worded = ["short", "deck", "byline", "agencies", "located", "topics", "people", "places", "alt", "caption", "credit", "unnamed", "source", "copyright", "correction"];

    /// <summary>The name of a line of the front matter.</summary>
    public static string NameOf(string line) => line.Split(':', 2)[0].Trim();

    /// <summary>True for one whose words a translator writes.</summary>
    public static bool IsWorded(string line) => line.Split(':', 2) is [var name, var value] && Worded.Contains(name.Trim()) && value.Trim().Length > 0;

    /// <summary>All passages of the newest text in order, those that are gone where they stood.</summary>
    /// <param name="before">The text that was translated.</param>
    /// <param name="after">The newest.</param>
    /// <param name="outline">Says what a text is made of.</param>
    /// <returns>Null where the parts of one of the two cannot be told from each other.</returns>
    public static ImmutableArray<SourcePassage>? Of(string before, string after, Func<string, TextOutline?> outline)
    {
        if (outline(before) is not { } old || outline(after) is not { } now)
        {
            return null;
        }
        var (olds, nows) = (Passages(before, old), Passages(after, now));
        var names = new Names(olds.Concat(nows).Select(p => p.Text));
        return [.. Align(olds, nows).Select(pair => Judge(pair.Old, pair.Now, pair.Line, names))];
    }

    private sealed record Passage(string Kind, int Line, string Source, string Text)
    {
        public uint[] Runs => field ??= Likeness.Runs(Likeness.Fold(Text));
    }

    private static List<Passage> Passages(string text, TextOutline outline)
    {
        var passages = new List<Passage>();
        var first = Array.FindIndex(text.Split('\n'), l => l.Trim().Length > 0) + 1;
        foreach (var (i, line) in outline.Front.Split('\n').Index())
        {
            if (IsWorded(line))
            {
                passages.Add(new Passage(NameOf(line), first + 1 + i, line.Trim(), line.Split(':', 2)[1].Trim()));
            }
        }
        var lines = text.Split('\n');
        var at = outline.Front.Length == 0 ? first : Array.FindIndex(lines, first + outline.Front.Split('\n').Length, l => l.Trim() is not ("" or "---")) + 1;
        passages.Add(new Passage("headline", Math.Max(at, first), outline.Headline, outline.Headline));
        passages.AddRange(outline.Blocks.Select(b => new Passage(b.Block?.GetType().Name ?? "", b.Line, b.Source, b.Block is { } block ? BlockText.Of(block) : b.Source)));
        return passages;
    }

    private static IEnumerable<(Passage? Old, Passage? Now, int Line)> Align(List<Passage> olds, List<Passage> nows)
    {
        var start = 0;
        while (start < olds.Count && start < nows.Count && olds[start].Source == nows[start].Source)
        {
            start++;
        }
        var end = 0;
        while (end < olds.Count - start && end < nows.Count - start && olds[^(end + 1)].Source == nows[^(end + 1)].Source)
        {
            end++;
        }
        var same = olds[..start].Zip(nows, (old, now) => ((Passage?)old, (Passage?)now));
        var tail = olds[(olds.Count - end)..].Zip(nows[(nows.Count - end)..], (old, now) => ((Passage?)old, (Passage?)now));
        var pairs = same.Concat(Between(olds[start..^end], nows[start..^end])).Concat(tail).ToList();
        // What is gone stands before what comes next.
        var (placed, line) = (new List<(Passage?, Passage?, int)>(), nows[^1].Line);
        foreach (var (old, now) in Enumerable.Reverse(pairs))
        {
            placed.Add((old, now, line = now?.Line ?? line));
        }
        return Enumerable.Reverse(placed);
    }

    // The pairing, in order, that keeps the most of what is alike.
    private static IEnumerable<(Passage?, Passage?)> Between(List<Passage> olds, List<Passage> nows)
    {
        if ((long)olds.Count * nows.Count > MostPairs)
        {
            return Enumerable.Range(0, Math.Max(olds.Count, nows.Count)).SelectMany(i => InOrder(olds.ElementAtOrDefault(i), nows.ElementAtOrDefault(i)));
        }
        var best = new double[olds.Count + 1, nows.Count + 1];
        var alike = new double[olds.Count, nows.Count];
        for (var i = olds.Count - 1; i >= 0; i--)
        {
            for (var j = nows.Count - 1; j >= 0; j--)
            {
                alike[i, j] = Alike(olds[i], nows[j]);
                best[i, j] = Math.Max(alike[i, j] > 0 ? alike[i, j] + best[i + 1, j + 1] : 0, Math.Max(best[i + 1, j], best[i, j + 1]));
            }
        }
        var (pairs, a, b) = (new List<(Passage?, Passage?)>(), 0, 0);
        while (a < olds.Count || b < nows.Count)
        {
            if (a < olds.Count && b < nows.Count && alike[a, b] > 0 && best[a, b] == alike[a, b] + best[a + 1, b + 1])
            {
                pairs.Add((olds[a++], nows[b++]));
            }
            else if (a < olds.Count && (b == nows.Count || best[a, b] == best[a + 1, b]))
            {
                pairs.Add((olds[a++], null));
            }
            else
            {
                pairs.Add((null, nows[b++]));
            }
        }
        return pairs;
    }

    private static IEnumerable<(Passage?, Passage?)> InOrder(Passage? old, Passage? now) => old is null || now is null || old.Kind == now.Kind ? [(old, now)] : [(old, null), (null, now)];

    private static double Alike(Passage old, Passage now)
    {
        if (old.Kind != now.Kind)
        {
            return 0;
        }
        if (old.Source == now.Source)
        {
            return 2;
        }
        // There is one headline; a front line of one name is that line; two short passages may have few letters in common and still be one.
        var like = Likeness.Of(old.Runs, now.Runs);
        return old.Kind is "headline" or "deck" or "short" or "alt" or "caption" ? Math.Max(like, Least) : like >= Least ? like : 0;
    }

    private static SourcePassage Judge(Passage? old, Passage? now, int line, Names names)
    {
        if (old is null || now is null)
        {
            // The line that said a correction goes when the next one is written; what it said stays out.
            var isCorrection = (old ?? now)!.Kind == "correction";
            var kind = isCorrection ? (now is null ? ChangeKind.Words : ChangeKind.Correction) : old is null ? ChangeKind.Added : ChangeKind.Removed;
            return new SourcePassage(kind, line, old?.Source ?? "", now?.Source ?? "", [], []);
        }
        if (old.Source == now.Source)
        {
            return new SourcePassage(ChangeKind.None, line, old.Source, now.Source, [], []);
        }
        ImmutableArray<(string, string)> figures = [.. ChangedFigures(old.Text, now.Text)], changed = [.. names.Changed(old.Text, now.Text)];
        var what = now.Kind == "correction" ? ChangeKind.Correction : figures.Length > 0 ? ChangeKind.Figure : changed.Length > 0 ? ChangeKind.Name : ChangeKind.Words;
        return new SourcePassage(what, line, old.Source, now.Source, figures, changed);
    }

    /// <summary>Which figures went and which came, in their order; the same ones in another order are no change.</summary>
    public static IEnumerable<(string From, string To)> ChangedFigures(string before, string after)
    {
        var (old, now) = (Figures.In(before).ToList(), Figures.In(after).ToList());
        foreach (var figure in old.ToList())
        {
            if (now.FindIndex(f => f.Value == figure.Value) is >= 0 and var at)
            {
                now.RemoveAt(at);
                old.Remove(figure);
            }
        }
        for (var i = 0; i < Math.Max(old.Count, now.Count); i++)
        {
            yield return (old.ElementAtOrDefault(i)?.Written ?? "", now.ElementAtOrDefault(i)?.Written ?? "");
        }
    }
}
