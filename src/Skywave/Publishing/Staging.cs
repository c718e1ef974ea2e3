using System.Globalization;
using Skywave.House;
using Skywave.Words;

namespace Skywave.Publishing;

/// <summary>The folder in which a signed edition waits to be pushed.</summary>
internal static class Staging
{
    /// <summary>Every staged file of an edition, read as it is asked for.</summary>
    public static IReadOnlyCollection<EditionFile> Files(NewsroomFolder house, int number)
    {
        var folder = FolderOf(house, number);
        return !Directory.Exists(folder)
            ? []
            : [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(path => (Path: Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'), Full: path))
                .Where(f => f.Path[0] != '.')
                .Select(f => new EditionFile(f.Path, File.ReadAllBytes(f.Full)))];
    }

    /// <summary>Forgets what is staged for an edition.</summary>
    public static void Drop(NewsroomFolder house, int number)
    {
        if (Directory.Exists(FolderOf(house, number)))
        {
            Directory.Delete(FolderOf(house, number), recursive: true);
        }
    }

    private static string FolderOf(NewsroomFolder house, int number) => Path.Combine(house.Staging, number.ToString(CultureInfo.InvariantCulture));
}
