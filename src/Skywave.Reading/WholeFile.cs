namespace Skywave.Reading;

/// <summary>A file that is written whole or not at all: beside its place, then into it. It may not outlive a loss of power.</summary>
public static class WholeFile
{
    /// <summary>Writes it, in the place of one that is there.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        File.WriteAllBytes(path + ".new", bytes);
        File.Move(path + ".new", path, overwrite: true);
    }
}
