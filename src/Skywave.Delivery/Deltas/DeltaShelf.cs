using System.Globalization;
using Skywave.Words;

namespace Skywave.Delivery;

/// <summary>
/// The packs and bundles that stand beside an edition. When a day (UTC) is over, its packs are put one after another into its bundle: <c>delta/2026-11-25.bundle</c>. Packs go after a week, bundles after forty days.
/// </summary>
/// <param name="folder">The edition's folder; its lock is the caller's.</param>
public sealed class DeltaShelf(EditionFolder folder)
{
    /// <summary>The greatest bundle. The packs of a day that is greater stay by themselves.</summary>
    public const int MaxBundle = 32 << 20;

    /// <summary>For so many days a bundle stands.</summary>
    public const int BundleDays = 40;

    private const int PackDays = 7;
    private const string BundleEnding = ".bundle";
    private const int MaxHead = 128;

    /// <summary>Where a day's bundle stands.</summary>
    public static string BundleOf(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{Pack.Folder}/{day:yyyy-MM-dd}{BundleEnding}");

    /// <summary>Closes the days that are over and takes away what is old. Costs a look at every pack of a week: once a day is enough.</summary>
    public void Tidy(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var packs = Packs().ToList();
        // Around midnight a copy may not have the day's last edition yet: a later one shows that it has.
        foreach (var day in packs.GroupBy(p => p.Day).Where(d => d.Key.AddDays(1) < today || packs.Exists(p => p.Day > d.Key)))
        {
            if (day.Key.AddDays(PackDays) >= today)
            {
                Close(day.Key, [.. day.OrderBy(p => p.Number)]);
            }
            else
            {
                folder.Remove(day.Select(p => p.Path));
            }
        }
        folder.Remove(Names(BundleEnding).Where(path => !IsWithin(path, today)).ToList());
    }

    private void Close(DateOnly day, List<Standing> packs)
    {
        if (!folder.Has(BundleOf(day)) && packs.Sum(p => p.Length) <= MaxBundle)
        {
            folder.Write(new EditionFile(BundleOf(day), packs.SelectMany(p => folder.Read(p.Path) ?? []).ToArray()));
        }
    }

    private IEnumerable<Standing> Packs()
    {
        foreach (var path in Names(".pack"))
        {
            var bytes = new byte[MaxHead];
            using var file = File.OpenHandle(folder.PathOf(path));
            if (Pack.ReadHead(bytes.AsSpan(0, RandomAccess.Read(file, bytes, 0))).TryGet(out var head, out _))
            {
                yield return new Standing(path, head.Number, DateOnly.FromDateTime(head.Cut.UtcDateTime), RandomAccess.GetLength(file));
            }
        }
    }

    private IEnumerable<string> Names(string ending) => Directory.Exists(folder.PathOf(Pack.Folder))
        ? Directory.EnumerateFiles(folder.PathOf(Pack.Folder), "*" + ending).Select(full => $"{Pack.Folder}/{Path.GetFileName(full)}") : [];

    private static bool IsWithin(string bundle, DateOnly today) =>
        DateOnly.TryParseExact(Path.GetFileNameWithoutExtension(bundle), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.AddDays(BundleDays) >= today;

    private sealed record Standing(string Path, long Number, DateOnly Day, long Length);
}
