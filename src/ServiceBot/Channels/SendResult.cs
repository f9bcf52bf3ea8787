namespace ServiceBot.Channels;

/// <summary>
/// How an attempt to send ended. Reasons are for staff: plain words, at most 500 characters, never a phone number or what was said.
/// </summary>
internal abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>The provider took it.</summary>
    /// <param name="ProviderId">The provider's id of the message, null where it gives none.</param>
    internal sealed record Sent(string? ProviderId) : SendResult;

    /// <summary>The world is broken for now and the provider did not take it: try again.</summary>
    /// <param name="After">What the provider asked for (<c>Retry-After</c>); null: the mailbox's own backoff.</param>
    internal sealed record Retry(string Reason, TimeSpan? After = null) : SendResult;

    /// <summary>The request went out and no answer came back: the provider may have it or not.</summary>
    internal sealed record Unclear(string Reason) : SendResult;

    /// <summary>It will never be taken: staff see it and decide.</summary>
    internal sealed record Dead(string Reason) : SendResult;

    /// <summary>The person has told us or the provider to stop: nothing more may be sent to her there.</summary>
    internal sealed record OptedOut : SendResult;
}
