using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Writing;

/// <summary>Which tables a file has: a number in the file, raised when they change.</summary>
internal static class Schema
{
    /// <summary>The number this program writes and reads.</summary>
    public const int Version = 2;

    private const string Table = "schema_version";

    /// <summary>Makes the tables in an empty file; refuses a file whose tables this program does not know. Safe when two processes start at once.</summary>
    /// <exception cref="StoreException">The file is newer than the program, or some other program's.</exception>
    public static void Ensure(DbContext db, string file)
    {
        if (!SqliteFile.HasTable(db, Table))
        {
            using var transaction = db.Database.BeginTransaction();
            if (!SqliteFile.HasTable(db, Table))
            {
                Make(db, file);
            }
            transaction.Commit();
        }
        var found = db.Database.SqlQueryRaw<int>($"SELECT version AS \"Value\" FROM {Table}").AsEnumerable().FirstOrDefault();
        if (found != Version)
        {
            throw new StoreException(
                $"{Path.GetFileName(file)}: it was written by {(found > Version ? "a newer" : "another")} Skywave (schema {found.ToString(CultureInfo.InvariantCulture)}, this one knows {Version})",
                "run the newer Skywave, or put back the backup made before it was used");
        }
    }

    /// <summary>Names every column in lower-case words joined by underscores, so that SQL written by hand needs no quotes on any server.</summary>
    public static void NameColumns(ModelBuilder model)
    {
        model.Entity<SchemaVersionRow>(row =>
        {
            row.ToTable(Table).HasKey(r => r.Version);
            row.Property(r => r.Version).ValueGeneratedNever();
        });
        foreach (var property in model.Model.GetEntityTypes().SelectMany(t => t.GetProperties()))
        {
            property.SetColumnName(Underscored(property.Name));
        }
    }

    private static void Make(DbContext db, string file)
    {
        if (!SqliteFile.IsEmpty(db))
        {
            throw new StoreException($"{Path.GetFileName(file)}: this database belongs to another program", "name the newsroom's own folder");
        }
        db.Database.ExecuteSqlRaw(db.Database.GenerateCreateScript());
        db.Add(new SchemaVersionRow { Version = Version });
        db.SaveChanges();
        db.ChangeTracker.Clear();
    }

    private static string Underscored(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsAsciiLetterUpper(c) && text.Length > 0)
            {
                text.Append('_');
            }
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }
}

/// <summary>The one row that says which tables the file has.</summary>
internal sealed class SchemaVersionRow
{
    public required int Version { get; init; }
}
