using System.Text.Json.Nodes;
using Skywave.Reading;

namespace Skywave.Mirror;

/// <summary>How a check's report is told: lines for a person, one object for a script.</summary>
internal static class ReportText
{
    private const int MostLines = 10;

    /// <summary>Tells the report and says how the command ends.</summary>
    public static Exit Tell(Terminal terminal, string named, EditionReport report, TimeSpan? maxAge, DateTimeOffset now, JsonObject json)
    {
        var age = report.Cut is { } cut ? now - cut : TimeSpan.Zero;
        var exit = ExitOf(report, maxAge, age);
        Fill(json, report, exit, age);
        if (report.Unreachable is { } gone)
        {
            terminal.Error($"{named}: {gone}", "check the address or the disk, or try another mirror; nothing that was kept before is lost");
            return exit;
        }
        foreach (var finding in report.Findings.Take(MostLines))
        {
            terminal.Note($"skywave: error: {finding.Path}: {finding.Refusal.Detail} [{finding.Refusal.Code}]");
        }
        if (!report.Findings.IsEmpty)
        {
            terminal.Note(report.Findings.Length > MostLines ? $"… and {report.Findings.Length - MostLines} more" : "");
            terminal.Note("hint: delete this copy and fetch it from another mirror");
            terminal.Say($"NOT AUTHENTIC: {named}: {Count(report.Findings.Length, "file")} refused");
            return exit;
        }
        var state = exit == Exit.Stale ? "authentic, but stale" : report.OriginChecked ? "authentic" : "consistent; origin not checked";
        terminal.Say($"{state}: {report.Name}, edition {report.Number} of {report.Cut:yyyy-MM-dd HH:mm} UTC ({Age.Say(age)})");
        terminal.Say($"  {Count(report.Articles, "article")} on {Count(report.Desks.Length, "desk")}: {string.Join(' ', report.Desks)}");
        if (report.ExpiredRole is { } role)
        {
            terminal.Say($"  the signature of {role} has run out: this copy is old, or somebody holds newer news back");
        }
        terminal.Say($"  fingerprint  {report.Fingerprint}");
        if (!report.OriginChecked)
        {
            terminal.Note("hint: nobody vouches yet that this is the newsroom it says it is. Compare the fingerprint with the newsroom's by voice or print, or use --trust FILE");
        }
        return exit;
    }

    private static Exit ExitOf(EditionReport report, TimeSpan? maxAge, TimeSpan age) =>
        report.Unreachable is not null ? Exit.Unreachable
        : !report.Findings.IsEmpty ? Exit.Refused
        : report.ExpiredRole is not null || age > maxAge ? Exit.Stale
        : Exit.Done;

    private static void Fill(JsonObject json, EditionReport report, Exit exit, TimeSpan age)
    {
        json["outcome"] = exit switch { Exit.Done => "authentic", Exit.Stale => "stale", Exit.Refused => "refused", _ => "unreachable" };
        json["originChecked"] = report.OriginChecked;
        json["newsroom"] = report.Newsroom;
        json["name"] = report.Name;
        json["edition"] = report.Number;
        json["cut"] = report.Cut is { } cut ? cut.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture) : null;
        json["ageSeconds"] = (long)age.TotalSeconds;
        json["fingerprint"] = report.Fingerprint;
        json["expiredRole"] = report.ExpiredRole;
        json["desks"] = new JsonArray([.. report.Desks.Select(d => (JsonNode?)d)]);
        json["articles"] = report.Articles;
        json["files"] = report.Files;
        json["fetched"] = report.Fetched;
        json["unreachable"] = report.Unreachable;
        json["refused"] = new JsonArray([.. report.Findings.Select(f => (JsonNode?)new JsonObject { ["path"] = f.Path, ["code"] = f.Refusal.Code, ["detail"] = f.Refusal.Detail })]);
        if (!report.Findings.IsEmpty)
        {
            json["code"] = report.Findings[0].Refusal.Code;
        }
    }

    private static string Count(int n, string what) => n == 1 ? $"1 {what}" : $"{n} {what}s";
}
