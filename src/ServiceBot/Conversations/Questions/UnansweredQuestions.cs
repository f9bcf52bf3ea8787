using ServiceBot.Catalog;
using ServiceBot.Domain.Calendar;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Domain.Messaging;
using ServiceBot.Platform;
using ServiceBot.Transcripts;

namespace ServiceBot.Conversations.Questions;

/// <summary>
/// Which questions one turn of a resident left without an answer. Nothing is asked of the store: the rows go into the turn's own unit.
/// </summary>
internal sealed class UnansweredQuestions(CurrentCatalog catalog, QuestionReader reader, TextBook texts)
{
    private const string NoMatch = "no_match";

    /// <param name="answer">What the turn came to.</param>
    public IEnumerable<QuestionRow> Of(Warm before, string text, IReadOnlyList<Command> commands, Answer answer, long seq, DateTimeOffset now)
    {
        if (before.State.Owner == ConversationOwner.Human) yield break;
        if (LeftOpen(before.State, commands, answer) is { } asked)
            // Our choice stands before her message, or before the first of those that are read together: never under the number of one of them.
            yield return Row(before, (before.Row.UnreadFrom ?? seq) - 1, asked, UnansweredReason.LeftOpen, null, null, now);
        if (Missing(answer) is { } missing)
            yield return Row(
                before, seq, Question(commands, missing) ?? text, missing.Item is null ? UnansweredReason.NoInfo : UnansweredReason.FieldMissing,
                missing.Item, missing.Asked is [var field, ..] ? field : null, now);
        else if (commands is [Command.Unknown { Reason: NoMatch }] && QuestionSignature.HasContent(text) && IsQuestion(before.State, text, now))
            yield return Row(before, seq, text, UnansweredReason.NotUnderstood, null, null, now);
    }

    private static AnswerRecord? Missing(Answer answer) =>
        answer.Replies.SelectMany(reply => reply.Answers).FirstOrDefault(record => record.Status == AnswerRecord.NoInfo);

    /// <summary>Her second miss in a row counts whatever it is, unless a form waits for an answer: there it is a failed answer.</summary>
    private bool IsQuestion(ConversationState before, string text, DateTimeOffset now) =>
        (before.Misses > 0 && before.Active is null) || reader.Read(text, Deadline.DayOf(now)).IsQuestion;

    /// <summary>The question behind a choice between items from which she took none and which nothing in this turn answers; null for none.</summary>
    private static string? LeftOpen(ConversationState before, IReadOnlyList<Command> commands, Answer answer)
    {
        var offered = before.Menu.Select(choice => choice.Command).OfType<Command.Ask>().Where(ask => ask is { Item: not null, Question.Length: > 0 }).ToList();
        if (offered.Count < 2 || offered.Exists(ask => ask.Question != offered[0].Question)) return null;
        var items = offered.Select(ask => ask.Item!).ToHashSet(StringComparer.Ordinal);
        if (items.Count < 2) return null;
        foreach (var command in commands)
        {
            switch (command)
            {
                // The choice stays on the screen.
                case Command.Repeat or Command.Language:
                case Command.Ask { Item: { } picked } when items.Contains(picked):
                case Command.Start { Item: { } started } when items.Contains(started):
                    return null;
            }
        }

        return answer.Replies.SelectMany(reply => reply.Answers).Any(record => record.Item is { } item && items.Contains(item)) ? null : offered[0].Question;
    }

    /// <summary>A pressed button or a menu number is no text that anybody could read: then what it stood for.</summary>
    private string? Question(IReadOnlyList<Command> commands, AnswerRecord missing)
    {
        if (commands.OfType<Command.Ask>().FirstOrDefault() is not { } ask) return null;
        if (ask.Question.Length > 0) return ask.Question;
        if (missing.Item is not { } code || catalog.Book.Find(code) is not { } entry || missing.Asked is not [var field, ..]) return null;
        return texts.Render("question_of_field", Chinese, new Dictionary<string, string> { ["item"] = entry.Item.Name, ["field"] = texts.Render("field_" + field, Chinese) });
    }

    private const string Chinese = "zh-Hans";

    private static QuestionRow Row(Warm before, long seq, string text, UnansweredReason reason, string? item, string? field, DateTimeOffset now)
    {
        var masked = Redaction.Mask(text);
        return new QuestionRow
        {
            ConversationId = before.Row.Id,
            Seq = seq,
            Text = masked.Length <= QuestionRow.LongestText ? masked : Cut(masked),
            GroupKey = QuestionSignature.Of(masked, item, field),
            Reason = reason,
            Item = item,
            Field = field,
            Channel = before.Row.Channel,
            RegionCode = HerPlace.Of(before.State, null),
            At = now,
        };
    }

    private static string Cut(string text) => text[..(char.IsHighSurrogate(text[QuestionRow.LongestText - 1]) ? QuestionRow.LongestText - 1 : QuestionRow.LongestText)];
}
