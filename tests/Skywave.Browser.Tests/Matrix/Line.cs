using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Skywave.Tests.Matrix;

/// <summary>A line to an honest mirror, with what a network may do to it. It changes no byte.</summary>
internal sealed class Line(Uri mirror) : Simulator
{
    private const int Segment = 1400;
    private const int Resent = 333;

    private int _connections;

    /// <summary>From a mirror to a browser; null: as fast as it goes.</summary>
    public int? BytesPerSecond { get; set; }

    /// <summary>One way.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>
    /// How many of a hundred packets are lost, as 0.01 and so on. A connection over TCP loses no byte by it: what comes behind a lost one waits until it was sent again, after a third of a second, after twice as
    /// long when that is lost too, and so on; a lost SYN takes a second (RFC 6298). Nothing is sent again earlier because of what came behind it: answers of a few packets give no cause.
    /// </summary>
    public double Loss { get; init; }

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
        // The same packets of a connection are lost in every run.
        var dice = new Random(Interlocked.Increment(ref _connections));
        await Task.Delay(Again(dice, 1000), cancel);
        using var site = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await site.ConnectAsync(new IPEndPoint(IPAddress.Loopback, mirror.Port), cancel);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var both = new[] { PumpAsync(browser, site, null, isAnswer: false, new Random(dice.Next()), over.Token), PumpAsync(site, browser, BytesPerSecond, isAnswer: true, new Random(dice.Next()), over.Token) };
        await await Task.WhenAny(both);
        await over.CancelAsync();
        await Task.WhenAll(both).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private async Task PumpAsync(Socket from, Socket to, int? rate, bool isAnswer, Random dice, CancellationToken cancel)
    {
        var under = Channel.CreateUnbounded<(byte[] Bytes, long Due)>();
        var delivering = DeliverAsync(under.Reader, to, isAnswer, cancel);
        var free = 0L;
        var buffer = new byte[Segment];
        for (int length; (length = await from.ReceiveAsync(buffer, cancel)) > 0;)
        {
            free = Math.Max(free, Environment.TickCount64) + (rate is { } r ? 1000L * length / r : 0) + Again(dice, Resent);
            under.Writer.TryWrite((buffer[..length], free + (long)Delay.TotalMilliseconds));
        }
        under.Writer.Complete();
        await delivering;
    }

    // Milliseconds until a packet has come through.
    private int Again(Random dice, int first)
    {
        var waited = 0;
        for (var next = first; dice.NextDouble() < Loss; next *= 2)
        {
            waited += next;
        }
        return waited;
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
