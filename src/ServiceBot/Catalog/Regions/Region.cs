namespace ServiceBot.Catalog.Regions;

/// <summary>A region of the five-level tree. <paramref name="Code"/>: 12 digits, 6 county + 3 township + 3 village, e.g. 130123201201.</summary>
/// <param name="Name">As published: 南楼村村民委员会.</param>
/// <param name="ShortName">As people say it: 南楼村.</param>
internal sealed record Region(string Code, string Name, string ShortName, RegionLevel Level);

internal enum RegionLevel { Province, City, County, Township, Village }

/// <summary>A region that a text may mean.</summary>
/// <param name="Path">With its parents, without the province: 石家庄市正定县南楼乡南楼村.</param>
/// <param name="Exactness">How well its own name was hit.</param>
/// <param name="Consumed">How many characters of the text named it or its parents.</param>
internal sealed record RegionMatch(Region Region, string Path, RegionExactness Exactness, int Consumed);

/// <summary>In rising order.</summary>
internal enum RegionExactness
{
    /// <summary>The text is a part of its name: 楼 in 南楼村.</summary>
    Part,
    /// <summary>Same name without the ending: 南楼.</summary>
    Name,
    /// <summary>Name and kind (南楼村, 南楼村委会, 南楼村民委员会 are the same), or its code.</summary>
    Exact,
}

/// <summary>What <see cref="RegionBook.Find"/> found, best first.</summary>
/// <param name="IsCertain">The first one and no other is meant.</param>
/// <param name="Total">How many fit; <see cref="Matches"/> may hold fewer.</param>
internal sealed record RegionFinding(IReadOnlyList<RegionMatch> Matches, bool IsCertain, int Total)
{
    public static RegionFinding None { get; } = new([], false, 0);

    /// <summary>The text names a place and says nothing else: it may be taken for an answer.</summary>
    public bool IsWhole { get; init; }
}
