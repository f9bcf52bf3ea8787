namespace ServiceBot.Channels;

/// <summary>Who has told us to stop. Conversations keeps it in the dialog's state; Channels stands before it and sees no more than this.</summary>
internal interface IOptOuts
{
    bool Holds(ConversationRow conversation);
}
