using ServiceBot.Channels.DirectLine;

namespace ServiceBot.Cases;

/// <summary>A proxy agent as told to residents and used for routing.</summary>
/// <param name="RegionCode">12 digits.</param>
internal sealed record ProxyAgent(string Id, string Name, string Post, string Phone, string RegionCode)
{
    /// <summary>Where his letters go.</summary>
    public string ConversationId => ConversationIds.OfProxyAgent(Id).ConversationId;

    /// <summary>The shape of what is told when an agent's record is gone: his id, so that nothing is blank.</summary>
    public static ProxyAgent Unknown(string id) => new(id, id, "", "", "");
}

/// <summary>Who takes an errand.</summary>
/// <param name="RegionCode">Where they were found: the village, or the first region above it that has somebody.</param>
internal sealed record Assignment(ProxyAgent Agent, ProxyAgent? StandIn, string RegionCode);
