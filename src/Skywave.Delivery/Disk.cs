using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Skywave.Delivery;

/// <summary>What the operating system gives for many files at once and .NET does not: one flush for all of them, and a rename that never becomes a copy.</summary>
internal static partial class Disk
{
    private const int ReadOnly = 0x80000; // O_RDONLY | O_CLOEXEC

    /// <summary>
    /// Brings everything written so far below a folder to the disk. On Linux by one call for the whole file system; elsewhere every file is flushed by itself.
    /// </summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsLinux())
        {
            using var directory = Open(folder, ReadOnly);
            if (!directory.IsInvalid && SyncFileSystem(directory) == 0)
            {
                return;
            }
        }
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(file);
        }
    }

    /// <summary>Puts a file in another's place at once. False when the two places are on different file systems: then nothing happened.</summary>
    public static bool TryReplace(string from, string to)
    {
        if (OperatingSystem.IsLinux())
        {
            return Rename(from, to) == 0
                || (Marshal.GetLastPInvokeError() is var error && error != CrossDevice ? throw new IOException($"{to}: {Marshal.GetPInvokeErrorMessage(error)}") : false);
        }
        if (!string.Equals(Path.GetPathRoot(Path.GetFullPath(from)), Path.GetPathRoot(Path.GetFullPath(to)), StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }
        File.Move(from, to, overwrite: true);
        return true;
    }

    private const int CrossDevice = 18; // EXDEV

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SyncFileSystem(SafeFileHandle directory);

    [LibraryImport("libc", EntryPoint = "rename", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Rename(string from, string to);
}
