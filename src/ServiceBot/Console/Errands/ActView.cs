using ServiceBot.Cases;
using ServiceBot.Domain.Cases;

namespace ServiceBot.Console.Errands;

/// <summary>One act on the screen.</summary>
/// <param name="Given">What he had filled in, when it was refused; null otherwise.</param>
/// <param name="Primary">The next thing to do.</param>
internal sealed record ActView(CaseVerb Verb, ErrandFields Fields, CaseRow Row, CaseFacts Facts, ErrandForm? Given, bool Primary)
{
    /// <summary>Ends the ids of the fields: several acts stand on one page.</summary>
    public string Key => Verb.ToString().ToLowerInvariant();

    public bool Has(ErrandFields field) => (Fields & field) != 0;
}
