using ServiceBot.Channels.WeChat;
using ServiceBot.Domain.Messaging;
using ServiceBot.Platform;
using ServiceBot.Transcripts;

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
        var told = string.Join("; ", answer.Replies.Select(reply => reply.Told).OfType<string>());
        var about = answer.Replies.LastOrDefault(reply => reply.CaseReference is not null)?.CaseReference;
        var letter = answer.Replies.FirstOrDefault(reply => reply.ChannelData is not null)?.ChannelData;
        IReadOnlyList<AnswerRecord> answers = [.. answer.Replies.SelectMany(reply => reply.Answers)];
        return answer with
        {
            Replies = [.. pages.Select((page, index) => new Reply(page, [], index == 0 ? told : null, about) 
            {
                ChannelData = index == 0 ? letter : null, Answers = index == 0 ? answers : [],
            })],
        };
    }

    private string Block(Reply reply, string locale) => reply.Choices.Count == 0 ? reply.Text.Trim() : string.Join(
        '\n', reply.Choices.Select((choice, index) => $"{index + 1} {choice.Label}").Prepend(texts.Render("wechat_choose", locale)).Prepend(reply.Text.Trim()));
}
