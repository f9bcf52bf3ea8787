namespace ServiceBot.Catalog.Search;

/// <summary>What a text may be about.</summary>
/// <param name="Candidates">Best first.</param>
internal sealed record SearchResult(IReadOnlyList<Candidate> Candidates, SearchConfidence Confidence)
{
    private const int MostChoices = 3;
    private const double NearShare = 0.6;

    public static SearchResult Nothing { get; } = new([], SearchConfidence.None);

    /// <summary>The two or three that she is asked to choose from.</summary>
    public IEnumerable<Candidate> Near => Candidates.Where(candidate => candidate.Score >= Candidates[0].Score * NearShare).Take(MostChoices);
}

/// <param name="Id">Code of an item or id of an article.</param>
/// <param name="Title">Official name or title, Chinese.</param>
/// <param name="Score">Comparable within one result only; higher is better.</param>
internal sealed record Candidate(CandidateKind Kind, string Id, string Title, double Score);

internal enum CandidateKind { Item, Article }

internal enum SearchConfidence
{
    /// <summary>Nothing is near enough to be told.</summary>
    None,
    /// <summary>Two or three are close: ask which.</summary>
    Close,
    /// <summary>One is meant.</summary>
    Clear,
}
