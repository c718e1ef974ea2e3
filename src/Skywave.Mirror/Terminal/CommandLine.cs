using System.CommandLine;
using System.CommandLine.Help;
using System.Text.Json.Nodes;

namespace Skywave.Mirror;

/// <summary>Runs a command line: the one place where failures become two lines and an exit code.</summary>
public static class CommandLine
{
    /// <summary>Given to every command: one JSON object on standard output.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Print one JSON object instead of lines", Recursive = true };

    /// <summary>Makes a command's action: it gets the parsed line and a terminal, and says how it ended.</summary>
    public static void Does(this Command command, Func<ParseResult, Terminal, CancellationToken, Task<Exit>> action) =>
        command.SetAction(async (line, cancel) => (int)await GuardAsync(line, action, cancel).ConfigureAwait(false));

    /// <summary>Parses and runs. Returns the exit code.</summary>
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        root.Options.Add(Json);
        var line = root.Parse(args);
        if (line.Errors.Count > 0 && line.Action is not HelpAction)
        {
            var terminal = Open(line);
            var message = string.Join("; ", line.Errors.Select(e => e.Message.TrimEnd('.')));
            var command = line.CommandResult.Command;
            var name = command is RootCommand ? "" : command.Name + " ";
            terminal.Error(message, $"`skywave {name}--help` shows what it takes");
            terminal.Json(Failure("usage", message));
            return (int)Exit.Usage;
        }
        return await line.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(5) })
            .ConfigureAwait(false);
    }

    private static Terminal Open(ParseResult line) =>
        new(Console.Out, Console.Error, line.GetValue(Json), interactive: !Console.IsErrorRedirected);

    private static async Task<Exit> GuardAsync(ParseResult line, Func<ParseResult, Terminal, CancellationToken, Task<Exit>> action, CancellationToken cancel)
    {
        var terminal = Open(line);
        try
        {
            return await action(line, terminal, cancel).ConfigureAwait(false);
        }
        catch (Stop stop)
        {
            terminal.Error(stop.Message, stop.Hint);
            terminal.Json(Failure(stop.Code, stop.Message));
            return stop.Exit;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            terminal.Note("stopped");
            return Exit.Unreachable;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            terminal.Error(broken.Message, "check that the disk has room and that you may read and write there; what was written so far is whole");
            terminal.Json(Failure("io", broken.Message));
            return Exit.Unreachable;
        }
    }

    private static JsonObject Failure(string code, string message) => new() { ["outcome"] = "failed", ["code"] = code, ["message"] = message };
}
