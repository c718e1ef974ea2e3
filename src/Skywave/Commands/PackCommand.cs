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
            var (named, file) = (line.GetRequiredValue(path), line.GetRequiredValue(output));
            using var place = Place.Of(named);
            var opened = await EditionAtHand.OpenAsync(place, named, line.GetValue(trust), line.GetValue(desk), (clock ?? TimeProvider.System).GetUtcNow(), cancel).ConfigureAwait(false);
            var (edition, tag) = (opened.Edition, opened.Desk);
            if (!opened.IsVouched)
            {
                terminal.Note("origin not checked: nobody vouches yet that this is the newsroom it says it is; whoever opens the lifeboat trusts what you trusted");
            }
            var packed = EditionAtHand.Accept(await new PackLifeboat(edition, tag).RunAsync(terminal.Note, cancel).ConfigureAwait(false), named);
            if (packed.Stories == 0)
            {
                throw new Stop(Exit.Unreachable, "lifeboat.empty", $"{named}: no story of {tag} fits into {Lifeboat.MaxLength / 1000} KB, or there is none", "take another desk with --desk, or another mirror");
            }
            Write(file, packed.File);
            terminal.Say($"{file}: {packed.Stories} {(packed.Stories == 1 ? "story" : "stories")} of {tag} from edition {edition.Number}, {packed.Still} of them whole without script; {packed.File.Length / 1000} KB");
            opened.TellAge(terminal);
            terminal.Json(new JsonObject
            {
                ["outcome"] = opened.Exit == Exit.Done ? "done" : "stale",
                ["file"] = file,
                ["desk"] = tag,
                ["edition"] = edition.Number,
                ["stories"] = packed.Stories,
                ["bytes"] = packed.File.Length,
                ["originChecked"] = opened.IsVouched,
            });
            return opened.Exit;
        });
        return command;
    }

    private static void Write(string file, byte[] bytes)
    {
        try
        {
            WholeFile.Write(file, bytes);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            throw new Stop(Exit.Unreachable, "file.unwritable", $"{file}: {broken.Message}", "name another file, or a folder you may write into");
        }
    }
}
