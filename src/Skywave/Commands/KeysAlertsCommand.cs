using System.CommandLine;
using Skywave.Ceremonies;
using Skywave.Mirror;

namespace Skywave.Commands;

/// <summary><c>skywave keys alerts</c>: turns alerts on, or replaces their keys.</summary>
internal static class KeysAlertsCommand
{
    public static Command Create()
    {
        var contact = new Option<string?>("--contact") { Description = "Whom push services may write to: mailto:… or an https address; they see it with every alert", HelpName = "ADDRESS" };
        var isNew = new Option<bool>("--new") { Description = "New keys in place of those that are there: every reader has to subscribe again" };
        var command = new Command("alerts", "Turn on alerts on readers' screens for breaking stories: two keys in host.age, their public halves in skywave.json (read docs/020-newsroom.md first)") { contact, isNew };
        command.Does((line, terminal, cancel) => KeysCommand.HoldAsync(
            line, terminal, ceremony => MakeAlertKeys.RunAsync(ceremony, line.GetValue(contact), line.GetValue(isNew), cancel), "alerts are set up: skywave.json and keys/host.age have their keys", cancel));
        return command;
    }
}
