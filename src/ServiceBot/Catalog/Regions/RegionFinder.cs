namespace ServiceBot.Catalog.Regions;

/// <summary>
/// Reads a place out of people's words. The text is walked from left to right; every stretch that names a region narrows the search to
/// that region, and the reading that uses up the most of the text wins: in 正定县南楼村 that is one village of the many called 南楼.
/// </summary>
internal sealed class RegionFinder(RegionBook book, RegionTable table, RegionIndex index, RegionWords words, RegionAliases aliases)
{
    /// <summary>A place is not told in more letters; the rest is not read.</summary>
    private const int LongestText = 48;
    private const int LongestName = 20;

    public RegionFinding Find(string text, string? within, int limit)
    {
        var letters = TextFold.Letters(text);
        if (RegionBook.TryCode(letters, out var code)) return ByCode(code, letters.Length, within);
        if (letters.Length > LongestText) letters = letters[..LongestText];
        long first = 0, end = long.MaxValue;
        if (within is not null && RegionBook.TryCode(within, out first)) end = first + RegionTable.Span(RegionTable.LevelOf(first));

        var best = new Dictionary<int, Hit>();
        Walk(letters, 0, new Scope(first, end, 0), best);
        if (best.Count == 0) AddParts(letters, first, end, best);
        if (best.Count == 0) return RegionFinding.None;
        var most = best.Values.Max(hit => hit.Consumed);
        var ranked = best.Where(pair => pair.Value.Consumed == most)
            .OrderByDescending(pair => pair.Value.Exactness)
            .ThenBy(pair => RegionTable.LevelOf(table.Code(pair.Key)))
            .ThenBy(pair => pair.Key).ToList();
        return new RegionFinding([.. ranked.Take(limit).Select(Match)], IsCertain(ranked), ranked.Count) { IsWhole = most >= letters.Length - Ignored(letters) };
    }

    private void Walk(string letters, int from, Scope scope, Dictionary<int, Hit> best)
    {
        for (var start = from; start < letters.Length; start++)
            for (var length = Math.Min(LongestName, letters.Length - start); length >= 2; length--)
                foreach (var (at, exactness) in Named(letters.Substring(start, length)))
                {
                    var code = table.Code(at);
                    if (code < scope.First || code >= scope.End || code == scope.First && scope.Consumed > 0) continue;
                    var hit = new Hit(scope.Consumed + length, exactness);
                    if (best.TryGetValue(at, out var known) && known.CompareTo(hit) >= 0) continue;
                    best[at] = hit;
                    var level = RegionTable.LevelOf(code);
                    if (level != RegionLevel.Village && start + length < letters.Length)
                        Walk(letters, start + length, new Scope(code, code + RegionTable.Span(level), hit.Consumed), best);
                }
    }

    /// <summary>The regions that a stretch names: bare, with an ending of their level, by alias.</summary>
    private IEnumerable<(int At, RegionExactness Exactness)> Named(string stretch)
    {
        foreach (var at in aliases.Find(stretch)) yield return (at, RegionExactness.Exact);
        foreach (var at in index.WithStem(stretch))
            yield return (at, index.Ending(at) is null ? RegionExactness.Exact : RegionExactness.Name);
        foreach (var level in Enum.GetValues<RegionLevel>())
        {
            if (words.EndingOf(stretch, level) is not { } ending) continue;
            foreach (var at in index.WithStem(stretch[..^ending.Text.Length]))
                if (RegionTable.LevelOf(table.Code(at)) == level && index.Ending(at) is { } own)
                    yield return (at, own.Shown == ending.Shown ? RegionExactness.Exact : RegionExactness.Name);
        }
    }

    /// <summary>Names that contain the text, when nothing is called so.</summary>
    private void AddParts(string letters, long first, long end, Dictionary<int, Hit> best)
    {
        if (letters.Length < 2 || letters.Length > LongestName) return;
        var names = table.AllNames;
        for (var offset = 0; offset < names.Length && best.Count < 200; offset++)
        {
            var next = names[offset..].IndexOf(letters);
            if (next < 0) return;
            offset += next;
            var at = table.AtOffset(offset);
            var inside = offset + letters.Length <= table.Start(at) + table.Name(at).Length;
            if (inside && table.Code(at) >= first && table.Code(at) < end) best.TryAdd(at, new Hit(letters.Length, RegionExactness.Part));
        }
    }

    private RegionFinding ByCode(long code, int digits, string? within)
    {
        var at = table.Find(code);
        if (at < 0 || within is not null && !RegionBook.Contains(within, RegionTable.CodeText(code))) return RegionFinding.None;
        return new RegionFinding([Match(new(at, new Hit(digits, RegionExactness.Exact)))], true, 1) { IsWhole = true };
    }

    /// <summary>One is the best, and the others are either worse or lie in it: 正定 means the county, not the town in it.</summary>
    private bool IsCertain(List<KeyValuePair<int, Hit>> ranked)
    {
        var (at, hit) = ranked[0];
        var first = table.Code(at);
        var end = first + RegionTable.Span(RegionTable.LevelOf(first));
        return hit.Exactness > RegionExactness.Part &&
            ranked.Skip(1).All(other => other.Value.Exactness < hit.Exactness || table.Code(other.Key) > first && table.Code(other.Key) < end);
    }

    private RegionMatch Match(KeyValuePair<int, Hit> pair) =>
        new(book.At(pair.Key), book.Path(pair.Key), pair.Value.Exactness, pair.Value.Consumed);

    /// <summary>How many letters are filler words.</summary>
    private int Ignored(string letters)
    {
        var count = 0;
        foreach (var word in words.Ignored)
            for (var at = letters.IndexOf(word, StringComparison.Ordinal); at >= 0; at = letters.IndexOf(word, StringComparison.Ordinal))
            {
                letters = letters.Remove(at, word.Length);
                count += word.Length;
            }

        return count;
    }

    private readonly record struct Scope(long First, long End, int Consumed);

    private readonly record struct Hit(int Consumed, RegionExactness Exactness) : IComparable<Hit>
    {
        public int CompareTo(Hit other) => Consumed != other.Consumed ? Consumed.CompareTo(other.Consumed) : Exactness.CompareTo(other.Exactness);
    }
}
