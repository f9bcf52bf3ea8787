namespace ServiceBot.Channels.DirectLine;

/// <summary>Who calls: what the token says, or the holder of the secret (then everything but <see cref="Expires"/> is null).</summary>
/// <param name="ConversationId">The one conversation this token opens.</param>
/// <param name="UserId">Becomes <c>from.id</c> of everything posted with it.</param>
/// <param name="ProxyAgentId">Set when a signed-in proxy agent was given the token.</param>
/// <param name="RenewableUntil">No token made from this one lives longer; null for residents.</param>
internal sealed record DirectLineCaller(
    string? ConversationId, string? UserId, string? ProxyAgentId, DateTimeOffset Issued, DateTimeOffset Expires, DateTimeOffset? RenewableUntil)
{
    public static readonly DirectLineCaller Server = new(null, null, null, default, default, null);

    public bool IsServer => ConversationId is null;
}
