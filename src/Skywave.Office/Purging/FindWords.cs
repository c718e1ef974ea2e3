using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Office;

/// <summary>A text that holds the words.</summary>
/// <param name="Row">The manuscript.</param>
/// <param name="Versions">In so many of its versions, and texts that were kept aside.</param>
internal sealed record HoldingText(ManuscriptRow Row, int Versions);

/// <summary>Where words stand in all that the office has.</summary>
/// <param name="Times">How often.</param>
/// <param name="Forms">Each form as it is written, with how often; the most frequent first.</param>
/// <param name="Texts">Which manuscripts.</param>
/// <param name="Versions">Their versions.</param>
/// <param name="Asides">What was kept aside.</param>
/// <param name="Pictures">Pictures whose words hold them.</param>
internal sealed record FoundWords(int Times, ImmutableArray<(string Form, int Times)> Forms, ImmutableArray<HoldingText> Texts, ImmutableArray<(string Manuscript, int Number)> Versions, ImmutableArray<(string Manuscript, string Sitting)> Asides, ImmutableArray<string> Pictures)
{
    /// <summary>Comments that hold or quote them.</summary>
    public ImmutableArray<long> Comments { get; init; } = [];

    /// <summary>Blocks of earlier translations.</summary>
    public ImmutableArray<long> Pairs { get; init; } = [];

    /// <summary>How many fronts have them in a package's title, on the editors' table or from before.</summary>
    public int Fronts { get; init; }
}

/// <summary>Looks for words in all that the office has. Reads every version there is: it is done rarely, and no index knows how a name may be typed.</summary>
internal static class FindWords
{
    public static async Task<FoundWords> RunAsync(OfficeDb db, WordsToTakeOut words, CancellationToken stop)
    {
        var (forms, versions, asides, pictures) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<(string, int)>(), new List<(string, string)>(), new List<string>());
        bool Holds(string text)
        {
            var places = words.In(text);
            foreach (var (start, end) in places)
            {
                forms[text[start..end]] = forms.GetValueOrDefault(text[start..end]) + 1;
            }
            return places.Length > 0;
        }
        await foreach (var v in db.Versions.AsNoTracking().OrderBy(v => v.Manuscript).ThenBy(v => v.Number).Select(v => new { v.Manuscript, v.Number, v.Text }).AsAsyncEnumerable().WithCancellation(stop).ConfigureAwait(false))
        {
            if (Holds(v.Text))
            {
                versions.Add((v.Manuscript, v.Number));
            }
        }
        await foreach (var a in db.Asides.AsNoTracking().Select(a => new { a.Manuscript, a.Sitting, a.Text }).AsAsyncEnumerable().WithCancellation(stop).ConfigureAwait(false))
        {
            if (Holds(a.Text))
            {
                asides.Add((a.Manuscript, a.Sitting));
            }
        }
        await foreach (var p in db.Pictures.AsNoTracking().AsAsyncEnumerable().WithCancellation(stop).ConfigureAwait(false))
        {
            if (Holds(string.Join('\n', p.Alt, p.Caption, p.Credit, p.Copyright, p.Source, p.Terms)))
            {
                pictures.Add(p.Id);
            }
        }
        var comments = new List<long>();
        await foreach (var c in db.Comments.AsNoTracking().AsAsyncEnumerable().WithCancellation(stop).ConfigureAwait(false))
        {
            if (Holds(string.Join('\n', c.Quote, c.Text, c.Instead)))
            {
                comments.Add(c.Id);
            }
        }
        var pairs = new List<long>();
        await foreach (var p in db.Pairs.AsNoTracking().AsAsyncEnumerable().WithCancellation(stop).ConfigureAwait(false))
        {
            if (Holds(string.Join('\n', p.Original, p.Translated)))
            {
                pairs.Add(p.Id);
            }
        }
        var fronts = await db.Fronts.AsNoTracking().Select(f => f.Draft).Concat(db.FrontStates.AsNoTracking().Select(f => (string?)f.Front)).ToListAsync(stop).ConfigureAwait(false);
        var held = versions.Select(v => v.Item1).Concat(asides.Select(a => a.Item1)).CountBy(id => id).ToDictionary();
        var texts = new List<HoldingText>();
        foreach (var some in held.Keys.Chunk(500))
        {
            texts.AddRange((await db.Manuscripts.AsNoTracking().Where(m => some.Contains(m.Id)).ToListAsync(stop).ConfigureAwait(false)).Select(m => new HoldingText(m, held[m.Id])));
        }
        return new FoundWords(forms.Values.Sum(), [.. forms.OrderByDescending(f => f.Value).Select(f => (f.Key, f.Value))], [.. texts.OrderByDescending(t => t.Row.Changed)], [.. versions], [.. asides], [.. pictures])
        {
            Comments = [.. comments], Pairs = [.. pairs], Fronts = fronts.Count(f => Holds(PackagesOf(f))),
        };
    }

    private static string PackagesOf(string? front) => FrontJson.Read(front) is { } read ? string.Join('\n', read.Slots.Select(s => s.Title)) : "";
}
