using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Skywave.Tests.Matrix;

/// <summary>A line to an honest mirror, with what a network may do to it. It changes no byte.</summary>
internal sealed class Line(Uri mirror) : Simulator
{
    private const int Segment = 1400;

    /// <summary>From a mirror to a browser; null: as fast as it goes.</summary>
    public int? BytesPerSecond { get; init; }

    /// <summary>One way.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>After so many bytes to the browser a connection stays open and carries nothing more.</summary>
    public int? FreezeAfter { get; init; }

    /// <summary>After so many bytes the connection is reset and the line is dead.</summary>
    public int? DieAfter { get; set; }

    /// <summary>Every connection is reset.</summary>
    public bool IsDead { get; set; }

    protected override async Task ServeAsync(Socket browser, CancellationToken cancel)
    {
        if (IsDead)
        {
            Reset(browser);
            return;
        }
        using var site = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await site.ConnectAsync(new IPEndPoint(IPAddress.Loopback, mirror.Port), cancel);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var both = new[] { PumpAsync(browser, site, null, false, over.Token), PumpAsync(site, browser, BytesPerSecond, true, over.Token) };
        await await Task.WhenAny(both);
        await over.CancelAsync();
        await Task.WhenAll(both).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private async Task PumpAsync(Socket from, Socket to, int? rate, bool isAnswer, CancellationToken cancel)
    {
        var under = Channel.CreateUnbounded<(byte[] Bytes, long Due)>();
        var delivering = DeliverAsync(under.Reader, to, isAnswer, cancel);
        var free = 0L;
        var buffer = new byte[Segment];
        for (int length; (length = await from.ReceiveAsync(buffer, cancel)) > 0;)
        {
            free = Math.Max(free, Environment.TickCount64) + (rate is { } r ? 1000L * length / r : 0);
            under.Writer.TryWrite((buffer[..length], free + (long)Delay.TotalMilliseconds));
        }
        under.Writer.Complete();
        await delivering;
    }

    private async Task DeliverAsync(ChannelReader<(byte[] Bytes, long Due)> under, Socket to, bool isAnswer, CancellationToken cancel)
    {
        var carried = 0;
        await foreach (var (bytes, due) in under.ReadAllAsync(cancel))
        {
            if (due > Environment.TickCount64)
            {
                await Task.Delay((int)(due - Environment.TickCount64), cancel);
            }
            var most = isAnswer ? Math.Min(FreezeAfter ?? int.MaxValue, DieAfter ?? int.MaxValue) - carried : int.MaxValue;
            var part = bytes.AsMemory(0, Math.Clamp(most, 0, bytes.Length));
            await to.SendAsync(part, cancel);
            carried += part.Length;
            Count(isAnswer ? part.Length : 0);
            if (part.Length == bytes.Length)
            {
                continue;
            }
            if (DieAfter is not null)
            {
                IsDead = true;
                Reset(to);
                return;
            }
            await Task.Delay(Timeout.Infinite, cancel);
        }
    }
}
