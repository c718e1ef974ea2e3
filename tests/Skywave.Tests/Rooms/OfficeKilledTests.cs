using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Skywave.Office.Tests;
using Xunit;

namespace Skywave.Tests.Rooms;

/// <summary>The office as the program serves it: killed in the middle of saves it has every text that it answered for.</summary>
public sealed partial class OfficeKilledTests
{
    private const int Saves = 200;

    /// <summary>Kills during those saves.</summary>
    private const int Kills = 3;

    [Fact]
    public async Task Every_save_that_was_answered_is_there_after_the_server_was_killed()
    {
        await using var paper = await TestNewsroom.MakeAsync(TimeProvider.System.GetUtcNow(), "en", "fa");
        var port = FreePort();
        var (server, link) = await ServeAsync(paper.House.Path, port);
        using var browsing = new Browsing(new Uri($"http://localhost:{port}"));
        await browsing.WelcomeAsync(link!, "four words nobody says together");
        var begun = await browsing.PostAsync("/new", new() { ["desk"] = "fa", ["headline"] = "خبر" });
        var id = begun.Location!.ToString().Split('/')[2];
        var (answered, dice) = ("", new Random(7));
        for (var kill = 0; kill < Kills; kill++)
        {
            // Each is answered before the next is sent; the kill comes while one is on its way.
            var until = dice.Next(Saves / Kills / 2, Saves / Kills);
            var from = Base().Match((await browsing.GetAsync($"/m/{id}/write?over=yes")).Body).Groups[1].Value;
            for (var i = 0; i < until; i++)
            {
                var text = $"خبر\n\n{kill} {i}\n";
                var seen = await SaveAsync(browsing, id, $"s{kill}", from, text);
                Assert.True(seen?.Status == HttpStatusCode.OK, seen?.Body);
                answered = text;
            }
            var onItsWay = SaveAsync(browsing, id, $"s{kill}", from, $"خبر\n\n{kill} on its way\n");
            await Task.Delay(dice.Next(0, 12));
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
            server.Dispose();
            answered = (await onItsWay)?.Status == HttpStatusCode.OK ? $"خبر\n\n{kill} on its way\n" : answered;
            (server, link) = await ServeAsync(paper.House.Path, port);
            Assert.Null(link);
            var text2 = WebUtility.HtmlDecode((await browsing.GetAsync($"/m/{id}/write?over=yes")).Body);
            // A text that was not answered may be there or not; one that was answered is never gone behind it.
            Assert.True(text2.Contains(answered, StringComparison.Ordinal) || text2.Contains($"{kill} on its way", StringComparison.Ordinal), text2);
        }
        server.Kill(entireProcessTree: true);
        await server.WaitForExitAsync();
        server.Dispose();
    }

    private static async Task<Seen?> SaveAsync(Browsing browsing, string id, string sitting, string from, string text)
    {
        try
        {
            return await browsing.PostAsync($"/m/{id}/write", new() { ["sitting"] = sitting, ["base"] = from, ["text"] = text }, "/new", json: true);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static async Task<(Process Server, string? Link)> ServeAsync(string folder, int port)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "skywave.dll"), "serve", "--newsroom", folder, "--urls", $"http://127.0.0.1:{FreePort()}", "--office", $"http://localhost:{port}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SKYWAVE_PASSPHRASE"] = TestNewsroom.Passphrase },
        };
        var server = Process.Start(start)!;
        string? link = null;
        while (await server.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("the office:", StringComparison.Ordinal))
            {
                // The first person's link comes right behind it, or nothing does.
                using var client = new HttpClient();
                using var answer = await client.GetAsync(new Uri($"http://localhost:{port}/sign-in"));
                var next = server.StandardOutput.ReadLineAsync();
                if (await Task.WhenAny(next, Task.Delay(1000)) == next && (await next)?.StartsWith("nobody", StringComparison.Ordinal) == true)
                {
                    link = Link().Match((await server.StandardOutput.ReadLineAsync())!).Value;
                }
                return (server, link);
            }
        }
        throw new InvalidOperationException(await server.StandardError.ReadToEndAsync());
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("name=\"base\" value=\"([0-9]+)\"")]
    private static partial Regex Base();

    [GeneratedRegex("http://[^ ]+")]
    private static partial Regex Link();
}
