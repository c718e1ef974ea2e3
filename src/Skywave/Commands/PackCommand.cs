using System.CommandLine;
using System.Text.Json.Nodes;
using Skywave.Edition;
using Skywave.Mirror;
using Skywave.Packing;
using Skywave.Reading;

namespace Skywave.Commands;

/// <summary><c>skywave pack</c>: news in one file, to be handed on.</summary>
internal static class PackCommand
{
    public static Command Create(TimeProvider? clock = null)
    {
        var path = new Argument<string>("PATH|URL") { Description = "An edition: a folder or an address" };
        var form = new Option<string>("--as") { Description = "What to make: lifeboat, one HTML file that checks and renews itself", HelpName = "FORM", Required = true };
        form.AcceptOnlyFromAmong("lifeboat");
        var output = new Option<string>("-o", "--output") { Description = "The file to write", HelpName = "FILE", Required = true };
        var desk = new Option<string?>("--desk") { Description = "Which language; without it, the first", HelpName = "TAG" };
        var trust = new Option<string?>("--trust") { Description = "The newsroom's trust file", HelpName = "FILE" };
        var command = new Command("pack", "Put a desk's news into one file that can be handed on") { path, form, output, desk, trust };
        command.Does(async (line, terminal, cancel) =>
        {
            var (named, file, now) = (line.GetRequiredValue(path), line.GetRequiredValue(output), (clock ?? TimeProvider.System).GetUtcNow());
            using var place = Place.Of(named);
            var from = await EditionTrust.FindAsync(place.Source, line.GetValue(trust), now, cancel).ConfigureAwait(false);
            var edition = ReadCommand.Accept(await ReadEdition.OpenAsync(place.Source, from.Root, from.Memory, now, cancel).ConfigureAwait(false), named);
            var tag = ReadCommand.DeskOf(edition, line.GetValue(desk));
            if (!from.IsVouched)
            {
                terminal.Note("origin not checked: nobody vouches yet that this is the newsroom it says it is; whoever opens the lifeboat trusts what you trusted");
            }
            var packed = ReadCommand.Accept(await new PackLifeboat(edition, tag).RunAsync(terminal.Note, cancel).ConfigureAwait(false), named);
            if (packed.Stories == 0)
            {
                throw new Stop(Exit.Unreachable, "lifeboat.empty", $"{named}: no story of {tag} fits into {Lifeboat.MaxLength / 1000} KB, or there is none", "take another desk with --desk, or another mirror");
            }
            await WriteAsync(file, packed.File, cancel).ConfigureAwait(false);
            terminal.Say($"{file}: {packed.Stories} {(packed.Stories == 1 ? "story" : "stories")} of {tag} from edition {edition.Number}, {packed.Still} of them whole without script; {packed.File.Length / 1000} KB");
            var exit = edition.ExpiredRole is null ? Exit.Done : Exit.Stale;
            if (edition.ExpiredRole is { } role)
            {
                terminal.Note($"this copy is old: the signature of {role} has run out");
            }
            terminal.Json(new JsonObject
            {
                ["outcome"] = exit == Exit.Done ? "done" : "stale",
                ["file"] = file,
                ["desk"] = tag,
                ["edition"] = edition.Number,
                ["stories"] = packed.Stories,
                ["bytes"] = packed.File.Length,
                ["originChecked"] = from.IsVouched,
            });
            return exit;
        });
        return command;
    }

    // A file that is there already is replaced whole or not at all.
    private static async Task WriteAsync(string file, byte[] bytes, CancellationToken cancel)
    {
        var beside = file + ".new";
        try
        {
            await File.WriteAllBytesAsync(beside, bytes, cancel).ConfigureAwait(false);
            File.Move(beside, file, overwrite: true);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            throw new Stop(Exit.Unreachable, "file.unwritable", $"{file}: {broken.Message}", "name another file, or a folder you may write into");
        }
    }
}
