using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Skywave.Tests.Alerts;

/// <summary>
/// A push service for Firefox on loopback: Mozilla's own protocol over a WebSocket on one side (hello, register, notification, ack, unregister), RFC 8030 on the other. What Firefox makes of a message is Firefox's. A GET of
/// a path that a test names has it do something: a browser's step can so wait for a publish.
/// </summary>
internal sealed class AutoPush : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SemaphoreSlim _turn = new(1);
    private WebSocket? _socket;

    private AutoPush(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    /// <summary>The WebSocket's.</summary>
    public string Socket => $"ws://{Address.Authority}/";

    /// <summary>What the browser said, by type of message.</summary>
    public ConcurrentQueue<JsonElement> Said { get; } = new();

    /// <summary>Which channels there are, and for whose key.</summary>
    public ConcurrentDictionary<string, string> Channels { get; } = new(StringComparer.Ordinal);

    /// <summary>What is done at which path.</summary>
    public Dictionary<string, Func<Task>> Does { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers to POSTs, counted by status.</summary>
    public ConcurrentQueue<int> Answered { get; } = new();

    public static async Task<AutoPush> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var push = new AutoPush(app);
        app.UseWebSockets();
        app.Run(push.AnswerAsync);
        await app.StartAsync();
        return push;
    }

    /// <summary>Gives every channel these bytes, as a service does with what it was sent.</summary>
    public Task GiveAllAsync(byte[] message) => Task.WhenAll(Channels.Keys.Select(channel => GiveAsync(channel, message)));

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _turn.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.WebSockets.IsWebSocketRequest)
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { SubProtocol = context.WebSockets.WebSocketRequestedProtocols.FirstOrDefault() });
            _socket = socket;
            await ListenAsync(socket, context.RequestAborted);
        }
        else if (HttpMethods.IsPost(context.Request.Method))
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var channel = context.Request.Path.Value!.Split('/')[^1];
            context.Response.StatusCode = Channels.ContainsKey(channel) ? 201 : 410;
            if (context.Response.StatusCode == 201)
            {
                await GiveAsync(channel, body.ToArray());
            }
            Answered.Enqueue(context.Response.StatusCode);
        }
        else if (Does.TryGetValue(context.Request.Path.Value!, out var act))
        {
            await act();
        }
    }

    private Task GiveAsync(string channel, byte[] message) => SayAsync(new JsonObject
    {
        ["messageType"] = "notification",
        ["channelID"] = channel,
        ["version"] = Guid.NewGuid().ToString("N"),
        ["data"] = Base64Url.EncodeToString(message),
        ["headers"] = new JsonObject { ["encoding"] = "aes128gcm" },
    });

    private async Task ListenAsync(WebSocket socket, CancellationToken cancel)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, cancel) is { MessageType: WebSocketMessageType.Text } got)
            {
                var said = JsonDocument.Parse(buffer.AsMemory(0, got.Count)).RootElement.Clone();
                Said.Enqueue(said);
                if (Answer(said) is { } answer)
                {
                    await SayAsync(answer);
                }
            }
        }
        catch (Exception over) when (over is WebSocketException or OperationCanceledException)
        {
            // The browser ended.
        }
    }

    private JsonObject? Answer(JsonElement said)
    {
        string? Text(string name) => said.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        switch (Text("messageType"))
        {
            case "hello":
                return new() { ["messageType"] = "hello", ["uaid"] = Text("uaid") is { Length: > 0 } known ? known : Guid.NewGuid().ToString("N"), ["status"] = 200, ["use_webpush"] = true, ["broadcasts"] = new JsonObject() };
            case "register":
                Channels[Text("channelID")!] = Text("key") ?? "";
                return new() { ["messageType"] = "register", ["channelID"] = Text("channelID"), ["status"] = 200, ["pushEndpoint"] = new Uri(Address, "push/" + Text("channelID")).ToString() };
            case "unregister":
                Channels.TryRemove(Text("channelID")!, out _);
                return new() { ["messageType"] = "unregister", ["channelID"] = Text("channelID"), ["status"] = 200 };
            case "ping":
                return [];
            default:
                return null;
        }
    }

    // One at a time: a socket takes no two messages at once.
    private async Task SayAsync(JsonObject message)
    {
        await _turn.WaitAsync();
        try
        {
            await _socket!.SendAsync(System.Text.Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _turn.Release();
        }
    }
}
