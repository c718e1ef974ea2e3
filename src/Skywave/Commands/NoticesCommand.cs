using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Skywave.House;
using Skywave.Mirror;
using Skywave.Words;
using Skywave.Writing;

namespace Skywave.Commands;

/// <summary><c>skywave notices</c>: the notices there are, until when each holds, and that one was checked.</summary>
internal static class NoticesCommand
{
    public static Command Create()
    {
        var newsroom = Shared.Newsroom();
        var desk = new Option<string?>("--desk") { Description = "Only this desk's", HelpName = "TAG" };
        var check = new Option<string?>("--checked") { Description = "This notice of --desk was checked, or is put off: say until when", HelpName = "ID" };
        var due = new Option<DateOnly?>("--due") { Description = "When it must be checked again: YYYY-MM-DD", HelpName = "DAY" };
        var by = new Option<string?>("--by") { Description = "Who checked it, as readers see it; without it nobody did and it is only put off", HelpName = "ROLE" };
        var command = new Command("notices", "The legal-risk notices, until when each holds, and that one was checked") { newsroom, desk, check, due, by };
        command.Does(async (line, terminal, cancel) =>
        {
            var house = NewsroomFolder.Open(line.GetRequiredValue(newsroom));
            var desks = line.GetValue(desk) is { } asked ? Shared.Desks([asked]) : house.Settings.Desks;
            await using var db = NewsroomStore.Open(house.Path).OpenWriting();
            if (line.GetValue(check) is { } id)
            {
                await CheckAsync(db, desks, id, line.GetValue(due), line.GetValue(by), cancel).ConfigureAwait(false);
            }
            var rows = new List<(string Desk, Notice Notice)>();
            foreach (var tag in desks)
            {
                rows.AddRange((await ListNotices.OfDeskAsync(db, DeskTag.Parse(tag), cancel).ConfigureAwait(false)).Select(n => (tag, n)));
            }
            Report(terminal, rows);
            return Exit.Done;
        });
        return command;
    }

    private static async Task CheckAsync(WritingDb db, ImmutableArray<string> desks, string id, DateOnly? due, string? by, CancellationToken cancel)
    {
        if (desks.Length != 1 || due is null)
        {
            throw new Stop(Exit.Usage, "notices.check", "a check is of one notice of one desk and holds until a day", "name the desk with --desk and the day with --due");
        }
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        if (await CheckNotice.CheckAsync(db, DeskTag.Parse(desks[0]), id, due.Value, by, today, cancel).ConfigureAwait(false) is { Length: > 0 } reasons)
        {
            throw new Stop(Exit.Refused, "notices.check", string.Join("; ", reasons), "`skywave notices` lists them all");
        }
    }

    private static void Report(Terminal terminal, List<(string Desk, Notice Notice)> rows)
    {
        foreach (var (desk, notice) in rows)
        {
            terminal.Say($"{desk}  {notice.Id}  {string.Join(' ', notice.Territories)}  {string.Join(' ', notice.Acts)}  checked {Day(notice.ReviewedOn)}, due {Day(notice.ReviewDue)}");
        }
        terminal.Json(new JsonObject { ["outcome"] = "done", ["notices"] = new JsonArray([.. rows.Select(r => (JsonNode?)new JsonObject
        {
            ["desk"] = r.Desk, ["id"] = r.Notice.Id, ["checkedOn"] = r.Notice.ReviewedOn is null ? null : Day(r.Notice.ReviewedOn), ["due"] = r.Notice.ReviewDue is null ? null : Day(r.Notice.ReviewDue),
        })]) });
    }

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "never";
}
