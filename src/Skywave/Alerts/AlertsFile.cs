using Microsoft.Data.Sqlite;

namespace Skywave.Alerts;

/// <summary>
/// <c>alerts.db</c>: readers' sealed subscriptions, and which articles an alert went out for (docs/900-design.md, section 22). A file for its owner alone; what is deleted is overwritten; no side file outlives a
/// transaction. Rows lie in the order of hashes, which is none.
/// </summary>
internal sealed class AlertsFile : IDisposable
{
    /// <summary>How many are taken.</summary>
    public const int Most = 100_000;

    /// <summary>After so many days without a press of the button a subscription is forgotten.</summary>
    public const int Days = 180;

    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly SqliteConnection _connection;

    private AlertsFile(SqliteConnection connection) => _connection = connection;

    /// <summary>How many subscriptions there are.</summary>
    public int Count => (int)(long)Command("SELECT count(*) FROM subscriptions").ExecuteScalar()!;

    /// <summary>Opens it, and makes it when it is not there. Throws <see cref="SqliteException"/> for a file that is none, or that somebody else holds for ten seconds.</summary>
    public static AlertsFile Open(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            new FileStream(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite, UnixCreateMode = Owner }).Dispose();
            File.SetUnixFileMode(path, Owner);
        }
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 10, Pooling = false }.ToString());
        try
        {
            connection.Open();
            var file = new AlertsFile(connection);
            file.Command("PRAGMA secure_delete=ON; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY").ExecuteNonQuery();
            file.Command("CREATE TABLE IF NOT EXISTS subscriptions (id BLOB PRIMARY KEY, day INTEGER NOT NULL, sealed BLOB NOT NULL) WITHOUT ROWID").ExecuteNonQuery();
            file.Command("CREATE TABLE IF NOT EXISTS told (desk TEXT NOT NULL, article TEXT NOT NULL, PRIMARY KEY (desk, article)) WITHOUT ROWID").ExecuteNonQuery();
            return file;
        }
        catch (SqliteException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Keeps a subscription, in place of what was known under its id. False when as many are there as are taken.</summary>
    /// <param name="id">Of its endpoint.</param>
    /// <param name="day">Today.</param>
    /// <param name="sealedBytes">It, sealed.</param>
    /// <param name="most">How many are taken.</param>
    public bool Keep(byte[] id, DateOnly day, byte[] sealedBytes, int most = Most)
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        var isKept = Command("DELETE FROM subscriptions WHERE id = $0", id).ExecuteNonQuery() > 0 || Count < most;
        if (isKept)
        {
            Command("INSERT INTO subscriptions (id, day, sealed) VALUES ($0, $1, $2)", id, day.DayNumber, sealedBytes).ExecuteNonQuery();
        }
        transaction.Commit();
        return isKept;
    }

    /// <summary>Forgets a subscription, if it is there.</summary>
    public void Forget(byte[] id) => Command("DELETE FROM subscriptions WHERE id = $0", id).ExecuteNonQuery();

    /// <summary>Forgets those whose readers have not pressed the button for <see cref="Days"/> days.</summary>
    public void ForgetOld(DateOnly today) => Command("DELETE FROM subscriptions WHERE day < $0", today.DayNumber - Days).ExecuteNonQuery();

    /// <summary>Forgets all of them: those of a key that is no longer ours.</summary>
    public void ForgetAll() => Command("DELETE FROM subscriptions").ExecuteNonQuery();

    /// <summary>All subscriptions, sealed.</summary>
    public List<(byte[] Id, byte[] Sealed)> All()
    {
        using var rows = Command("SELECT id, sealed FROM subscriptions").ExecuteReader();
        var all = new List<(byte[], byte[])>();
        while (rows.Read())
        {
            all.Add(((byte[])rows[0], (byte[])rows[1]));
        }
        return all;
    }

    /// <summary>Writes down that a desk's articles are told of, on the disk before it returns; gives those that were not.</summary>
    public IReadOnlyList<string> Tell(string desk, IEnumerable<string> articles)
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        var fresh = articles.Where(article => Command("INSERT OR IGNORE INTO told (desk, article) VALUES ($0, $1)", desk, article).ExecuteNonQuery() > 0).ToList();
        transaction.Commit();
        return fresh;
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private SqliteCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue("$" + i, values[i]);
        }
        return command;
    }
}
