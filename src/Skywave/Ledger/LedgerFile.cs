using Microsoft.EntityFrameworkCore;
using Microsoft.Data.Sqlite;
using Skywave.Mirror;

namespace Skywave.Ledger;

/// <summary>The ledger's file: the one place that knows it is SQLite.</summary>
public static class LedgerFile
{
    /// <summary>Opens a ledger, and makes it when it is not there.</summary>
    /// <exception cref="Stop">It is not a ledger of this version.</exception>
    public static LedgerDb Open(string path)
    {
        var db = new LedgerDb(path);
        try
        {
            db.Database.OpenConnection(); // for as long as the context lives: opening a file costs more than most questions to it
            db.Database.EnsureCreated();
            db.Database.ExecuteSqlRaw("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16384");
            return db;
        }
        catch (SqliteException wrong)
        {
            db.Dispose();
            throw new Stop(Exit.Unreachable, "ledger.damaged", $"{path}: {wrong.Message}", "restore ledger.db from the newest backup, and from nothing older than the last publish");
        }
    }
}
