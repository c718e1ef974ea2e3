using Skywave.Edition;

namespace Skywave.House;

/// <summary>The locales that came with the program.</summary>
public static class LocaleFiles
{
    private static readonly Lazy<Locales> Loaded = new(() =>
        Locales.Parse(Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "locales"), "*.json").Order(StringComparer.Ordinal).Select(f => new ReadOnlyMemory<byte>(File.ReadAllBytes(f)))));

    /// <summary>All of them.</summary>
    public static Locales All => Loaded.Value;
}
