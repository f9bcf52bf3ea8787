namespace ServiceBot.Channels;

/// <summary>The outbox of one recipient: one activation anywhere, so letters leave one at a time and in order. Key: the conversation id.</summary>
internal interface IMailbox : IGrainWithStringKey
{
    /// <summary>Sends what is due and returns when nothing more can be done now.</summary>
    Task DrainAsync();

    /// <summary>What the provider heard of a letter it took. Waits its turn, so it cannot overtake the mark that the letter was sent.</summary>
    Task ReceiptAsync(long letter, LetterReceipt receipt);
}

/// <summary>Undeliverable: the phone was off for days or does not exist. Refused: the centre would not take it.</summary>
internal enum LetterReceipt { Delivered, Undeliverable, Refused }
