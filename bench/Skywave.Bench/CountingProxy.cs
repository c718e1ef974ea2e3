using System.Net;
using System.Net.Sockets;

namespace Skywave.Bench;

/// <summary>Passes connections on to a port of this machine and counts what goes over the wire, both ways: all protocols are measured the same.</summary>
internal sealed class CountingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _port;
    private readonly Task _accepting;
    private long _sent;
    private long _received;
    private int _connections;
    private int _requests;

    public CountingProxy(int port)
    {
        _port = port;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Bytes both ways so far, the connections they went over, and how many requests of HTTP there were.</summary>
    public (long Bytes, int Connections, int Requests) Count => (Interlocked.Read(ref _sent) + Interlocked.Read(ref _received), _connections, _requests);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _listener.Stop();
        await _accepting.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token).ConfigureAwait(false);
                Interlocked.Increment(ref _connections);
                _ = PassAsync(client);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException)
        {
            // The benchmark is over.
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _port, _stop.Token).ConfigureAwait(false);
            await Task.WhenAll(CopyAsync(near, far, isRequest: true), CopyAsync(far, near, isRequest: false)).ConfigureAwait(false);
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or IOException)
        {
            // One side hung up.
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, bool isRequest)
    {
        var piece = new byte[1 << 16];
        int length;
        while ((length = await from.GetStream().ReadAsync(piece, _stop.Token).ConfigureAwait(false)) > 0)
        {
            Interlocked.Add(ref isRequest ? ref _sent : ref _received, length);
            Interlocked.Add(ref _requests, isRequest ? Requests(piece.AsSpan(0, length)) : 0);
            await to.GetStream().WriteAsync(piece.AsMemory(0, length), _stop.Token).ConfigureAwait(false);
        }
        to.Client.Shutdown(SocketShutdown.Send);
    }

    /// <summary>Requests without a body end with an empty line, and are sent in one piece.</summary>
    private static int Requests(ReadOnlySpan<byte> piece)
    {
        var count = 0;
        for (int at; (at = piece.IndexOf("\r\n\r\n"u8)) >= 0; piece = piece[(at + 4)..])
        {
            count++;
        }
        return count;
    }
}
