using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Data;

namespace ServiceBot.Notifications;

/// <summary>The owner of the errand hears that the resident could not be told, with her phone, once per letter.</summary>
internal sealed class Unreached(BotDbFactory databases, CaseWords words, AgentLetters agents, LetterBox box, TimeProvider time) : IUnreached
{
    public async Task<OutboxRow?> TellAsync(OutboxRow letter, bool optedOut, CancellationToken cancellationToken)
    {
        if (letter.CaseReference is not { } reference) return null;
        await using var db = databases.Create();
        var row = await db.Cases.AsNoTracking().FirstOrDefaultAsync(row => row.Reference == reference, cancellationToken);
        // A letter to an agent about the same case is not hers.
        if (row is null || row.ConversationId != letter.Recipient) return null;
        var facts = row.ReadFacts();
        var (agent, told) = agents.Unreached(row, facts, words.Of(row, facts), optedOut);
        return box.Post(agent.ConversationId, letter.Key + "/unreached", told, time.GetUtcNow());
    }
}
