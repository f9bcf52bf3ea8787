namespace ServiceBot.Channels;

/// <summary>The outbox of one recipient: one activation anywhere, so letters leave one at a time and in order. Key: the conversation id.</summary>
internal interface IMailbox : IGrainWithStringKey
{
    /// <summary>Sends what is due and returns when nothing more can be done now.</summary>
    Task DrainAsync();

    /// <summary>What the provider heard of a letter it took. Waits its turn, so it cannot overtake the mark that the letter was sent.</summary>
    /// <param name="attempt">Which attempt it is about; 0 where the provider does not say. Of an older one only that it arrived is believed.</param>
    Task ReceiptAsync(long letter, int attempt, LetterReceipt receipt);

    /// <summary>Asks for the reply to message <paramref name="seq"/> in order to give it as the answer: a <see cref="HeldReply"/>.</summary>
    /// <param name="by">Asked too late, it is not given: the caller has answered otherwise.</param>
    /// <param name="hold">Claimed and not settled after this time, nobody knows whether it was given.</param>
    /// <returns>False: it leaves by the outbox, or is not one message, or would overtake another; release it.</returns>
    Task<bool> ClaimAsync(long seq, DateTimeOffset by, TimeSpan hold);

    /// <summary>What was claimed was given.</summary>
    Task AnsweredAsync(long seq);

    /// <summary>It was not given. It leaves after <paramref name="hold"/>, in which it can be claimed again.</summary>
    /// <param name="claimed">The caller had claimed it, or cannot tell; otherwise what another call has claimed stays claimed.</param>
    Task ReleaseAsync(long seq, bool claimed, TimeSpan hold);
}

/// <summary>
/// Accepted: the provider has it and goes on. Delivered: it is on the phone. Undeliverable: the phone was off for days or does not exist.
/// Refused: the centre would not take it. OptedOut: she has told the provider to stop.
/// </summary>
internal enum LetterReceipt { Accepted, Delivered, Undeliverable, Refused, OptedOut }
