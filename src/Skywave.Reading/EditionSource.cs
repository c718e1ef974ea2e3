namespace Skywave.Reading;

/// <summary>What came of asking for one file.</summary>
public abstract record Fetched
{
    private Fetched()
    {
    }

    /// <summary>Its bytes, all of them; at most as many as were asked for. Nothing is known of them yet.</summary>
    public sealed record Content(ReadOnlyMemory<byte> Bytes) : Fetched;

    /// <summary>What follows the beginning that was said to be known.</summary>
    public sealed record Rest(ReadOnlyMemory<byte> Bytes) : Fetched;

    /// <summary>There is no such file.</summary>
    public sealed record Missing : Fetched;

    /// <summary>It is longer than asked for, or does not end: a lie, not an outage.</summary>
    public sealed record TooBig : Fetched;

    /// <summary>It could not be asked, or did not answer in time.</summary>
    /// <param name="Reason">One plain clause; names no path of this machine.</param>
    public sealed record Unreachable(string Reason) : Fetched;
}

/// <summary>
/// Where an edition's files come from: a folder, an address, or anything else that gives bytes for a path. Nothing it gives is trusted.
/// </summary>
public sealed class EditionSource
{
    private const int MaxPathLength = 2048;

    private readonly Func<string, long, CancellationToken, Task<Fetched>> _fetch;

    private EditionSource(Func<string, long, CancellationToken, Task<Fetched>> fetch, string name) => (_fetch, Name) = (fetch, name);

    /// <summary>What people call it: the address, or "the folder".</summary>
    public string Name { get; }

    /// <summary>True when several files can be asked for at once and each answers at once, as in a folder. Default false: one after the other.</summary>
    internal bool IsAtHand { get; private init; }

    /// <summary>Asks for what follows so many bytes of a file; it may give all of it. Null: it can only give whole files.</summary>
    internal Func<string, long, long, CancellationToken, Task<Fetched>>? Following { get; init; }

    /// <summary>Files under a folder. A link inside it is not followed.</summary>
    public static EditionSource FromFolder(string folder) => new(new FolderFetch(folder).FetchAsync, "the folder") { IsAtHand = true };

    /// <summary>
    /// Files under an address. The client should come from <see cref="HttpFetch.NewClient"/>: it must not follow redirects by itself. Redirects are
    /// followed on the same host only, at most three.
    /// </summary>
    public static EditionSource FromUrl(Uri address, HttpClient client) => FromUrl(address, client, TimeProvider.System);

    /// <summary>As <see cref="FromUrl(Uri, HttpClient)"/>, with the clock its time limits run by.</summary>
    public static EditionSource FromUrl(Uri address, HttpClient client, TimeProvider time) =>
        FromUrl(new HttpFetch(address, client, time), address);

    private static EditionSource FromUrl(HttpFetch http, Uri address) => new((path, max, cancel) => http.FetchAsync(path, 0, max, cancel), address.GetLeftPart(UriPartial.Path)) { Following = http.FetchAsync };

    /// <summary>Files from anywhere: the function gets a path, the greatest length and a token.</summary>
    public static EditionSource From(Func<string, long, CancellationToken, Task<Fetched>> fetch, string name) => new(fetch, name);

    /// <summary>The files in a folder of this source.</summary>
    public EditionSource Under(string folder) => new((path, max, cancel) => FetchAsync($"{folder}/{path}", max, cancel), Name);

    /// <summary>The same source, asked first for what is at hand: the function gives a file, or null for what is to be fetched.</summary>
    /// <param name="first">Is told a path and the greatest length.</param>
    public EditionSource After(Func<string, long, CancellationToken, Task<Fetched?>> first) => new(async (path, max, cancel) => await first(path, max, cancel).ConfigureAwait(false) ?? await FetchAsync(path, max, cancel).ConfigureAwait(false), Name)
    {
        Following = async (path, from, max, cancel) => await first(path, max, cancel).ConfigureAwait(false)
            ?? (Following is null ? await FetchAsync(path, max, cancel).ConfigureAwait(false) : await Following(path, from, max, cancel).ConfigureAwait(false)),
    };

    /// <summary>
    /// Asks for one file. Never throws for what the other side does; only when cancelled.
    /// </summary>
    /// <param name="path">Relative, with <c>/</c>, unescaped. A path that would leave the source is <see cref="Fetched.Missing"/>.</param>
    /// <param name="maxBytes">The greatest length accepted; beyond it nothing is read.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<Fetched> FetchAsync(string path, long maxBytes, CancellationToken cancel = default)
    {
        if (!IsInside(path))
        {
            return new Fetched.Missing();
        }
        var fetched = await _fetch(path, maxBytes, cancel).ConfigureAwait(false);
        return fetched is Fetched.Content content && content.Bytes.Length > maxBytes ? new Fetched.TooBig() : fetched;
    }

    /// <summary>
    /// Asks for a file whose beginning is known, for instance a bundle of a log that has grown: only what follows goes over the wire where the other side can do that. What comes back is the whole file,
    /// the known beginning before what was sent, and no more to be trusted than any.
    /// </summary>
    /// <param name="path">As in <see cref="FetchAsync"/>.</param>
    /// <param name="known">Its first bytes.</param>
    /// <param name="maxBytes">The greatest length of the whole file.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<Fetched> FetchAfterAsync(string path, ReadOnlyMemory<byte> known, long maxBytes, CancellationToken cancel = default)
    {
        if (Following is null || known.IsEmpty || !IsInside(path))
        {
            return await FetchAsync(path, maxBytes, cancel).ConfigureAwait(false);
        }
        var fetched = await Following(path, known.Length, maxBytes, cancel).ConfigureAwait(false);
        fetched = fetched is Fetched.Rest rest ? new Fetched.Content((byte[])[.. known.Span, .. rest.Bytes.Span]) : fetched;
        return fetched is Fetched.Content content && content.Bytes.Length > maxBytes ? new Fetched.TooBig() : fetched;
    }

    /// <summary>Reads a stream to its end, or stops at the first byte too many.</summary>
    internal static async Task<Fetched> ReadAsync(Stream stream, long maxBytes, Func<CancellationToken> perRead)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, perRead()).ConfigureAwait(false)) > 0)
        {
            if (bytes.Length + read > maxBytes)
            {
                return new Fetched.TooBig();
            }
            bytes.Write(buffer, 0, read);
        }
        return new Fetched.Content(bytes.ToArray());
    }

    private static bool IsInside(string path)
    {
        if (path.Length is 0 or > MaxPathLength || path.Contains('\\', StringComparison.Ordinal) || path.AsSpan().ContainsAnyInRange('\0', '\x1f') || path.AsSpan().ContainsAnyInRange('\x7f', '\x9f'))
        {
            return false;
        }
        foreach (var part in path.AsSpan().Split('/'))
        {
            if (path.AsSpan(part) is "" or "." or "..")
            {
                return false;
            }
        }
        return true;
    }
}
