using System.Security.Cryptography;

namespace Skywave.Writing;

/// <summary>A file whose name is the hash of its bytes.</summary>
internal static class ImmutableFile
{
    /// <summary>The name its bytes give it, without extension.</summary>
    public static string NameOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Whole or not at all: written beside, flushed to the disk, then renamed. Two writers of one name write the same bytes.</summary>
    public static async Task WriteAsync(string folder, string name, ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        var beside = Path.Combine(folder, $".{name}.{Path.GetRandomFileName()}.new");
        try
        {
            await using (var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
            {
                await file.WriteAsync(bytes, stop);
                file.Flush(flushToDisk: true);
            }
            File.Move(beside, Path.Combine(folder, name), overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
