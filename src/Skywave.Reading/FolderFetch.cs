namespace Skywave.Reading;

/// <summary>Reads files of a folder, which may be a stranger's USB stick.</summary>
internal sealed class FolderFetch(string folder)
{
    public Task<Fetched> FetchAsync(string path, long maxBytes, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return Task.FromResult(Fetch(path, maxBytes));
    }

    // In one piece and at once: a page is read faster than a thread is changed.
    private Fetched Fetch(string path, long maxBytes)
    {
        try
        {
            var file = new FileInfo(Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar)));
            if (!file.Exists)
            {
                return Directory.Exists(folder) ? new Fetched.Missing() : new Fetched.Unreachable("the folder is not there");
            }
            if ((file.Attributes & (FileAttributes.ReparsePoint | FileAttributes.Device)) != 0)
            {
                return new Fetched.Unreachable("a link stands in place of a file");
            }
            // Pipes and devices say that they are empty, and opening one may wait for ever: what is empty is not opened.
            return file.Length > maxBytes ? new Fetched.TooBig()
                : new Fetched.Content(file.Length == 0 ? ReadOnlyMemory<byte>.Empty : Read(file.FullName, (int)file.Length));
        }
        catch (FileNotFoundException)
        {
            return new Fetched.Missing();
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            // The exception's text names a path of this machine; a reader's screen must not.
            return new Fetched.Unreachable(broken is UnauthorizedAccessException ? "the file may not be read" : "the disk does not answer");
        }
    }

    // As long as it was when it was looked at: what is appended meanwhile is not read, what is cut off is missing.
    private static ReadOnlyMemory<byte> Read(string path, int length)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = GC.AllocateUninitializedArray<byte>(length);
        var done = 0;
        for (int read; done < length && (read = RandomAccess.Read(file, bytes.AsSpan(done), done)) > 0;)
        {
            done += read;
        }
        return bytes.AsMemory(0, done);
    }
}
