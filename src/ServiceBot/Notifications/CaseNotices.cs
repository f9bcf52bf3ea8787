using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Domain.Cases;

namespace ServiceBot.Notifications;

/// <summary>
/// The letters of a change: hers, the agent's. Every change of state is told to her, with who is in charge, the next step and both
/// dates, except where she made it herself and has her answer in the dialog.
/// </summary>
internal sealed class CaseNotices(CaseWords words, AgentLetters agents, LetterBox box) : ICaseNotices
{
    public IEnumerable<OutboxRow> For(CaseRow? before, CaseRow after, IReadOnlyList<CaseEvent> events)
    {
        var facts = after.ReadFacts();
        var values = words.Of(after, facts);
        foreach (var happened in events)
        {
            if (happened.By.Kind != CaseActorKind.Resident && ResidentLetters.For(happened, after, values) is { } hers)
                yield return box.Post(after.LettersTo ?? after.ConversationId, Key(after, happened, "resident"), hers, happened.At);
            foreach (var (proxyAgent, part, letter) in agents.For(happened, before, after, facts, values))
                yield return box.Post(proxyAgent.ConversationId, Key(after, happened, part), letter, happened.At);
        }
    }

    private static string Key(CaseRow row, CaseEvent happened, string part) => $"case/{row.Reference}/{happened.Number}/{part}";
}
