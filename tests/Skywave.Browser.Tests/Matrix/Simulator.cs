using System.Net;
using System.Net.Sockets;

namespace Skywave.Tests.Matrix;

/// <summary>Something on loopback that a browser takes for a mirror. It counts what goes over it.</summary>
internal abstract class Simulator : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;
    private readonly Lock _counting = new();
    private long _sent;
    private int _open;

    protected Simulator(bool answers = true)
    {
        if (answers)
        {
            _listener.Start();
            _accepting = AcceptAsync();
        }
        else
        {
            // A queue of one that somebody stands in for good: every further SYN is dropped, as a black hole drops it.
            _listener.Start(0);
            _accepting = Task.CompletedTask;
        }
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections that were opened.</summary>
    public int Opened { get; private set; }

    /// <summary>The most that were open at once.</summary>
    public int MostOpen { get; private set; }

    /// <summary>Bytes that went to browsers.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Where it stands; a host other than 127.0.0.1 is one that the browser was told to look for here (<see cref="Chromium.Hosts"/>).</summary>
    public string Address(string scheme = "http", string host = "127.0.0.1") => $"{scheme}://{host}:{Port}/";

    protected abstract Task ServeAsync(Socket browser, CancellationToken cancel);

    protected void Count(int bytes) => Interlocked.Add(ref _sent, bytes);

    /// <summary>Ends a connection as a censor's forged RST does.</summary>
    protected static void Reset(Socket browser)
    {
        browser.LingerState = new LingerOption(true, 0);
        browser.Close();
    }

    public virtual async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(CountAsync(await _listener.AcceptSocketAsync(_end.Token)));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task CountAsync(Socket browser)
    {
        lock (_counting)
        {
            Opened++;
            MostOpen = Math.Max(MostOpen, ++_open);
        }
        try
        {
            browser.NoDelay = true;
            await ServeAsync(browser, _end.Token);
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
            // The browser went away, or the test is over.
        }
        finally
        {
            browser.Dispose();
            lock (_counting)
            {
                _open--;
            }
        }
    }
}

/// <summary>Every packet to it is dropped.</summary>
internal sealed class BlackHole : Simulator
{
    private readonly TcpClient[] _queue = [new(), new(), new()];

    public BlackHole() : base(answers: false)
    {
        foreach (var client in _queue)
        {
            _ = client.Client.BeginConnect(IPAddress.Loopback, Port, null, null);
        }
    }

    protected override Task ServeAsync(Socket browser, CancellationToken cancel) => Task.CompletedTask;

    public override ValueTask DisposeAsync()
    {
        Array.ForEach(_queue, client => client.Dispose());
        return base.DisposeAsync();
    }
}

/// <summary>What a censor's box does when it has read a connection's first bytes: the name in TLS's hello, or a request.</summary>
/// <param name="says">What it answers before it ends the connection; null resets it.</param>
internal sealed class Box(string? says) : Simulator
{
    protected override async Task ServeAsync(Socket browser, CancellationToken cancel)
    {
        await browser.ReceiveAsync(new byte[4096], cancel);
        if (says is null)
        {
            Reset(browser);
            return;
        }
        Count(await browser.SendAsync(System.Text.Encoding.UTF8.GetBytes(says), cancel));
        browser.Shutdown(SocketShutdown.Send);
        await browser.ReceiveAsync(new byte[4096], cancel);
    }
}
