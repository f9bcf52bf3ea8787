using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Domain.Cases;

namespace ServiceBot.Notifications;

/// <summary>
/// What an agent hears of an event: a new errand with who, what, which papers, by when and how to answer; what he is offered or loses;
/// what the resident does. Not his own acts, and never a rating with a name.
/// </summary>
internal sealed class AgentLetters(Roster roster, CaseSeals seals)
{
    /// <returns>The agent, the last part of the letter's key, the letter.</returns>
    public IEnumerable<(ProxyAgent Agent, string Part, Letter Letter)> For(
        CaseEvent happened, CaseRow? before, CaseRow row, CaseFacts facts, IReadOnlyDictionary<string, string> words)
    {
        switch (happened)
        {
            case CaseEvent.Opened:
                yield return To(facts.OwnerId, "agent", "notice_agent_new", Answers(row, facts, facts.OwnerId));
                break;
            case CaseEvent.Offered offered:
                yield return To(offered.ToId, "agent", "notice_agent_offered", Answers(row, facts, offered.ToId), offered.Reason);
                break;
            case CaseEvent.OfferTakenBack when before?.OfferedToId is { } offeredTo:
                yield return To(offeredTo, "agent", "notice_agent_offer_back", []);
                break;
            case CaseEvent.TakenOn taken when before is not null && before.ProxyAgentId != taken.OwnerId:
                yield return To(before.ProxyAgentId, "agent", "notice_agent_taken_over", []);
                break;
            case CaseEvent.Assigned assigned:
                yield return To(assigned.OwnerId, "agent", "notice_agent_new", Answers(row, facts, assigned.OwnerId));
                if (before is not null && before.ProxyAgentId != assigned.OwnerId)
                    yield return To(before.ProxyAgentId, "agent-before", "notice_agent_taken_away", [], assigned.Reason);
                break;
            case CaseEvent.Withdrawn withdrawn when happened.By.Kind != CaseActorKind.ProxyAgent:
                yield return To(facts.OwnerId, "agent", "notice_agent_withdrawn", [], withdrawn.Reason ?? CaseWords.Text("notice_no_reason"));
                break;
            case CaseEvent.Reopened reopened:
                yield return To(facts.OwnerId, "agent", "notice_agent_reopened", Answers(row, facts, facts.OwnerId), reopened.Reason);
                break;
            case CaseEvent.MessageLeft left:
                yield return To(facts.OwnerId, "agent", "notice_agent_message", [], left.Text);
                break;
        }

        (ProxyAgent, string, Letter) To(string agentId, string part, string text, IReadOnlyList<LetterChoice> choices, string? reason = null)
        {
            var values = Values(row, facts, words);
            if (reason is not null) values["reason"] = reason;
            return (roster.Name(agentId), part, new Letter { Text = text, Args = values, CaseReference = row.Reference, Choices = choices });
        }
    }

    /// <summary>News that no channel could bring her: he tells her himself.</summary>
    public (ProxyAgent Agent, Letter Letter) Unreached(CaseRow row, CaseFacts facts, IReadOnlyDictionary<string, string> words, bool optedOut)
    {
        var values = Values(row, facts, words);
        values["why"] = CaseWords.Text(optedOut ? "notice_agent_unreached_opted_out" : "notice_agent_unreached_lost");
        return (roster.Name(facts.OwnerId), new Letter { Text = "notice_agent_unreached", Args = values, CaseReference = row.Reference });
    }

    private Dictionary<string, string> Values(CaseRow row, CaseFacts facts, IReadOnlyDictionary<string, string> words) => new(words)
    {
        ["resident_phone"] = seals.Phone(row) ?? CaseWords.Text("notice_no_phone"),
        ["papers"] = row.ReadMaterials() is { Count: > 0 } papers ? string.Join(CaseWords.Separator, papers) : CaseWords.Text("notice_no_papers"),
        ["stand_in"] = roster.Find(facts.StandInId)?.Name ?? CaseWords.Text("notice_no_stand_in"),
    };

    /// <summary>A pressed button carries the case's number: it means that errand even when another letter came in between.</summary>
    private static LetterChoice[] Answers(CaseRow row, CaseFacts facts, string agentId)
    {
        var allowed = CaseLifecycle.Allowed(facts, CaseActor.ProxyAgent(agentId));
        return [.. AgentMenu.Numbers.Where(pair => allowed.Contains(pair.Verb))
            .Select(pair => new LetterChoice($"{pair.Number} {row.Reference}", AgentMenu.LabelText(pair.Verb)))];
    }
}
