using Microsoft.EntityFrameworkCore;

namespace Skywave.Writing;

/// <summary>Tables that a newsroom's file may lack, since it was made before them: they change nothing about the others, so they are made when it is opened.</summary>
internal static class LaterTables
{
    private const string Fronts = """
        CREATE TABLE fronts (desk TEXT NOT NULL CONSTRAINT "PK_fronts" PRIMARY KEY, front TEXT NOT NULL, CONSTRAINT "FK_fronts_desks_desk" FOREIGN KEY (desk) REFERENCES desks (tag) ON DELETE CASCADE)
        """;

    private static readonly (string Table, string Make)[] All = [("fronts", Fronts), (HeadlineIndex.Table, HeadlineIndex.Make)];

    /// <summary>Makes what is missing. Safe when two processes open the file at once.</summary>
    public static void Ensure(DbContext db)
    {
        if (SqliteFile.HasTables(db, "fronts", HeadlineIndex.Table))
        {
            return;
        }
        using var transaction = db.Database.BeginTransaction();
        foreach (var (_, make) in All.Where(a => !SqliteFile.HasTable(db, a.Table)))
        {
            db.Database.ExecuteSqlRaw(make);
        }
        transaction.Commit();
    }
}
