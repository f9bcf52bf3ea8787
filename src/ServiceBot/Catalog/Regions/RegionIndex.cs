namespace ServiceBot.Catalog.Regions;

/// <summary>Finds regions by their name without its ending, in a chained hash over <see cref="RegionTable"/>: no string per region.</summary>
internal sealed class RegionIndex
{
    private const int Buckets = 1 << 16;
    private readonly RegionTable _table;
    private readonly int[] _first = new int[Buckets];
    private readonly int[] _next;
    private readonly byte[] _stems;
    private readonly RegionWords.Ending?[] _endings;

    public RegionIndex(RegionTable table, RegionWords words)
    {
        _table = table;
        _next = new int[table.Count];
        _stems = new byte[table.Count];
        _endings = new RegionWords.Ending?[table.Count];
        Array.Fill(_first, -1);
        // Backwards, so that a chain runs in the order of codes: the larger region first.
        for (var at = table.Count - 1; at >= 0; at--)
        {
            var name = table.Name(at);
            var ending = words.EndingOf(name, RegionTable.LevelOf(table.Code(at)));
            _endings[at] = ending;
            _stems[at] = (byte)Math.Min(name.Length - (ending?.Text.Length ?? 0), byte.MaxValue);
            var bucket = Bucket(Stem(at));
            _next[at] = _first[bucket];
            _first[bucket] = at;
        }
    }

    public RegionWords.Ending? Ending(int at) => _endings[at];

    public ReadOnlySpan<char> Stem(int at) => _table.Name(at)[.._stems[at]];

    /// <summary>Positions of the regions whose name without ending is this, larger regions first.</summary>
    public IEnumerable<int> WithStem(string stem)
    {
        for (var at = _first[Bucket(stem)]; at >= 0; at = _next[at])
            if (Stem(at).SequenceEqual(stem))
                yield return at;
    }

    private static int Bucket(ReadOnlySpan<char> stem) => string.GetHashCode(stem) & (Buckets - 1);
}
