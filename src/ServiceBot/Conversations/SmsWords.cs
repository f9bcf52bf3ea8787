using ServiceBot.Channels.Sms;
using ServiceBot.Domain.Messaging;
using ServiceBot.Platform;

namespace ServiceBot.Conversations;

/// <summary>
/// What a turn says, as text messages: joined, choices as numbered lines, cut into messages of two SMS. A question goes out whole, because
/// nobody answers what she has not read; of a long answer two messages go and "9" brings the next.
/// </summary>
internal sealed class SmsWords(TextBook texts)
{
    private const int MessagesAtOnce = 2;
    private static readonly string[] NextPage = ["9", "\uFF19"];

    public static bool Speaks(Warm conversation) => conversation.Row.Channel == SmsDoor.Channel;

    /// <summary>The pages that were held back, when that is what she asks for; null: the message is for the dialog.</summary>
    public static Answer? More(Warm before, string? text) =>
        Speaks(before) && before.State.Pages.Count > 0 && NextPage.Contains(text?.Trim())
            ? new Answer(before.State with { Pages = [] }, [.. before.State.Pages.Select(page => Reply.Plain(page, "next page"))]) { Understood = "next page" }
            : null;

    /// <param name="unasked">A letter: it takes no page away that she may still ask for.</param>
    public Answer Fit(Answer answer, bool unasked)
    {
        var blocks = answer.Replies.Select(Block).ToList();
        var pages = SmsPages.Of(blocks);
        IReadOnlyList<string> held = unasked ? answer.State.Pages : [];
        // What an agent is told of his work has nothing to do with a form that he left open as a resident.
        if ((answer.IsWork || answer.State.Active is null) && pages.Count > MessagesAtOnce)
        {
            var hint = "\n" + texts.Render("sms_more", answer.State.Locale);
            pages = SmsPages.Of(blocks, hint);
            held = [.. pages.Skip(MessagesAtOnce)];
            pages = [.. pages.Take(MessagesAtOnce - 1), pages[MessagesAtOnce - 1] + (held.Count > 0 ? hint : "")];
        }

        return answer with { State = answer.State with { Pages = held }, Replies = NumberedWords.Messages(answer.Replies, pages) };
    }

    private static string Block(Reply reply) => string.Join('\n', NumberedWords.Lines(reply).Prepend(reply.Text));
}
