using ServiceBot.Domain.Cases;

namespace ServiceBot.Cases;

/// <summary>The numbers an agent answers with. A number means the same in every state; only those that are possible now are offered.</summary>
internal static class AgentMenu
{
    public static readonly IReadOnlyList<(int Number, CaseVerb Verb)> Numbers =
    [
        (1, CaseVerb.TakeOn), (2, CaseVerb.HandToStandIn), (3, CaseVerb.Supplement), (4, CaseVerb.MaterialsReceived), (5, CaseVerb.Submit),
        (6, CaseVerb.Complete), (7, CaseVerb.AuthorityAccepted), (8, CaseVerb.Deliver),
    ];

    /// <summary>Id of the button's text: <c>agent_verb_takeon</c>.</summary>
    public static string LabelText(CaseVerb verb) => "agent_verb_" + verb.ToString().ToLowerInvariant();
}
