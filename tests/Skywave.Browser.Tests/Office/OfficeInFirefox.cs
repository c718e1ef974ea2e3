using System.Text.Json;
using Xunit;

namespace Skywave.Tests.Office;

/// <summary>An office through which two people went in Firefox (tests/node/check-office.mjs), and what they saw.</summary>
public sealed class OfficeInFirefox : IAsyncLifetime
{
    private readonly OfficeOfPaper _office = new();

    public OfficeOfPaper Office => _office;

    /// <summary>What was seen, by its part.</summary>
    public JsonElement Seen { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await _office.InitializeAsync();
        var folder = Directory.CreateTempSubdirectory("skywave-office-firefox-");
        try
        {
            var file = Path.Combine(folder.FullName, "input.json");
            var input = new { path = "/usr/bin/firefox-esr", office = _office.Address, link = _office.FirstLink, pictures = Path.Combine(TestData.RepositoryRoot(), "artifacts", "office") };
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(input));
            var (code, said) = Node.Run("check-office.mjs", file);
            Assert.True(code == 0, said);
            Seen = JsonDocument.Parse(said).RootElement;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public async ValueTask DisposeAsync() => await _office.DisposeAsync();
}
