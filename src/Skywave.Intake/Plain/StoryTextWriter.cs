using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Intake.Plain;

/// <summary>
/// Writes articles as story text (docs/030-story-text.md, "How it is written"): what <see cref="StoryText"/> reads, in one order and one way of writing each thing. Values in, text out.
/// </summary>
public static class StoryTextWriter
{
    /// <summary>An article.</summary>
    /// <param name="item">What it says and whose it is. Pictures and recordings that have entered are named by their files in the media folder.</param>
    public static string Write(Imported item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.Text.Live is null ? Whole(item) : Write([item]);
    }

    /// <summary>A live story: one text of all its parts.</summary>
    /// <param name="parts">All of them, the oldest first; an article that is not live stands alone.</param>
    public static string Write(IReadOnlyList<Imported> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentOutOfRangeException.ThrowIfZero(parts.Count);
        var (first, newest) = (parts[0], parts[^1]);
        if (newest.Text.Live is not { } live)
        {
            return parts.Count == 1 ? Whole(newest) : throw new ArgumentException("these are several articles, not parts of a live story", nameof(parts));
        }
        return Whole(newest with
        {
            Uri = live.Of,
            FirstPublished = first.FirstPublished,
            Correction = parts.Select(p => p.Correction).FirstOrDefault(c => c is not null),
            Text = newest.Text with
            {
                Claims = Joined([.. parts.Select(p => p.Text.Claims)], c => c.About),
                UnnamedSources = Joined([.. parts.Select(p => p.Text.UnnamedSources)], u => u.Number),
                Body = [.. LiveText.Of(newest.Text.Body).Before, .. parts.SelectMany(p => LiveText.Of(p.Text.Body).Entries.Where(e => p.Text.Live!.Has(e.Head))).SelectMany(e => e.Body.Insert(0, e.Head))],
            },
        });
    }

    private static string Whole(Imported item)
    {
        var body = WrittenBlocks.Of(item.Text.Body);
        var headline = item.Text.Headline is "#" || item.Text.Headline.StartsWith("# ", StringComparison.Ordinal) ? "# " + item.Text.Headline : item.Text.Headline;
        return $"{WrittenFront.Of(item)}{headline}\n{(body.Length > 0 ? "\n" : "")}{body}";
    }

    /// <summary>What several parts have, once each, in an order that is each part's own. A part that is full keeps what it had; of one subject the newest part's word counts.</summary>
    private static ImmutableArray<T> Joined<T, TKey>(ImmutableArray<ImmutableArray<T>> parts, Func<T, TKey> subject)
    {
        HashSet<T> current = [];
        HashSet<TKey> said = [];
        foreach (var part in parts.Reverse())
        {
            current.UnionWith(part.Where(one => !said.Contains(subject(one))).ToList());
            said.UnionWith(part.Select(subject));
        }
        var joined = ImmutableArray.CreateBuilder<T>();
        foreach (var part in parts)
        {
            var next = 0;
            foreach (var one in part.Where(current.Contains))
            {
                var at = next < joined.Count ? joined.IndexOf(one, next) : -1;
                if (at < 0)
                {
                    joined.Insert(next, one);
                }
                next = (at < 0 ? next : at) + 1;
            }
        }
        return joined.ToImmutable();
    }
}
