using ServiceBot.Channels;
using ServiceBot.Conversations.Lines;
using ServiceBot.Conversations.Linking;
using ServiceBot.Conversations.Silence;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Conversations;

/// <summary>Letters that are due, from the outbox to draft: what happened to her case, an errand for an agent, a reminder. It writes nothing, as <see cref="Turn"/>.</summary>
internal sealed class LetterTurn(ResidentTurn resident, AgentLines lines, LinkPreparation links, LetterWords words, Drafting drafting)
{
    /// <summary>
    /// Letters of the service, in the language of the conversation: one as it is, several as one message that lists them in order. A dialog that comes
    /// with one of them is proposed, never forced.
    /// </summary>
    public async Task<TurnDraft> DeliverAsync(Warm before, IReadOnlyList<DueLetter> due, CancellationToken cancellationToken)
    {
        before = await lines.CheckAsync(before, cancellationToken);
        due = AgentLines.Meant(before, due);
        var log = drafting.Begin(before);
        (before, due) = await links.DropAsync(before, due, cancellationToken);
        List<DueLetter> news = [.. due.Where(one => SilenceLetter.InstanceOf(one.Key) is null)];
        var answer = news.Count == 0 ? new Answer(before.State, []) : await TellAsync(before, news, log, cancellationToken);
        foreach (var reminder in due.Except(news)) answer = await RemindAsync(before, answer, reminder, log, cancellationToken);
        if (answer.Replies.Count == 0) return drafting.Silent(before, answer.State);
        answer = await lines.CopyAsync(before, due, answer, log.At, cancellationToken) with { IsWork = due.Any(one => one.Letter.ForAgent is not null) };
        var urgency = due.Any(one => one.Letter.Urgent) ? OutboxUrgency.Urgent : OutboxUrgency.Normal;
        return drafting.Draft(before, null, log, answer, null, urgency);
    }

    private async Task<Answer> TellAsync(Warm before, List<DueLetter> news, TurnLog log, CancellationToken cancellationToken)
    {
        // On an agent's line a number is about his errands: of one of his own, as a resident, he hears and is asked nothing.
        var answer = before.Row.ProxyAgentId is not null ? new Answer(news.Select(one => one.Letter).Where(letter => IsWork(before, letter)).Aggregate(before.State, AgentTurn.Received), [])
            : news.LastOrDefault(one => one.Letter.StartDialog is not null)?.Letter is { } asks
            ? await resident.InviteAsync(before, new Command.Start(asks.StartDialog!, asks.CaseReference), log.FirstSeq, log.At, cancellationToken)
            : new Answer(before.State, []);
        return answer with { Replies = [words.Render(before, news, answer.Replies.Count > 0), .. answer.Replies] };
    }

    private static bool IsWork(Warm before, Letter letter) => letter.ForAgent is not null || AgentConversation.AgentOf(before.Row.Id) is not null;

    /// <summary>Only when she has said nothing since the sweep found her: her own message is better than a reminder.</summary>
    private async Task<Answer> RemindAsync(Warm before, Answer answer, DueLetter reminder, TurnLog log, CancellationToken cancellationToken)
    {
        if (before.Row.DraftSince is not { } since || !SilenceLetter.IsOf(reminder.Letter, since)) return answer;
        var reminded = await resident.RemindAsync(before with { State = answer.State }, SilenceLetter.InstanceOf(reminder.Key)!, log.FirstSeq, log.At, cancellationToken);
        if (reminded.Replies.Count == 0) return answer with { State = reminded.State };
        var first = reminded.Replies[0];
        var marked = first with { Told = new LetterMark(first.Told ?? reminder.Letter.Text, reminder.Key).ToString() };
        return answer with { State = reminded.State, Replies = [.. answer.Replies, marked, .. reminded.Replies.Skip(1)] };
    }
}
