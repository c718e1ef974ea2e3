using Xunit;

namespace Skywave.Tests.Moving;

/// <summary>Tests with a copy of the full newsroom, which goes out into folders of the test's own.</summary>
public abstract class GoingOut(FullNewsroom full) : IAsyncDisposable
{
    private protected TempFolder Out { get; } = new();

    private protected TestNewsroom Paper { get; } = full.Fork();

    private protected string To(string name = "out") => Path.Combine(Out.Path, name);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Out.Dispose();
        await Paper.DisposeAsync();
    }
}

/// <summary>Tests with a copy of what the full newsroom exported, to be changed, and a newsroom of the same desks that has nothing yet.</summary>
public abstract class ComingIn(FullNewsroom full) : IAsyncLifetime
{
    private protected FullNewsroom Full => full;

    private protected TempFolder Out { get; } = new();

    private protected TestNewsroom Other { get; private set; } = null!;

    private protected string Folder => Path.Combine(Out.Path, "folder");

    public ValueTask InitializeAsync()
    {
        TempFolder.Copy(full.Exported, Folder);
        Other = full.ForkEmpty();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Out.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await Other.DisposeAsync();
    }
}
