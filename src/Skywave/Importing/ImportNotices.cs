using System.Text.Json;
using Skywave.Words;
using Skywave.Writing;

namespace Skywave.Importing;

/// <summary>A file of a desk's legal-risk notices is brought in: a JSON array with the fields of <see cref="Notice"/> (docs/020-newsroom.md).</summary>
internal static class ImportNotices
{
    private const int MostBytes = 1 << 20;

    /// <summary>Stores each notice in place of the desk's one with the same id.</summary>
    public static async Task RunAsync(WritingDb db, byte[] bytes, string place, DeskTag desk, ImportReport report, CancellationToken cancel)
    {
        if (bytes.Length > MostBytes)
        {
            report.Refuse(place, $"a file of notices has at most {MostBytes} bytes");
            return;
        }
        Notice[] notices;
        try
        {
            notices = [.. JsonSerializer.Deserialize(bytes, WordsJson.Default.ImmutableArrayNotice)];
        }
        catch (JsonException wrong)
        {
            report.Refuse($"{place}, line {wrong.LineNumber + 1}", $"this is not an array of notices: {wrong.Message.Split(" Path:")[0].TrimEnd('.')}");
            return;
        }
        foreach (var notice in notices)
        {
            if (await SaveNotice.SaveAsync(db, desk, notice, cancel).ConfigureAwait(false) is { Length: > 0 } reasons)
            {
                report.Refuse($"{place}, notice {notice.Id}", string.Join("; ", reasons));
            }
            else
            {
                report.Keep(place, desk.Value, null, "noticed", "shown from the next publish on", notice.Designation);
            }
        }
    }
}
