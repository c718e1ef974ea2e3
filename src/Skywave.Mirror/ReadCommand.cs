using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Skywave.Reading;
using Skywave.Trust;
using Skywave.Trust.Documents;
using Skywave.Trust.Pages;

namespace Skywave.Mirror;

/// <summary><c>skywave read</c>: the news in a terminal, checked before it is shown.</summary>
public static class ReadCommand
{
    internal static Command Create(TimeProvider clock)
    {
        var path = new Argument<string>("PATH|URL") { Description = "An edition: a folder or an address" };
        var article = new Argument<string?>("ARTICLE") { Description = "A number of the list, or an article's id", Arity = ArgumentArity.ZeroOrOne };
        var desk = new Option<string?>("--desk") { Description = "Which language; without it, the first", HelpName = "TAG" };
        var trust = new Option<string?>("--trust") { Description = "The newsroom's trust file", HelpName = "FILE" };
        var command = new Command("read", "Read in a terminal: the list of a desk, or one article") { path, article, desk, trust };
        command.Does(async (line, terminal, cancel) =>
        {
            var named = line.GetRequiredValue(path);
            using var place = Place.Of(named);
            var now = clock.GetUtcNow();
            var from = await EditionTrust.FindAsync(place.Source, line.GetValue(trust), now, cancel).ConfigureAwait(false);
            var edition = Accept(await ReadEdition.OpenAsync(place.Source, from.Root, from.Memory, now, cancel).ConfigureAwait(false), named);
            var tag = DeskOf(edition, line.GetValue(desk));
            var front = Accept(await edition.FrontAsync(tag, cancel).ConfigureAwait(false), named);
            var item = line.GetValue(article) is { } asked ? ItemOf(front, asked) : null;
            if (!from.IsVouched)
            {
                terminal.Note("origin not checked: nobody vouches yet that this is the newsroom it says it is");
            }
            if (edition.ExpiredRole is { } role)
            {
                terminal.Note($"this copy is old: the signature of {role} has run out");
            }
            var exit = edition.ExpiredRole is null ? Exit.Done : Exit.Stale;
            var json = new JsonObject
            {
                ["outcome"] = exit == Exit.Done ? "authentic" : "stale",
                ["originChecked"] = from.IsVouched,
                ["edition"] = edition.Number,
                ["expiredRole"] = edition.ExpiredRole,
                ["desk"] = tag,
            };
            if (item is null)
            {
                List(edition, tag, front, terminal, json);
                return exit;
            }
            var page = Accept(await edition.ArticleAsync(item, cancel).ConfigureAwait(false), named);
            Show(page, terminal, json);
            return exit;
        });
        return command;
    }

    private static void List(ReadEdition edition, string desk, FrontDocument front, Terminal terminal, JsonObject json)
    {
        terminal.Say($"{edition.Newsroom.Name} · {edition.Newsroom.Desks.First(d => d.Tag == desk).Name} · edition {edition.Number} of {edition.Cut:yyyy-MM-dd HH:mm} UTC");
        terminal.Say();
        for (var i = 0; i < front.Items.Length; i++)
        {
            terminal.Say($"{(i + 1).ToString(CultureInfo.InvariantCulture),3}  {(front.Items[i].Breaking ? "! " : "")}{front.Items[i].Headline}");
        }
        terminal.Say();
        terminal.Say($"desks: {string.Join(' ', edition.Newsroom.Desks.Select(d => d.Tag))}");
        json["items"] = new JsonArray([.. front.Items.Select(i => (JsonNode?)new JsonObject { ["article"] = i.Article, ["headline"] = i.Headline, ["path"] = i.Path })]);
        terminal.Json(json);
    }

    private static void Show(CheckedPage page, Terminal terminal, JsonObject json)
    {
        var text = FragmentText.Render(page.Fragment);
        terminal.Say(text);
        terminal.Say($"-- genuine: {page.Record.Address}, revision {page.Record.Revision}, {page.Record.Status}, log entry {page.Index}");
        json["article"] = page.Record.Article;
        json["address"] = page.Record.Address;
        json["revision"] = page.Record.Revision;
        json["text"] = text;
        terminal.Json(json);
    }

    /// <summary>The desk asked for, or the first.</summary>
    /// <exception cref="Stop">There is no such desk.</exception>
    public static string DeskOf(ReadEdition edition, string? asked)
    {
        var desks = edition.Newsroom.Desks;
        return asked is null ? desks[0].Tag
            : desks.FirstOrDefault(d => d.Tag.Equals(asked, StringComparison.OrdinalIgnoreCase))?.Tag
            ?? throw new Stop(Exit.Usage, "desk.unknown", $"there is no desk {asked} here", "its desks are " + string.Join(' ', desks.Select(d => d.Tag)));
    }

    private static FrontItem ItemOf(FrontDocument front, string asked) =>
        (int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? front.Items.ElementAtOrDefault(n - 1) : front.Items.FirstOrDefault(i => i.Article == asked || i.Path.EndsWith(asked, StringComparison.Ordinal)))
        ?? throw new Stop(Exit.Usage, "article.unknown", $"'{asked}' is not on this front page", "give a number of the list that `skywave read PATH` prints");

    /// <summary>What was read.</summary>
    /// <exception cref="Stop">It was refused or could not be reached.</exception>
    public static T Accept<T>(Checked<T> answer, string named)
        where T : class =>
        answer.TryGet(out var value, out var refusal) ? value
        : refusal.Code == EditionCodes.FileMissing ? throw new Stop(Exit.Unreachable, refusal.Code, $"{named}: {refusal.Detail}", "check the address, or try another mirror")
        : throw new Stop(Exit.Refused, refusal.Code, $"{named}: {refusal.Detail}", "do not trust this copy; fetch it from another mirror");
}
