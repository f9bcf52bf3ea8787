using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace ServiceBot.Data;

/// <summary>One connection of the group commit, kept open, with its prepared commands. Used by one thread.</summary>
internal sealed class GroupWriter(BotDbFactory databases, StoreProvider provider) : IAsyncDisposable
{
    private readonly Dictionary<RowSql, DbCommand> _prepared = [];
    private readonly Dictionary<string, DbCommand> _control = [];
    private readonly bool _positional = provider == StoreProvider.PostgreSql;
    private BotDb? _db;
    private RowSql.Cache? _statements;
    private DbCommand? _maker;

    public async Task CommitAsync(IReadOnlyList<GroupCommit.Pending> group)
    {
        var connection = await ConnectAsync();
        if (provider == StoreProvider.Sqlite) CommitWithSavepoints(connection, group);
        else await CommitBatchAsync(connection, group);
    }

    /// <summary>Forgets the connection after a failure.</summary>
    public async Task ResetAsync()
    {
        foreach (var command in _prepared.Values) await command.DisposeAsync();
        foreach (var command in _control.Values) await command.DisposeAsync();
        _prepared.Clear();
        _control.Clear();
        if (_maker is not null) await _maker.DisposeAsync();
        if (_db is not null) await _db.DisposeAsync();
        (_db, _maker) = (null, null);
    }

    public async ValueTask DisposeAsync() => await ResetAsync();

    private async Task<DbConnection> ConnectAsync()
    {
        if (_db is not null) return _db.Database.GetDbConnection();
        _db = databases.Create();
        await _db.Database.OpenConnectionAsync();
        _statements ??= new RowSql.Cache(_db.Model, _db.GetService<ISqlGenerationHelper>(), _positional);
        _maker = _db.Database.GetDbConnection().CreateCommand();
        return _db.Database.GetDbConnection();
    }

    private void CommitWithSavepoints(DbConnection connection, IReadOnlyList<GroupCommit.Pending> group)
    {
        // Immediate: the write lock is taken at once, so no statement in the middle can meet SQLITE_BUSY.
        Run(connection, "BEGIN IMMEDIATE");
        try
        {
            foreach (var pending in group)
            {
                Run(connection, "SAVEPOINT unit");
                pending.Failure = Apply(connection, pending.Unit);
                if (pending.Failure != CommitFailure.None) Run(connection, "ROLLBACK TO unit");
                Run(connection, "RELEASE unit");
            }

            Run(connection, "COMMIT");
        }
        catch
        {
            try
            {
                Run(connection, "ROLLBACK");
            }
            catch (DbException)
            {
                // SQLite has rolled back by itself.
            }

            throw;
        }
    }

    private void Run(DbConnection connection, string text)
    {
        if (!_control.TryGetValue(text, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = text;
            _control[text] = command;
        }

        command.ExecuteNonQuery();
    }

    private CommitFailure Apply(DbConnection connection, CommitUnit unit)
    {
        try
        {
            foreach (var statement in unit.Statements)
            {
                var sql = _statements!.Get(statement);
                if (!_prepared.TryGetValue(sql, out var command))
                {
                    command = connection.CreateCommand();
                    command.CommandText = sql.Text;
                    for (var index = 0; index < sql.Count; index++) command.Parameters.Add(sql.Create(command, index, _positional));
                    _prepared.Add(sql, command);
                }

                for (var index = 0; index < sql.Count; index++)
                    command.Parameters[index].Value = sql.Provide(statement.Row, index, statement.ExpectedVersion);
                if (command.ExecuteNonQuery() != 1) return CommitFailure.Stale;
            }

            return CommitFailure.None;
        }
        catch (DbException exception) when (GroupCommit.IsDuplicate(exception))
        {
            return CommitFailure.Duplicate;
        }
    }

    private async Task CommitBatchAsync(DbConnection connection, IReadOnlyList<GroupCommit.Pending> group)
    {
        if (await TryBatchAsync(connection, group) == CommitFailure.None) return;
        // Some unit of the group is bad. Each gets a transaction of its own, so that only the bad one fails.
        foreach (var pending in group) pending.Failure = await TryBatchAsync(connection, [pending]);
    }

    private async Task<CommitFailure> TryBatchAsync(DbConnection connection, IReadOnlyList<GroupCommit.Pending> group)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (var pending in group)
            foreach (var statement in pending.Unit.Statements)
                batch.BatchCommands.Add(Command(batch, statement));
        try
        {
            await batch.ExecuteNonQueryAsync();
        }
        catch (DbException exception) when (GroupCommit.IsDuplicate(exception))
        {
            await transaction.RollbackAsync();
            return CommitFailure.Duplicate;
        }

        if (batch.BatchCommands.Any(command => command.RecordsAffected != 1))
        {
            await transaction.RollbackAsync();
            return CommitFailure.Stale;
        }

        await transaction.CommitAsync();
        return CommitFailure.None;
    }

    private DbBatchCommand Command(DbBatch batch, CommitStatement statement)
    {
        var sql = _statements!.Get(statement);
        var command = batch.CreateBatchCommand();
        command.CommandText = sql.Text;
        for (var index = 0; index < sql.Count; index++)
        {
            var parameter = sql.Create(_maker!, index, _positional);
            parameter.Value = sql.Provide(statement.Row, index, statement.ExpectedVersion);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
