using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Skywave.Ledger;

/// <summary>
/// A statement prepared once and run many times on the ledger's connection, in whatever transaction is open: for what a publish does for every article.
/// Its SQL is what SQLite and PostgreSQL both read; values stand as <c>@p0</c>, <c>@p1</c> …
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly LedgerDb _ledger;
    private readonly DbCommand _command;

    public Statement(LedgerDb ledger, string sql)
    {
        _ledger = ledger;
        _command = ledger.Database.GetDbConnection().CreateCommand();
        _command.CommandText = sql;
        for (var i = 0; sql.Contains(string.Create(CultureInfo.InvariantCulture, $"@p{i}"), StringComparison.Ordinal); i++)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{i}");
            _command.Parameters.Add(parameter);
        }
    }

    /// <summary>Runs it for its effect.</summary>
    public void Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        _command.ExecuteNonQuery();
    }

    /// <summary>The first value of the first row, or null.</summary>
    public object? One(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    /// <summary>Every row, at once.</summary>
    public List<T> All<T>(Func<DbDataReader, T> row, params ReadOnlySpan<object?> values)
    {
        Bind(values);
        using var reader = _command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }
        return rows;
    }

    /// <summary>Rows as they are asked for; the statement is busy until the last one.</summary>
    public IEnumerable<T> Stream<T>(Func<DbDataReader, T> row, params object?[] values)
    {
        Bind(values);
        using var reader = _command.ExecuteReader();
        while (reader.Read())
        {
            yield return row(reader);
        }
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        _command.Transaction = _ledger.Database.CurrentTransaction?.GetDbTransaction();
        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
