namespace Skywave.Intake.Fetch;

/// <summary>What came of fetching an address: bytes, or a reason why not. Never an exception.</summary>
public abstract record Fetched
{
    private Fetched()
    {
    }

    /// <summary>It came.</summary>
    /// <param name="Bytes">The body, within the limits asked for.</param>
    /// <param name="Address">Where it came from in the end, after redirects: what relative links are relative to.</param>
    /// <param name="ContentType">The media type it was sent as, lower-case and without parameters, or null.</param>
    /// <param name="Charset">The <c>charset</c> it was sent with, or null.</param>
    public sealed record Document(byte[] Bytes, Uri Address, string? ContentType, string? Charset) : Fetched;

    /// <summary>It did not come, or may not.</summary>
    /// <param name="Reason">One sentence for the person who imports; begins with the address.</param>
    public sealed record Refused(string Reason) : Fetched;
}

/// <summary>What kind of thing is fetched: each has its own limits and media types.</summary>
public enum FetchKind
{
    /// <summary>A document for <see cref="Items.Read"/>: at most 16 MB.</summary>
    Document,

    /// <summary>A picture: at most 32 MB.</summary>
    Picture,

    /// <summary>Sound, film or captions: at most 64 MB.</summary>
    Recording,
}

/// <summary>The bounds of one fetch. The defaults are what <c>skywave import</c> uses.</summary>
public sealed record FetchLimits
{
    /// <summary>Bytes of a document. Default 16 MB.</summary>
    public long DocumentBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Bytes of a picture. Default 32 MB.</summary>
    public long PictureBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Bytes of a recording. Default 64 MB.</summary>
    public long RecordingBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>The whole fetch, redirects and body included. Default one minute.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Redirects followed; each address is checked anew. Default 5.</summary>
    public int Redirects { get; init; } = 5;

    /// <summary>Whether addresses of private networks, this machine included, may be fetched from. Default no.</summary>
    public bool PrivateAddresses { get; init; }
}
