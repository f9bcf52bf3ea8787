using System.Globalization;
using System.Text;

namespace ServiceBot.Tools;

/// <summary>How many of the labelled cases came out as written, for each type; what was wrong with the others; and what was no case.</summary>
internal sealed class SlotScore
{
    private readonly SortedDictionary<string, Tally> _types = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _skipped = new(StringComparer.Ordinal);
    private int _asConvention;

    public int Count => _types.Values.Sum(tally => tally.Of);

    public int Skipped => _skipped.Values.Sum();

    public double Share => Count == 0 ? 0 : (double)_types.Values.Sum(tally => tally.Right) / Count;

    public void Skip(string reason) => _skipped[reason] = _skipped.GetValueOrDefault(reason) + 1;

    /// <param name="reference">What "today" was for it.</param>
    public void Add(SlotCase slotCase, SlotResult result, DateTime reference)
    {
        if (!slotCase.IsLabelled) return;
        var kind = slotCase.Kind ?? slotCase.Type;
        if (!_types.TryGetValue(kind, out var tally)) _types[kind] = tally = new Tally();
        var wrong = Wrong(slotCase, result);
        if (wrong is not null && slotCase is { IsForeign: true, From: not null } && result.From is not null && ForeignSpan.IsSame(slotCase, result, reference)) (wrong, _asConvention) = (null, _asConvention + 1);
        tally.Add(slotCase.Id, wrong);
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (type, tally) in _types)
        {
            text.AppendLine(Line(type, tally.Right, tally.Of));
            foreach (var (reason, ids) in tally.Wrong) text.AppendLine(CultureInfo.InvariantCulture, $"    {reason}: {ids.Count}: {string.Join(' ', ids)}");
        }

        text.Append(Line("all", _types.Values.Sum(tally => tally.Right), Count));
        if (_asConvention > 0) text.AppendLine().Append(CultureInfo.InvariantCulture, $"of these {_asConvention} the same span written otherwise (last minute counted in, today for now)");
        foreach (var (reason, count) in _skipped) text.AppendLine().Append(CultureInfo.InvariantCulture, $"passed over: {count}: {reason}");
        return text.ToString();
    }

    /// <summary>Null when it is right.</summary>
    private static string? Wrong(SlotCase slotCase, SlotResult result)
    {
        if (slotCase.IsForeign && slotCase.From is not null)
        {
            if (result.From is null) return $"nothing found ({result.Reason})";
            return slotCase.From != result.From ? slotCase.To != result.To ? "other span" : "other start" : slotCase.To != result.To ? "other end" : null;
        }

        if (slotCase.Ok is false && result.Ok) return "taken, but should have been refused";
        if (slotCase.Ok is true or null && !result.Ok) return $"nothing found ({result.Reason})";
        if (slotCase.Value is not null && slotCase.Value != result.Value) return "other value";
        if (slotCase.From is not null && slotCase.From != result.From) return "other start";
        if (slotCase.To is not null && slotCase.To != result.To) return "other end";
        if (slotCase.IsForeign || result.Doubt == slotCase.Doubt) return null;
        return slotCase.Doubt ? "should have been read back" : "read back without need";
    }

    private static string Line(string name, int right, int of) =>
        string.Create(CultureInfo.InvariantCulture, $"{name,-12} {100.0 * right / Math.Max(1, of),5:F1} % ({right} of {of})");

    private sealed class Tally
    {
        public SortedDictionary<string, List<string>> Wrong { get; } = new(StringComparer.Ordinal);

        public int Of { get; private set; }

        public int Right => Of - Wrong.Values.Sum(ids => ids.Count);

        public void Add(string id, string? wrong)
        {
            Of++;
            if (wrong is null) return;
            if (!Wrong.TryGetValue(wrong, out var ids)) Wrong[wrong] = ids = [];
            ids.Add(id);
        }
    }
}
