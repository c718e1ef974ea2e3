namespace Skywave.Writing;

/// <summary>Keeps a file to its owner.</summary>
internal static class PrivateFile
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the file with mode 0600 before anything is written to it, and narrows one that was opened up.</summary>
    public static void Secure(string file)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // no modes there: the folder's access list decides, and docs/035-writing.md says so
        }
        if (!File.Exists(file))
        {
            new FileStream(file, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite, UnixCreateMode = Owner }).Dispose();
        }
        if (File.GetUnixFileMode(file) != Owner)
        {
            File.SetUnixFileMode(file, Owner);
        }
    }
}
