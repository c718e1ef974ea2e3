using System.CommandLine;
using System.Text.Json.Nodes;
using Skywave.Delivery;

namespace Skywave.Mirror;

/// <summary><c>skywave mirror</c>: keep a verified copy, and serve it.</summary>
internal static class MirrorCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    public static Command Create(TimeProvider clock)
    {
        var path = new Argument<string>("PATH|URL") { Description = "The edition to copy: a folder or an address" };
        var folder = new Argument<string>("FOLDER") { Description = "Where the copy is kept" };
        var trust = new Option<string?>("--trust") { Description = "The newsroom's trust file, for the first time", HelpName = "FILE" };
        var watch = new Option<bool>("--watch") { Description = "Go on: look for a new edition every five minutes" };
        var serve = new Option<Uri?>("--serve") { Description = "Serve the copy at this address, for example http://0.0.0.0:8080", HelpName = "URL", CustomParser = ListenAt.ParseArgument };
        var command = new Command("mirror", "Keep a verified copy of an edition, and serve it") { path, folder, trust, watch, serve };
        command.Does(async (line, terminal, cancel) =>
        {
            using var place = Place.Of(line.GetRequiredValue(path));
            var pull = new PullEdition(line.GetRequiredValue(folder));
            var json = new JsonObject();
            var exit = await OnceAsync(place, pull, line, terminal, json, cancel).ConfigureAwait(false);
            if (line.GetValue(serve) is not { } address)
            {
                terminal.Json(json);
                return line.GetValue(watch) ? await WatchAsync(place, pull, line, terminal, cancel).ConfigureAwait(false) : exit;
            }
            await using var site = await ReaderSite.StartAsync(line.GetRequiredValue(folder), address, cancel).ConfigureAwait(false);
            terminal.Say($"serving the copy at {site.Address}; Ctrl-C ends it");
            json["serving"] = site.Address.ToString();
            terminal.Json(json);
            return await WatchAsync(place, pull, line, terminal, cancel, line.GetValue(watch) ? Pause : Timeout.InfiniteTimeSpan).ConfigureAwait(false);
        });
        return command;

        async Task<Exit> OnceAsync(Place place, PullEdition pull, ParseResult line, Terminal terminal, JsonObject json, CancellationToken cancel)
        {
            var now = clock.GetUtcNow();
            var from = await EditionTrust.FindAsync(place.Source, line.GetValue(trust), pull.Memory, now, cancel).ConfigureAwait(false);
            var report = await pull.RunAsync(place.Source, from.Root, clock, terminal.Progress, cancel).ConfigureAwait(false);
            var exit = ReportText.Tell(terminal, line.GetRequiredValue(path), report with { OriginChecked = from.IsVouched }, null, now, json);
            if (report.IsAuthentic)
            {
                if (from.IsVouched)
                {
                    pull.Memory.Vouch();
                }
                terminal.Say(report.Fetched == 0 ? "  the copy has all of it already" : $"  {report.Fetched} {(report.Fetched == 1 ? "file" : "files")} written to {line.GetRequiredValue(folder)}");
            }
            return exit;
        }

        async Task<Exit> WatchAsync(Place place, PullEdition pull, ParseResult line, Terminal terminal, CancellationToken cancel, TimeSpan? pause = null)
        {
            while (true)
            {
                try
                {
                    await Task.Delay(pause ?? Pause, clock, cancel).ConfigureAwait(false);
                }
                catch (OperationCanceledException)
                {
                    return Exit.Done;
                }
                await AgainAsync(place, pull, line, terminal, cancel).ConfigureAwait(false);
            }
        }

        // What goes wrong while watching is told and tried again at the next turn: the copy goes on being served.
        async Task AgainAsync(Place place, PullEdition pull, ParseResult line, Terminal terminal, CancellationToken cancel)
        {
            try
            {
                await OnceAsync(place, pull, line, terminal, [], cancel).ConfigureAwait(false);
            }
            catch (Exception wrong) when (wrong is Stop or IOException or UnauthorizedAccessException)
            {
                terminal.Error(wrong.Message, (wrong as Stop)?.Hint ?? "the next try is in five minutes");
            }
        }
    }
}
