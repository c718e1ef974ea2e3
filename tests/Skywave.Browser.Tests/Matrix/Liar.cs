using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Skywave.Tests.Matrix;

/// <summary>What a mirror answers.</summary>
/// <param name="Body">Its bytes.</param>
internal sealed record Reply(byte[] Body)
{
    public int Status { get; init; } = 200;

    public string Type { get; init; } = "text/html; charset=utf-8";

    public string? Location { get; init; }

    /// <summary>The length that is said; the body's own when null.</summary>
    public int? Said { get; init; }

    /// <summary>After the body comes more, for ever.</summary>
    public bool IsEndless { get; init; }

    public static Reply Missing { get; } = new("nothing here"u8.ToArray()) { Status = 404 };

    public static Reply Page(string text) => new(Encoding.UTF8.GetBytes($"<!doctype html><meta charset=utf-8><title>{text}</title><h1>{text}</h1>"));
}

/// <summary>A mirror that answers what it likes, to anybody's code.</summary>
internal sealed class Liar(Func<string, Reply> answer, X509Certificate2? certificate = null) : Simulator
{
    /// <summary>An edition's folder, with something done to what is in it.</summary>
    public static Liar Over(string folder, Func<string, byte[], Reply?> change, X509Certificate2? certificate = null) => new(path =>
    {
        var file = Path.Combine(folder, path);
        return !File.Exists(file) ? Reply.Missing : File.ReadAllBytes(file) is var bytes && change(path, bytes) is { } changed ? changed : new Reply(bytes) { Type = TypeOf(path) };
    }, certificate);

    public static string TypeOf(string path) => Path.GetExtension(path) switch { ".html" => "text/html; charset=utf-8", ".js" => "text/javascript", ".json" => "application/json", _ => "application/octet-stream" };

    protected override async Task ServeAsync(Socket browser, CancellationToken cancel)
    {
        await using var plain = new NetworkStream(browser);
        if (certificate is null)
        {
            await AnswerAsync(plain, cancel);
            return;
        }
        await using var tls = new SslStream(plain);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, cancel);
        await AnswerAsync(tls, cancel);
    }

    private async Task AnswerAsync(Stream stream, CancellationToken cancel)
    {
        while (await RequestAsync(stream, cancel) is { } path)
        {
            var reply = answer(path.Length == 0 || path.EndsWith('/') ? path + "index.html" : path);
            var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {reply.Status} -\r\nContent-Type: {reply.Type}\r\nAccess-Control-Allow-Origin: *\r\nCache-Control: no-store\r\n")
                .Append(reply.Location is null ? "" : $"Location: {reply.Location}\r\n").Append(reply.IsEndless ? "Connection: close\r\n\r\n" : $"Content-Length: {reply.Said ?? reply.Body.Length}\r\n\r\n");
            await SendAsync(stream, [.. Encoding.ASCII.GetBytes(head.ToString()), .. reply.Body], cancel);
            while (reply.IsEndless)
            {
                await SendAsync(stream, new byte[16 * 1024], cancel);
                await Task.Delay(20, cancel);
            }
            if (reply.Said is not null)
            {
                // What breaks off does so after what was sent has come: else it is for the browser's own haste to say whether there is a page at all.
                await Task.Delay(1000, cancel);
                return;
            }
        }
    }

    private async Task SendAsync(Stream stream, byte[] bytes, CancellationToken cancel)
    {
        await stream.WriteAsync(bytes, cancel);
        Count(bytes.Length);
    }

    // A browser's GET: all of its head, of which the path is wanted.
    private static async Task<string?> RequestAsync(Stream stream, CancellationToken cancel)
    {
        var (head, one) = (new StringBuilder(), new byte[1]);
        while (head.Length < 4 || head.ToString(head.Length - 4, 4) != "\r\n\r\n")
        {
            if (await stream.ReadAsync(one, cancel) == 0)
            {
                return null;
            }
            head.Append((char)one[0]);
        }
        return Uri.UnescapeDataString(head.ToString().Split(' ')[1].Split('?')[0])[1..];
    }
}
