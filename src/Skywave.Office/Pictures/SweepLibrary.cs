using Microsoft.EntityFrameworkCore;

namespace Skywave.Office;

/// <summary>Takes away what no picture has in the library's folder: left behind by a server that ended while a picture came in.</summary>
internal static class SweepLibrary
{
    /// <summary>What is younger may still be on its way in.</summary>
    private static readonly TimeSpan Left = TimeSpan.FromDays(1);

    /// <summary>How many files went.</summary>
    public static async Task<int> RunAsync(OfficeDb db, string folder, DateTimeOffset now, CancellationToken stop)
    {
        var left = !Directory.Exists(folder) ? [] : new DirectoryInfo(folder).EnumerateFiles().Where(f => f.LastWriteTimeUtc < (now - Left).UtcDateTime).ToList();
        if (left.Count == 0)
        {
            return 0;
        }
        var known = await db.Pictures.AsNoTracking().Select(p => p.Hash).ToHashSetAsync(stop).ConfigureAwait(false);
        left.RemoveAll(f => known.Contains(f.Name.Split('.', '-')[0]));
        left.ForEach(f => f.Delete());
        return left.Count;
    }
}
