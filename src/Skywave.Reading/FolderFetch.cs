namespace Skywave.Reading;

/// <summary>Reads files of a folder, which may be a stranger's USB stick.</summary>
internal sealed class FolderFetch(string folder)
{
    public async Task<Fetched> FetchAsync(string path, long maxBytes, CancellationToken cancel)
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
            if (file.Length > maxBytes)
            {
                return new Fetched.TooBig();
            }
            var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.Asynchronous);
            await using (stream.ConfigureAwait(false))
            {
                return await EditionSource.ReadAsync(stream, maxBytes, () => cancel).ConfigureAwait(false);
            }
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
}
