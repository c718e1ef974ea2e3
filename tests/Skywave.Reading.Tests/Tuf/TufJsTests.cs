using System.Text;
using Xunit;

namespace Skywave.Tests.Tuf;

/// <summary>A client that nobody here wrote follows what ours follows.</summary>
public sealed class TufJsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(250)]
    public async Task Tuf_js_follows_a_root_that_was_rotated_and_verifies_every_target_cold_and_warm(int rotations)
    {
        var simulator = new RepositorySimulator();
        for (var i = 0; i < rotations; i++)
        {
            simulator.Rotate("root", "timestamp");
        }
        foreach (var role in new[] { "root", "targets", "snapshot", "timestamp", "en", "fa" })
        {
            // It goes by the machine's clock.
            simulator.Expires[role] = TimeProvider.System.GetUtcNow().AddDays(30);
        }
        simulator.Rotate("root");
        simulator.Publish();
        await using var server = new RawServer(async (asked, stream, cancel) =>
        {
            var there = simulator.Carrier.TryGetValue(asked, out var bytes);
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {(there ? "200 OK" : "404 No")}\r\nConnection: close\r\nContent-Length: {bytes?.Length ?? 0}\r\n\r\n"), cancel);
            await stream.WriteAsync(bytes ?? [], cancel);
        });
        var folder = Directory.CreateTempSubdirectory("skywave-tufjs-");
        try
        {
            var root = Path.Combine(folder.FullName, "trusted.json");
            await File.WriteAllBytesAsync(root, simulator.Carrier["metadata/2.root.json"]);
            var (code, output) = Node.Run("check-tuf.mjs", server.Address.ToString(), root, Path.Combine(folder.FullName, "cache"));
            Assert.True(code == 0, output);
            Assert.Contains("cold", output, StringComparison.Ordinal);
            Assert.Contains("warm", output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
