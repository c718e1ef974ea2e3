using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Skywave.Tests.Alerts;

/// <summary>A message as a push service gets it.</summary>
internal sealed record Pushed(string Path, IHeaderDictionary Headers, byte[] Body);

/// <summary>A push service on loopback. What it answers stands in an endpoint's path: <c>/410/a</c>; <c>/429-201/a</c> says one thing after the other; <c>/stall/a</c> nothing; <c>/302/a</c> leads to itself; <c>/flood/a</c> answers without end.</summary>
internal sealed class PushService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, int> _asked = new();

    private PushService(WebApplication app) => _app = app;

    public ConcurrentQueue<Pushed> Got { get; } = new();

    public string Address => _app.Urls.First();

    /// <summary>Most messages that were under way together.</summary>
    public int Together { get; private set; }

    public static async Task<PushService> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var service = new PushService(app);
        app.Run(service.AnswerAsync);
        await app.StartAsync();
        return service;
    }

    public ABrowser Browser(string path, string desk = "en") => new($"{Address}/{path}", desk);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private int _now;

    private async Task AnswerAsync(HttpContext context)
    {
        Together = Math.Max(Together, Interlocked.Increment(ref _now));
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var path = context.Request.Path.Value!;
        Got.Enqueue(new Pushed(path, new HeaderDictionary(context.Request.Headers.ToDictionary()), body.ToArray()));
        var answers = path.Split('/')[1].Split('-');
        var asked = _asked.AddOrUpdate(path, 1, (_, before) => before + 1);
        var answer = answers[Math.Min(asked, answers.Length) - 1];
        context.Response.Headers.RetryAfter = path.EndsWith("/now", StringComparison.Ordinal) ? "0" : default;
        switch (answer)
        {
            case "stall":
                Interlocked.Decrement(ref _now);
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            case "flood":
                Interlocked.Decrement(ref _now);
                context.Response.StatusCode = 201;
                while (!context.RequestAborted.IsCancellationRequested)
                {
                    await context.Response.Body.WriteAsync(new byte[65536], context.RequestAborted).AsTask().ContinueWith(_ => { }, TaskScheduler.Default);
                }
                return;
            case "302":
                context.Response.Headers.Location = "/201/elsewhere";
                break;
        }
        context.Response.StatusCode = int.Parse(answer, System.Globalization.CultureInfo.InvariantCulture);
        Interlocked.Decrement(ref _now);
    }
}
