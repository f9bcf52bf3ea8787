namespace ServiceBot.Channels;

/// <summary>
/// What a client may read of its own conversation. The transcript keeps it; Channels stands before Transcripts and sees no more of it
/// than this.
/// </summary>
internal interface IActivityLog
{
    /// <summary>Activities after <paramref name="afterSeq"/>, oldest first, at most <paramref name="limit"/>, every type.</summary>
    Task<IReadOnlyList<LoggedActivity>> ReadAsync(string conversationId, long afterSeq, int limit, CancellationToken cancellationToken);
}

/// <param name="Seq">Place in the conversation, from 1, without a gap.</param>
/// <param name="Type">Activity type.</param>
/// <param name="Json">The activity as the client gets it.</param>
internal sealed record LoggedActivity(long Seq, string Type, string Json);
