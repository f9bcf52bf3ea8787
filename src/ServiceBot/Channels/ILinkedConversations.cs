namespace ServiceBot.Channels;

/// <summary>
/// Conversations of the same person on other channels, as far as she has proved it (a one-time code): never by a name or a number alone. What could
/// not be delivered in one is delivered in the next.
/// </summary>
internal interface ILinkedConversations
{
    /// <returns>Without <paramref name="conversationId"/> itself; the one she prefers first.</returns>
    Task<IReadOnlyList<string>> OfAsync(string conversationId, CancellationToken cancellationToken);
}

/// <summary>Nobody is linked.</summary>
internal sealed class NoLinks : ILinkedConversations
{
    public Task<IReadOnlyList<string>> OfAsync(string conversationId, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);
}
