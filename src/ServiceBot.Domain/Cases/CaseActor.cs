namespace ServiceBot.Domain.Cases;

/// <summary>Who acts. Taken from the sign-in or the conversation, never from a message.</summary>
/// <param name="Id">Conversation id of a resident, id of a proxy agent, account name of staff, name of a worker.</param>
public sealed record CaseActor(CaseActorKind Kind, string Id)
{
    public static CaseActor Resident(string conversationId) => new(CaseActorKind.Resident, conversationId);

    public static CaseActor ProxyAgent(string proxyAgentId) => new(CaseActorKind.ProxyAgent, proxyAgentId);

    public static CaseActor Staff(string account) => new(CaseActorKind.Staff, account);
}

[Flags]
public enum CaseActorKind { None = 0, Resident = 1, ProxyAgent = 2, Staff = 4, System = 8 }
