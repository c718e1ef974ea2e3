using System.Collections.Immutable;
using Skywave.Edition.Slices;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>The files at the edition's root: language chooser, 404, the empty page and the module that searches.</summary>
public static class RootFiles
{
    /// <summary>All of them.</summary>
    /// <param name="newsroom">The newsroom.</param>
    /// <param name="locales">Its desks' languages.</param>
    /// <param name="theme">How its pages look.</param>
    /// <param name="key">What links say of its root: <see cref="ShareScript.Render"/>.</param>
    /// <param name="alerts">True where alerts are offered.</param>
    public static IEnumerable<EditionFile> Render(Newsroom newsroom, Locales locales, Theme theme, string key, bool alerts = false) =>
        [new("index.html", LanguageChooser.Render(newsroom, locales, theme)), new("404.html", NotFoundPage.Render(newsroom, locales, theme)), ExitPage.File, SearchScript.File, ShareScript.Render(key), ShareScript.Pin, .. alerts ? [AlertsPage.Script] : Array.Empty<EditionFile>()];
}

/// <summary>
/// A page with nothing on it, <c>exit.html</c>: what a screen shows when somebody had to leave and the newsroom has chosen no other page. It names nobody and links nowhere, and the
/// address above it is still this mirror's (docs/050-pages.md).
/// </summary>
public static class ExitPage
{
    /// <summary>Where it stands in an edition.</summary>
    public const string Path = "exit.html";

    /// <summary>The file.</summary>
    public static EditionFile File { get; } = new(Path,
        """<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer"><title>-</title><link rel="icon" href="data:,"></head><body></body></html>"""u8.ToArray());
}

/// <summary>The language chooser, <c>index.html</c>: every desk in its own name. Nothing is guessed about the reader.</summary>
public static class LanguageChooser
{
    /// <summary>The page.</summary>
    public static byte[] Render(Newsroom newsroom, Locales locales, Theme theme) =>
        Slice.Render(ChooserSlice.Create(new RootModel(RootModel.SiteOf(newsroom, locales, theme), RootModel.DesksOf(newsroom, locales))));
}

/// <summary>What stands at an address that has nothing: <c>404.html</c> of the newsroom and of each desk. Its links go as from where it stands.</summary>
public static class NotFoundPage
{
    /// <summary>The newsroom's: in every desk's language.</summary>
    public static byte[] Render(Newsroom newsroom, Locales locales, Theme theme) =>
        Slice.Render(MissingSlice.Create(new RootModel(RootModel.SiteOf(newsroom, locales, theme), RootModel.DesksOf(newsroom, locales))));

    /// <summary>A desk's.</summary>
    public static byte[] Render(DeskTag desk, Newsroom newsroom, Locale locale, Theme theme, IReadOnlyCollection<string>? standing = null) =>
        Slice.Render(MissingSlice.Create(new RootModel(new Site(newsroom, desk, locale, theme, "../", standing ?? [], null), [])));
}

/// <summary>What the templates of pages without a desk see.</summary>
public sealed record RootModel(Site Site, ImmutableArray<DeskName> Desks)
{
    // In English, as the first desk may be in a language that most readers of this page do not read; each desk's line is in its own.
    internal static Site SiteOf(Newsroom newsroom, Locales locales, Theme theme) =>
        new(newsroom, null, newsroom.Desks.Length == 1 ? locales.For(newsroom.Desks[0]) : locales.English, theme, "", [], null);

    internal static ImmutableArray<DeskName> DesksOf(Newsroom newsroom, Locales locales) => [.. newsroom.Desks.Select(d => new DeskName(d, locales.For(d)))];
}

/// <summary>A desk and the locale it is shown in.</summary>
public sealed record DeskName(DeskTag Desk, Locale Locale)
{
    /// <summary>The language's own name, or the tag where we have no locale of it.</summary>
    public string Name => Locale.Tag == Desk.Value || Desk.Value.StartsWith(Locale.Tag + "-", StringComparison.Ordinal) ? Locale.Name : Desk.Value;
}
