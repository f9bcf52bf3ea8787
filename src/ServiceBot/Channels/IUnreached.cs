namespace ServiceBot.Channels;

/// <summary>Who has to tell her what no channel could. Notifications knows whose errand it is; Channels stands before it.</summary>
internal interface IUnreached
{
    /// <param name="letter">As first addressed to her.</param>
    /// <param name="optedOut">She has told us to stop; otherwise it could not be delivered.</param>
    /// <param name="cancellationToken">Another time.</param>
    /// <returns>The letter to him; null when it concerns nobody.</returns>
    Task<OutboxRow?> TellAsync(OutboxRow letter, bool optedOut, CancellationToken cancellationToken);
}
