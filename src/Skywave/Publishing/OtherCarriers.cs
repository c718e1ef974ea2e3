using System.Text.Json.Nodes;
using Skywave.House;
using Skywave.Ledger;
using Skywave.Mirror;
using Skywave.Reading;

namespace Skywave.Publishing;

/// <summary>Every carrier but the first is caught up from the first, by the same verified pull that a mirror uses: one that was away gets all it missed.</summary>
internal static class OtherCarriers
{
    /// <summary>Brings them up. One that fails is told and hinders no other.</summary>
    public static async Task<Exit> CatchUpAsync(NewsroomFolder house, Terminal terminal, JsonObject report, CancellationToken cancel)
    {
        var carriers = new JsonArray();
        var exit = Exit.Done;
        foreach (var setting in house.Settings.Carriers.Skip(1))
        {
            var wrong = await CatchUpAsync(house, setting, terminal, cancel).ConfigureAwait(false);
            carriers.Add(new JsonObject { ["carrier"] = setting, ["error"] = wrong });
            if (wrong is not null)
            {
                terminal.Error($"carrier {setting}: {wrong}", "see to that folder and publish again; the other carriers have the edition");
                exit = Exit.Unreachable;
            }
        }
        report["carriers"] = carriers;
        return exit;
    }

    private static async Task<string?> CatchUpAsync(NewsroomFolder house, string setting, Terminal terminal, CancellationToken cancel)
    {
        try
        {
            ReadOnlyMemory<byte> root;
            await using (var ledger = LedgerFile.Open(house.Ledger))
            {
                root = OfflineRoles.Root(ledger).Bytes;
            }
            var pull = new PullEdition(house.Carrier(setting));
            var report = await pull.RunAsync(EditionSource.FromFolder(house.Public), root, TimeProvider.System, terminal.Progress, cancel).ConfigureAwait(false);
            return report.Unreachable ?? (report.Findings.IsEmpty ? null : $"{report.Findings[0].Path}: {report.Findings[0].Refusal.Detail}");
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return broken.Message;
        }
    }
}
