using System.CommandLine;
using Skywave.Commands;
using Skywave.Mirror;

var root = new RootCommand("skywave: a news service in a box")
{
    DemoCommand.Create(), NewCommand.Create(), ImportCommand.Create(), ExportCommand.Create(), NoticesCommand.Create(), PublishCommand.Create(), ServeCommand.Create(), KeysCommand.Create(), PackCommand.Create(),
};
foreach (var command in ReaderCommands.All())
{
    root.Subcommands.Add(command);
}
return await CommandLine.RunAsync(root, args).ConfigureAwait(false);
