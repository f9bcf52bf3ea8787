namespace ServiceBot.Domain.Cases;

/// <summary>What an act comes to.</summary>
public abstract record CaseDecision
{
    private CaseDecision()
    {
    }

    public sealed record Accepted(IReadOnlyList<CaseEvent> Events, CaseFacts Facts) : CaseDecision;

    /// <param name="Reason">One of <see cref="CaseRefusals"/>.</param>
    public sealed record Refused(string Reason) : CaseDecision;
}
