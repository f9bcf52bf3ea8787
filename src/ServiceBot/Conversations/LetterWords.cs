using System.Globalization;
using System.Text.Json;
using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Channels.WeChat;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Platform;

namespace ServiceBot.Conversations;

/// <summary>Letters as they are read.</summary>
internal sealed class LetterWords(TextBook texts)
{
    private const string LinePrefix = "digest_";
    private const string PlainLine = "digest_line";

    /// <param name="asked">A dialog follows and brings its own buttons.</param>
    public Reply Render(Warm before, IReadOnlyList<DueLetter> due, bool asked) =>
        WeChatWords.Speaks(before) ? Rendered(before, due, asked) with { ChannelData = TemplateOf(before, due[^1].Letter) } : Rendered(before, due, asked);

    private Reply Rendered(Warm before, IReadOnlyList<DueLetter> due, bool asked) => due is [var only] ? One(before, only, asked) : List(before, due);

    private Reply One(Warm before, DueLetter due, bool asked)
    {
        var (letter, locale, bySms) = (due.Letter, before.State.Locale, SmsWords.Speaks(before));
        if (letter.ForAgent is not null && ChannelTraits.IsNumbered(before)) return ToAgent(before, due);
        // Not without buttons where a dialog was meant to come: there a number would mean the open question.
        IReadOnlyList<SayChoice> choices = asked || (ChannelTraits.IsNumbered(before) && letter.StartDialog is not null) ? [] :
            [.. letter.Choices.Select(choice => new SayChoice(choice.Value, CaseWords.Render(texts, choice.LabelText, locale, letter.Args)))];
        return new Reply(CaseWords.Render(texts, letter.Text, locale, letter.Args, bySms), choices, Told(due), letter.CaseReference);
    }

    /// <summary>What he may reply stands below, with its own numbers: the same in every state.</summary>
    private Reply ToAgent(Warm before, DueLetter due)
    {
        var (letter, voice) = (due.Letter, Voice.Of(before));
        var text = CaseWords.Render(texts, letter.Text, voice.Locale, letter.Args, voice.Sms);
        if (letter.Choices.Count > 0)
            text += "\n" + AgentReplies.Menu(texts, voice, [.. letter.Choices.Select(choice => CaseWords.Render(texts, choice.LabelText, voice.Locale, letter.Args, voice.Sms))]);
        return new Reply(text, [], Told(due), letter.CaseReference);
    }

    /// <summary>A line each, in order: what changed, and what she has to do.</summary>
    private Reply List(Warm before, IReadOnlyList<DueLetter> due)
    {
        var (locale, bySms) = (before.State.Locale, SmsWords.Speaks(before));
        var head = texts.Render("digest_head", locale, new Dictionary<string, string> { ["count"] = due.Count.ToString(CultureInfo.InvariantCulture) }, bySms);
        var lines = due.Select(one => CaseWords.Render(texts, LineOf(one.Letter), locale, one.Letter.Args, bySms));
        return new Reply(
            string.Join('\n', lines.Prepend(head)), [], string.Join("; ", due.Select(Told)), due.Select(one => one.Letter.CaseReference).FirstOrDefault(one => one is not null));
    }

    /// <summary>Where only a template may be sent it tells the newest.</summary>
    private JsonElement TemplateOf(Warm before, Letter letter) => WeChatLetter.Of(letter.Text, CaseWords.In(before.State.Locale, letter.Args, texts));

    private string LineOf(Letter letter) => texts.Has(LinePrefix + letter.Text) ? LinePrefix + letter.Text : letter.CaseReference is null ? letter.Text : PlainLine;

    private static string Told(DueLetter due) => new LetterMark(due.Letter.Text, due.Key).ToString();
}
