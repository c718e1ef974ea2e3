using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Skywave.Tests;

/// <summary>Counts the steps of SQLite's machine on every connection to the databases of one folder: what a question costs, whatever the machine does beside it.</summary>
internal sealed class DatabaseSteps : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private const int Grain = 10;

    private readonly string _folder;
    private readonly List<IDisposable> _subscriptions = [];
    private long _grains;

    public DatabaseSteps(string folder)
    {
        _folder = folder;
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>Steps since the last time it was asked.</summary>
    public long Take() => Interlocked.Exchange(ref _grains, 0) * Grain;

    public void Dispose() => _subscriptions.ForEach(s => s.Dispose());

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
        {
            _subscriptions.Add(value.Subscribe(this, name => name == RelationalEventId.ConnectionOpened.Name));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is ConnectionEndEventData { Connection: SqliteConnection { Handle: { } handle } connection } && connection.DataSource.StartsWith(_folder, StringComparison.Ordinal))
        {
            raw.sqlite3_progress_handler(handle, Grain, _ => (int)(Interlocked.Increment(ref _grains) * 0), null);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
