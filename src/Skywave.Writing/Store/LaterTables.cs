using Microsoft.EntityFrameworkCore;

namespace Skywave.Writing;

/// <summary>Tables that a newsroom's file may lack, since it was made before them: they change nothing about the others, so they are made when it is opened.</summary>
internal static class LaterTables
{
    private const string Fronts = """
        CREATE TABLE fronts (desk TEXT NOT NULL CONSTRAINT "PK_fronts" PRIMARY KEY, front TEXT NOT NULL, CONSTRAINT "FK_fronts_desks_desk" FOREIGN KEY (desk) REFERENCES desks (tag) ON DELETE CASCADE)
        """;

    /// <summary>Makes what is missing. Safe when two processes open the file at once.</summary>
    public static void Ensure(DbContext db)
    {
        if (SqliteFile.HasTable(db, "fronts"))
        {
            return;
        }
        using var transaction = db.Database.BeginTransaction();
        if (!SqliteFile.HasTable(db, "fronts"))
        {
            db.Database.ExecuteSqlRaw(Fronts);
        }
        transaction.Commit();
    }
}
