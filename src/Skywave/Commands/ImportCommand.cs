using System.CommandLine;
using System.Text.Json.Nodes;
using Skywave.House;
using Skywave.Importing;
using Skywave.Intake;
using Skywave.Mirror;
using Skywave.Moving;
using Skywave.Publishing;
using Skywave.Rooms;
using Skywave.Words;

namespace Skywave.Commands;

/// <summary><c>skywave import</c>: files, folders and addresses become drafts.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var from = new Argument<string[]>("FILE|FOLDER|URL") { Description = "What to read: plain text, ninjs (also JSON Lines of it), RSS, Atom, JSON Feed, saved web pages, or a folder that `export` wrote, alone and whole", Arity = ArgumentArity.OneOrMore };
        var newsroom = Shared.Newsroom();
        var desk = new Option<string?>("--desk") { Description = "The desk of items that name none; wins over their language", HelpName = "TAG" };
        var format = new Option<string?>("--format") { Description = "ninjs, jsonl, rss, atom, jsonfeed, html, text, notices, or newsroom (a folder that `export` wrote); without it, as the content shows", HelpName = "F" };
        var publish = new Option<bool>("--publish") { Description = "Approve what passes the checks, and publish at once" };
        var privateAddresses = new Option<bool>("--allow-private-addresses") { Description = "Fetch from this machine and the local network too" };
        var noPictures = new Option<bool>("--no-pictures") { Description = "Do not fetch pictures from elsewhere" };
        var command = new Command("import", "Read news from elsewhere, or a story of your own, into drafts") { from, newsroom, desk, format, publish, privateAddresses, noPictures };
        command.Does(async (line, terminal, cancel) =>
        {
            var house = NewsroomFolder.Open(line.GetRequiredValue(newsroom));
            if (IsNewsroom(line.GetRequiredValue(from), line.GetValue(format), line.GetValue(desk)) is { } folder)
            {
                return await NewsroomAsync(house, folder, line.GetValue(publish), terminal, cancel).ConfigureAwait(false);
            }
            var report = new ImportReport(terminal);
            var (asked, wishes) = (Format(line.GetValue(format)), new ImportWishes(Desk(line.GetValue(desk), house), line.GetValue(publish)));
            if (asked.Notices && wishes.Desk is null)
            {
                throw new Stop(Exit.Usage, "newsroom.desk", "a file of notices is one desk's", "name the desk with --desk");
            }
            var import = new ImportSources(house, report, wishes, terminal.Progress, TimeProvider.System)
            {
                Format = asked,
                AllowPrivateAddresses = line.GetValue(privateAddresses),
                FetchPictures = !line.GetValue(noPictures),
            };
            await import.RunAsync(line.GetRequiredValue(from), cancel).ConfigureAwait(false);
            var json = new JsonObject();
            report.Tell(json);
            var exit = report.Refused > import.Unreachable ? Exit.Refused : import.Unreachable > 0 ? Exit.Unreachable : Exit.Done;
            exit = line.GetValue(publish) ? await PublishAsync(house, exit, json, terminal, cancel).ConfigureAwait(false) : exit;
            terminal.Json(json);
            return exit;
        });
        return command;
    }

    private static async Task<Exit> PublishAsync(NewsroomFolder house, Exit exit, JsonObject json, Terminal terminal, CancellationToken cancel)
    {
        var published = new JsonObject();
        var pushed = await PublishCommand.RunAsync(house, whole: false, Copies.Quick, terminal, published, cancel).ConfigureAwait(false);
        json["published"] = published;
        return exit == Exit.Done ? pushed : exit;
    }

    // A folder that `export` wrote is taken as a whole, alone, for all its desks.
    private static string? IsNewsroom(string[] from, string? format, string? desk)
    {
        if (format != "newsroom" && (format is not null || !from.Any(MovedFolder.Looks)))
        {
            return null;
        }
        return from.Length == 1 && desk is null ? from[0]
            : throw new Stop(Exit.Usage, "import.format", "a folder that holds a whole newsroom is imported alone and for all its desks", "name that folder and nothing else, without --desk; --format ninjs reads its articles as news from elsewhere");
    }

    private static async Task<Exit> NewsroomAsync(NewsroomFolder house, string folder, bool publish, Terminal terminal, CancellationToken cancel)
    {
        var json = new JsonObject();
        var queue = new PublishQueue(house, Shared.HostKeys(house, terminal), TimeProvider.System, terminal.Note);
        var exit = await new ImportNewsroom(house, new OfficeRooms(house, queue, TimeProvider.System).Parts(), terminal, TimeProvider.System).RunAsync(folder, json, cancel).ConfigureAwait(false);
        exit = publish && exit == Exit.Done ? await PublishAsync(house, exit, json, terminal, cancel).ConfigureAwait(false) : exit;
        terminal.Json(json);
        return exit;
    }

    private static DeskTag? Desk(string? asked, NewsroomFolder house) => asked is null ? null
        : DeskTag.TryParse(asked, out var tag) && house.Settings.Newsroom.Desks.Contains(tag) ? tag
        : throw new Stop(Exit.Usage, "newsroom.desk", $"this newsroom has no desk \"{asked}\"", $"its desks are {string.Join(", ", house.Settings.Desks)}");

    private static ImportFormat Format(string? asked) => asked is null ? new ImportFormat(null)
        : asked == "notices" ? new ImportFormat(null, Notices: true)
        : IntakeOptions.TryParseFormat(asked, out var format) ? new ImportFormat(format)
        : throw new Stop(Exit.Usage, "import.format", $"\"{asked}\" is not a format", "name one of ninjs, jsonl, rss, atom, jsonfeed, html, text, notices, newsroom, or none");
}
