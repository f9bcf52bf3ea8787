using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Data;
using ServiceBot.Residents;

namespace ServiceBot.Notifications;

/// <summary>
/// The owner of the errand hears that the resident could not be told, with her phone, once per letter. What did not reach an agent's line stands in his
/// web chat, where he is told that the line does not work.
/// </summary>
internal sealed class Unreached(BotDbFactory databases, LinkedConversations linked, Roster roster, CaseWords words, AgentLetters agents, LetterBox box, TimeProvider time) : IUnreached
{
    public async Task<OutboxRow?> TellAsync(OutboxRow letter, bool optedOut, CancellationToken cancellationToken)
    {
        if (box.Open(letter).ForAgent is { } at) return box.Post(roster.Name(at).ConversationId, letter.Key + "/unreached", NotOnLine(letter), time.GetUtcNow());
        if (letter.CaseReference is not { } reference) return null;
        await using var db = databases.Create();
        var row = await db.Cases.AsNoTracking().FirstOrDefaultAsync(row => row.Reference == reference, cancellationToken);
        // A letter to an agent about the same case is not hers; hers may have gone to the channel she prefers.
        if (row is null || !(await linked.AllAsync(row.ConversationId, cancellationToken)).Contains(letter.Recipient)) return null;
        var facts = row.ReadFacts();
        var (agent, told) = agents.Unreached(row, facts, words.Of(row, facts), optedOut);
        return box.Post(agent.ConversationId, letter.Key + "/unreached", told, time.GetUtcNow());
    }

    private static Letter NotOnLine(OutboxRow letter) => new()
    {
        Text = "notice_line_unreached",
        Args = new Dictionary<string, string> { ["about"] = letter.CaseReference ?? CaseWords.Text("notice_line_person") },
        OnlyHere = true,
    };
}
