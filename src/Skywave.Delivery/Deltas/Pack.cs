using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Skywave.Trust.Log;
using Skywave.Words;

namespace Skywave.Delivery;

/// <summary>What the first line of a pack says.</summary>
/// <param name="Number">The edition it leads to, from the one before.</param>
/// <param name="Cut">When that edition was cut.</param>
/// <param name="Directory">Bytes of the list of its files.</param>
/// <param name="Contents">Bytes of what is in them.</param>
public sealed record PackHead(long Number, DateTimeOffset Cut, int Directory, int Contents);

/// <summary>
/// Everything that is new in an edition, in one file beside it: <c>delta/N.pack</c> (docs/900-design.md, section 17). Whoever has the edition before takes this instead of the files. It proves nothing: what
/// comes out is checked as fetched files are.
/// </summary>
public static partial class Pack
{
    /// <summary>The folder of an edition in which packs and bundles stand.</summary>
    public const string Folder = "delta";

    /// <summary>The greatest pack.</summary>
    public const int MaxLength = 8 << 20;

    /// <summary>What the files of one pack come to at most; what they are made from may be twice as much.</summary>
    public const int MaxContents = 8 << 20;

    /// <summary>Files of one pack, and files it is made from, at most.</summary>
    public const int MaxFiles = 2048;

    private const int MaxBases = 2 * MaxContents;
    private const int MaxDirectory = MaxFiles * 512;
    private const int MaxHead = 128;
    private const string Form = "skywave-pack 1";

    /// <summary>A publish waits for it: most of what it reads is there already, so it is found quickly.</summary>
    private const int Level = 3;

    /// <summary>Where an edition's pack stands.</summary>
    public static string PathOf(long edition) => string.Create(CultureInfo.InvariantCulture, $"{Folder}/{edition}.pack");

    /// <summary>
    /// True for a file that packs hold. Not media, which are fetched once and by name; not tiles, which a mirror makes of the entries; not what a mirror must ask for before it knows which packs
    /// it wants; no compressed copies, which it makes too.
    /// </summary>
    public static bool MayHold(string path) =>
        EditionFolder.IsSafe(path) && path.Length <= 400 && !path.Contains(' ', StringComparison.Ordinal)
        && path.AsSpan(0, Math.Max(path.IndexOf('/'), 0)) is not ("media" or Folder)
        && path != "metadata/timestamp.json" && !path.EndsWith(".root.json", StringComparison.Ordinal)
        && (!path.StartsWith("log/", StringComparison.Ordinal) || path.EndsWith("/checkpoint", StringComparison.Ordinal) || path.Contains("/tile/entries/", StringComparison.Ordinal))
        && SiblingName.OriginalOf(path) is null;

    /// <summary>Makes an edition's pack; null when it would be too great: then there is none. The same files give the same pack.</summary>
    /// <param name="number">The edition.</param>
    /// <param name="cut">When it was cut.</param>
    /// <param name="files">What is new in it; what packs do not hold is left out.</param>
    /// <param name="standing">Reads a file of the edition before.</param>
    public static byte[]? Make(long number, DateTimeOffset cut, IEnumerable<EditionFile> files, Func<string, byte[]?> standing)
    {
        var held = files.Where(f => MayHold(f.Path)).OrderBy(f => f.Path, StringComparer.Ordinal).ToList();
        if (held.Count is 0 or > MaxFiles || held.Sum(f => (long)f.Bytes.Length) > MaxContents)
        {
            return null;
        }
        var bases = PackBases.Of(held, standing).Where(f => f.Bytes.Length > 0).ToList();
        if (bases.Count > MaxFiles || bases.Sum(f => (long)f.Bytes.Length) > MaxBases)
        {
            return null;
        }
        var dictionary = Join(bases);
        var directory = Patch.Make([], Encoding.UTF8.GetBytes(Directory(bases, held, dictionary)), Patch.QuickLevel);
        var contents = Patch.Make(dictionary, Join(held), Level);
        return [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Form} {number} {UtcTime.Write(cut)} {directory.Length} {contents.Length}\n")), .. directory, .. contents];
    }

    private static string Directory(List<EditionFile> bases, List<EditionFile> files, byte[] dictionary)
    {
        var text = new StringBuilder(Convert.ToHexStringLower(SHA256.HashData(dictionary))).Append('\n');
        foreach (var file in bases)
        {
            text.Append("- ").Append(file.Path).Append('\n');
        }
        foreach (var file in files)
        {
            text.Append(CultureInfo.InvariantCulture, $"{file.Bytes.Length} {file.Path}\n");
        }
        return text.ToString();
    }

    private static byte[] Join(List<EditionFile> files)
    {
        var joined = new byte[files.Sum(f => f.Bytes.Length)];
        var at = 0;
        foreach (var file in files)
        {
            file.Bytes.Span.CopyTo(joined.AsSpan(at));
            at += file.Bytes.Length;
        }
        return joined;
    }
}
