using System.CommandLine;
using System.Text.Json.Nodes;
using Skywave.House;
using Skywave.Mirror;
using Skywave.Moving;

namespace Skywave.Commands;

/// <summary><c>skywave export</c>: a whole newsroom in one folder, for whoever leaves.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var newsroom = Shared.Newsroom();
        var to = new Option<string>("--to") { Description = "The folder to write; it must not exist yet, or be empty. Keep it as secret as the newsroom", HelpName = "FOLDER", Required = true };
        var published = new Option<bool>("--published-only") { Description = "Only what readers can see anyway, and what their fronts are made of: no drafts, nothing of the office" };
        var versions = new Option<bool>("--versions") { Description = "Every text that a manuscript or a published article ever had, not only those that something names" };
        var command = new Command("export", "Write a whole newsroom into one folder that can be read without Skywave") { newsroom, to, published, versions };
        command.Does(async (line, terminal, cancel) =>
        {
            var house = NewsroomFolder.Open(line.GetRequiredValue(newsroom));
            var named = line.GetRequiredValue(to);
            var wishes = new ExportWishes(line.GetValue(published), line.GetValue(versions));
            var holds = await new ExportNewsroom(house, ExportFolder.Begin(named, house.Path), wishes, terminal.Progress).RunAsync(cancel).ConfigureAwait(false);
            terminal.Say($"{named}: {holds.Articles} articles, {holds.Drafts} drafts, {holds.Media} pictures and recordings, {holds.Manuscripts} manuscripts, {holds.Pictures} pictures of the library");
            if (!wishes.PublishedOnly)
            {
                terminal.Say("keep it as secret as the newsroom: unpublished texts and the names of those who write them are in it. Keys, and who unnamed sources are, are not");
            }
            terminal.Json(new JsonObject
            {
                ["outcome"] = "done", ["folder"] = named, ["articles"] = holds.Articles, ["drafts"] = holds.Drafts, ["media"] = holds.Media, ["notices"] = holds.Notices, ["fronts"] = holds.Fronts, ["pictures"] = holds.Pictures, ["manuscripts"] = holds.Manuscripts,
            });
            return Exit.Done;
        });
        return command;
    }
}
