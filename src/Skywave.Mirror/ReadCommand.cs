using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Skywave.Reading;
using Skywave.Trust.Documents;
using Skywave.Trust.Pages;

namespace Skywave.Mirror;

/// <summary><c>skywave read</c>: the news in a terminal, checked before it is shown.</summary>
internal static class ReadCommand
{
    public static Command Create(TimeProvider clock)
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
            var opened = await EditionAtHand.OpenAsync(place, named, line.GetValue(trust), line.GetValue(desk), clock.GetUtcNow(), cancel).ConfigureAwait(false);
            var (edition, tag) = (opened.Edition, opened.Desk);
            var front = EditionAtHand.Accept(await edition.FrontAsync(tag, cancel).ConfigureAwait(false), named);
            var item = line.GetValue(article) is { } asked ? ItemOf(front, asked) : null;
            if (!opened.IsVouched)
            {
                terminal.Note("origin not checked: nobody vouches yet that this is the newsroom it says it is");
            }
            opened.TellAge(terminal);
            var json = new JsonObject
            {
                ["outcome"] = opened.Exit == Exit.Done ? "authentic" : "stale",
                ["originChecked"] = opened.IsVouched,
                ["edition"] = edition.Number,
                ["expiredRole"] = edition.ExpiredRole,
                ["desk"] = tag,
            };
            if (item is null)
            {
                List(edition, tag, front, terminal, json);
                return opened.Exit;
            }
            var page = EditionAtHand.Accept(await edition.ArticleAsync(item, cancel).ConfigureAwait(false), named);
            Show(page, terminal, json);
            return opened.Exit;
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

    private static FrontItem ItemOf(FrontDocument front, string asked) =>
        (int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? front.Items.ElementAtOrDefault(n - 1) : front.Items.FirstOrDefault(i => i.Article == asked || i.Path.EndsWith(asked, StringComparison.Ordinal)))
        ?? throw new Stop(Exit.Usage, "article.unknown", $"'{asked}' is not on this front page", "give a number of the list that `skywave read PATH` prints");
}
