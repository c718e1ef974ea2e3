using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Html;
using Skywave.Edition.Slices;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>
/// A desk's page <c>&lt;desk&gt;/alerts.html</c>: what it means to be told of breaking stories, who learns of it, the notices about subscribing, and the buttons that begin and end it (docs/900-design.md, section 22).
/// Made only where the newsroom has set alerts up and the worker's code is approved.
/// </summary>
public static class AlertsPage
{
    /// <summary>Its name in a desk's folder.</summary>
    public const string Name = "alerts.html";

    /// <summary>Among the names of a desk's standing pages: the desk has this page.</summary>
    public const string Standing = "alerts";

    /// <summary>The page's script at the edition's root.</summary>
    public static EditionFile Script { get; } = new("alerts.js", Encoding.UTF8.GetBytes(ModuleText.Strip(ModuleText.Read("alerts/alerts.js"))));

    /// <summary>The sentences that the script says, by key.</summary>
    public static ImmutableArray<string> Words { get; } =
        ["alerts.worker", "alerts.none", "alerts.asking", "alerts.on", "alerts.isOn", "alerts.denied", "alerts.failed", "alerts.nowhere", "alerts.later", "alerts.off", "alerts.offHere"];

    /// <summary>The page.</summary>
    /// <param name="masthead">Whose it is and how it looks.</param>
    /// <param name="notices">The desk's notices; those about subscribing stand before the button.</param>
    /// <param name="key">The newsroom's public key for alerts, in base64url.</param>
    /// <param name="cut">The edition's time, for notices that are due for review.</param>
    public static EditionFile Render(Masthead masthead, ImmutableArray<Notice> notices, string key, DateTimeOffset? cut = null)
    {
        var site = masthead.At($"{masthead.Desk.Value}/{Name}") with { Cut = cut };
        return new($"{masthead.Desk.Value}/{Name}", Slice.Render(AlertsSlice.Create(new AlertsModel(site, new ActModel(site, Act.Subscribe, notices, null), key))));
    }

    /// <summary>The layout's part of it.</summary>
    internal static Shell ShellOf(Site site) => Shell.WithScript(site, "alerts.title", Shell.Form, $"<script type=\"module\" src=\"{site.To(Script.Path)}\"></script>");

    /// <summary>What the script is told, as JSON.</summary>
    internal static HtmlString WordsOf(Site site) => new(new JsonObject
    {
        ["desk"] = site.Desk!.Value.Value,
        ["words"] = new JsonObject(Words.Select(key => KeyValuePair.Create(key, (JsonNode?)site.Locale.Text(key)))),
    }.ToJsonString(KeepPage.Plain));
}

/// <summary>What the template of this page sees.</summary>
public sealed record AlertsModel(Site Site, ActModel Subscribe, string Key);
