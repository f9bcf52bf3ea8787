using Microsoft.Extensions.Options;
using ServiceBot.Catalog;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Domain.Messaging;
using ServiceBot.Understanding;
using ServiceBot.Understanding.Llm;

namespace ServiceBot.Conversations;

/// <summary>
/// The language model between two turns. Whether there is work for it is known at once; the work itself never takes longer than its box and
/// writes nothing. Made only where a model is configured.
/// </summary>
internal sealed partial class SlowWork(
    Hearing hearing, Interpreter interpreter, Rephraser rephraser, ModelCalls calls, CatalogAnswers answers, DialogBook book,
    IOptions<LanguageModelOptions> options, TimeProvider time, ILogger<SlowWork> logger)
{
    /// <summary>Longer ones are told by people who need a person, and hold more that is private.</summary>
    private const int LongestMessage = 300;

    public TimeSpan Box => options.Value.Timeout;

    /// <summary>Whether her message is worth waiting for the model. Any doubt: no.</summary>
    public bool Wants(Warm before, Activity activity, DateTimeOffset now)
    {
        try
        {
            return calls.IsReady && TaskOf(before, activity, now) is not null;
        }
        catch (Exception exception)
        {
            Log.Broke(logger, before.Row.Id, exception);
            return false;
        }
    }

    /// <summary>Does the work within the box, on what was stored. What breaks ends as a thought without use.</summary>
    public async Task<Thought> ThinkAsync(Warm stored, Activity activity, DateTimeOffset now)
    {
        using var box = new CancellationTokenSource(Box, time);
        try
        {
            return TaskOf(stored, activity, now) is { } task ? await ThinkAsync(task, stored, box.Token) : Thought.None;
        }
        catch (Exception exception)
        {
            Log.Broke(logger, stored.Row.Id, exception);
            return Thought.None with { Note = "model broke" };
        }
    }

    private async Task<Thought> ThinkAsync(SlowTask task, Warm stored, CancellationToken box)
    {
        var (heard, state, known) = (task.Heard, stored.State, Known(stored.State));
        IReadOnlyList<Command>? proposed = null;
        if (task.Abstained)
        {
            var proposal = await interpreter.ProposeAsync(heard, task.Expectation, task.Targets, known, MayAnswer(state), box);
            if (proposal.Commands is null) return new Thought(null, null, Note(proposal.Result));
            proposed = proposal.Commands;
        }

        if (options.Value.Rephrase == RephraseScope.Off || heard.Said.Sms || (proposed ?? task.Commands) is not [Command.Ask ask]) return new Thought(proposed, null, "model");
        var answer = answers.Compose(ask, heard.Said.Locale, heard.Said.Sms, heard.Said.Today, heard.Said.Region);
        var (wording, result) = await rephraser.PhraseAsync(answer, heard, known, box);
        return new Thought(proposed, wording, wording is null ? $"model, wording {Note(result)}" : "model");
    }

    private SlowTask? TaskOf(Warm before, Activity activity, DateTimeOffset now)
    {
        var state = before.State;
        if (state.Owner != ConversationOwner.Bot || state.OptedOut || book.OnMessage is not null || book.OnUnknown is not null) return null;
        if (SmsWords.More(before, activity.Text) is not null) return null;
        var understood = hearing.Hear(before, activity, now);
        var heard = understood.Heard;
        if (heard.Raw.Length is 0 or > LongestMessage || heard.Said.AttachmentIds.Count > 0) return null;
        var (commands, expectation) = (understood.Commands, understood.Expectation);
        if (interpreter.Abstained(commands, heard, expectation))
        {
            // No retrieval, no call: without anything found and without an open question there is nothing it could say.
            var targets = interpreter.Targets(heard);
            return targets.Count > 0 || expectation.Open is not null ? new SlowTask(heard, expectation, commands, targets, true) : null;
        }

        var phrases = options.Value.Rephrase == RephraseScope.All && !heard.Said.Sms && commands is [Command.Ask];
        return phrases ? new SlowTask(heard, expectation, commands, [], false) : null;
    }

    /// <summary>Answers may be proposed only while a read-back is still to come: nothing is done before she has seen them and said yes.</summary>
    private bool MayAnswer(ConversationState state) =>
        state.Active is { Confirmed.Count: 0 } active && book.Find(active.Dialog)?.Steps.Any(step => step is DialogStep.Review) == true;

    private static string Note(string result) => result is "late" or "open" or "failed" or "throttled" or "busy" or "used_up" or "empty" ? $"model {result}" : $"model refused: {result}";

    /// <summary>What she has told us, in whatever form it may stand in her next message.</summary>
    private static List<(string, PrivateKind)> Known(ConversationState state)
    {
        var instances = new[] { state.Active, state.Finished }.Concat(state.Drafts).OfType<DialogInstance>();
        var known = new List<(string, PrivateKind)>();
        foreach (var entry in instances.SelectMany(instance => instance.Answers.Values.Concat(instance.Parked.Values)))
            if (KindOf(entry.Value.Type) is { } kind) known.AddRange([(entry.Value.Value, kind), (entry.Value.Shown, kind), (entry.Raw.Length <= 20 ? entry.Raw : "", kind)]);
        foreach (var value in state.Profile.Values)
            if (KindOf(value.Type) is { } kind) known.Add((value.Value, kind));
        return known;
    }

    private static PrivateKind? KindOf(SlotType type) => type switch
    {
        SlotType.Name => PrivateKind.Name,
        SlotType.Region or SlotType.Address => PrivateKind.Place,
        SlotType.Phone or SlotType.ResidentId or SlotType.CreditCode => PrivateKind.Number,
        _ => null,
    };

    private sealed record SlowTask(Heard Heard, Expectation Expectation, IReadOnlyList<Command> Commands, IReadOnlyList<ProposalTarget> Targets, bool Abstained);

    private static partial class Log
    {
        [LoggerMessage(3020, LogLevel.Warning, "Slow work on a message of {Conversation} broke; it is answered without")]
        public static partial void Broke(ILogger logger, string conversation, Exception exception);
    }
}
