using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Skywave.Office.Tests;

/// <summary>What came back.</summary>
public sealed record Seen(HttpStatusCode Status, string Body, Uri? Location, IReadOnlyDictionary<string, string> Headers);

/// <summary>Somebody's browser, as far as it matters: cookies, forms, and the header that says where a form was.</summary>
public sealed partial class Browsing(Uri address) : IDisposable
{
    // "Base32" as authenticators show it.
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address };
    private readonly Dictionary<string, string> _cookies = new(StringComparer.Ordinal);
    private string? _secret;

    public IReadOnlyDictionary<string, string> Cookies => _cookies;

    public void Forget(string cookie) => _cookies.Remove(cookie);

    public void Take(string cookie, string value) => _cookies[cookie] = value;

    public Task<Seen> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Sends a form, with the hidden field of the page it stands on.</summary>
    public async Task<Seen> PostAsync(string path, Dictionary<string, string>? fields = null, string? from = null, bool json = false)
    {
        var page = await GetAsync(from ?? "/people");
        if (page.Status == HttpStatusCode.SeeOther)
        {
            page = await GetAsync("/sign-in");
        }
        var form = new Dictionary<string, string>(fields ?? []) { ["form"] = WebUtility.HtmlDecode(Hidden().Match(page.Body).Groups[1].Value) };
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (json)
        {
            request.Headers.Add("Accept", "application/json");
        }
        return await SendAsync(request);
    }

    /// <summary>Sends a form with a file, as a browser does.</summary>
    public async Task<Seen> SendFileAsync(string path, byte[]? file, string name, Dictionary<string, string> fields, string from = "/people")
    {
        var page = await GetAsync(from);
        using var form = new MultipartFormDataContent { { new StringContent(WebUtility.HtmlDecode(Hidden().Match(page.Body).Groups[1].Value)), "form" } };
        foreach (var (field, value) in fields)
        {
            form.Add(new StringContent(value), field);
        }
        if (file is not null)
        {
            form.Add(new ByteArrayContent(file), "file", name);
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return await SendAsync(request);
    }

    public async Task<Seen> SendAsync(HttpRequestMessage request)
    {
        if (_cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(c => $"{c.Key}={c.Value}")));
        }
        using var answer = await _client.SendAsync(request);
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var (name, value) = cookie.Split(';')[0].Split('=', 2) is [var n, var v] ? (n, v) : throw new FormatException(cookie);
            Require(new[] { "httponly", "secure", "samesite=strict" }.All(word => cookie.Contains(word, StringComparison.OrdinalIgnoreCase)), cookie);
            if (value.Length == 0)
            {
                _cookies.Remove(name);
            }
            else
            {
                _cookies[name] = value;
            }
        }
        var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new Seen(answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.Location, headers);
    }

    /// <summary>Uses a one-time link and sets up a passphrase with an authenticator.</summary>
    public async Task WelcomeAsync(string link, string passphrase)
    {
        var path = new Uri(link).AbsolutePath;
        var came = await PostAsync(path, from: path);
        Require(came.Status == HttpStatusCode.SeeOther, came.Body);
        var page = await PostAsync("/me/authenticator", from: "/me");
        _secret = Secret().Match(page.Body).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        Require(_secret.Length > 0, page.Body);
        var done = await PostAsync("/me/passphrase", new() { ["passphrase"] = passphrase, ["again"] = passphrase, ["code"] = Code() }, "/me");
        Require(done.Status == HttpStatusCode.SeeOther, done.Body);
    }

    public Task<Seen> SignInAsync(string handle, string passphrase, string? code = null) =>
        PostAsync("/sign-in", new() { ["handle"] = handle, ["passphrase"] = passphrase, ["code"] = code ?? Code() }, "/sign-in");

    /// <summary>The digits that this person's authenticator shows (RFC 6238: HMAC-SHA-1, 30 seconds, six digits).</summary>
    /// <param name="steps">So many half minutes later.</param>
    public string Code(int steps = 0)
    {
        var bits = string.Concat(_secret!.Select(c => Convert.ToString(Alphabet.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var key = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var counter = BitConverter.GetBytes(IPAddress.HostToNetworkOrder((TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30) + steps));
#pragma warning disable CA5350 // SHA-1 is what authenticators use
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var at = hash[^1] & 15;
        var number = ((hash[at] & 127) << 24) | (hash[at + 1] << 16) | (hash[at + 2] << 8) | hash[at + 3];
        return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }

    public void Dispose() => _client.Dispose();

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(what);
        }
    }

    [GeneratedRegex("name=\"form\" value=\"([^\"]+)\"")]
    private static partial Regex Hidden();

    [GeneratedRegex("<p class=\"secret\" dir=\"ltr\">([A-Z2-7 ]+)</p>")]
    private static partial Regex Secret();
}
