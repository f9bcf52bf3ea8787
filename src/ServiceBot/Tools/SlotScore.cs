using System.Globalization;
using System.Text;

namespace ServiceBot.Tools;

/// <summary>How many of the labelled cases came out exactly as written, for each type.</summary>
internal sealed class SlotScore
{
    private readonly SortedDictionary<string, Tally> _types = new(StringComparer.Ordinal);

    public int Count => _types.Values.Sum(tally => tally.Of);

    public double Share => Count == 0 ? 0 : (double)_types.Values.Sum(tally => tally.Right) / Count;

    public void Add(SlotCase slotCase, SlotResult result)
    {
        if (slotCase.Ok is not { } ok) return;
        var right = result.Ok == ok && result.Doubt == slotCase.Doubt
            && (slotCase.Value is null || slotCase.Value == result.Value)
            && (slotCase.From is null || slotCase.From == result.From)
            && (slotCase.To is null || slotCase.To == result.To);
        if (!_types.TryGetValue(slotCase.Type, out var tally)) _types[slotCase.Type] = tally = new Tally();
        tally.Add(slotCase.Id, right);
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (type, tally) in _types) text.AppendLine(Line(type, tally.Right, tally.Of, tally.Wrong));
        return text.Append(Line("all", _types.Values.Sum(tally => tally.Right), Count, [])).ToString();
    }

    private static string Line(string name, int right, int of, IEnumerable<string> wrong) =>
        string.Create(CultureInfo.InvariantCulture, $"{name,-12} {100.0 * right / Math.Max(1, of),5:F1} % ({right} of {of}) {string.Join(' ', wrong)}").TrimEnd();

    private sealed class Tally
    {
        public List<string> Wrong { get; } = [];

        public int Of { get; private set; }

        public int Right => Of - Wrong.Count;

        public void Add(string id, bool right)
        {
            Of++;
            if (!right) Wrong.Add(id);
        }
    }
}
