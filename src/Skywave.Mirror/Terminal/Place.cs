using System.CommandLine.Parsing;
using Skywave.Reading;
using Skywave.Trust.Documents;

namespace Skywave.Mirror;

/// <summary>What a person named on the command line: a folder, a page's file, or an address.</summary>
public sealed class Place : IDisposable
{
    private readonly HttpClient? _client;

    private Place(EditionSource source, string? page, HttpClient? client) => (Source, Page, _client) = (source, page, client);

    /// <summary>Where the edition is; for a lone page, the folder or site it stands in.</summary>
    public EditionSource Source { get; }

    /// <summary>The page's path in the source, or null when an edition was named.</summary>
    public string? Page { get; }

    /// <summary>What the address says of the key it was made for, or null.</summary>
    public TrustLink? Link { get; private init; }

    /// <summary>Finds out what was named.</summary>
    /// <exception cref="Stop">There is nothing there.</exception>
    public static Place Of(string named)
    {
        if (Uri.TryCreate(named, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return OfAddress(address!, LinkOf(named, address.Fragment));
        }
        if (File.Exists(named))
        {
            return new Place(EditionSource.FromFolder(Path.GetDirectoryName(Path.GetFullPath(named))!), Path.GetFileName(named), null);
        }
        return Directory.Exists(named)
            ? new Place(EditionSource.FromFolder(Path.GetFullPath(named)), null, null)
            : throw new Stop(Exit.Unreachable, "path.missing", $"{named}: there is no such file or folder", "name an edition's folder, a saved page, or an address that begins with http:// or https://");
    }

    /// <summary>Reads an option's value that is an address, and tells System.CommandLine what is wrong with it.</summary>
    public static Uri? ParseAddress(ArgumentResult argument)
    {
        if (argument.Tokens.Count == 1 && Uri.TryCreate(argument.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return address;
        }
        argument.AddError("an address begins with http:// or https://");
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _client?.Dispose();

    // An address ending in .html is a page, and its site begins where the desk's part of the path does.
    private static Place OfAddress(Uri address, TrustLink? link)
    {
        var client = HttpFetch.NewClient();
        var path = address.AbsolutePath;
        if (!path.EndsWith(".html", StringComparison.Ordinal))
        {
            var folder = path.EndsWith('/') ? path : path + "/";
            return new Place(EditionSource.FromUrl(new Uri(address, folder), client), null, client) { Link = link };
        }
        var parts = path.Split('/');
        var depth = parts.Length >= 4 && parts[^2] == "about" ? 3 : 4;
        var at = Math.Max(1, parts.Length - depth);
        return new Place(EditionSource.FromUrl(new Uri(address, string.Join('/', parts[..at]) + "/"), client), Uri.UnescapeDataString(string.Join('/', parts[at..])), client) { Link = link };
    }

    private static TrustLink? LinkOf(string named, string fragment) =>
        !TrustLink.IsMeant(fragment) ? null
        : TrustLink.Parse(fragment).TryGet(out var link, out var refusal) ? link
        : throw new Stop(Exit.Usage, refusal.Code, $"{named}: {refusal.Detail}", "copy the whole link again, or leave out what begins with #");
}
