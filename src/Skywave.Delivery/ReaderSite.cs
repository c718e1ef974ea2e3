using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Skywave.Delivery;

/// <summary>
/// Serves an edition's folder to readers: files as they are, nothing else. It keeps no log, sets no cookie, answers the same to everybody
/// and sends <c>Access-Control-Allow-Origin: *</c> so that another mirror's reader code may ask here.
/// </summary>
public sealed class ReaderSite : IAsyncDisposable
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8",
        [".xml"] = "application/rss+xml; charset=utf-8",
        [".json"] = "application/json",
        [".txt"] = "text/plain; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".jpg"] = "image/jpeg",
        [".png"] = "image/png",
        [".webp"] = "image/webp",
        [".avif"] = "image/avif",
    };

    private readonly WebApplication _app;

    private ReaderSite(WebApplication app, Uri address, bool moved) => (_app, Address, Moved) = (app, address, moved);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>True when the port asked for was taken and the next free one was used.</summary>
    public bool Moved { get; }

    /// <summary>Starts serving. When the port is taken, tries the next ones, twenty in all; then throws <see cref="IOException"/>.</summary>
    /// <param name="folder">The edition's folder; may be empty and filled later.</param>
    /// <param name="address">Where to listen: <c>http://127.0.0.1:8080</c>. Port 0 picks a free one.</param>
    /// <param name="cancel">Stops the start.</param>
    public static async Task<ReaderSite> StartAsync(string folder, Uri address, CancellationToken cancel = default)
    {
        for (var tries = 0; tries < 20; tries++)
        {
            var port = address.Port == 0 ? 0 : address.Port + tries;
            var app = Build(new EditionFolder(folder), new UriBuilder(address) { Port = port }.Uri);
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

    private static WebApplication Build(EditionFolder folder, Uri address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders(); // a request log would hold readers' addresses
        builder.WebHost.UseUrls(address.ToString());
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxConcurrentConnections = 10_000;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(20);
        });
        builder.Services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true; // the same bytes for everybody: there is no secret to guess
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
            options.MimeTypes = ["text/html", "application/rss+xml", "application/json", "text/plain", "text/javascript", "application/octet-stream"];
        });
        builder.Services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = System.IO.Compression.CompressionLevel.Optimal);
        var app = builder.Build();
        app.UseResponseCompression();
        app.Run(context => AnswerAsync(context, folder));
        return app;
    }

    private static async Task AnswerAsync(HttpContext context, EditionFolder folder)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            headers.Allow = "GET, HEAD";
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }
        var path = context.Request.Path.Value!.TrimStart('/');
        path = path.Length == 0 || path.EndsWith('/') ? path + "index.html" : path;
        if (EditionFolder.IsSafe(path) && folder.Has(path))
        {
            await SendAsync(context, folder, path).ConfigureAwait(false);
        }
        else if (EditionFolder.IsSafe(path) && folder.Has(path + "/index.html"))
        {
            context.Response.Redirect(path[(path.LastIndexOf('/') + 1)..] + "/"); // relative: any path prefix in front of us stays
        }
        else
        {
            await SendNotFoundAsync(context, folder, path).ConfigureAwait(false);
        }
    }

    private static async Task SendAsync(HttpContext context, EditionFolder folder, string path)
    {
        var file = new FileInfo(folder.PathOf(path));
        var tag = $"\"{file.Length:x}-{file.LastWriteTimeUtc.Ticks:x}\"";
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = CarrierOrder.IsImmutable(path) ? "public, max-age=31536000, immutable" : "no-cache";
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        context.Response.ContentType = path.EndsWith("/checkpoint", StringComparison.Ordinal)
            ? "text/plain; charset=utf-8"
            : Types.GetValueOrDefault(Path.GetExtension(path), "application/octet-stream");
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await context.Response.SendFileAsync(file.FullName, context.RequestAborted).ConfigureAwait(false);
        }
    }

    // 404.html links as from the edition's root; a missing page lies deeper, so its relative links are led back up.
    private static async Task SendNotFoundAsync(HttpContext context, EditionFolder folder, string path)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.Headers.CacheControl = "no-cache";
        var desk = path[..Math.Max(path.IndexOf('/'), 0)];
        var own = desk.Length > 0 && EditionFolder.IsSafe(desk) && folder.Has(desk + "/404.html");
        var page = folder.Read(own ? desk + "/404.html" : "404.html");
        if (page is null || HttpMethods.IsHead(context.Request.Method) || IsForPrograms(path))
        {
            return;
        }
        var depth = path.Count(c => c == '/') - (own ? 1 : 0);
        var up = string.Concat(Enumerable.Repeat("../", depth));
        var text = Encoding.UTF8.GetString(page)
            .Replace("href=\"", "href=\"" + up, StringComparison.Ordinal)
            .Replace("href=\"" + up + "#", "href=\"#", StringComparison.Ordinal);
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(text, context.RequestAborted).ConfigureAwait(false);
    }

    // A checker asks for the next root at every refresh: its "no" must not weigh a page.
    private static bool IsForPrograms(string path) =>
        path.StartsWith("metadata/", StringComparison.Ordinal) || path.StartsWith("targets/", StringComparison.Ordinal) || path.StartsWith("log/", StringComparison.Ordinal);
}
