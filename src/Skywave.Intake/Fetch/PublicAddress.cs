using System.Net;
using System.Net.Sockets;

namespace Skywave.Intake.Fetch;

/// <summary>
/// Which addresses belong to the public internet. A document's link must not make the newsroom's machine ask its own network:
/// the router, the database beside it, the cloud's metadata address (IANA special-purpose registries, RFC 6890 and later).
/// </summary>
public static class PublicAddress
{
    /// <summary>IPv4 blocks that are not public: network and prefix length.</summary>
    private static readonly (uint Network, int Prefix)[] Special4 =
    [
        (0x00000000, 8), (0x0a000000, 8), (0x64400000, 10), (0x7f000000, 8), (0xa9fe0000, 16), (0xac100000, 12), (0xc0000000, 24), (0xc0000200, 24), (0xc0586300, 24),
        (0xc0a80000, 16), (0xc6120000, 15), (0xc6336400, 24), (0xcb007100, 24), (0xe0000000, 4), (0xf0000000, 4),
    ];

    /// <summary>True when <paramref name="address"/> is an ordinary unicast address of the public internet.</summary>
    public static bool Is(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return IsPublic4(address.GetAddressBytes());
        }
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return false;
        }
        var b = address.GetAddressBytes();
        if (address.IsIPv4MappedToIPv6)
        {
            return IsPublic4(b[12..]);
        }
        // NAT64 (64:ff9b::/96) and 6to4 (2002::/16) carry an IPv4 address that somebody on the way connects to.
        if (b.AsSpan().StartsWith((ReadOnlySpan<byte>)[0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0]))
        {
            return IsPublic4(b[12..]);
        }
        if (b[0] == 0x20 && b[1] == 0x02)
        {
            return IsPublic4(b[2..6]);
        }
        // Only 2000::/3 is given out as global unicast; in it, Teredo, ORCHID, benchmarking and documentation are not.
        return (b[0] & 0xe0) == 0x20 && !(b[0] == 0x20 && b[1] == 0x01 && b[2] < 0x02) && !(b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0d && b[3] == 0xb8) && !(b[0] == 0x3f && b[1] == 0xff && b[2] < 0x10);
    }

    private static bool IsPublic4(byte[] b)
    {
        var value = ((uint)b[0] << 24) | ((uint)b[1] << 16) | ((uint)b[2] << 8) | b[3];
        return !Array.Exists(Special4, s => value >> (32 - s.Prefix) == s.Network >> (32 - s.Prefix));
    }
}
