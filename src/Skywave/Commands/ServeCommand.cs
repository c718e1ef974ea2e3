using System.CommandLine;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Skywave.Alerts;
using Skywave.Delivery;
using Skywave.House;
using Skywave.Mirror;
using Skywave.Rooms;

namespace Skywave.Commands;

/// <summary><c>skywave serve</c>: the reader site of the first carrier, and the office; renews the timestamp and publishes what is due by itself.</summary>
internal static class ServeCommand
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(30);

    /// <summary>What an article may weigh at most, so that the first connection is enough for it.</summary>
    private const int FirstConnection = 11 * 1024;

    public static Command Create()
    {
        var newsroom = Shared.Newsroom();
        var urls = new Option<Uri?>("--urls") { Description = "Where to listen", DefaultValueFactory = _ => new Uri("http://127.0.0.1:8080"), HelpName = "URL", CustomParser = ListenAt.ParseArgument };
        var frugal = new Option<bool>("--frugal") { Description = "End each connection after about 11 KB: for readers whose network freezes longer ones" };
        var office = new Option<Uri?>("--office") { Description = "Where editors are answered", DefaultValueFactory = _ => new Uri("http://localhost:8090"), HelpName = "URL", CustomParser = ListenAt.ParseArgument };
        var officeAddress = new Option<Uri?>("--office-address") { Description = "How editors reach it through the proxy before it: https://office.example/", HelpName = "URL" };
        var noOffice = new Option<bool>("--no-office") { Description = "Readers only" };
        var command = new Command("serve", "Serve the reader site and the newsroom's office, and keep signatures fresh") { newsroom, urls, frugal, office, officeAddress, noOffice };
        command.Does(async (line, terminal, cancel) =>
        {
            var house = NewsroomFolder.Open(line.GetRequiredValue(newsroom));
            var options = new ReaderSiteOptions { EndConnectionAfter = line.GetValue(frugal) ? FirstConnection : null, PublicAddress = house.Settings.Address, Alerts = DoorOf(house) };
            await using var site = await ReaderSite.StartAsync(house.Public, line.GetRequiredValue(urls)!, options, cancel).ConfigureAwait(false);
            terminal.Say($"{house.Settings.Name}: {site.Address}   (Ctrl-C ends it)");
            if (site.Moved)
            {
                terminal.Note($"the port asked for was taken; it is {site.Address.Port} instead");
            }
            await using var desk = line.GetValue(noOffice) ? null : await OpenOffice.StartAsync(house, line.GetRequiredValue(office)!, line.GetValue(officeAddress), Shared.HostKeys(house, terminal), terminal, cancel).ConfigureAwait(false);
            terminal.Json(new JsonObject { ["outcome"] = "serving", ["address"] = site.Address.ToString(), ["office"] = desk?.Address.ToString(), ["firstLink"] = desk?.FirstLink });
            var renews = Passphrase.IsAtHand(house);
            if (!renews)
            {
                terminal.Note("the timestamp is not renewed by itself: no passphrase is in the environment. Publish at least once a day");
            }
            await KeepFreshAsync(house, renews, terminal, cancel).ConfigureAwait(false);
            return Exit.Done;
        });
        return command;
    }

    private static RequestDelegate? DoorOf(NewsroomFolder house) =>
        house.Settings.Alerts is { } alerts ? new AlertsDoor(alerts, [.. house.Settings.Desks], house.AlertsFile, TimeProvider.System).AnswerAsync : null;

    private static async Task KeepFreshAsync(NewsroomFolder house, bool renews, Terminal terminal, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            if (renews)
            {
                await RenewAsync(house, terminal, cancel).ConfigureAwait(false);
            }
            try
            {
                await Task.Delay(renews ? Look : Timeout.InfiniteTimeSpan, TimeProvider.System, cancel).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    // A renewal that fails is told and tried again: the site goes on.
    private static async Task RenewAsync(NewsroomFolder house, Terminal terminal, CancellationToken cancel)
    {
        try
        {
            var published = await new Publishing.PublishEdition(house, Shared.HostKeys(house, terminal), TimeProvider.System, terminal.Progress).RenewAsync(cancel).ConfigureAwait(false);
            if (published.IsNew)
            {
                terminal.Note($"signatures renewed: edition {published.Number}");
            }
        }
        catch (Exception wrong) when (wrong is Stop or IOException)
        {
            terminal.Error(wrong.Message, wrong is Stop stop ? stop.Hint : "the next try is in half an hour");
        }
    }
}
