using System.CommandLine;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Skywave.Alerts;
using Skywave.House;
using Skywave.Mirror;
using Skywave.Publishing;
using Skywave.Trust.Keys;

namespace Skywave.Commands;

/// <summary><c>skywave publish</c>: cut, sign, push.</summary>
internal static class PublishCommand
{
    public static Command Create()
    {
        var newsroom = Shared.Newsroom();
        var whole = new Option<bool>("--whole") { Description = "Make and write every file again, for a carrier that lost some" };
        var smallest = new Option<bool>("--smallest") { Description = "Compress as well as can be: some 8 % smaller, thirty times slower; with --whole for everything" };
        var command = new Command("publish", "Cut an edition, sign it and push it to every carrier in skywave.json") { newsroom, whole, smallest };
        command.Does(async (line, terminal, cancel) =>
        {
            var house = NewsroomFolder.Open(line.GetRequiredValue(newsroom));
            var report = new JsonObject();
            var exit = await RunAsync(house, line.GetValue(whole), line.GetValue(smallest) ? Copies.Smallest : Copies.Quick, terminal, report, cancel).ConfigureAwait(false);
            terminal.Json(report);
            return exit;
        });
        return command;
    }

    /// <summary>Publishes, brings the other carriers up and tells what happened.</summary>
    public static async Task<Exit> RunAsync(NewsroomFolder house, bool whole, Copies copies, Terminal terminal, JsonObject report, CancellationToken cancel)
    {
        var keys = new Lazy<Keyring>(Shared.HostKeys(house, terminal));
        var publish = new PublishEdition(house, () => keys.Value, TimeProvider.System, terminal.Progress) { Copies = copies };
        var published = await publish.RunAsync(whole, cancel).ConfigureAwait(false);
        if (published.Finished)
        {
            terminal.Note("an earlier publish had been interrupted; it is finished now");
        }
        terminal.Say(published switch
        {
            { Number: 0 } => "nothing has been published yet: import a story first",
            { IsNew: false } => $"nothing new; edition {published.Number} of {published.Cut:yyyy-MM-dd HH:mm} UTC stands",
            _ => $"edition {published.Number}: {Count(published.Articles, "revision")} published, {Count(published.Files, "file")} pushed to {house.Public}",
        });
        foreach (var warning in published.Warnings)
        {
            terminal.Note(warning);
        }
        report["outcome"] = "done";
        report["edition"] = published.Number;
        report["revisions"] = published.Articles;
        report["files"] = published.Files;
        var exit = await OtherCarriers.CatchUpAsync(house, terminal, report, cancel).ConfigureAwait(false);
        await AlertAsync(new SendAlerts(house, () => keys.Value, TimeProvider.System, terminal.Progress), terminal, report, cancel).ConfigureAwait(false);
        return exit;
    }

    /// <summary>Sends what is owed of alerts. The edition stands: whatever goes wrong with them is said and fails nothing.</summary>
    internal static async Task AlertAsync(SendAlerts alerts, Terminal terminal, JsonObject report, CancellationToken cancel)
    {
        try
        {
            if (await alerts.RunAsync(cancel).ConfigureAwait(false) is { } sent)
            {
                terminal.Say($"alerts: {sent.Sent} sent, {sent.Gone} gone, {sent.Failed} failed");
                report["alerts"] = new JsonObject { ["sent"] = sent.Sent, ["gone"] = sent.Gone, ["failed"] = sent.Failed };
            }
        }
        catch (Exception wrong) when (wrong is Stop or SqliteException or IOException)
        {
            terminal.Note($"alerts were not sent, the edition stands: {wrong.Message}");
        }
    }

    private static string Count(int n, string what) => n == 1 ? $"1 {what}" : $"{n} {what}s";
}
