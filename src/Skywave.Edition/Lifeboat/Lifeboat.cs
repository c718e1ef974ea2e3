using System.Collections.Immutable;
using Microsoft.AspNetCore.Html;
using Skywave.Edition.Slices;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>A story as a lifeboat lists it.</summary>
/// <param name="Article">Its id.</param>
/// <param name="Path">Its page in an edition.</param>
/// <param name="Headline">Its headline.</param>
/// <param name="FirstPublished">When.</param>
/// <param name="Fragment">Its genuine text, UTF-8.</param>
public sealed record BoatStory(string Article, string Path, string Headline, DateTimeOffset FirstPublished, ReadOnlyMemory<byte> Fragment)
{
    /// <summary>The lede, as markup.</summary>
    public HtmlString Lede { get; } = new(StillText.LedeOf(Fragment.Span));

    /// <summary>The text as it is read without script.</summary>
    public HtmlString Still => new(StillText.Of(Fragment.Span));
}

/// <summary>
/// A lifeboat: one HTML file with a desk's newest stories, readable without script, and with script checked and renewed from any mirror (docs/900-design.md, section 19).
/// </summary>
public static class Lifeboat
{
    /// <summary>The longest lifeboat, in bytes.</summary>
    public const int MaxLength = 150_000;

    /// <summary>The sentences its script says, by key.</summary>
    public static ImmutableArray<string> Words { get; } =
        ["boat.looking", "boat.damaged", "boat.otherKey", "state.genuine", "state.newest", "state.old", "state.refused", "state.unreachable"];

    /// <summary>The file.</summary>
    /// <param name="masthead">Whose it is and how it looks.</param>
    /// <param name="cut">The edition's time.</param>
    /// <param name="stories">The newest first.</param>
    /// <param name="full">How many of them can be read whole without script.</param>
    /// <param name="notices">The desk's notices.</param>
    /// <param name="boot">The script that opens what is held.</param>
    /// <param name="hold">What is held: gzip.</param>
    public static byte[] Render(Masthead masthead, DateTimeOffset cut, IReadOnlyList<BoatStory> stories, int full, ImmutableArray<Notice> notices, string boot, ReadOnlySpan<byte> hold)
    {
        var site = masthead.At("") with { Cut = cut };
        var policy = $"default-src 'none'; connect-src https: http:; style-src {Theme.SourceOf(Shell.Form)} {Theme.SourceOf(site.Theme.WholeCss)}; base-uri 'none'; form-action 'none'; script-src {Theme.SourceOf(boot)} blob:";
        return Slice.Render(LifeboatSlice.Create(new BoatModel(site, Theme.MarkupOf(policy), new($"<style>{Shell.Form}</style>"), [.. stories], full, notices, new HtmlString(boot), Convert.ToBase64String(hold))));
    }
}

/// <summary>What a lifeboat's template sees.</summary>
public sealed record BoatModel(Site Site, HtmlString Policy, HtmlString More, ImmutableArray<BoatStory> Stories, int Full, ImmutableArray<Notice> Notices, HtmlString Boot, string Hold);
