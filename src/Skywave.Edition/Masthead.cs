using Skywave.Words;

namespace Skywave.Edition;

/// <summary>What stands over and under every page of a desk, whatever the page is about.</summary>
/// <param name="Desk">Whose.</param>
/// <param name="Newsroom">The newsroom.</param>
/// <param name="Locale">The desk's locale.</param>
/// <param name="Theme">How it looks.</param>
/// <param name="Standing">Names of the desk's standing pages that exist: only these are linked.</param>
public sealed record Masthead(DeskTag Desk, Newsroom Newsroom, Locale Locale, Theme Theme, IReadOnlyCollection<string> Standing)
{
    internal Site At(string path) => new(Newsroom, Desk, Locale, Theme, Fragment.RootOf(path), Standing, null);
}
