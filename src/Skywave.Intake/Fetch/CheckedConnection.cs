using System.Net;
using System.Net.Sockets;

namespace Skywave.Intake.Fetch;

/// <summary>
/// Looks the name up once, checks what came, and connects to exactly that: a name that answers differently the second time
/// (DNS rebinding) is never asked a second time.
/// </summary>
/// <param name="may">Which addresses may be connected to.</param>
internal sealed class CheckedConnection(Func<IPAddress, bool> may)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var host = context.DnsEndPoint.Host;
        var all = IPAddress.TryParse(host, out var literal) ? [literal] : await Resolve(host, cancel).ConfigureAwait(false);
        var addresses = all.Where(may).ToArray();
        if (addresses.Length == 0 && all.Length > 0)
        {
            throw new PrivateAddressException();
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancel).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<IPAddress[]> Resolve(string host, CancellationToken cancel)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancel).ConfigureAwait(false);
        }
        catch (SocketException missing)
        {
            throw new HttpRequestException(HttpRequestError.NameResolutionError, "its name is not found", missing);
        }
    }
}

/// <summary>Inside the connection only: .NET's HTTP stack takes a refusal from us in no other form. <see cref="WebFetch"/> makes a reason of it.</summary>
internal sealed class PrivateAddressException() : IOException("it is an address of a private network or of this machine");
