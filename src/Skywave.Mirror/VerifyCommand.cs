using System.CommandLine;
using System.Text.Json.Nodes;
using Skywave.Reading;
using Skywave.Trust.Documents;
using Skywave.Trust.Log;
using Skywave.Trust.Pages;

namespace Skywave.Mirror;

/// <summary><c>skywave verify</c>: an edition, or a lone page.</summary>
internal static class VerifyCommand
{
    private const string ByLink = "  Checked by the key in the link, which is worth as much as whoever gave it to you.";

    public static Command Create(TimeProvider clock)
    {
        var path = new Argument<string>("PATH|URL") { Description = "An edition's folder or address, or one page's file or address" };
        var trust = new Option<string?>("--trust") { Description = "A trust file (or a root.json, for an edition); remembered on this machine once everything checks", HelpName = "FILE" };
        var maxAge = new Option<TimeSpan?>("--max-age") { Description = "Say stale when older: 90m, 12h, 3d, 2w", HelpName = "T", CustomParser = Age.ParseArgument };
        var print = new Option<bool>("--print") { Description = "For a page: print only the signed article" };
        var command = new Command("verify", "Check that an edition or a page is genuine") { path, trust, maxAge, print };
        command.Does(async (line, terminal, cancel) =>
        {
            using var place = Place.Of(line.GetRequiredValue(path));
            var json = new JsonObject { ["checked"] = line.GetRequiredValue(path) };
            var exit = place.Page is null
                ? await EditionAsync(place, line.GetRequiredValue(path), line.GetValue(trust), line.GetValue(maxAge), clock.GetUtcNow(), terminal, json, cancel).ConfigureAwait(false)
                : await PageAsync(place, line.GetRequiredValue(path), line.GetValue(trust), line.GetValue(maxAge), line.GetValue(print), clock.GetUtcNow(), terminal, json, cancel).ConfigureAwait(false);
            terminal.Json(json);
            return exit;
        });
        return command;
    }

    private static async Task<Exit> EditionAsync(
        Place place, string named, string? trustFile, TimeSpan? maxAge, DateTimeOffset now, Terminal terminal, JsonObject json, CancellationToken cancel)
    {
        var link = trustFile is null ? place.Link : null;
        var trust = link is null
            ? await EditionTrust.FindAsync(place.Source, trustFile, now, cancel).ConfigureAwait(false)
            : await EditionTrust.OfLinkAsync(place.Source, link, now, cancel).ConfigureAwait(false);
        var report = await CheckEdition.RunAsync(place.Source, trust.Root, trust.Memory, EditionKeeper.Nothing, now, terminal.Progress, cancel).ConfigureAwait(false);
        var exit = ReportText.Tell(terminal, named, report with { OriginChecked = trust.IsVouched }, maxAge, now, json);
        if (link is not null && exit is Exit.Done or Exit.Stale)
        {
            terminal.Say(ByLink);
        }
        return exit;
    }

    private static async Task<Exit> PageAsync(
        Place place, string named, string? trustFile, TimeSpan? maxAge, bool print, DateTimeOffset now, Terminal terminal, JsonObject json, CancellationToken cancel)
    {
        var bytes = await place.Source.FetchAsync(place.Page!, PageSplit.MaxLength, cancel).ConfigureAwait(false) switch
        {
            Fetched.Content { Bytes: var content } => content,
            Fetched.TooBig => throw new Stop(Exit.Refused, Trust.Codes.PageTooBig, $"{named}: too big for a page", "fetch it from another mirror"),
            Fetched.Unreachable { Reason: var reason } => throw new Stop(Exit.Unreachable, "page.unreachable", $"{named}: {reason}", "check the address, or try another mirror"),
            _ => throw new Stop(Exit.Unreachable, "page.missing", $"{named}: there is no such page", "check the name or address"),
        };
        var link = trustFile is null ? place.Link : null;
        var trust = link is null ? TrustOf(trustFile, bytes, named) : await TrustOfAsync(link, place.Source, named, now, cancel).ConfigureAwait(false);
        var address = PageAddress.TryFromPath(place.Page!, out var asked) ? asked : null;
        if (!PageCheck.Check(bytes, trust.Logs, address, trust.Styles).TryGet(out var page, out var refusal))
        {
            throw new Stop(Exit.Refused, refusal.Code, $"{named}: {refusal.Detail}", "delete this copy and fetch it from another mirror");
        }
        var record = page.Record;
        if (link?.Article is { } meant && meant != record.Article)
        {
            throw new Stop(Exit.Refused, "link.other-article", $"{named}: the article here is {record.Article}, the link was made for {meant}", "open the same link at another mirror");
        }
        var age = now - record.VersionCreated;
        var isStale = age > maxAge;
        json["outcome"] = isStale ? "stale" : "authentic";
        json["address"] = record.Address;
        json["article"] = record.Article;
        json["desk"] = record.Desk;
        json["revision"] = record.Revision;
        json["status"] = record.Status;
        json["versionCreated"] = UtcTime.Write(record.VersionCreated);
        json["logIndex"] = page.Index;
        if (print)
        {
            terminal.Bytes(page.Fragment);
            return isStale ? Exit.Stale : Exit.Done;
        }
        terminal.Say($"genuine: {record.Address}, revision {record.Revision} of {record.VersionCreated:yyyy-MM-dd HH:mm} UTC, {record.Status}");
        terminal.Say($"  signed by the desk {record.Desk} as entry {page.Index} of its log");
        terminal.Say("  The article inside this page is genuine. Nothing around it is vouched for, and a newer revision may exist.");
        if (link is not null)
        {
            terminal.Say(ByLink);
        }
        return isStale ? Exit.Stale : Exit.Done;
    }

    private static async Task<TrustFile> TrustOfAsync(TrustLink link, EditionSource source, string named, DateTimeOffset now, CancellationToken cancel)
    {
        var from = await EditionTrust.OfLinkAsync(source, link, now, cancel).ConfigureAwait(false);
        var pinned = from.Memory is { IsThere: true } ? from.Memory : null;
        var edition = EditionAtHand.Accept(await ReadEdition.OpenAsync(source, from.Root, pinned, now, cancel).ConfigureAwait(false), named);
        return EditionAtHand.Accept(await edition.TrustAsync(cancel).ConfigureAwait(false), named);
    }

    // A lone page is checked against a trust file, else against what this machine remembers of its newsroom; never against itself.
    private static TrustFile TrustOf(string? trustFile, ReadOnlyMemory<byte> page, string named)
    {
        if (trustFile is not null)
        {
            return Pins.ReadTrust(trustFile);
        }
        if (!PageSplit.Parse(page).TryGet(out var split, out var refusal) || !PageProof.Parse(split.Proof.Span).TryGet(out var proof, out refusal))
        {
            throw new Stop(Exit.Refused, refusal.Code, $"{named}: {refusal.Detail}", "this is not a page that can be checked; fetch it again from a mirror");
        }
        var newsroom = proof.Checkpoint.Origin.Split('/')[0];
        return Guid.TryParseExact(newsroom, "D", out _) && Pins.Of(newsroom).TrustFile is { } kept && TrustFile.Read(kept).TryGet(out var trust, out _)
            ? trust
            : throw new Stop(Exit.Unreachable, "page.no-trust", $"{named}: it cannot be checked: nothing on this machine vouches for its newsroom",
                "give the newsroom's trust file with --trust FILE");
    }
}
