using Skywave.Intake.Fetch;
using Skywave.Words;

namespace Skywave.Importing;

/// <summary>A file a text names, from where it says: beside the document, or by a guarded fetch.</summary>
/// <param name="fetch">Gets a file from elsewhere: its bytes, or a reason. Null: what is elsewhere is left out.</param>
internal sealed class BringFiles(Func<Uri, FetchKind, CancellationToken, Task<(byte[]? Bytes, string? Reason)>>? fetch)
{
    /// <summary>Whether a file is elsewhere: then it is left out with a warning where it will not do, since whoever imports cannot mend it.</summary>
    public static bool IsRemote(string origin) => Uri.TryCreate(origin, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    /// <summary>The bytes, or why there are none. Both are null where nobody fetches.</summary>
    /// <param name="origin">An address, or a name beside the document.</param>
    /// <param name="kind">What it should be.</param>
    /// <param name="most">Bytes a file on this machine may have.</param>
    /// <param name="folder">Where relative names start; null for a document from elsewhere, which may name no file of this machine.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<(byte[]? Bytes, string? Reason)> ReadAsync(string origin, FetchKind kind, long most, string? folder, CancellationToken cancel)
    {
        if (IsRemote(origin))
        {
            return fetch is null ? (null, null) : await fetch(new Uri(origin), kind, cancel).ConfigureAwait(false);
        }
        if (folder is null || Path.IsPathRooted(origin))
        {
            return (null, "it must be named by its address: a text from elsewhere names no file of this machine");
        }
        var file = new FileInfo(Path.GetFullPath(origin, folder));
        return !file.Exists ? (null, MediaNames.Is(origin) ? "nothing that entered has this name in such a place: name a file beside the text" : "it is not there")
            : file.Length > most ? (null, $"it is larger than {most >> 20} MB")
            : (await File.ReadAllBytesAsync(file.FullName, cancel).ConfigureAwait(false), null);
    }
}
