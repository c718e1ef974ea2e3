using System.Collections.Immutable;

namespace Skywave.Alerts;

/// <summary>Which push services a subscription may be of: nothing else is ever asked for anything on a stranger's word.</summary>
/// <param name="Own">Those that the operator named, by scheme, host and port.</param>
public sealed record PushHosts(ImmutableArray<string> Own)
{
    /// <summary>The longest endpoint, in characters.</summary>
    public const int LongestEndpoint = 1024;

    private static readonly string[] Hosts = ["fcm.googleapis.com", "updates.push.services.mozilla.com"];
    private static readonly string[] Domains = [".push.apple.com", ".notify.windows.com"];

    /// <summary>The address of an endpoint, or null when it is of nobody known.</summary>
    public Uri? Find(string endpoint)
    {
        if (endpoint.Length > LongestEndpoint || !endpoint.All(c => c is > ' ' and <= '~' and not '\\') || !Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address is not { UserInfo: "", Fragment: "" })
        {
            return null;
        }
        return IsOfABrowser(address) || (!Own.IsDefault && Own.Any(own => Uri.Compare(new Uri(own), address, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0)) ? address : null;
    }

    private static bool IsOfABrowser(Uri address) => address is { Scheme: "https", IsDefaultPort: true, HostNameType: UriHostNameType.Dns }
        && (Hosts.Contains(address.Host, StringComparer.Ordinal) || Domains.Any(domain => address.Host.EndsWith(domain, StringComparison.Ordinal)));
}
