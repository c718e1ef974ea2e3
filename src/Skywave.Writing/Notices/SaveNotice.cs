using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>A legal-risk notice is written down for a desk.</summary>
public static class SaveNotice
{
    private const int LongestId = 60;
    private const int LongestText = 20_000;

    /// <summary>Stores a notice in place of the desk's one with the same id. Returns what is wrong, all together; empty: it is stored.</summary>
    public static async Task<ImmutableArray<string>> SaveAsync(WritingDb db, DeskTag desk, Notice notice, CancellationToken stop = default)
    {
        await using var unit = await Unit.BeginAsync(db, stop);
        var reasons = Reasons(notice).ToList();
        if (!await db.Desks.AnyAsync(d => d.Tag == desk.Value, stop))
        {
            reasons.Add($"this newsroom has no desk \"{desk}\"");
        }
        if (reasons.Count > 0)
        {
            return [.. reasons];
        }
        var json = JsonSerializer.Serialize(notice, WordsJson.Default.Notice);
        if (await db.Notices.FindAsync([desk.Value, notice.Id], stop) is { } row)
        {
            row.Notice = json;
        }
        else
        {
            db.Notices.Add(new NoticeRow { Desk = desk.Value, Id = notice.Id, Notice = json });
        }
        await unit.SaveAsync(stop);
        return [];
    }

    /// <summary>What is wrong with a notice, without a store.</summary>
    public static ImmutableArray<string> Look(Notice notice) => [.. Reasons(notice)];

    private static IEnumerable<string> Reasons(Notice notice)
    {
        if (notice.Id.Length is 0 or > LongestId || !notice.Id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'))
        {
            yield return $"the notice's id \"{notice.Id}\" must be 1 to {LongestId} ASCII letters, digits, hyphens and dots";
        }
        if (string.IsNullOrWhiteSpace(notice.Designation) || string.IsNullOrWhiteSpace(notice.Text) || notice.Text.Length > LongestText)
        {
            yield return $"a notice needs a designation and a text of at most {LongestText} characters";
        }
        foreach (var territory in notice.Territories.Where(t => t.Length != 2 || !t.All(char.IsAsciiLetterUpper)))
        {
            yield return $"\"{territory}\" is not a country: write two capital letters (ISO 3166-1)";
        }
        if (notice.ReviewDue < notice.ReviewedOn)
        {
            yield return "the notice is due for review before it was reviewed";
        }
    }
}
