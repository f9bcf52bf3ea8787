using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Data;
using ServiceBot.Residents;

namespace ServiceBot.Notifications;

/// <summary>The owner of the errand hears that the resident could not be told, with her phone, once per letter.</summary>
internal sealed class Unreached(BotDbFactory databases, LinkedConversations linked, CaseWords words, AgentLetters agents, LetterBox box, TimeProvider time) : IUnreached
{
    public async Task<OutboxRow?> TellAsync(OutboxRow letter, bool optedOut, CancellationToken cancellationToken)
    {
        if (letter.CaseReference is not { } reference) return null;
        await using var db = databases.Create();
        var row = await db.Cases.AsNoTracking().FirstOrDefaultAsync(row => row.Reference == reference, cancellationToken);
        // A letter to an agent about the same case is not hers; hers may have gone to the channel she prefers.
        if (row is null || !(await linked.AllAsync(row.ConversationId, cancellationToken)).Contains(letter.Recipient)) return null;
        var facts = row.ReadFacts();
        var (agent, told) = agents.Unreached(row, facts, words.Of(row, facts), optedOut);
        return box.Post(agent.ConversationId, letter.Key + "/unreached", told, time.GetUtcNow());
    }
}
