using System.Collections.Frozen;

namespace ServiceBot.Catalog.Regions;

/// <summary>Further names for regions, from an operator's file: lines <c>alias,code</c>. An alias may stand for several regions.</summary>
internal sealed class RegionAliases
{
    private readonly FrozenDictionary<string, int[]> _positions;

    private RegionAliases(IEnumerable<(string Alias, int At)> aliases) =>
        _positions = aliases.GroupBy(pair => pair.Alias, pair => pair.At).ToFrozenDictionary(group => group.Key, group => group.ToArray());

    public static RegionAliases None { get; } = new([]);

    public IReadOnlyList<int> Find(string folded) => _positions.TryGetValue(folded, out var found) ? found : [];

    /// <exception cref="InvalidDataException">All faulty lines at once.</exception>
    public static RegionAliases Read(string path, RegionTable table)
    {
        var aliases = new List<(string, int)>();
        var faults = new List<string>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || line.StartsWith('#')) continue;
            var parts = line.Split(',');
            var at = parts.Length >= 2 && RegionBook.TryCode(parts[1].Trim(), out var code) ? table.Find(code) : -1;
            if (at < 0 || TextFold.Letters(parts[0]) is not { Length: > 0 } alias) faults.Add($"{path}:{number}: a line is alias,code of a known region");
            else aliases.Add((alias, at));
        }

        if (faults.Count > 0) throw new InvalidDataException(string.Join(Environment.NewLine, faults));
        return new RegionAliases(aliases);
    }
}
