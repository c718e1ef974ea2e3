namespace Skywave.Writing;

/// <summary>Working copies of a moved newsroom's library (docs/046-newsroom-folder.md) are looked at, decoded once, and taken as they are; the small ones are made anew.</summary>
public static class TakeInLibrary
{
    /// <summary>The most bytes a working copy may have.</summary>
    public const int MostBytes = LookAtPicture.MostBytes;

    /// <summary>How large it is, or why it cannot be taken: its bytes have the name's hash, are a whole JPEG of no more pixels than ours, and say nothing beside them.</summary>
    /// <param name="hash">What its file is named.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="stop">Stops the waiting.</param>
    public static async Task<(int Width, int Height, string? Reason)> LookAsync(string hash, byte[] bytes, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (ImmutableFile.NameOf(bytes) != hash)
        {
            return (0, 0, "its bytes are not those its name says: put back the file that was exported");
        }
        if (LookAtPicture.At(bytes, ".jpg").Wrong is { } wrong)
        {
            return (0, 0, wrong.ToString());
        }
        return await CleanPicture.SmallAsync(bytes, stop) switch
        {
            null => (0, 0, PictureFormat.Damaged.ToString()),
            { IsBare: false } => (0, 0, "it was not made by Skywave, which leaves out whatever says where, when and with what it was made: add the file to the library of the office"),
            var small => (small.Width, small.Height, null),
        };
    }

    /// <summary>Puts a working copy that was looked at into the library, with a small one. The same again changes nothing.</summary>
    /// <param name="folder">The library's folder, which is there.</param>
    /// <param name="hash">Its name.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="stop">Stops it.</param>
    /// <returns>False: it is damaged, or another file by now.</returns>
    public static async Task<bool> TakeAsync(string folder, string hash, byte[] bytes, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (File.Exists(Path.Combine(folder, CleanPicture.FileOf(hash))))
        {
            return true;
        }
        if (ImmutableFile.NameOf(bytes) != hash || await CleanPicture.SmallAsync(bytes, stop) is not { } small)
        {
            return false;
        }
        await ImmutableFile.WriteAsync(folder, CleanPicture.SmallOf(hash), small.Bytes, stop);
        await ImmutableFile.WriteAsync(folder, CleanPicture.FileOf(hash), bytes, stop);
        return true;
    }
}
