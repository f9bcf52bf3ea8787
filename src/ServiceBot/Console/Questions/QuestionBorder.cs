using ServiceBot.Conversations.Questions;
using ServiceBot.Data;
using ServiceBot.Platform.Accounts;

namespace ServiceBot.Console.Questions;

/// <summary>
/// Which unanswered questions a reader may see: those of the conversations she may read. Most belong to no case and so to no region; county
/// level and above work on them, because what is missing is missing in everybody's catalog.
/// </summary>
internal sealed class QuestionBorder(BotDb db, RegionBorder border)
{
    /// <returns>Null: none, the page is not for her.</returns>
    public IQueryable<QuestionRow>? Within(SignedIn who)
    {
        if (!who.SeesConversationsWithoutCase) return null;
        if (who.RegionPrefix is { Length: 0 }) return db.Questions;
        var conversations = border.Conversations(who);
        return db.Questions.Where(question => conversations.Any(conversation => conversation.Id == question.ConversationId));
    }
}
