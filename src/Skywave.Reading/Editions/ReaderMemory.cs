using Skywave.Reading.Tuf;
using Skywave.Trust.Log;
using Skywave.Trust.Tuf;

namespace Skywave.Reading;

/// <summary>
/// What a machine remembers of a newsroom: the root it trusts with the newest metadata it saw, the newest checkpoint of every log, and a trust file
/// for lone pages. It is what catches a rollback, a frozen copy and a forked log (docs/adr/0009-reading-memory.md).
/// </summary>
public sealed class ReaderMemory
{
    private readonly string _folder;

    /// <summary>The memory in this folder, which is made when something is remembered.</summary>
    public ReaderMemory(string folder) => _folder = folder;

    /// <summary>True when a root is remembered.</summary>
    public bool IsThere => File.Exists(Path.Combine(_folder, "metadata", "root.json"));

    /// <summary>True when a person vouched for the root with a trust file; false: it was taken on first sight.</summary>
    public bool IsVouched => File.Exists(Path.Combine(_folder, "vouched"));

    /// <summary>Remembers that a person vouches for the root.</summary>
    public void Vouch() => Write(Path.Combine(_folder, "vouched"), []);

    /// <summary>The metadata it trusts.</summary>
    public MetadataCache Metadata => new(Path.Combine(_folder, "metadata"));

    /// <summary>True when the remembered root is this one, or one its keys and those after it led to.</summary>
    public bool IsOf(RoleFile<RootContent> root) =>
        Metadata.Read(RoleName.Root) is { } bytes && RootRole.Read(bytes).TryGet(out var kept, out _)
        && (kept.Version > root.Version ? kept.CheckSignatures(kept.Content.Roles[RoleName.Root], RoleName.Root) is null && IsSuccessor(kept, root) : kept.Signed.Span.SequenceEqual(root.Signed.Span));

    /// <summary>The trust file, or null.</summary>
    public byte[]? TrustFile => File.Exists(Path.Combine(_folder, "trust")) ? File.ReadAllBytes(Path.Combine(_folder, "trust")) : null;

    /// <summary>The newest checkpoint of a log, or null.</summary>
    public Checkpoint? CheckpointOf(string origin)
    {
        var path = PathOf(origin);
        return File.Exists(path) && Checkpoint.Parse(File.ReadAllBytes(path)).TryGet(out var seen, out _) ? seen : null;
    }

    /// <summary>Remembers what was found genuine. Nothing older replaces something newer.</summary>
    public void Remember(byte[] trustFile, IEnumerable<Checkpoint> states)
    {
        Write(Path.Combine(_folder, "trust"), trustFile);
        foreach (var state in states.Where(s => CheckpointOf(s.Origin) is not { } seen || seen.Size < s.Size))
        {
            Write(PathOf(state.Origin), state.ToBytes());
        }
    }

    // One step is shown by signatures; for more steps the newsroom's id, by which the memory was found, has to do.
    private static bool IsSuccessor(RoleFile<RootContent> kept, RoleFile<RootContent> root) =>
        kept.Version > root.Version + 1 || kept.CheckSignatures(root.Content.Roles[RoleName.Root], RoleName.Root) is null;

    private string PathOf(string origin) => Path.Combine(_folder, "checkpoints", Uri.EscapeDataString(origin));

    private static void Write(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        WholeFile.Write(path, bytes);
    }
}
