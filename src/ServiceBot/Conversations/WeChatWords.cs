using ServiceBot.Channels.WeChat;
using ServiceBot.Domain.Messaging;
using ServiceBot.Platform;

namespace ServiceBot.Conversations;

/// <summary>
/// What a turn says, for WeChat: one message wherever it fits, because only one can be the answer to hers. There are no buttons in it: choices
/// are numbered lines.
/// </summary>
internal sealed class WeChatWords(TextBook texts)
{
    public static bool Speaks(Warm conversation) => conversation.Row.Channel == WeChatDoor.Channel;

    public Answer Fit(Answer answer)
    {
        var pages = TextPages.OfBytes(answer.Replies.Select(reply => Block(reply, answer.State.Locale)), WeChatDoor.MaxReplyBytes);
        return answer with { Replies = NumberedWords.Messages(answer.Replies, pages) };
    }

    private string Block(Reply reply, string locale) => reply.Choices.Count == 0 ? reply.Text.Trim() : string.Join(
        '\n', NumberedWords.Lines(reply).Prepend(texts.Render("wechat_choose", locale)).Prepend(reply.Text.Trim()));
}
