using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Skywave.Ceremonies;
using Skywave.House;
using Skywave.Ledger;
using Skywave.Mirror;
using Skywave.Trust.Log;

namespace Skywave.Commands;

/// <summary><c>skywave keys list</c>: every key, where it is, what it signed and until when that holds.</summary>
internal static class KeysListCommand
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    public static Command Create()
    {
        var open = new Option<bool>("--open") { Description = "Open the keyrings that are here and see that they hold the keys (needs the passphrase)" };
        var command = new Command("list", "Every key: where it is, what it last signed, when that expires") { open };
        command.Does(async (line, terminal, _) =>
        {
            var house = KeysCommand.House(line);
            var offline = KeysCommand.OfflineFolder(line, house);
            SealedKeyring[] opened = line.GetValue(open) ? [.. ResealKeys.All(house, offline).Select(KeysCommand.Opener(house, terminal))] : [];
            await using var ledger = LedgerFile.Open(house.Ledger);
            var rows = ListKeys.Run(ledger, house, offline, opened);
            Report(terminal, rows, OfflineRoles.IsAnyWaiting(ledger) && ledger.Editions.Any());
            return rows.Any(r => r.Presence == KeyPresence.Missing) ? Exit.Usage : Exit.Done;
        });
        return command;
    }

    private static void Report(Terminal terminal, IReadOnlyList<KeyRow> rows, bool waits)
    {
        var now = TimeProvider.System.GetUtcNow();
        string[] head = ["key", "id", "where", "last signed", "expires"];
        var table = rows.Select(r => new[] { Name(r), r.Id, Where(r), Signed(r), Expires(r, now) }).Prepend(head).ToList();
        var widths = head.Select((_, i) => table.Max(l => l[i].Length)).ToArray();
        foreach (var cells in table)
        {
            terminal.Say(string.Join("  ", cells.Select((c, i) => c.PadRight(widths[i]))).TrimEnd());
        }
        if (waits)
        {
            terminal.Say();
            terminal.Say("something the offline holders signed is not published yet: skywave publish");
        }
        terminal.Json(new JsonObject { ["outcome"] = "done", ["waits"] = waits, ["keys"] = new JsonArray([.. rows.Select(r => (JsonNode?)Json(r))]) });
    }

    private static string Name(KeyRow row) => row.Epoch is { } epoch ? string.Create(CultureInfo.InvariantCulture, $"{row.Role} epoch {epoch}") : row.Role;

    private static string Where(KeyRow row) => row.Presence switch
    {
        KeyPresence.TakenAway => "taken away",
        KeyPresence.Missing => $"MISSING from {row.Where}",
        KeyPresence.Held => row.Where + ", opened",
        _ => row.Where,
    };

    private static string Signed(KeyRow row) => row.Signed is { } at ? $"{row.Says}, {Day(at)}" : row.Says;

    private static string Expires(KeyRow row, DateTimeOffset now) => row.Expires is not { } at ? "does not"
        : at <= now ? $"{Day(at)}, EXPIRED"
        : at - now < Soon && row.Role is "root" or "targets" ? $"{Day(at)}, SOON: skywave keys renew"
        : Day(at);

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonObject Json(KeyRow row) => new()
    {
        ["role"] = row.Role, ["epoch"] = row.Epoch, ["id"] = row.Id, ["where"] = row.Where, ["presence"] = Word(row.Presence), ["says"] = row.Says,
        ["signed"] = row.Signed is { } at ? UtcTime.Write(at) : null, ["expires"] = row.Expires is { } until ? UtcTime.Write(until) : null,
    };

    private static string Word(KeyPresence presence) => presence switch
    {
        KeyPresence.Held => "held",
        KeyPresence.TakenAway => "taken-away",
        KeyPresence.Missing => "missing",
        _ => "sealed",
    };
}
