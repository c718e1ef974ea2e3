using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Skywave.Office;

/// <summary>The file <c>office.db</c>: made with its tables, readable by its owner only, refused when another program's.</summary>
internal static class OfficeFile
{
    public const string Name = "office.db";

    private const int Version = 1;

    /// <summary>How long a writer waits for another, in seconds.</summary>
    private const int Patience = 30;

    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // What was written to the trail stays, whoever holds the connection.
    private const string KeepTheTrail = """
        CREATE TRIGGER trail_is_kept_as_written BEFORE UPDATE ON trail BEGIN SELECT RAISE(ABORT, 'the trail is only added to'); END;
        CREATE TRIGGER trail_is_kept_whole BEFORE DELETE ON trail BEGIN SELECT RAISE(ABORT, 'the trail is only added to'); END;
        """;

    /// <summary>Which of Identity's tables there are: those with passkeys. A file that is made without the site has the same.</summary>
    public static void Settle(IdentityOptions options) => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;

    private static readonly ServiceProvider Tables = new ServiceCollection().Configure<IdentityOptions>(Settle).BuildServiceProvider();

    public static string ConnectionString(string folder) =>
        new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, Name), DefaultTimeout = Patience, ForeignKeys = true }.ToString();

    /// <summary>A context of its own, beside a server or without one, over a file that was made and checked. Dispose of it.</summary>
    /// <exception cref="OfficeException">It is not ours, or another version's.</exception>
    public static OfficeDb Open(string folder)
    {
        var db = new OfficeDb(new DbContextOptionsBuilder<OfficeDb>().UseSqlite(ConnectionString(folder)).UseApplicationServiceProvider(Tables).Options);
        try
        {
            Ensure(db, folder);
            return db;
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }

    /// <summary>Makes the file when it is not there, and checks it.</summary>
    /// <exception cref="OfficeException">It is not ours, or another version's.</exception>
    public static void Ensure(OfficeDb db, string folder)
    {
        var file = Path.Combine(folder, Name);
        if (!OperatingSystem.IsWindows())
        {
            Secure(file);
        }
        try
        {
            db.Database.OpenConnection();
            db.Database.ExecuteSqlRaw("PRAGMA journal_mode=WAL");
            Make(db);
            var found = db.Database.SqlQueryRaw<int>("SELECT version AS \"Value\" FROM office_version").AsEnumerable().First();
            if (found != Version)
            {
                throw new OfficeException(string.Create(CultureInfo.InvariantCulture, $"{Name}: it was written by another Skywave (version {found}, this one knows {Version})"), "run the newer Skywave, or put back the backup made before it was used");
            }
        }
        catch (SqliteException broken)
        {
            throw new OfficeException($"{Name}: this is not the office's database or cannot be opened", "put back the newsroom's own file from a backup, and look at its permissions", broken);
        }
        finally
        {
            db.Database.CloseConnection();
        }
    }

    private static void Make(OfficeDb db)
    {
        using var transaction = db.Database.BeginTransaction();
        if (db.Database.SqlQueryRaw<long>("SELECT COUNT(*) AS \"Value\" FROM sqlite_master").AsEnumerable().First() > 0)
        {
            return;
        }
        db.Database.ExecuteSqlRaw(db.Database.GenerateCreateScript());
        db.Database.ExecuteSqlRaw(KeepTheTrail);
        db.Database.ExecuteSqlRaw(Headlines.Index);
        db.Database.ExecuteSqlRaw(Library.Index);
        db.Database.ExecuteSqlRaw(Memory.Index);
        db.Database.ExecuteSqlRaw(string.Create(CultureInfo.InvariantCulture, $"CREATE TABLE office_version (version INTEGER NOT NULL); INSERT INTO office_version VALUES ({Version})"));
        transaction.Commit();
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void Secure(string file)
    {
        if (!File.Exists(file))
        {
            new FileStream(file, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite, UnixCreateMode = Owner }).Dispose();
        }
        if (File.GetUnixFileMode(file) != Owner)
        {
            File.SetUnixFileMode(file, Owner);
        }
    }
}
