using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Office;

/// <summary>What a text's pictures of the library keep it from (docs/045-office.md, "Pictures").</summary>
/// <param name="Mistakes">What keeps it from going out.</param>
/// <param name="Remarks">What is asked.</param>
/// <param name="HasUnseenFaces">Nobody has looked for faces in one of them: it needs a clearance.</param>
internal sealed record PictureFindings(ImmutableArray<TextRemark> Mistakes, ImmutableArray<TextRemark> Remarks, bool HasUnseenFaces);

/// <summary>Looks at the pictures that a text names: may they be used here, on terms that hold, with faces that somebody looked at.</summary>
internal static class LookAtPictures
{
    /// <summary>What is said of a text, with what is said of its pictures.</summary>
    public static async Task<CheckedText> WithAsync(OfficeDb db, CheckedText looked, string desk, string text, DateTimeOffset now, CancellationToken stop)
    {
        var found = await AtAsync(db, desk, text, now, stop).ConfigureAwait(false);
        return looked with { Mistakes = looked.Mistakes.AddRange(found.Mistakes), Remarks = looked.Remarks.AddRange(found.Remarks) };
    }

    public static async Task<PictureFindings> AtAsync(OfficeDb db, string desk, string text, DateTimeOffset now, CancellationToken stop)
    {
        var named = LibraryNames.In(text);
        if (named.IsEmpty)
        {
            return new PictureFindings([], [], false);
        }
        var rows = await RowsAsync(db, desk, named, stop).ConfigureAwait(false);
        var (mistakes, remarks) = (ImmutableArray.CreateBuilder<TextRemark>(), ImmutableArray.CreateBuilder<TextRemark>());
        foreach (var (id, line) in named)
        {
            var row = rows.GetValueOrDefault(id);
            mistakes.AddRange(Mistakes(id, row, Library.Day(now)).Select(sentence => new TextRemark(line, sentence)));
            remarks.AddRange(Asked(row).Select(sentence => new TextRemark(line, sentence)));
        }
        return new PictureFindings(mistakes.ToImmutable(), remarks.ToImmutable(), rows.Values.Any(r => r.Faces == Faces.Unseen));
    }

    /// <summary>Why a text does not go out because of its pictures, or null: terms end, and pictures are looked at again, while it waits.</summary>
    public static async Task<HandedOver?> RefusalAsync(OfficeDb db, Manuscript manuscript, bool isCleared, DateTimeOffset now, CancellationToken stop)
    {
        var found = await AtAsync(db, manuscript.Desk, manuscript.Text, now, stop).ConfigureAwait(false);
        return found.Mistakes.Length > 0 ? new HandedOver([.. found.Mistakes.Select(m => m.Sentence)], [])
            : found.HasUnseenFaces && !isCleared ? new HandedOver(["nobody has looked for faces in one of its pictures: have a photo editor look, or ask for the safety review"], []) : null;
    }

    /// <summary>The pictures that a text names and may use, as whoever makes the page needs them.</summary>
    public static async Task<ImmutableArray<LibraryPicture>> ForAsync(OfficeDb db, string desk, string text, CancellationToken stop) =>
        [.. (await RowsAsync(db, desk, LibraryNames.In(text), stop).ConfigureAwait(false)).Values.Select(r => new LibraryPicture(r.Id, r.Hash, OrNull(r.Credit), OrNull(r.Copyright), r is { FocusX: { } x, FocusY: { } y } ? new FocalPoint(x, y) : null))];

    /// <summary>Remembers which pictures the newest text of a manuscript names; within the caller's transaction, saved by the caller.</summary>
    public static async Task RememberAsync(OfficeDb db, string manuscript, string text, CancellationToken stop)
    {
        var now = LibraryNames.In(text).Select(n => n.Id).ToHashSet(StringComparer.Ordinal);
        var before = await db.PictureUses.Where(u => u.Manuscript == manuscript).ToListAsync(stop).ConfigureAwait(false);
        db.PictureUses.RemoveRange(before.Where(u => !now.Remove(u.Picture)));
        db.PictureUses.AddRange(now.Select(id => new PictureUseRow { Manuscript = manuscript, Picture = id }));
    }

    private static async Task<Dictionary<string, PictureRow>> RowsAsync(OfficeDb db, string desk, ImmutableArray<(string Id, int Line)> named, CancellationToken stop)
    {
        var ids = named.Select(n => n.Id).Distinct().ToList();
        return ids.Count == 0 ? [] : await db.Pictures.AsNoTracking().Where(p => ids.Contains(p.Id) && (p.IsForAll || p.Desk == desk)).ToDictionaryAsync(p => p.Id, stop).ConfigureAwait(false);
    }

    private static IEnumerable<string> Mistakes(string id, PictureRow? row, string day)
    {
        if (row is null)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"there is no picture {id} in this desk's library: take the line out, or have its photo editor give it to all desks");
            yield break;
        }
        if (row.Terms.Length == 0)
        {
            yield return "nobody wrote down on what terms this picture may be used: its page in the library has a field for it";
        }
        if (row.HasEnded(day))
        {
            yield return $"the terms of this picture ended on {row.TermsEnd}: ask for new ones, or take another picture";
        }
        if (row.Faces == Faces.Hide)
        {
            yield return "faces in this picture are to be hidden: add a picture in which they are";
        }
    }

    private static IEnumerable<string> Asked(PictureRow? row)
    {
        if (row?.Faces == Faces.Unseen)
        {
            yield return "nobody has looked for faces in this picture: a photo editor does, or the safety review clears this text";
        }
        if (row is { IsPlaceChecked: false })
        {
            yield return "does this picture give away where it was taken? Nobody has looked yet";
        }
        if (row is { IsSensitive: true })
        {
            yield return "this picture is marked as sensitive: must readers see it?";
        }
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
