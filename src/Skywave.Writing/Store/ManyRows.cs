using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Skywave.Writing;

/// <summary>
/// Many rows of one table through one prepared statement: several times faster than change tracking. Columns and their conversions are those of the
/// model, so a column added there is never missed here.
/// </summary>
internal static class ManyRows
{
    /// <summary>Inserts them in their order, in the transaction that the context has.</summary>
    public static async Task InsertAsync<T>(WritingDb db, IReadOnlyCollection<T> rows, CancellationToken stop)
        where T : class
    {
        if (rows.Count == 0)
        {
            return;
        }
        var type = db.Model.FindEntityType(typeof(T))!;
        await using var command = Command(db);
        var columns = type.GetProperties().Select(p => new Column(p, command)).ToArray();
        command.CommandText = $"INSERT INTO {type.GetTableName()} ({string.Join(", ", columns.Select(c => c.Name))}) VALUES ({string.Join(", ", columns.Select(c => c.Parameter.ParameterName))})";
        await RunAsync(command, columns, rows, stop);
    }

    /// <summary>Stores these properties of rows that are there, in their order, in the transaction that the context has.</summary>
    public static async Task UpdateAsync<T>(WritingDb db, IReadOnlyCollection<T> rows, IReadOnlyCollection<string> properties, CancellationToken stop)
        where T : class
    {
        if (rows.Count == 0)
        {
            return;
        }
        var type = db.Model.FindEntityType(typeof(T))!;
        await using var command = Command(db);
        var changed = properties.Select(p => new Column(type.FindProperty(p)!, command)).ToArray();
        var key = type.FindPrimaryKey()!.Properties.Select(p => new Column(p, command)).ToArray();
        command.CommandText = $"UPDATE {type.GetTableName()} SET {string.Join(", ", changed.Select(c => c.Is))} WHERE {string.Join(" AND ", key.Select(c => c.Is))}";
        await RunAsync(command, [.. changed, .. key], rows, stop);
    }

    private static DbCommand Command(WritingDb db)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        return command;
    }

    private static async Task RunAsync<T>(DbCommand command, Column[] columns, IEnumerable<T> rows, CancellationToken stop)
        where T : class
    {
        foreach (var row in rows)
        {
            foreach (var column in columns)
            {
                column.Take(row);
            }
            await command.ExecuteNonQueryAsync(stop);
        }
    }

    private sealed class Column
    {
        private readonly IProperty _property;
        private readonly ValueConverter? _converter;

        public Column(IProperty property, DbCommand command)
        {
            (_property, Name, _converter) = (property, property.GetColumnName(), property.GetTypeMapping().Converter);
            Parameter = command.CreateParameter();
            Parameter.ParameterName = "@" + Name;
            command.Parameters.Add(Parameter);
        }

        public string Name { get; }

        public DbParameter Parameter { get; }

        public string Is => $"{Name} = {Parameter.ParameterName}";

        public void Take(object row)
        {
            var value = _property.GetGetter().GetClrValue(row);
            Parameter.Value = (value is null || _converter is null ? value : _converter.ConvertToProvider(value)) ?? DBNull.Value;
        }
    }
}
