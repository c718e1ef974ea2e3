namespace Skywave.Intake.Folders;

/// <summary>One document of a folder: its bytes, or a reason.</summary>
public abstract record FolderDocument
{
    private FolderDocument()
    {
    }

    /// <summary>What to call it: its path as the person wrote it, then inside the folder, with <c>/</c>.</summary>
    public required string Name { get; init; }

    /// <summary>A document.</summary>
    /// <param name="Bytes">What it holds.</param>
    /// <param name="Path">Where it lies: pictures that a text names are beside it.</param>
    public sealed record Found(byte[] Bytes, string Path) : FolderDocument;

    /// <summary>A document of lines, one item on each, that may be larger than memory: whoever takes it opens it.</summary>
    /// <param name="Path">Where it lies.</param>
    public sealed record OfLines(string Path) : FolderDocument;

    /// <summary>Something that cannot be read.</summary>
    /// <param name="Reason">One sentence.</param>
    public sealed record Unreadable(string Reason) : FolderDocument;
}

/// <summary>
/// The documents of files and folders, one at a time, in the order of their names (ordinal). Symbolic links that lead out of the
/// folder are refused; pictures and recordings, which texts refer to, hidden files and empty folders are passed over in silence.
/// </summary>
public static class Documents
{
    private const int Deepest = 32;

    private static readonly HashSet<string> Media = new(StringComparer.OrdinalIgnoreCase) { ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".heic", ".tif", ".tiff", ".svg", ".mp3", ".ogg", ".oga", ".opus", ".m4a", ".mp4", ".webm", ".vtt" };

    /// <summary>Reads lazily: one document is in memory at a time.</summary>
    /// <param name="path">A file or folder as the person gave it.</param>
    /// <param name="format">What documents are read as, when a person says so. Without it, names ending in <c>.jsonl</c> and <c>.ndjson</c> are read line by line.</param>
    public static IEnumerable<FolderDocument> Read(string path, IntakeFormat? format = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (File.Exists(path))
        {
            return [Open(path, path, format)];
        }
        return Directory.Exists(path) ? Walk(new DirectoryInfo(path), path.Replace('\\', '/').TrimEnd('/'), Real(new DirectoryInfo(path)), 0, format)
            : [new FolderDocument.Unreadable("there is no such file or folder") { Name = path }];
    }

    private static IEnumerable<FolderDocument> Walk(DirectoryInfo folder, string name, string root, int depth, IntakeFormat? format)
    {
        var (entries, reason) = Entries(folder, depth);
        if (reason is not null)
        {
            yield return new FolderDocument.Unreadable(reason) { Name = name };
        }
        foreach (var entry in entries)
        {
            var here = $"{name}/{entry.Name}";
            if (entry.LinkTarget is not null && !Inside(entry, root))
            {
                yield return new FolderDocument.Unreadable("it is a link that leads out of the folder or nowhere") { Name = here };
            }
            else if (entry is DirectoryInfo inner)
            {
                // A link to a folder inside would give its documents twice, or never end.
                foreach (var document in entry.LinkTarget is null ? Walk(inner, here, root, depth + 1, format) : [])
                {
                    yield return document;
                }
            }
            else if (!Media.Contains(entry.Extension))
            {
                yield return Open(entry.FullName, here, format);
            }
        }
    }

    private static (IReadOnlyList<FileSystemInfo>, string?) Entries(DirectoryInfo folder, int depth)
    {
        if (depth > Deepest)
        {
            return ([], $"folders nest deeper than {Deepest}");
        }
        try
        {
            return ([.. folder.EnumerateFileSystemInfos().Where(e => !e.Name.StartsWith('.')).OrderBy(e => e.Name, StringComparer.Ordinal)], null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ([], "the folder cannot be read");
        }
    }

    private static FolderDocument Open(string path, string name, IntakeFormat? format)
    {
        try
        {
            var file = new FileInfo(path);
            var length = ((FileInfo?)file.ResolveLinkTarget(returnFinalTarget: true) ?? file).Length;
            // Pipes and devices say that they are empty, and opening one may wait for ever: what is empty is not opened.
            if (length > 0 && IsOfLines(path, format))
            {
                return new FolderDocument.OfLines(path) { Name = name };
            }
            return length > IntakeLimits.DocumentBytes ? new FolderDocument.Unreadable($"it has {length} bytes; at most {IntakeLimits.DocumentBytes} are read") { Name = name }
                : new FolderDocument.Found(length == 0 ? [] : File.ReadAllBytes(path), path) { Name = name };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new FolderDocument.Unreadable("the file cannot be read") { Name = name };
        }
    }

    private static bool IsOfLines(string path, IntakeFormat? format) => format is IntakeFormat.NinjsLines
        || (format is null or IntakeFormat.Ninjs && Path.GetExtension(path).ToLowerInvariant() is ".jsonl" or ".ndjson");

    private static bool Inside(FileSystemInfo link, string root)
    {
        try
        {
            return link.ResolveLinkTarget(returnFinalTarget: true) is { Exists: true } target && (Real(target) + "/").StartsWith(root + "/", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>The path with every link on the way to it followed.</summary>
    private static string Real(FileSystemInfo entry)
    {
        var full = Path.GetFullPath(entry.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? entry.FullName);
        return Path.GetDirectoryName(full) is { Length: > 1 } above ? $"{Real(new DirectoryInfo(above))}/{Path.GetFileName(full)}" : full.TrimEnd('/');
    }
}
