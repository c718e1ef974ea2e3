using Skywave.Trust.Tuf;

namespace Skywave.Reading.Tuf;

/// <summary>
/// The metadata a client trusts, in a folder: <c>root.json</c>, <c>timestamp.json</c>, <c>snapshot.json</c>, <c>targets.json</c> and delegated roles, as
/// received. What is read from it is verified again, so a damaged file costs a fetch and nothing more. Every file is replaced whole.
/// </summary>
public sealed class MetadataCache
{
    private readonly string _folder;

    /// <summary>A cache in this folder, which is made if it is not there.</summary>
    public MetadataCache(string folder) => _folder = Directory.CreateDirectory(folder).FullName;

    /// <summary>A role's bytes, or null when it is not kept or is too big.</summary>
    public ReadOnlyMemory<byte>? Read(string role)
    {
        var file = new FileInfo(PathOf(role));
        // The cast matters: without it the null would become empty bytes.
        return file.Exists && file.Length <= TargetsRole.MaxLength ? (ReadOnlyMemory<byte>?)File.ReadAllBytes(file.FullName) : null;
    }

    /// <summary>Keeps a role's bytes.</summary>
    public void Write(string role, ReadOnlySpan<byte> bytes)
    {
        var path = PathOf(role);
        using (var file = new FileStream(path + ".new", FileMode.Create, FileAccess.Write))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>Forgets a role.</summary>
    public void Delete(string role) => File.Delete(PathOf(role));

    // A role's name may hold anything but path parts; escaped it is a file's name everywhere.
    private string PathOf(string role) => Path.Combine(_folder, Uri.EscapeDataString(role) + ".json");
}
