using System.Text;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>What a search engine reads first, <c>robots.txt</c>: everything may be read, and where the sitemap is. It counts only at the root of a host.</summary>
public static class Robots
{
    /// <summary>Where it stands.</summary>
    public const string Path = "robots.txt";

    /// <summary>The file.</summary>
    /// <param name="address">The carrier's public address: a host without a path.</param>
    public static EditionFile Render(Uri address) => new(Path, Encoding.ASCII.GetBytes($"User-agent: *\nDisallow:\n\nSitemap: {Sitemap.At(address, Sitemap.IndexPath)}\n"));
}
