using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Conversations.People;
using ServiceBot.Data;
using ServiceBot.Platform.Accounts;

namespace ServiceBot.Console;

/// <summary>
/// What of the store lies inside the reader's region. A conversation belongs to the regions of its cases, a proxy agent's own to his;
/// one without any is read at county level and above. A proxy agent reads the conversation of a resident who waits for him, and no other.
/// </summary>
internal sealed class RegionBorder(BotDb db)
{
    public IQueryable<ConversationRow> Conversations(SignedIn who)
    {
        if (who.ProxyAgentId is { } agentId)
        {
            var requests = db.PersonRequests;
            return db.Conversations.Where(conversation => requests.Any(row =>
                row.ConversationId == conversation.Id && row.State != PersonRequestState.Closed && (row.ProxyAgentId == agentId || row.StandInId == agentId)));
        }

        if (who.RegionPrefix is not { } prefix) return db.Conversations.Where(_ => false);
        if (prefix.Length == 0) return db.Conversations;
        var (cases, agents) = (db.Cases, db.ProxyAgents);
        var withoutCase = who.SeesConversationsWithoutCase;
        return db.Conversations.Where(conversation =>
            conversation.ProxyAgentId != null
                ? agents.Any(agent => agent.Id == conversation.ProxyAgentId && agent.RegionCode.StartsWith(prefix))
                : cases.Any(row => row.ConversationId == conversation.Id && row.RegionCode.StartsWith(prefix))
                    || (withoutCase && !cases.Any(row => row.ConversationId == conversation.Id)));
    }

    /// <summary>Residents who wait for a person: an agent's own, staff's by region, those without one at county level and above.</summary>
    public static Expression<Func<PersonRequestRow, bool>> PersonRequests(SignedIn who)
    {
        if (who.ProxyAgentId is { } id) return row => row.ProxyAgentId == id || row.StandInId == id;
        if (who.RegionPrefix is not { } prefix) return _ => false;
        var withoutRegion = who.SeesConversationsWithoutCase;
        return row => row.RegionCode.StartsWith(prefix) && row.RegionCode != "" || row.RegionCode == "" && withoutRegion;
    }

    /// <summary>Numbers of the cases that a conversation made, as far as the reader may see them.</summary>
    public async Task<IReadOnlyList<string>> CasesOfAsync(SignedIn who, string conversationId, CancellationToken cancellationToken)
    {
        if (who.RegionPrefix is not { } prefix) return [];
        return await db.Cases.AsNoTracking().Where(row => row.ConversationId == conversationId && row.RegionCode.StartsWith(prefix))
            .OrderBy(row => row.OpenedAt).Select(row => row.Reference).ToListAsync(cancellationToken);
    }

    /// <summary>An errand is open to its owner, to whom it is offered, and to the stand-in, who may take it on while nobody has.</summary>
    public static bool IsHis(SignedIn who, CaseRow row) =>
        who.ProxyAgentId is { } id && (row.ProxyAgentId == id || row.OfferedToId == id || row.StandInId == id);
}
