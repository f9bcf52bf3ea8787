using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using ServiceBot.Data;

namespace ServiceBot.Tests.Data;

/// <summary>
/// What can be proved of SQL Server without its engine: Microsoft's parser accepts every script and command, and the model keeps the
/// limits that only CREATE INDEX would tell. Locks, isolation and collation need the engine: see StoreOnSqlServerTests.
/// </summary>
public sealed class SqlServerScriptTests
{
    /// <summary>"Maximum capacity specifications for SQL Server", read 2025: clustered 900 bytes, nonclustered 1700.</summary>
    private const int ClusteredBytes = 900, NonclusteredBytes = 1700;

    [Fact]
    public void The_script_that_creates_everything_parses()
    {
        using var db = Context();
        Assert.Empty(FaultsIn(db.Database.GenerateCreateScript()));
    }

    [Fact]
    public void The_commands_of_the_group_commit_parse_for_every_row()
    {
        using var db = Context();
        var statements = new RowSql.Cache(db.Model, db.GetService<ISqlGenerationHelper>(), positional: false);
        foreach (var entity in db.Model.GetEntityTypes().Where(entity => !entity.IsOwned() && !entity.HasSharedClrType))
        {
            // The statement is made from the model alone: the row serves as its type.
            var row = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(entity.ClrType);
            Assert.Empty(FaultsIn(statements.Get(new CommitStatement(row, CommitVerb.Insert, null)).Text));
            if (entity.GetProperties().All(property => property.IsPrimaryKey())) continue;
            Assert.Empty(FaultsIn(statements.Get(new CommitStatement(row, CommitVerb.Update, null)).Text));
            if (entity.FindProperty("Version") is null) continue;
            Assert.Empty(FaultsIn(statements.Get(new CommitStatement(row, CommitVerb.Update, 1)).Text));
        }
    }

    [Fact]
    public void No_key_is_wider_than_the_engine_takes()
    {
        using var db = Context();
        var model = db.GetService<IDesignTimeModel>().Model;
        var faults = from entity in model.GetEntityTypes()
                     from key in Keys(entity)
                     let bytes = key.Properties.Sum(property => (long)Bytes(property))
                     where bytes > key.Limit
                     select $"{entity.GetTableName()} ({string.Join(", ", key.Properties.Select(property => property.Name))}): {bytes} bytes, limit {key.Limit}";
        Assert.Empty(faults);
    }

    [Fact]
    public void The_parser_refuses_what_is_wrong() => Assert.NotEmpty(FaultsIn("CREATE TABLE [A] ([B] nvarchar(40) NOT NULL,, PRIMARY KEY ([B]);"));

    [Theory]
    [InlineData("nvarchar(100)", 200)]
    [InlineData("nvarchar(max)", int.MaxValue)]
    [InlineData("varbinary(16)", 16)]
    [InlineData("bigint", 8)]
    public void Widths_are_counted_in_bytes(string type, int bytes) => Assert.Equal(bytes, Bytes(type));

    private static SqlServerBotDb Context() => new SqlServerDesign().CreateDbContext([]);

    internal static IEnumerable<string> FaultsIn(string script)
    {
        using var reader = new StringReader(script);
        new TSql170Parser(initialQuotedIdentifiers: true, SqlEngineType.Standalone).Parse(reader, out var faults);
        return faults.Select(fault => $"{fault.Line}: {fault.Message}");
    }

    private static IEnumerable<(IReadOnlyList<IReadOnlyProperty> Properties, int Limit)> Keys(IEntityType entity)
    {
        foreach (var key in entity.GetKeys()) yield return (key.Properties, key.IsPrimaryKey() ? ClusteredBytes : NonclusteredBytes);
        foreach (var index in entity.GetIndexes()) yield return (index.Properties, NonclusteredBytes);
    }

    private static int Bytes(IReadOnlyProperty property) => Bytes(property.GetRelationalTypeMapping().StoreType);

    private static int Bytes(string type)
    {
        var open = type.IndexOf('(', StringComparison.Ordinal);
        if (open < 0) return type is "bigint" or "float" or "datetime2" ? 8 : type is "uniqueidentifier" or "datetimeoffset" ? 16 : 4;
        var length = type[(open + 1)..^1];
        if (length == "max") return int.MaxValue;
        var units = int.Parse(length.Split(',')[0], CultureInfo.InvariantCulture);
        return type.StartsWith('n') ? units * 2 : units;
    }
}
