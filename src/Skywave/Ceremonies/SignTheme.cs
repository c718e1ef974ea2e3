using Skywave.Mirror;

namespace Skywave.Ceremonies;

/// <summary>The offline holders approve the style sheet in theme/. Those approved before stay, so that pages made with them stay good.</summary>
internal static class SignTheme
{
    /// <summary>Signs it.</summary>
    public static Task<CeremonyOutcome> RunAsync(Ceremony ceremony, CancellationToken cancel)
    {
        var styles = ceremony.House.Theme().Styles;
        var theme = ceremony.Charter.Theme;
        return styles.All(theme.Styles.Contains)
            ? throw new Stop(Exit.Usage, "keys.theme-signed", $"{ceremony.House.ThemeFile}: this style sheet is approved already; nothing was changed", "publish as usual")
            : ceremony.SignAsync(ceremony.Charter with { Theme = theme with { Styles = theme.Styles.AddRange(styles.Except(theme.Styles)) } }, [], null, cancel);
    }
}
