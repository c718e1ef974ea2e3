using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Skywave.Delivery;

/// <summary>
/// Serves an edition's folder to readers: files as they are, nothing else but the door for alerts where one is given (<see cref="ReaderSiteOptions.Alerts"/>). It keeps no log, sets no cookie, answers the same to everybody
/// and sends <c>Access-Control-Allow-Origin: *</c> so that another mirror's reader code may ask here.
/// </summary>
public sealed class ReaderSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ReaderSite(WebApplication app, Uri address, bool moved) => (_app, Address, Moved) = (app, address, moved);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>True when the port asked for was taken and the next free one was used.</summary>
    public bool Moved { get; }

    /// <summary>Starts serving with the default options.</summary>
    /// <param name="folder">The edition's folder; may be empty and filled later.</param>
    /// <param name="address">Where to listen: <c>http://127.0.0.1:8080</c>. Port 0 picks a free one.</param>
    /// <param name="cancel">Stops the start.</param>
    public static Task<ReaderSite> StartAsync(string folder, Uri address, CancellationToken cancel = default) => StartAsync(folder, address, new ReaderSiteOptions(), cancel);

    /// <summary>Starts serving. When the port is taken, tries the next ones, twenty in all; then throws <see cref="IOException"/>.</summary>
    /// <param name="folder">The edition's folder; may be empty and filled later.</param>
    /// <param name="address">Where to listen: <c>http://127.0.0.1:8080</c>. Port 0 picks a free one.</param>
    /// <param name="options">How to serve.</param>
    /// <param name="cancel">Stops the start.</param>
    public static async Task<ReaderSite> StartAsync(string folder, Uri address, ReaderSiteOptions options, CancellationToken cancel = default)
    {
        for (var tries = 0; tries < 20; tries++)
        {
            var port = address.Port == 0 ? 0 : address.Port + tries;
            var app = Build(new EditionFolder(folder), new UriBuilder(address) { Port = port }.Uri, options);
            try
            {
                await app.StartAsync(cancel).ConfigureAwait(false);
                return new ReaderSite(app, new Uri(app.Urls.First()), tries > 0);
            }
            catch (IOException taken) when (IsTaken(taken))
            {
                await app.DisposeAsync().ConfigureAwait(false);
            }
        }
        throw new IOException($"ports {address.Port} to {address.Port + 19} on {address.Host} are all taken");
    }

    /// <summary>Waits until the process is asked to end.</summary>
    public Task WaitAsync(CancellationToken cancel) => HostingAbstractionsHostExtensions.WaitForShutdownAsync(_app, cancel);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static bool IsTaken(IOException error) =>
        error.InnerException is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } or { InnerException: SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } };

    private static WebApplication Build(EditionFolder folder, Uri address, ReaderSiteOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders(); // a request log would hold readers' addresses
        builder.WebHost.UseUrls(address.ToString());
        builder.WebHost.ConfigureKestrel(kestrel => Limit(kestrel, options));
        var app = builder.Build();
        app.Run(new Answers(folder, options).AnswerAsync);
        return app;
    }

    // No reader needs more, and somebody who holds connections open with little should hold few. A slow line is no crime: 240 bytes a second are enough.
    private static void Limit(KestrelServerOptions kestrel, ReaderSiteOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 0;
        kestrel.Limits.MaxRequestLineSize = 4 * 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxConcurrentConnections = 10_000;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(20);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(75);
        kestrel.Limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(30));
        if (options.EndConnectionAfter is not null)
        {
            kestrel.ConfigureEndpointDefaults(listen => listen.Use(next => connection =>
            {
                connection.Features.Set(new Carried());
                return next(connection);
            }));
        }
    }
}
