using Microsoft.Extensions.Options;
using ServiceBot.Cases;
using ServiceBot.Catalog;
using ServiceBot.Catalog.Regions;
using ServiceBot.Conversations.Linking;
using ServiceBot.Conversations.People;
using ServiceBot.Conversations.Questions;
using ServiceBot.Data;
using ServiceBot.Domain.Calendar;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Domain.Messaging;
using ServiceBot.Platform;
using ServiceBot.Understanding.Llm;

namespace ServiceBot.Conversations;

/// <summary>
/// A resident's message: 1 understand, 2 decide, 3 act (in memory, inside the decision), 4 render. The steps in the order in which they run.
/// </summary>
internal sealed class ResidentTurn(
    Hearing hearing, DialogBook book, CurrentCatalog catalog, IOptions<CatalogOptions> catalogOptions, RegionBook regions, Roster roster,
    ITurnPast past, AuthorisationText authorisation, StatusTexts status, Rendering rendering, PersonCall people, LinkPreparation linking,
    UnansweredQuestions unanswered, AgentTurn agent, TextBook texts)
{
    /// <param name="thought">What a language model made of it meanwhile; null where none was asked.</param>
    public async Task<Answer> RunAsync(Warm before, Activity activity, long seq, DateTimeOffset now, Thought? thought, CancellationToken cancellationToken)
    {
        if (thought is { Commands: { } proposed } && await RunAsync(before, activity, proposed, seq, now, thought, cancellationToken) is { } answer)
            return answer with { Understood = $"{thought.Note}: {CommandLog.Of(proposed)}" };
        var commands = hearing.Hear(before, activity, now).Commands;                                                            // 1
        var plain = await RunAsync(before, activity, commands, seq, now, thought is null ? null : thought with { Commands = null }, cancellationToken);
        return plain! with { Understood = (thought is null ? "" : thought.Note + "; ") + CommandLog.Of(commands) };
    }

    /// <returns>Null when commands that were proposed would have had an effect.</returns>
    private async Task<Answer?> RunAsync(
        Warm before, Activity activity, IReadOnlyList<Command> commands, long seq, DateTimeOffset now, Thought? thought, CancellationToken cancellationToken)
    {
        var cases = AboutACase(before.State, commands) ? await past.CasesAsync(before.Row.Id, cancellationToken) : [];
        var (held, links) = await linking.PrepareAsync(before, commands, seq, now, cancellationToken);
        if (links.Line is { } line) return thought?.Commands is null ? await agent.BeginAsync(line, before, cancellationToken) with { Secret = links.Secret } : null;
        WithoutEffects? locked = null;
        var answer = await DecideAsync(
            held,
            (context, actions) => DialogEngine.Decide(book, held.State, commands, context, thought?.Commands is null ? actions : locked = new WithoutEffects(actions)),
            activity.Text, seq, now, cases, thought?.Wording, links, cancellationToken);                                        // 2, 3, 4
        if (locked?.Refused == true) return null;
        foreach (var question in unanswered.Of(before, SaidText.Of(activity), commands, answer, seq, now)) answer.Effects.Insert(question);
        // What was said to a person, or to nobody, is no half of a sentence to us.
        var fragment = answer.Replies.Count == 0 ? null : Bursts.Keep(SaidText.Of(activity), before.State, commands, now);
        return answer with { State = answer.State with { Fragment = fragment } };
    }

    /// <summary>The welcome, once, before she has said anything.</summary>
    public Task<Answer> GreetAsync(Warm before, long seq, DateTimeOffset now, CancellationToken cancellationToken) => DecideAsync(
        before, (context, actions) => DialogEngine.Decide(book, before.State, [new Command.Start(PatternIds.Welcome)], context, actions),
        null, seq, now, [], null, new LinkActs(before.Row, now), cancellationToken);

    /// <summary>A dialog that the service proposes, such as the rating. It never takes the floor from one she is in.</summary>
    public async Task<Answer> InviteAsync(Warm before, Command.Start start, long seq, DateTimeOffset now, CancellationToken cancellationToken) => await DecideAsync(
        before, (context, actions) => DialogEngine.Invite(book, before.State, start, context, actions),
        null, seq, now, await past.CasesAsync(before.Row.Id, cancellationToken), null, new LinkActs(before.Row, now), cancellationToken);

    /// <summary>The form she left half-way, once; no replies where it is not to be spoken of.</summary>
    public async Task<Answer> RemindAsync(Warm before, string instance, long seq, DateTimeOffset now, CancellationToken cancellationToken) => await DecideAsync(
        before, (context, actions) => DialogEngine.Remind(book, before.State, instance, context, actions),
        null, seq, now, await past.CasesAsync(before.Row.Id, cancellationToken), null, new LinkActs(before.Row, now), cancellationToken);

    private async Task<Answer> DecideAsync(
        Warm before, Func<TurnContext, IDialogActions, Decision> decide, string? text, long seq, DateTimeOffset now,
        IReadOnlyList<CaseRow> cases, Wording? wording, LinkActs links, CancellationToken cancellationToken)
    {
        await past.ReadyAsync(cancellationToken);
        var today = Deadline.DayOf(now);
        var current = catalog.Book;
        var facts = new TurnFacts(current, catalogOptions.Value, regions, roster, authorisation, texts, today, cases);
        var actions = new TurnActions(past, status, texts, current, regions, book, facts, people, links, before, now, today, cases);
        var context = new TurnContext(now, today, seq, SmsWords.Speaks(before), NewInstanceId: $"{before.Row.Id}:{seq}") { Text = text, Facts = facts, Elsewhere = links.Elsewhere };
        var decision = decide(context, actions);
        var (state, replies) = await rendering.RenderAsync(before.Row.Id, decision, context.Sms, ChannelTraits.IsNumbered(before), today, wording, cancellationToken);
        var effects = new CommitUnit();
        actions.AddTo(effects);
        return new Answer(state, replies)
        {
            Secret = links.Secret,
            Effects = effects,
            Recipients = actions.Recipients,
            CaseReference = actions.Changes is [.., var last] ? last.After.Reference : null,
        };
    }

    /// <summary>Whether this message can touch a case of hers: only then are they read.</summary>
    private bool AboutACase(ConversationState state, IReadOnlyList<Command> commands)
    {
        if (state.Active is { } active && book.Find(active.Dialog)?.Subject == SubjectKind.Case) return true;
        foreach (var command in commands)
        {
            switch (command)
            {
                case Command.Resume:
                case Command.Start start when book.Find(start.Dialog)?.Subject == SubjectKind.Case:
                // A correction after the dialog has ended goes to the case it made.
                case Command.Answer or Command.Correct when state is { Active: null, Finished: not null }:
                    return true;
            }
        }

        return false;
    }
}
