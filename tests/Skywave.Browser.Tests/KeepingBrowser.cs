using System.Text.Json;
using Xunit;

namespace Skywave.Tests;

/// <summary>
/// A browser that nobody holds by the hand: steps are given to it at once (tests/node/check-keeping.mjs). Playwright stops each service worker before it begins and so keeps a second one from taking over; here
/// workers are the browser's own.
/// </summary>
internal sealed class KeepingBrowser(string kind) : IDisposable
{
    /// <summary>Settings of Firefox beside the usual ones.</summary>
    public Dictionary<string, object> Prefs { get; init; } = [];

    private readonly string _folder = Directory.CreateTempSubdirectory("skywave-keeping-").FullName;

    /// <summary>Does these steps in the same profile as those before, and gives what each saw.</summary>
    public JsonElement[] Do(params object[] steps)
    {
        var file = Path.Combine(_folder, "input.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new { browser = kind, path = kind == "firefox" ? "/usr/bin/firefox-esr" : Chromium.Path, profile = Path.Combine(_folder, "profile"), prefs = Prefs, steps }));
        var (code, said) = Node.Run("check-keeping.mjs", file);
        Assert.True(code == 0, said);
        TestContext.Current.TestOutputHelper?.WriteLine(said);
        return [.. JsonDocument.Parse(said).RootElement.GetProperty("seen").EnumerateArray()];
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
