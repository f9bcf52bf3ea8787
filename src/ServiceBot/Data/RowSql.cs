using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ServiceBot.Data;

/// <summary>
/// The statement that inserts or updates one kind of row, made once from EF's model: table, columns, types and value converters are
/// EF's, so the hot commit can never drift from the model; only the change tracker is left out.
/// </summary>
internal sealed class RowSql
{
    private readonly IProperty[] _properties;
    private readonly RelationalTypeMapping[] _mappings;
    private readonly Func<object, object?>[] _values;

    private RowSql(IEntityType entity, CommitVerb verb, bool fenced, bool positional, ISqlGenerationHelper sql)
    {
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
        var key = entity.FindPrimaryKey()!.Properties;
        var all = entity.GetProperties().ToArray();
        var written = verb == CommitVerb.Insert
            ? all.Where(property => property.ValueGenerated != ValueGenerated.OnAdd || !key.Contains(property)).ToArray()
            : all.Where(property => !key.Contains(property)).ToArray();
        _properties = verb == CommitVerb.Insert ? written : [.. written, .. key];
        _mappings = [.. _properties.Select(property => property.GetRelationalTypeMapping())];
        _values = [.. _properties.Select((property, index) => Value(property, _mappings[index]))];
        Fenced = fenced;

        string Column(IProperty property) => sql.DelimitIdentifier(property.GetColumnName(table)!);
        string Parameter(int index) => positional ? $"${index + 1}" : $"@p{index}";
        var name = sql.DelimitIdentifier(table.Name, table.Schema);
        if (verb == CommitVerb.Insert)
        {
            Text = $"INSERT INTO {name} ({string.Join(", ", written.Select(Column))}) VALUES ({string.Join(", ", written.Select((_, i) => Parameter(i)))})";
            return;
        }

        var set = written.Select((property, i) => $"{Column(property)} = {Parameter(i)}");
        var where = key.Select((property, i) => $"{Column(property)} = {Parameter(written.Length + i)}");
        Text = $"UPDATE {name} SET {string.Join(", ", set)} WHERE {string.Join(" AND ", where)}";
        if (fenced) Text += $" AND {Column(entity.FindProperty("Version")!)} = {Parameter(_properties.Length)}";
    }

    public string Text { get; }

    /// <summary>True when the last parameter is the version that must still stand.</summary>
    public bool Fenced { get; }

    public int Count => _properties.Length + (Fenced ? 1 : 0);

    /// <summary>Values in the provider's own types, in the order of the parameters.</summary>
    public object Provide(object row, int index, long? expectedVersion) =>
        (index == _properties.Length ? expectedVersion : _values[index](row)) ?? DBNull.Value;

    /// <summary>A parameter of the right database type. <paramref name="command"/> only serves as its maker.</summary>
    public DbParameter Create(DbCommand command, int index, bool positional)
    {
        DbParameter parameter;
        if (index == _properties.Length)
        {
            parameter = command.CreateParameter();
            parameter.DbType = System.Data.DbType.Int64;
        }
        else
        {
            parameter = _mappings[index].CreateParameter(command, $"p{index}", null, nullable: true);
        }

        parameter.ParameterName = positional ? "" : $"@p{index}";
        return parameter;
    }

    private static Func<object, object?> Value(IProperty property, RelationalTypeMapping mapping)
    {
        var getter = property.GetGetter();
        var convert = mapping.Converter?.ConvertToProvider;
        return convert is null ? getter.GetClrValue : row => getter.GetClrValue(row) is { } value ? convert(value) : null;
    }

    /// <summary>All statements of a model, built on first use.</summary>
    internal sealed class Cache(IModel model, ISqlGenerationHelper sql, bool positional)
    {
        private readonly ConcurrentDictionary<(Type Row, CommitVerb Verb, bool Fenced), RowSql> _made = new();

        public RowSql Get(CommitStatement statement) => _made.GetOrAdd(
            (statement.Row.GetType(), statement.Verb, statement.ExpectedVersion is not null),
            key => new RowSql(
                model.FindEntityType(key.Row) ?? throw new InvalidOperationException($"{key.Row.Name} is not mapped."),
                key.Verb, key.Fenced, positional, sql));
    }
}
