using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Skywave.Delivery;

/// <summary>The desks' dictionaries, by desk: one each, the one its standing page makes now. Whoever names another gets what everybody gets.</summary>
internal sealed class Dictionaries(Newsstand stand)
{
    private const string AvailableHeader = "Available-Dictionary";

    /// <summary>The standing pages that serve as one; the first that the desk has.</summary>
    private static readonly string[] Pages = ["verify", "about", "contact", "privacy"];

    /// <summary>What answers for a desk's page depend on.</summary>
    public static StringValues Vary { get; } = "Accept-Encoding, Available-Dictionary";

    /// <summary>The page as compressed with the desk's dictionary; null where the client has not got it, or does not take it.</summary>
    public Body? For(HttpRequest request, Copy page, AcceptedCodings accepts) =>
        accepts.Dictionary > 0 && page.Desk is { } desk && request.Headers[AvailableHeader] is { Count: 1 } available && Of(desk) is { } dictionary && available[0] == dictionary.Available
            ? page.With(dictionary)
            : null;

    /// <summary>A desk's dictionary; null when it has no standing page.</summary>
    public DeskDictionary? Of(string desk)
    {
        foreach (var page in Pages)
        {
            var name = $"/{desk}/about/{page}.html";
            if ((stand.Known(name) ?? stand.Fetch(name, name[1..])) is { } copy)
            {
                return copy.AsDictionary;
            }
        }
        return null;
    }
}
