namespace ServiceBot.Catalog.Regions;

/// <summary>
/// All regions of the province, to the village: by code, by path, by the words people use. Immutable, shared by all.
/// </summary>
/// <remarks>Data: National Bureau of Statistics, see <c>Catalog/Regions/README.md</c>.</remarks>
internal sealed class RegionBook
{
    private readonly RegionTable _table;
    private readonly RegionIndex _index;
    private readonly RegionFinder _finder;

    private RegionBook(RegionTable table, RegionWords words, RegionAliases aliases)
    {
        _table = table;
        _index = new RegionIndex(table, words);
        _finder = new RegionFinder(this, table, _index, words, aliases);
    }

    public int Count => _table.Count;

    /// <param name="path"><c>code,name,…</c> as CSV, gzipped or not.</param>
    /// <param name="aliases"><c>alias,code</c> as CSV: further names for regions; null for none.</param>
    /// <exception cref="InvalidDataException">A line is not a region, or an alias names none.</exception>
    public static RegionBook Load(string path, string? aliases = null)
    {
        var table = RegionTable.Read(path);
        return new RegionBook(table, RegionWords.Load(), aliases is null ? RegionAliases.None : RegionAliases.Read(aliases, table));
    }

    /// <summary>A region by its code of 12 digits, or of 2, 4, 6 or 9 that stand for a larger one; null when there is none.</summary>
    public Region? Get(string code) => Position(code) is { } at and >= 0 ? At(at) : null;

    /// <summary>With its parents, as people say it, without the province: 石家庄市正定县南楼乡南楼村. Empty for an unknown code.</summary>
    public string Path(string code) => Position(code) is { } at and >= 0 ? Path(at) : "";

    /// <summary>The parents of a region, largest first, itself last. Empty for an unknown code.</summary>
    public IReadOnlyList<Region> Line(string code)
    {
        var line = new List<Region>();
        if (Position(code) is { } at and >= 0)
            for (; at >= 0; at = _table.Find(RegionTable.ParentOf(_table.Code(at))))
                line.Insert(0, At(at));
        return line;
    }

    /// <summary>The regions one level down, in the order of codes.</summary>
    public IEnumerable<Region> Children(string code)
    {
        if (Position(code) is not ({ } at and >= 0)) yield break;
        var parent = _table.Code(at);
        var end = parent + RegionTable.Span(RegionTable.LevelOf(parent));
        for (at++; at < _table.Count && _table.Code(at) < end; at++)
            if (RegionTable.ParentOf(_table.Code(at)) == parent)
                yield return At(at);
    }

    /// <summary>Whether <paramref name="code"/> is <paramref name="area"/> or lies in it. Codes need not be known.</summary>
    public static bool Contains(string area, string code) =>
        TryCode(area, out var outer) && TryCode(code, out var inner) &&
        inner >= outer && inner < outer + RegionTable.Span(RegionTable.LevelOf(outer));

    /// <summary>Regions that a text may mean, best first: a path, a part of one, a bare name, a code.</summary>
    /// <param name="text">南楼 · 正定县南楼村 · 石家庄正定南楼乡 · 南楼村民委员会 · 130123201201.</param>
    /// <param name="within">Only regions in this one; null for the whole province.</param>
    /// <param name="limit">How many matches are wanted at most.</param>
    public RegionFinding Find(string text, string? within = null, int limit = 20) => _finder.Find(text, within, limit);

    internal Region At(int at)
    {
        var code = _table.Code(at);
        return new Region(RegionTable.CodeText(code), _table.Name(at).ToString(), Short(at), RegionTable.LevelOf(code));
    }

    internal string Path(int at)
    {
        var path = "";
        for (; at >= 0; at = _table.Find(RegionTable.ParentOf(_table.Code(at))))
        {
            if (RegionTable.LevelOf(_table.Code(at)) == RegionLevel.Province && path.Length > 0) break;
            path = Short(at) + path;
        }

        return path;
    }

    /// <summary>A village in the form people use; a larger region keeps its full name.</summary>
    private string Short(int at) =>
        RegionTable.LevelOf(_table.Code(at)) == RegionLevel.Village && _index.Ending(at) is { } ending
            ? string.Concat(_index.Stem(at), ending.Shown)
            : _table.Name(at).ToString();

    private int Position(string code) => TryCode(code, out var number) ? _table.Find(number) : -1;

    internal static bool TryCode(string text, out long code)
    {
        code = 0;
        if (text.Length is not (2 or 4 or 6 or 9 or 12)) return false;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit(digit)) return false;
            code = code * 10 + (digit - '0');
        }

        for (var i = text.Length; i < 12; i++) code *= 10;
        return true;
    }
}
