using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Skywave.House;

namespace Skywave.Alerts;

/// <summary>
/// Takes readers' subscriptions to alerts, <c>alerts</c> at the root of the reader site. It looks at no address, cookie or agent, writes no log, and answers the same whether or not somebody was known. How much is
/// taken is limited for all together: whoever floods it keeps others out for a while, and nobody's address has to be remembered for it.
/// </summary>
internal sealed class AlertsDoor(AlertSettings settings, IReadOnlyCollection<string> desks, string file, TimeProvider clock)
{
    private const double AtOnce = 60, EachSecond = 1;

    private readonly PushHosts _services = new(settings.PushServices);
    private readonly Lock _turn = new();
    private double _left = AtOnce;
    private long _counted = clock.GetTimestamp();

    /// <summary>Answers one request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null; // else the server breaks off without an answer; what is read is bounded below
        }
        var isPost = HttpMethods.IsPost(request.Method);
        if (!isPost && !HttpMethods.IsDelete(request.Method))
        {
            response.Headers.Allow = "POST, DELETE";
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }
        if (!IsAnyLeft())
        {
            response.Headers.RetryAfter = "60";
            await RefuseAsync(response, StatusCodes.Status429TooManyRequests, AlertCodes.Busy).ConfigureAwait(false);
            return;
        }
        // Another site's page can send no such type without being allowed to, and nobody is.
        var body = request.ContentType?.Split(';')[0].Trim() == "application/json" ? await ReadAsync(context).ConfigureAwait(false) : [];
        if ((isPost ? Take(body) : End(body)) is { } code)
        {
            await RefuseAsync(response, code == AlertCodes.Full ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status400BadRequest, code).ConfigureAwait(false);
            return;
        }
        response.StatusCode = StatusCodes.Status204NoContent;
    }

    private string? Take(byte[] body)
    {
        if (!Subscription.Parse(body, desks, _services).TryGet(out var subscription, out var refusal))
        {
            return refusal.Code;
        }
        using var alerts = AlertsFile.Open(file);
        return alerts.Keep(SubscriptionList.IdOf(subscription.Endpoint), Today, SubscriptionList.Seal(subscription, settings.SealPoint)) ? null : AlertCodes.Full;
    }

    private string? End(byte[] body)
    {
        if (!Subscription.ParseEnd(body).TryGet(out var endpoint, out var refusal))
        {
            return refusal.Code;
        }
        using var alerts = AlertsFile.Open(file);
        alerts.Forget(SubscriptionList.IdOf(endpoint));
        return null;
    }

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    // At most one byte more than is allowed, which then is too many.
    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        while (true)
        {
            var read = await context.Request.BodyReader.ReadAsync(context.RequestAborted).ConfigureAwait(false);
            if (read.IsCompleted || read.Buffer.Length > Subscription.MaxLength)
            {
                if (!read.IsCompleted)
                {
                    context.Response.Headers.Connection = "close"; // nobody waits for the rest
                }
                var body = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, Subscription.MaxLength + 1)).ToArray();
                context.Request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }
            context.Request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private bool IsAnyLeft()
    {
        lock (_turn)
        {
            var now = clock.GetTimestamp();
            _left = Math.Min(AtOnce, _left + (EachSecond * clock.GetElapsedTime(_counted, now).TotalSeconds));
            _counted = now;
            if (_left < 1)
            {
                return false;
            }
            _left--;
            return true;
        }
    }

    private static Task RefuseAsync(HttpResponse response, int status, string code)
    {
        response.StatusCode = status;
        response.ContentType = "text/plain; charset=utf-8";
        return response.Body.WriteAsync(Encoding.ASCII.GetBytes(code + "\n")).AsTask();
    }
}
