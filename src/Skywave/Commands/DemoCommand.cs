using System.CommandLine;
using Skywave.Demo;
using Skywave.House;
using Skywave.Mirror;

namespace Skywave.Commands;

/// <summary><c>skywave demo</c>: a newsroom with real articles in eleven languages, signed, on two local mirrors, served.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Where the newsroom's own site listens; its mirrors take the next two", DefaultValueFactory = _ => 8080, HelpName = "P" };
        var folder = new Option<string>("--folder") { Description = "Where it is made", DefaultValueFactory = _ => "demo-newsroom", HelpName = "FOLDER" };
        var noServe = new Option<bool>("--no-serve") { Description = "Make it, and end" };
        var command = new Command("demo", "Make a newsroom to try: real articles, signed, on two local mirrors") { port, folder, noServe };
        command.Does(async (line, terminal, cancel) =>
        {
            var path = line.GetRequiredValue(folder);
            var house = File.Exists(Path.Combine(path, "skywave.json")) ? Again(path) : await MakeDemo.RunAsync(path, terminal, TimeProvider.System, cancel).ConfigureAwait(false);
            if (line.GetValue(noServe))
            {
                await MakeDemo.PublishAsync(house, terminal, cancel).ConfigureAwait(false);
                DemoGuide.Say(house, null, terminal);
                return Exit.Done;
            }
            await using var sites = await DemoSites.StartAsync(house, line.GetValue(port), cancel).ConfigureAwait(false);
            house = house with { Settings = house.Settings with { Mirrors = [.. Enumerable.Range(1, sites.Count - 1).Select(i => sites.Address(i).ToString())] } };
            house.Save();
            await MakeDemo.PublishAsync(house, terminal, cancel).ConfigureAwait(false);
            DemoGuide.Say(house, sites, terminal);
            await DemoKeys.RunAsync(house, sites, terminal, cancel).ConfigureAwait(false);
            return Exit.Done;
        });
        return command;
    }

    // Only a folder that the demo made: it is published into with keys that are not secret.
    private static NewsroomFolder Again(string path)
    {
        var house = NewsroomFolder.Open(path);
        return Passphrase.IsDemo(house)
            ? house
            : throw new Stop(Exit.Usage, "demo.folder", $"{path}: this is a newsroom of your own, not the demonstration", "name another folder with --folder");
    }
}
