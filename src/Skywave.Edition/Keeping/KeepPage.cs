using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;
using Skywave.Edition.Slices;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>
/// A desk's page <c>&lt;desk&gt;/keep.html</c>: what it means to keep news in the browser, the notices about saving, and the buttons that put the worker in and take everything out. Its words are also those
/// of the worker's own pages (docs/900-design.md, section 20).
/// </summary>
public static class KeepPage
{
    /// <summary>Its name in a desk's folder.</summary>
    public const string Name = "keep.html";

    /// <summary>Among the names of a desk's standing pages: the worker's code is approved, and the desk has this page.</summary>
    public const string Standing = "keep";

    // Text of every script stays itself; what could end the element does not.
    internal static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The files of approved code that stand at an edition's root: the page's script, which is also that of the worker's pages, and the worker.</summary>
    public static ImmutableArray<string> AtRoot { get; } = ["reader.js", "sw.js"];

    /// <summary>The sentences that approved code asks for, by key.</summary>
    public static ImmutableArray<string> Words { get; } =
    [
        "exit.leave", "404.title", "front.title", "notice.title", "state.genuine", "state.newest", "state.old", "state.refused", "state.unreachable", "keep.title", "keep.working", "keep.failed", "keep.on", "keep.none", "keep.wipe",
        "keep.wiped", "keep.warning", "keep.elsewhere", "keep.shell", "keep.missing", "keep.otherKey", "alerts.maybe",
    ];

    /// <summary>The page.</summary>
    /// <param name="masthead">Whose it is and how it looks.</param>
    /// <param name="notices">The desk's notices; those about saving stand before the button.</param>
    /// <param name="cut">The edition's time, for notices that are due for review.</param>
    public static EditionFile Render(Masthead masthead, ImmutableArray<Notice> notices, DateTimeOffset? cut = null)
    {
        var site = masthead.At($"{masthead.Desk.Value}/{Name}") with { Cut = cut };
        return new($"{masthead.Desk.Value}/{Name}", Slice.Render(KeepSlice.Create(new KeepModel(site, new ActModel(site, Act.Save, notices, null)))));
    }

    /// <summary>The layout's part of it: a page whose policy lets its one script run and fetch the code.</summary>
    internal static Shell ShellOf(Site site) => Shell.WithScript(site, "keep.title", Shell.Form, $"<script src=\"{site.To(AtRoot[0])}\" defer></script>");

    /// <summary>What code is told, as JSON.</summary>
    internal static HtmlString WordsOf(Site site) => new(new JsonObject
    {
        ["desk"] = site.Desk!.Value.Value,
        ["dir"] = site.Locale.Direction,
        ["exit"] = site.Exit,
        ["lang"] = site.Locale.Tag,
        ["name"] = site.Newsroom.Name,
        ["words"] = new JsonObject(Words.Select(key => KeyValuePair.Create(key, (JsonNode?)site.Locale.Text(key)))),
    }.ToJsonString(Plain));
}

/// <summary>What the template of this page sees.</summary>
public sealed record KeepModel(Site Site, ActModel Save);
