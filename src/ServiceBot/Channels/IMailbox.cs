namespace ServiceBot.Channels;

/// <summary>The outbox of one recipient: one activation anywhere, so letters leave one at a time and in order. Key: the conversation id.</summary>
internal interface IMailbox : IGrainWithStringKey
{
    /// <summary>Sends what is due and returns when nothing more can be done now.</summary>
    Task DrainAsync();
}
