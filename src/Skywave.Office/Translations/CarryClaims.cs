using System.Collections.Immutable;
using System.Globalization;
using Skywave.Words;

namespace Skywave.Office;

/// <summary>A claim of an original that is another one than in its translation.</summary>
/// <param name="Number">Which, from 1: of the translation's claims; of a new one, of the original's.</param>
/// <param name="Was">What the translation was made from; empty: it is new.</param>
/// <param name="Is">What the original says; empty: it is gone.</param>
/// <param name="IsFigure">A figure, time or status; false: its words.</param>
/// <param name="Carried">The translation's claim with the original's numbers; null where a person has to write it.</param>
/// <param name="Line">Its line in the translation, or 0.</param>
internal sealed record ClaimChange(int Number, string Was, string Is, bool IsFigure, Claim? Carried = null, int Line = 0);

/// <summary>
/// Numbers of claims on their way into a translation (docs/045-office.md, "Claims"). A translation's claims are its original's in their order; of each, figures, time and status are the original's and the words the translator's. Values in, values out.
/// </summary>
internal static class CarryClaims
{
    /// <summary>What is other, and the claims that the translation says from now on.</summary>
    /// <param name="from">The claims that the translation was made from, with the numbers that it took since.</param>
    /// <param name="now">The original's.</param>
    /// <param name="own">The translation's.</param>
    public static (ImmutableArray<ClaimChange> Changes, ImmutableArray<Claim> From) Of(ImmutableArray<TextClaim> from, ImmutableArray<TextClaim> now, ImmutableArray<TextClaim> own)
    {
        ImmutableArray<Claim> before = [.. from.Select(c => c.Claim).OfType<Claim>()], after = [.. now.Select(c => c.Claim).OfType<Claim>()];
        // With a claim more or less, or one that cannot be read, nobody knows which is which.
        var isAligned = before.Length == from.Length && after.Length == now.Length && own.Length == from.Length && own.All(c => c.Claim is not null);
        var pairs = Pair(before, after);
        var (changes, said) = (ImmutableArray.CreateBuilder<ClaimChange>(), before.ToBuilder());
        for (var i = 0; i < before.Length; i++)
        {
            if (pairs[i] is not { } at)
            {
                changes.Add(new ClaimChange(i + 1, before[i].Value, "", IsFigure: true));
                continue;
            }
            var (old, its) = (before[i], after[at]);
            var mine = isAligned ? own[i].Claim : null;
            if (mine is not null && SaysTheSame(mine, its))
            {
                said[i] = old with { Value = SameWords(old.Value, its.Value) ? its.Value : old.Value, AsOf = its.AsOf, Status = its.Status };
            }
            else if (!SaysTheSame(old, its))
            {
                var (was, isNow) = Told(old, its);
                changes.Add(new ClaimChange(i + 1, was, isNow, IsFigure: true, mine is null ? null : Carry(old, its, mine), mine is null ? 0 : own[i].Line));
            }
            if (!SameWords(old.Value, its.Value) || Words(old) != Words(its))
            {
                changes.Add(new ClaimChange(i + 1, $"{old.About}: {old.Value} ({old.AttributedTo})", $"{its.About}: {its.Value} ({its.AttributedTo})", IsFigure: false));
            }
        }
        changes.AddRange(Enumerable.Range(0, after.Length).Except(pairs.OfType<int>()).Select(at => new ClaimChange(at + 1, "", after[at].Value, IsFigure: true)));
        return (changes.ToImmutable(), said.ToImmutable());
    }

    /// <summary>The translation's text with the numbers that can be taken; the same text where there are none.</summary>
    public static string Apply(string text, IEnumerable<ClaimChange> changes, OfficeParts parts)
    {
        var lines = text.Split('\n');
        foreach (var change in changes.Where(c => c.Carried is not null))
        {
            lines[change.Line - 1] = parts.ClaimLine(change.Carried!);
        }
        var taken = string.Join('\n', lines);
        // What is written must be read as what was meant, or it is left to a person.
        var read = parts.Claims(taken);
        return changes.All(c => c.Carried is null || read.Any(r => r.Line == c.Line && r.Claim == c.Carried)) ? taken : text;
    }

    // By what they are about and who says so; those that are left by their order, if as many are left.
    private static int?[] Pair(ImmutableArray<Claim> before, ImmutableArray<Claim> after)
    {
        var (pairs, free) = (new int?[before.Length], Enumerable.Range(0, after.Length).ToList());
        for (var i = 0; i < before.Length; i++)
        {
            if (free.FindIndex(at => after[at].About == before[i].About && after[at].AttributedTo == before[i].AttributedTo) is >= 0 and var found)
            {
                pairs[i] = free[found];
                free.RemoveAt(found);
            }
        }
        var left = Enumerable.Range(0, before.Length).Where(i => pairs[i] is null).ToList();
        for (var i = 0; left.Count == free.Count && i < left.Count; i++)
        {
            pairs[left[i]] = free[i];
        }
        return pairs;
    }

    private static bool SaysTheSame(Claim a, Claim b) => Values(a.Value).Order(StringComparer.Ordinal).SequenceEqual(Values(b.Value).Order(StringComparer.Ordinal)) && a.AsOf == b.AsOf && a.Status == b.Status;

    private static List<string> Values(string text) => [.. Figures.In(text).Select(f => f.Value)];

    private static bool SameWords(string a, string b) => Figures.Without(a) == Figures.Without(b) || (IsBare(a) && IsBare(b));

    private static bool IsBare(string text) => !text.Any(char.IsLetter);

    private static string Words(Claim claim) => $"{claim.About}\n{claim.AttributedTo}\n{claim.Unit}";

    private static (string, string) Told(Claim old, Claim its)
    {
        if (!Values(old.Value).SequenceEqual(Values(its.Value)))
        {
            return (old.Value, its.Value);
        }
        return old.Status != its.Status ? (old.Status.ToString().ToLowerInvariant(), its.Status.ToString().ToLowerInvariant()) : (Time(old.AsOf), Time(its.AsOf));
    }

    private static string Time(DateTimeOffset? at) => at?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "–";

    private static Claim? Carry(Claim old, Claim its, Claim mine) =>
        Value(old.Value, its.Value, mine.Value) is { } value ? mine with { Value = value, AsOf = its.AsOf, Status = its.Status } : null;

    // "8 thousand" is not taken for 8,000, nor a number that somebody wrote for a reason of their own: only those that the original had are replaced.
    private static string? Value(string old, string its, string mine)
    {
        var (was, now, own) = (Values(old), Values(its), Figures.In(mine));
        if (was.SequenceEqual(now))
        {
            return mine;
        }
        if (own.Count == 0 || !SameWords(old, its) || !was.Order(StringComparer.Ordinal).SequenceEqual(own.Select(f => f.Value).Order(StringComparer.Ordinal)))
        {
            return null;
        }
        if (was.Count != now.Count)
        {
            // One number became a range, or a range one number: where nobody wrote a word, all of it is the original's.
            return IsBare(mine) ? Written(its, Figures.In(its).Select(f => Figures.Like(f.Value, own[0].Written))) : null;
        }
        var left = was.Index().ToList();
        return Written(mine, own.Select(figure =>
        {
            var at = left.FindIndex(w => w.Item == figure.Value);
            var value = now[left[at].Index];
            left.RemoveAt(at);
            return value == figure.Value ? figure.Written : Figures.Like(value, figure.Written);
        }));
    }

    private static string Written(string text, IEnumerable<string> figures)
    {
        var (made, at) = (new System.Text.StringBuilder(), 0);
        foreach (var (figure, written) in Figures.In(text).Zip(figures))
        {
            made.Append(text, at, figure.At - at).Append(written);
            at = figure.At + figure.Written.Length;
        }
        return made.Append(text, at, text.Length - at).ToString();
    }
}
