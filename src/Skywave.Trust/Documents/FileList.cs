using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Skywave.Trust.Log;

namespace Skywave.Trust.Documents;

/// <summary>
/// Target <c>d/files</c>: the newest part of a desk's list of files, in the order in which they were published, each with its hash. A full part is closed
/// for ever and named by its successor, so that the desk's one signature reaches every page and list it ever published, and a publish signs and sends
/// what it changed (docs/900-design.md, section 9).
/// </summary>
/// <param name="Desk">The desk's tag; every path lies under its folder.</param>
/// <param name="Began">The edition in which the list began, from 1: a list that begins anew is another list.</param>
/// <param name="Previous">SHA-256 of the part before it in lower-case hex, or null for the first.</param>
/// <param name="Lines">At most <see cref="Size"/>, each path once.</param>
public sealed record FileList(string Desk, long Began, string? Previous, ImmutableArray<FileLine> Lines)
{
    /// <summary>Lines in a full part.</summary>
    public const int Size = 128;

    /// <summary>The greatest part, in bytes.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>In the place of a hash: the file is gone.</summary>
    public const string Gone = "-";

    private const string FirstLine = "skywave-files 1";

    /// <summary>The list before anything was published.</summary>
    public static FileList Empty(string desk, long began) => new(desk, began, null, []);

    /// <summary>The name of the target that is a desk's newest part.</summary>
    public static string TargetOf(string desk) => desk + "/files";

    /// <summary>Reads a part, exactly as <see cref="ToBytes"/> writes it. Refused: <see cref="Codes.DocumentMalformed"/>, <see cref="Codes.DocumentTooBig"/>.</summary>
    public static Checked<FileList> Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxLength)
        {
            return new Refusal(Codes.DocumentTooBig, $"a list of files has at most {MaxLength} bytes");
        }
        var lines = (StrictText.TryRead(bytes, out var text) ? text : "").Split('\n');
        if (lines.Length < 3 || lines[0] != FirstLine || lines[^1].Length > 0 || lines.Length - 3 > Size || Header(lines[1]) is not var (desk, began, previous))
        {
            return new Refusal(Codes.DocumentMalformed, "the list of files does not begin with its format, its desk, its first edition and the part before it, or is too long");
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var files = ImmutableArray.CreateBuilder<FileLine>(lines.Length - 3);
        foreach (var line in lines.AsSpan(2..^1))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var (path, hash) = space < 0 ? (line, "") : (line[..space], line[(space + 1)..]);
            if (!Names.IsPath(path) || !path.StartsWith(desk + "/", StringComparison.Ordinal) || !(hash == Gone || Names.IsHash(hash)) || !seen.Add(path))
            {
                return new Refusal(Codes.DocumentMalformed, "a line of the list of files is not a path of its desk and a hash, or a path stands in it twice");
            }
            files.Add(new FileLine(path, hash));
        }
        return new FileList(desk, began, previous, files.ToImmutable());
    }

    /// <summary>
    /// The list after these files were published. A path that stands in the unfinished part gets its new hash there; others are added. Gives the parts that
    /// became full, in order, and the newest.
    /// </summary>
    /// <param name="files">In the order of publishing, no path twice.</param>
    public (ImmutableArray<FileList> Closed, FileList Newest) With(IEnumerable<FileLine> files)
    {
        var closed = ImmutableArray.CreateBuilder<FileList>();
        var (previous, lines) = (Previous, Lines.ToList());
        var at = lines.Select((line, i) => (line.Path, i)).ToDictionary(l => l.Path, l => l.i, StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (at.TryGetValue(file.Path, out var place))
            {
                lines[place] = file;
                continue;
            }
            if (lines.Count == Size)
            {
                closed.Add(new FileList(Desk, Began, previous, [.. lines]));
                previous = closed[^1].Hash;
                lines.Clear();
                at.Clear();
            }
            at[file.Path] = lines.Count;
            lines.Add(file);
        }
        return (closed.ToImmutable(), new FileList(Desk, Began, previous, [.. lines]));
    }

    /// <summary>The hash by which the next part names this one.</summary>
    public string Hash => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(ToBytes()));

    /// <summary>The bytes: three kinds of lines, each ending in LF.</summary>
    public byte[] ToBytes()
    {
        var text = new StringBuilder(256 + Lines.Length * 128).Append(CultureInfo.InvariantCulture, $"{FirstLine}\n{Desk} {Began} {Previous ?? Gone}\n");
        foreach (var line in Lines)
        {
            text.Append(line.Path).Append(' ').Append(line.Hash).Append('\n');
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static (string Desk, long Began, string? Previous)? Header(string line)
    {
        var parts = line.Split(' ');
        return parts is [var desk, var began, var previous] && Names.IsDesk(desk) && StrictText.TryNumber(began, out var edition) && edition > 0 && (previous == Gone || Names.IsHash(previous))
            ? (desk, edition, previous == Gone ? null : previous) : null;
    }
}

/// <summary>A file of a desk as it was published.</summary>
/// <param name="Path">Its path in the edition.</param>
/// <param name="Hash">SHA-256 of its bytes in lower-case hex, or <see cref="FileList.Gone"/>.</param>
public sealed record FileLine(string Path, string Hash)
{
    /// <summary>True when the file is no longer part of the edition.</summary>
    public bool IsGone => Hash == FileList.Gone;
}
