using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>Texts that were never published go because of what they hold: drafts altogether; of what was approved and overtaken, the words. What is approved waits for its edition and stays; what was published stays.</summary>
public static class DropDrafts
{
    /// <summary>Drops them, and empties the file of what was overwritten; how many there were.</summary>
    /// <param name="db">The writing.</param>
    /// <param name="holds">Whether a text, all of its words one after another, is such a one.</param>
    /// <param name="now">The time.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<int> RunAsync(WritingDb db, Func<string, bool> holds, DateTimeOffset now, CancellationToken stop = default)
    {
        await using (var unit = await Unit.BeginAsync(db, stop))
        {
            var rows = (await db.Revisions.Where(r => r.State == RevisionState.Draft || r.State == RevisionState.Spiked).ToListAsync(stop))
                .FindAll(r => holds(string.Join('\n', StringsOf(r.Text).Append(r.CorrectionText).Append(r.CorrectionWords))));
            if (rows.Count == 0)
            {
                return 0;
            }
            foreach (var row in rows)
            {
                await DropAsync(db, row, now, stop);
            }
            await unit.SaveAsync(stop);
            // Deleted content is overwritten in the file already (docs/035-writing.md); a copy stands in the log beside it until that is emptied.
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", stop);
            return rows.Count;
        }
    }

    private static async Task DropAsync(WritingDb db, RevisionRow row, DateTimeOffset now, CancellationToken stop)
    {
        (row.CorrectionText, row.CorrectionWords) = (null, null);
        if (row.State == RevisionState.Spiked)
        {
            var nothing = new ArticleText { Language = row.Language, Headline = WithdrawArticle.NoHeadline };
            Revisions.Fill(row, nothing, StoredText.Write(nothing), now, row.Change);
            return;
        }
        db.Revisions.Remove(row);
        if (!await db.Revisions.AnyAsync(r => r.Article == row.Article && r.Number != row.Number, stop))
        {
            db.Articles.Remove(await db.Articles.SingleAsync(a => a.Id == row.Article, stop));
        }
    }

    private static IEnumerable<string> StringsOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. Strings(document.RootElement)];
    }

    private static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Strings(p.Value)),
        _ => [],
    };
}
