namespace ServiceBot.Catalog.Search;

/// <summary>One of the best candidates, looked at closer: what of the question it has, and how well its best passage answers.</summary>
/// <param name="whole">Score of the document as a whole.</param>
internal sealed class Finalist(int document, bool isItem, double whole)
{
    private readonly HashSet<ulong> _terms = [];
    private double[]? _more;
    private double _heading;

    public int Document => document;

    public bool IsItem => isItem;

    /// <summary>One of its names stands in the question.</summary>
    public required bool IsNamed { get; init; }

    /// <summary>Lengths of its passages, see <see cref="Lengths"/>.</summary>
    public required float[] Passages { get; init; }

    public double Score => isItem ? whole : (whole + Ranking.PassageShare * (_heading + (_more?.Max() ?? 0))) / (1 + Ranking.PassageShare);

    public bool Has(ulong term) => _terms.Contains(term);

    public void Add(ulong term, double weight, double heading, uint passages)
    {
        _terms.Add(term);
        if (isItem || weight == 0) return;
        var without = Ranking.Saturated(heading);
        _heading += weight * without;
        for (var at = 0; passages != 0; at++, passages >>= 1)
            if ((passages & 1) != 0)
                (_more ??= new double[Passages.Length])[at] += weight * (Ranking.Saturated(heading + Ranking.InPassage(Passages[at])) - without);
    }
}
