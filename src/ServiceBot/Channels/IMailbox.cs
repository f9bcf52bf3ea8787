namespace ServiceBot.Channels;

/// <summary>The outbox of one recipient: one activation anywhere, so letters leave one at a time and in order. Key: the conversation id.</summary>
internal interface IMailbox : IGrainWithStringKey
{
    /// <summary>Sends what is due and returns when nothing more can be done now.</summary>
    Task DrainAsync();

    /// <summary>What the provider heard of a letter it took. Waits its turn, so it cannot overtake the mark that the letter was sent.</summary>
    /// <param name="attempt">Which attempt it is about; 0 where the provider does not say. Of an older one only that it arrived is believed.</param>
    Task ReceiptAsync(long letter, int attempt, LetterReceipt receipt);
}

/// <summary>
/// Accepted: the provider has it and goes on. Delivered: it is on the phone. Undeliverable: the phone was off for days or does not exist.
/// Refused: the centre would not take it. OptedOut: she has told the provider to stop.
/// </summary>
internal enum LetterReceipt { Accepted, Delivered, Undeliverable, Refused, OptedOut }
