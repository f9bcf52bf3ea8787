using System.Globalization;

namespace ServiceBot.Benchmarks.Floor;

/// <summary>A conversation of the floor: where it is in its round, and its version. Its client sends one message at a time.</summary>
internal sealed class FloorConversation(PreparedRecipe recipe)
{
    private static long _counter;
    private readonly Dictionary<string, string> _names = [];
    private long _version;
    private int _step;

    public string Id { get; } = string.Create(CultureInfo.InvariantCulture, $"dl-{Interlocked.Increment(ref _counter):D22}");

    public long LastSeq { get; private set; }

    public FloorUnit Open()
    {
        NewNames();
        var unit = Fill(recipe.Opening, "", firstSeqOfTemplate: 0, update: false);
        _version = recipe.Opening.Version;
        LastSeq = recipe.Opening.LastSeq;
        return unit;
    }

    public FloorUnit Next(string key)
    {
        if (_step == recipe.Steps.Count)
        {
            _step = 0;
            NewNames();
        }

        var before = _step == 0 ? recipe.Opening : recipe.Steps[_step - 1];
        var step = recipe.Steps[_step++];
        var unit = Fill(step, key, before.LastSeq, update: true);
        LastSeq += step.LastSeq - before.LastSeq;
        _version++;
        return unit;
    }

    private FloorUnit Fill(PreparedStep step, string key, long firstSeqOfTemplate, bool update)
    {
        var shift = LastSeq - firstSeqOfTemplate;
        var rows = new List<FloorRow>(step.Inserts.Count + 2);
        foreach (var row in step.Inserts) rows.Add(new FloorRow(row.Statement, row.Fill(_names, key, shift)));
        if (update) rows.Add(new FloorRow(recipe.ConversationUpdate, [.. step.ConversationValues, LastSeq + 1, _version + 1, Id, _version]));
        return new FloorUnit(LastSeq + 1, rows);
    }

    private void NewNames()
    {
        foreach (var name in recipe.Names)
        {
            var number = Interlocked.Increment(ref _counter).ToString(CultureInfo.InvariantCulture).PadLeft(name.Length, '0');
            _names[name] = name == recipe.ConversationId ? Id : number;
        }
    }
}

/// <summary>The rows of one turn.</summary>
internal sealed record FloorUnit(long Seq, IReadOnlyList<FloorRow> Rows);

internal sealed record FloorRow(FloorStatement Statement, object?[] Values);
