using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Writing;

/// <summary>Everything here that only SQLite has. The rest of the project speaks SQL that PostgreSQL reads too.</summary>
internal static class SqliteFile
{
    /// <summary>How long a writer waits for another process's transaction, in seconds.</summary>
    private const int PatienceSeconds = 30;

    private const int NotADatabase = 26;
    private const int CannotOpen = 14;

    public static DbContextOptions<T> Options<T>(string file)
        where T : DbContext =>
        new DbContextOptionsBuilder<T>().UseSqlite(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            DefaultTimeout = PatienceSeconds,
            ForeignKeys = true,
            Pooling = false,
        }.ToString()).Options;

    /// <summary>
    /// Opens the context's connection for as long as the context lives, and makes or checks its tables. What is deleted is overwritten
    /// (secure_delete), so that a purged text does not stay in the file.
    /// </summary>
    /// <param name="db">The context.</param>
    /// <param name="file">Its file, for messages.</param>
    /// <param name="shared">True: readers go on while one writes (WAL). False: no side file outlives a transaction.</param>
    public static void Open(DbContext db, string file, bool shared)
    {
        try
        {
            db.Database.OpenConnection();
            db.Database.ExecuteSqlRaw("PRAGMA secure_delete=ON; PRAGMA cache_size=-8192");
            if (shared)
            {
                db.Database.ExecuteSqlRaw("PRAGMA journal_mode=WAL");
            }
            Schema.Ensure(db, file);
            if (db is WritingDb)
            {
                LaterTables.Ensure(db);
            }
        }
        catch (SqliteException broken) when (broken.SqliteErrorCode is NotADatabase or CannotOpen)
        {
            throw new StoreException($"{Path.GetFileName(file)}: this is not a database or cannot be opened", "put back the newsroom's own file from a backup, and look at its permissions", broken);
        }
    }

    public static bool HasTable(DbContext db, string name) =>
        db.Database.SqlQuery<long>($"SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE type = 'table' AND name = {name}").AsEnumerable().First() > 0;

    /// <summary>Whether both are there, in one question: it is asked whenever a file is opened.</summary>
    public static bool HasTables(DbContext db, string one, string two) =>
        db.Database.SqlQuery<long>($"SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE type = 'table' AND name IN ({one}, {two})").AsEnumerable().First() == 2;

    public static bool IsEmpty(DbContext db) =>
        db.Database.SqlQueryRaw<long>("SELECT COUNT(*) AS \"Value\" FROM sqlite_master").AsEnumerable().First() == 0;
}
