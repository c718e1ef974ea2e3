using Skywave.Edition;
using Skywave.House;
using Skywave.Words;

namespace Skywave.Tests.Matrix;

/// <summary>What a text comes to, with the sentence that stands above it, for every way of reading that checks.</summary>
internal static class Verdict
{
    private static readonly Locale English = LocaleFiles.All.For(DeskTag.Parse("en"));

    // Of two that begin and end alike the first is the longer one.
    private static readonly string[] States = ["state.newest", "state.old", "state.refused", "state.unreachable", "404.title", "keep.missing", "state.genuine"];

    /// <summary>A sentence of the English pages.</summary>
    public static string Say(string key) => English.Text(key);

    /// <summary>How a sentence begins: up to the time it tells.</summary>
    public static string Start(string key) => Say(key).Split('{')[0];

    /// <summary>Which sentence it is.</summary>
    public static string Key(string said) => States.First(key => said.StartsWith(Start(key), StringComparison.Ordinal) && said.EndsWith(Say(key).Split('}')[^1], StringComparison.Ordinal));

    /// <param name="story">What was asked for.</param>
    /// <param name="state">The sentence's key.</param>
    /// <param name="article">The shown article; empty when there is none.</param>
    /// <param name="page">All that stands on the page.</param>
    public static Outcome Of(Story story, string state, string article, string page) =>
        page.Contains(World.Lie, StringComparison.Ordinal) ? Outcome.Wrong
        : article.Length == 0 ? state == "state.refused" ? Outcome.Refused : Outcome.Nothing
        : article.Contains(story.Text, StringComparison.Ordinal) ? state switch { "state.newest" => Outcome.Read, "state.genuine" => Outcome.ReadDated, _ => Outcome.ReadCalledOld }
        : IsOther(story, article) ? Outcome.OtherHistory
        : story.Before.Any(old => article.Contains(old, StringComparison.Ordinal)) ? state switch { "state.newest" => Outcome.Dated, "state.genuine" => Outcome.OldDated, _ => Outcome.Old }
        : Outcome.Wrong;

    /// <summary>Whether it is the story as the other history tells it.</summary>
    public static bool IsOther(Story story, string article) => story.Other is { } other && article.Contains(other, StringComparison.Ordinal);
}
