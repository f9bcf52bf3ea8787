using ServiceBot.Channels;

namespace ServiceBot.Conversations;

/// <summary>Reads from the dialog's state whether she has told us to stop.</summary>
internal sealed class OptOuts(StateJson states) : IOptOuts
{
    public bool Holds(ConversationRow conversation) => states.Read(conversation.State).OptedOut;
}
