using Skywave.Demo;
using Skywave.House;
using Skywave.Mirror;
using Xunit;

namespace Skywave.Tests.Demo;

/// <summary>The demonstration as `skywave demo` makes it, made once for all tests that look at it.</summary>
public sealed class MadeDemo : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly StringWriter _said = new();

    internal NewsroomFolder House { get; private set; } = null!;

    /// <summary>All that it told.</summary>
    public string Said => _said.ToString();

    public async ValueTask InitializeAsync()
    {
        var terminal = new Terminal(_said, _said, json: false, interactive: false);
        House = await MakeDemo.RunAsync(Path.Combine(_folder.Path, "demo"), terminal, TimeProvider.System, CancellationToken.None);
        await MakeDemo.PublishAsync(House, terminal, CancellationToken.None);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
