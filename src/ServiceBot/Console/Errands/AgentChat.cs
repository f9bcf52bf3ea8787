using Microsoft.AspNetCore.Http.HttpResults;
using ServiceBot.Channels;
using ServiceBot.Channels.DirectLine;
using ServiceBot.Domain.Messaging;
using ServiceBot.Platform.Accounts;

namespace ServiceBot.Console.Errands;

/// <summary>
/// The way into a proxy agent's own conversation: a Direct Line token for it, given to whoever signed in as him. That he is the agent
/// stands in the token; it is never taken from a message.
/// </summary>
internal static class AgentChat
{
    public static async Task<JsonHttpResult<ConversationResponse>> IssueToken(HttpContext context, DirectLineTokens tokens, IGrainFactory grains)
    {
        var agent = SignedIn.From(context.User).ProxyAgentId!;
        var (conversation, user) = ConversationIds.OfProxyAgent(agent);
        // He is greeted, with what is waiting for him, when his conversation begins.
        await grains.GetGrain<IConversation>(conversation).ReceiveAsync(new Knock
        {
            Key = InboxKey.Start,
            Activity = new Activity { Type = ActivityTypes.ConversationUpdate },
            Opening = new Opening { Channel = "directline", UserId = user, ProxyAgentId = agent },
        });
        return TypedResults.Json(
            new ConversationResponse
            {
                ConversationId = conversation,
                UserId = user,
                Token = tokens.Issue(conversation, user, agent),
                ExpiresIn = tokens.LifeSeconds,
            },
            WireJson.Default.ConversationResponse);
    }
}
