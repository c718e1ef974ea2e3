using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Skywave.Delivery;

/// <summary>What a connection has carried so far.</summary>
internal sealed class Carried
{
    public long Bytes { get; set; }
}

/// <summary>Answers a reader's request: the same to everybody who asks for the same.</summary>
internal sealed partial class Answers
{
    private const int MostDepth = 16;

    /// <summary>Of an article: desk, year, month, slug, id.</summary>
    private const int LongestPath = 100;

    /// <summary>About what the head of an answer weighs.</summary>
    private const int Head = 400;

    private static readonly PathString AlertsPath = "/alerts";
    private static readonly StringValues Anybody = "*";
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues NoReferrer = "no-referrer";
    private static readonly StringValues Close = "close";

    private readonly EditionFolder _folder;
    private readonly ReaderSiteOptions _options;
    private readonly Newsstand _stand;
    private readonly Dictionaries? _dictionaries;

    public Answers(EditionFolder folder, ReaderSiteOptions options)
    {
        (_folder, _options) = (folder, options);
        _stand = new Newsstand(folder, options.Memory, options.Clock);
        _dictionaries = options.OffersDictionaries && options.EndConnectionAfter is null ? new Dictionaries(_stand) : null;
    }

    public Task AnswerAsync(HttpContext context)
    {
        if (_options.Alerts is { } alerts && context.Request.Path == AlertsPath)
        {
            return alerts(context);
        }
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = Anybody;
        headers.XContentTypeOptions = NoSniff;
        headers["Referrer-Policy"] = NoReferrer;
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            headers.Allow = "GET, HEAD";
            headers.Connection = Close; // no body is taken: the server ends the connection, and whoever asked should know
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return Task.CompletedTask;
        }
        var name = context.Request.Path.Value!;
        if (_stand.Known(name) is { } known)
        {
            Send(context, known);
            return Task.CompletedTask;
        }
        var path = PathOf(name);
        if (!EditionFolder.IsSafe(path))
        {
            SendNotFound(context, path);
            return Task.CompletedTask;
        }
        if (_stand.Fetch(name, path) is { } fetched)
        {
            Send(context, fetched);
            return Task.CompletedTask;
        }
        return path.EndsWith(DeskDictionary.Ending, StringComparison.Ordinal) && SendDictionary(context, path) ? Task.CompletedTask : AnswerFromDiskAsync(context, path);
    }

    private static string PathOf(string name)
    {
        var path = name.StartsWith('/') ? name[1..] : name;
        return path.Length == 0 || path.EndsWith('/') ? path + "index.html" : path;
    }

    private Task AnswerFromDiskAsync(HttpContext context, string path)
    {
        if (Newsstand.IsTooBig(_folder, path))
        {
            return SendBigAsync(context, path);
        }
        if (_folder.Has(path + "/index.html"))
        {
            context.Response.Redirect(path[(path.LastIndexOf('/') + 1)..] + "/"); // relative: any path prefix in front of us stays
        }
        else
        {
            SendNotFound(context, path);
        }
        return Task.CompletedTask;
    }

    private void Send(HttpContext context, Copy copy)
    {
        var (request, response) = (context.Request, context.Response);
        var accepts = AcceptedCodings.Read(request.Headers.AcceptEncoding);
        var body = _dictionaries?.For(request, copy, accepts) ?? copy.For(accepts);
        response.Headers.ETag = body.Tag;
        response.Headers.CacheControl = copy.Cache;
        if (copy.Vary.Count > 0)
        {
            response.Headers.Vary = copy.Vary;
        }
        if (copy.PointsToDictionary && _dictionaries?.Of(copy.Desk!) is { } dictionary)
        {
            response.Headers.Link = dictionary.Link;
        }
        if (_options.PublicAddress is { } address && SiblingName.IsPage(copy.Path))
        {
            response.Headers.Append("Link", Canonical(address, copy.Path));
        }
        if (request.Headers.IfNoneMatch is { Count: > 0 } tags && body.IsKnownBy(tags))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        SendBody(context, copy, body);
    }

    // Spaces, so that no head is longer than another by the length of its path: the pages' sizes would be told apart by it.
    private static string Canonical(Uri address, string path) =>
        $"<{new Uri(address, path).AbsoluteUri}>;".PadRight(address.AbsoluteUri.Length + LongestPath) + " rel=\"canonical\"";

    private void SendBody(HttpContext context, Copy copy, Body body)
    {
        var response = context.Response;
        response.Headers.ContentType = copy.Type;
        if (body.Coding.Count > 0)
        {
            response.Headers.ContentEncoding = body.Coding;
        }
        response.ContentLength = body.Bytes.Length;
        if (_options.EndConnectionAfter is { } most)
        {
            Count(context, body.Bytes.Length, most);
        }
        if (HttpMethods.IsGet(context.Request.Method))
        {
            response.BodyWriter.Write(LogRest.Of(context, copy, body)); // into the server's buffer; it sends head and body together
        }
    }

    // The desk's dictionary as it is now; an older one is not had any more.
    private bool SendDictionary(HttpContext context, string path)
    {
        if (path.IndexOf('/') is not (> 0 and var end) || _dictionaries?.Of(path[..end]) is not { } dictionary || dictionary.Path != path)
        {
            return false;
        }
        var page = dictionary.Page;
        context.Response.Headers["Use-As-Dictionary"] = DeskDictionary.UseAs;
        context.Response.Headers.CacheControl = DeskDictionary.Life;
        context.Response.Headers.Vary = "Accept-Encoding";
        SendBody(context, page, page.For(AcceptedCodings.Read(context.Request.Headers.AcceptEncoding)));
        return true;
    }

    private static void Count(HttpContext context, long length, int most)
    {
        if (context.Features.Get<Carried>() is { } carried && (carried.Bytes += Head + length) >= most)
        {
            context.Response.Headers.Connection = Close;
        }
    }

    // Pictures' bigger brothers: sound, film. Their names fix their bytes.
    private async Task SendBigAsync(HttpContext context, string path)
    {
        var file = new FileStream(_folder.PathOf(path), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using var closes = file.ConfigureAwait(false);
        var (response, length) = (context.Response, file.Length);
        var tag = $"\"{length:x}-{File.GetLastWriteTimeUtc(file.SafeFileHandle).Ticks:x}\"";
        response.Headers.ETag = tag;
        response.Headers.CacheControl = CarrierOrder.IsImmutable(path) ? Copy.Forever : Copy.AskAgain;
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.Headers.ContentType = ContentTypes.Of(path);
        response.ContentLength = length;
        if (_options.EndConnectionAfter is not null)
        {
            response.Headers.Connection = Close;
        }
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await file.CopyToAsync(response.Body, 64 * 1024, context.RequestAborted).ConfigureAwait(false);
        }
    }

    // 404.html links as from the edition's root; a missing page lies deeper, so its relative links are led back up.
    private void SendNotFound(HttpContext context, string path)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.Headers.CacheControl = Copy.AskAgain;
        var depth = path.AsSpan().Count('/');
        if (IsForPrograms(path) || depth > MostDepth)
        {
            return;
        }
        var desk = path[..Math.Max(path.IndexOf('/'), 0)];
        if ((EditionFolder.IsSafe(desk) ? NotFoundPage(desk + "/404.html", depth - 1) : null) is { } own)
        {
            SendBody(context, own);
        }
        else if (NotFoundPage("404.html", depth) is { } common)
        {
            SendBody(context, common);
        }
    }

    private void SendBody(HttpContext context, Copy page)
    {
        context.Response.Headers.Vary = page.Vary;
        SendBody(context, page, page.For(AcceptedCodings.Read(context.Request.Headers.AcceptEncoding)));
    }

    // Held under a name that no request can have: those begin with a slash.
    private Copy? NotFoundPage(string path, int depth)
    {
        var name = $"{depth} up: {path}";
        return _stand.Known(name) ?? _stand.Fetch(name, path, page => LedUp(page, depth));
    }

    private static byte[] LedUp(byte[] page, int depth)
    {
        var up = string.Concat(Enumerable.Repeat("../", depth));
        return Encoding.UTF8.GetBytes(NearLink().Replace(Encoding.UTF8.GetString(page), "href=\"" + up));
    }

    // One that leads neither within the page nor to another host.
    [GeneratedRegex("href=\"(?!#|https:)")]
    private static partial Regex NearLink();

    // A checker asks for the next root at every refresh: its "no" must not weigh a page.
    private static bool IsForPrograms(string path) =>
        path.StartsWith("metadata/", StringComparison.Ordinal) || path.StartsWith("targets/", StringComparison.Ordinal) || path.StartsWith("log/", StringComparison.Ordinal);
}
