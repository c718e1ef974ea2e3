using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using Skywave.Trust;
using Skywave.Trust.Log;
using Skywave.Words;

namespace Skywave.Delivery;

// Reading packs, which may be hostile.
public static partial class Pack
{
    /// <summary>Reads a pack's first line. Refused: <see cref="Codes.PackMalformed"/>, <see cref="Codes.PackTooBig"/>.</summary>
    public static Checked<PackHead> ReadHead(ReadOnlySpan<byte> pack)
    {
        var end = pack[..Math.Min(pack.Length, MaxHead)].IndexOf((byte)'\n');
        if (end < 0 || !Ascii.IsValid(pack[..end])
            || Encoding.ASCII.GetString(pack[..end]).Split(' ') is not ["skywave-pack", "1", var number, var cut, var directory, var contents]
            || !TryNumber(number, out var edition) || !UtcTime.TryRead(cut, out var time) || !TryNumber(directory, out var first) || !TryNumber(contents, out var second))
        {
            return Malformed("its first line is not that of a pack");
        }
        return first > MaxDirectory || second > MaxLength ? TooBig : new PackHead(edition, time, (int)first, (int)second);
    }

    /// <summary>Cuts a bundle, or a single pack, into its packs. Refused: <see cref="Codes.PackMalformed"/>, <see cref="Codes.PackTooBig"/>.</summary>
    public static Checked<IReadOnlyList<(PackHead Head, ReadOnlyMemory<byte> Bytes)>> Split(ReadOnlyMemory<byte> bundle)
    {
        var packs = new List<(PackHead, ReadOnlyMemory<byte>)>();
        while (!bundle.IsEmpty)
        {
            if (!ReadHead(bundle.Span).TryGet(out var head, out var refusal))
            {
                return refusal;
            }
            var length = bundle.Span.IndexOf((byte)'\n') + 1 + head.Directory + head.Contents;
            if (length > bundle.Length)
            {
                return Malformed("it ends too early");
            }
            packs.Add((head, bundle[..length]));
            bundle = bundle[length..];
        }
        return packs;
    }

    /// <summary>
    /// The files of one pack. Nothing is known of them but that they fit into its limits. Refused: <see cref="Codes.PackMalformed"/>, <see cref="Codes.PackTooBig"/>, <see cref="Codes.PackOtherBase"/>, and what
    /// <see cref="Patch"/> refuses.
    /// </summary>
    /// <param name="pack">One pack, whole.</param>
    /// <param name="standing">Reads a file of the edition before, by a path that is safe.</param>
    public static Checked<Unpacked> Open(ReadOnlyMemory<byte> pack, Func<string, ReadOnlyMemory<byte>?> standing)
    {
        if (!ReadHead(pack.Span).TryGet(out var head, out var refusal))
        {
            return refusal;
        }
        var body = pack.Span[(pack.Span.IndexOf((byte)'\n') + 1)..];
        if (body.Length != head.Directory + head.Contents)
        {
            return Malformed("its first line says another length");
        }
        if (!Patch.Apply([], body[..head.Directory], MaxDirectory).TryGet(out var text, out refusal) || !ReadDirectory(text).TryGet(out var directory, out refusal)
            || !Dictionary(directory, standing).TryGet(out var dictionary, out refusal)
            || !Patch.Apply(dictionary, body[head.Directory..], directory.Contents).TryGet(out var contents, out refusal))
        {
            return refusal;
        }
        return contents.Length == directory.Contents ? new Unpacked(head, directory.Bases, Cut(contents, directory.Files)) : Malformed("its files are not as long as it says");
    }

    private static Checked<byte[]> Dictionary(PackDirectory directory, Func<string, ReadOnlyMemory<byte>?> standing)
    {
        var length = 0L;
        var bases = new List<EditionFile>();
        foreach (var path in directory.Bases)
        {
            if (standing(path) is not { } bytes)
            {
                return new Refusal(Codes.PackOtherBase, $"it is made from {path}, which is not here");
            }
            if ((length += bytes.Length) > MaxBases)
            {
                return TooBig;
            }
            bases.Add(new EditionFile(path, bytes));
        }
        var dictionary = Join(bases);
        return Convert.ToHexStringLower(SHA256.HashData(dictionary)) == directory.Hash ? dictionary : new Refusal(Codes.PackOtherBase, "it is made from other files than those here");
    }

    private static Checked<PackDirectory> ReadDirectory(byte[] text)
    {
        var lines = Lines(text);
        if (lines is not [{ Length: 64 } hash, .. var entries] || entries.Length > 2 * MaxFiles)
        {
            return Malformed("the list of its files is not one");
        }
        var (bases, files, contents) = (new List<string>(), new List<(string Path, int Length)>(), 0L);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in entries)
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var (mark, path) = space < 0 ? ("", "") : (line[..space], line[(space + 1)..]);
            var isBase = mark == "-";
            var length = 0L;
            if (!MayHold(path) || (isBase ? files.Count > 0 : !TryNumber(mark, out length) || !seen.Add(path)))
            {
                return Malformed("the list of its files has a line that may not be there");
            }
            if ((contents += length) > MaxContents)
            {
                return TooBig;
            }
            if (isBase)
            {
                bases.Add(path);
            }
            else
            {
                files.Add((path, (int)length));
            }
        }
        return bases.Count > MaxFiles || files.Count > MaxFiles ? TooBig : new PackDirectory(hash, bases, files, (int)contents);
    }

    private static string[] Lines(byte[] text) =>
        text.Length > 0 && text[^1] == '\n' && Utf8.IsValid(text) ? Encoding.UTF8.GetString(text, 0, text.Length - 1).Split('\n') : [];

    private static List<EditionFile> Cut(byte[] contents, List<(string Path, int Length)> files)
    {
        var (cut, at) = (new List<EditionFile>(files.Count), 0);
        foreach (var (path, length) in files)
        {
            cut.Add(new EditionFile(path, contents.AsMemory(at, length)));
            at += length;
        }
        return cut;
    }

    // Digits and nothing else, no zero before them, and few enough that sums of them stay numbers.
    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && text.Length < 16 && (text[0] != '0' || text.Length == 1);

    private static Refusal Malformed(string detail) => new(Codes.PackMalformed, detail);

    private static Refusal TooBig => new(Codes.PackTooBig, "the pack holds more than a pack may");

    private sealed record PackDirectory(string Hash, List<string> Bases, List<(string Path, int Length)> Files, int Contents);
}

/// <summary>What came out of a pack.</summary>
/// <param name="Head">What its first line says.</param>
/// <param name="Bases">Paths of the files it was made from.</param>
/// <param name="Files">Its files; nothing is known of them yet.</param>
public sealed record Unpacked(PackHead Head, IReadOnlyList<string> Bases, IReadOnlyList<EditionFile> Files);
