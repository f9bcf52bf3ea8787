using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Orleans.Utilities;
using ServiceBot.Channels;
using ServiceBot.Data;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Domain.Messaging;
using ServiceBot.Transcripts;

namespace ServiceBot.Conversations;

/// <summary>
/// One writer per conversation. Turns run one at a time in the order of arrival and get the next <c>seq</c>; each is one unit of the
/// group commit: inbox key, state with its version, transcript of both sides, cases, letters.
/// </summary>
internal sealed partial class ConversationGrain(
    Turn turn,
    LetterTurn letterTurn,
    Settling settling,
    GroupCommit commits,
    BotDbFactory databases,
    OutboxSignal outbox,
    TimeProvider time,
    ILogger<ConversationGrain> logger,
    SlowWork? slow = null) : Grain, IConversation, IDisposable
{
    private const int MaxAttempts = ConversationMemory.MaxAttempts;
    private const string WaitedKey = "waited:";
    private readonly TurnLimit _limit = new();
    private ObserverManager<IConversationWatcher>? _watchers;
    private IGrainTimer? _more;
    private ConversationMemory? _memory;
    private (long Seq, Thought Thought)? _thought;

    private string Id => this.GetPrimaryKeyString();

    private ConversationMemory Memory => _memory ??= new ConversationMemory(Id, turn, commits, databases, logger);

    public async Task<Receipt> ReceiveAsync(Knock knock)
    {
        var limit = _limit.Begin();
        for (var attempt = 1; ; attempt++)
        {
            await Memory.WarmUpAsync(limit);
            if (knock.Key is not null && await Memory.FindAsync(knock.Key, certain: attempt > 1, limit) is { } taken)
                return await RepeatAsync(taken, knock.WantsReplies, limit);
            await SettleAsync(limit);
            var before = Memory.Warm ?? Warm.New(Id, knock.Opening, time.GetUtcNow());
            var waits = settling.Waits(before, knock);
            if (!waits && before.Row.UnreadFrom is not null)
            {
                // What came before is read before.
                await ReadAsync(atOnce: true, limit);
                continue;
            }

            var draft = waits ? turn.Take(before, knock) : await turn.RunAsync(before, knock, limit, refused: Memory.IsHopeless(attempt));
            if (await TryCommitAsync(before, draft, knock.Key is { } key ? [key] : [], limit))
            {
                if (waits) AwaitMore(draft.After);
                else if (draft.After.State.Waiting is { } waiting) _ = ThinkAsync(waiting, draft.After, knock.Activity);
                return ReceiptOf(draft, knock.WantsReplies);
            }

            if (attempt == MaxAttempts) throw new InvalidOperationException($"A turn of {Id} could not be committed in {MaxAttempts} attempts.");
        }
    }

    public Task ReadAsync() => ReadAsync(atOnce: false, _limit.Begin());

    public async Task<Receipt> DeliverAsync(string key, Letter letter) => (await DeliverAllAsync([new DueLetter(key, letter)]))[0];

    public async Task<IReadOnlyList<Receipt>> DeliverAllAsync(IReadOnlyList<DueLetter> letters)
    {
        var limit = _limit.Begin();
        for (var attempt = 1; ; attempt++)
        {
            await Memory.WarmUpAsync(limit);
            var taken = new Dictionary<string, long>();
            foreach (var letter in letters)
                if (await Memory.FindAsync(letter.Key, certain: attempt > 1, limit) is { } seq) taken[letter.Key] = seq;
            List<DueLetter> fresh = [.. letters.Where(letter => !taken.ContainsKey(letter.Key))];
            if (fresh.Count == 0) return Receipts(0);
            await SettleAsync(limit);
            var before = Memory.Warm ?? Warm.New(Id, AgentConversation.OpeningOf(Id), time.GetUtcNow());
            var draft = await letterTurn.DeliverAsync(before, fresh, limit);
            if (await TryCommitAsync(before, draft, [.. fresh.Select(letter => letter.Key)], limit)) return Receipts(draft.FirstSeq);
            if (attempt == MaxAttempts) throw new InvalidOperationException($"A letter to {Id} could not be committed in {MaxAttempts} attempts.");

            IReadOnlyList<Receipt> Receipts(long now) => [.. letters.Select(letter => taken.TryGetValue(letter.Key, out var then)
                ? new Receipt { ActivityId = ActivityId.Of(Id, then), Seq = then, Repeated = true }
                : new Receipt { ActivityId = ActivityId.Of(Id, now), Seq = now })];
        }
    }

    public async Task<ConversationFacts> OpenAsync(Opening opening)
    {
        var limit = _limit.Begin();
        await Memory.WarmUpAsync(limit);
        if (Memory.Warm is null)
        {
            var fresh = Warm.New(Id, opening, time.GetUtcNow());
            await TryCommitAsync(fresh, TurnDraft.Nothing(fresh), [], limit);
            await Memory.WarmUpAsync(limit);
        }

        return Memory.Warm!.Facts;
    }

    public async Task<ConversationFacts?> FindAsync()
    {
        var limit = _limit.Begin();
        await Memory.WarmUpAsync(limit);
        return Memory.Warm?.Facts;
    }

    public async Task AnswerWaitingAsync(long? seq)
    {
        var limit = _limit.Begin();
        await Memory.WarmUpAsync(limit);
        if (Memory.Warm?.State.Waiting is { } waiting && waiting.Seq == (seq ?? waiting.Seq)) await SettleAsync(limit);
    }

    public async Task OwnAsync(bool human)
    {
        var limit = _limit.Begin();
        await Memory.WarmUpAsync(limit);
        await SettleAsync(limit);
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            await Memory.WarmUpAsync(limit);
            if (Memory.Warm is not { } before || (before.Row.HumanOwned == human && before.State.PersonBy is null)) return;
            if (await TryCommitAsync(before, turn.Own(before, human), [], limit)) return;
        }
    }

    public Task WatchAsync(IConversationWatcher watcher)
    {
        _watchers ??= new ObserverManager<IConversationWatcher>(TimeSpan.FromMinutes(5), logger);
        _watchers.Subscribe(watcher, watcher);
        return Task.CompletedTask;
    }

    public Task UnwatchAsync(IConversationWatcher watcher)
    {
        _watchers?.Unsubscribe(watcher);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _more?.Dispose();
        _limit.Dispose();
    }

    /// <summary>Each new part begins the wait anew. Lost with the process, what waits is found by <see cref="SettleWatch"/>.</summary>
    private void AwaitMore(Warm taken)
    {
        _more?.Dispose();
        _more = this.RegisterGrainTimer(
            _ => ReadAsync(), new GrainTimerCreationOptions(settling.WaitFor(taken), Timeout.InfiniteTimeSpan) { KeepAlive = true });
    }

    /// <summary>
    /// Whatever waits is answered before anything else happens here: with what slow work has come to by now, else without it. The state that
    /// waits and the key make it once, whoever comes first: the work's own end, a newer message, a letter, the watch after a crash.
    /// </summary>
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; Memory.Warm is { State.Waiting: { } waiting } before; attempt++)
        {
            var thought = _thought is { } ready && ready.Seq == waiting.Seq ? ready.Thought : Thought.None;
            var draft = await turn.AnswerWaitingAsync(before, waiting, thought, cancellationToken, refused: Memory.IsHopeless(attempt));
            if (await TryCommitAsync(before, draft, [WaitedKey + waiting.Seq.ToString(CultureInfo.InvariantCulture)], cancellationToken)) return;
            if (attempt == MaxAttempts) throw new InvalidOperationException($"A waiting message of {Id} could not be answered in {MaxAttempts} attempts.");
            await Memory.WarmUpAsync(cancellationToken);
        }
    }

    /// <param name="atOnce">Something newer is here: slow work would keep it waiting.</param>
    private async Task ReadAsync(bool atOnce, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            await Memory.WarmUpAsync(cancellationToken);
            if (Memory.Warm is not { Row.UnreadFrom: not null, State.Waiting: null } before) return;
            var message = await turn.UnreadAsync(before, cancellationToken);
            var draft = await turn.ReadAsync(before, message, atOnce, cancellationToken, refused: Memory.IsHopeless(attempt));
            if (!await TryCommitAsync(before, draft, [], cancellationToken)) continue;
            if (draft.After.State.Waiting is { } waiting) _ = ThinkAsync(waiting, draft.After, message.Activity);
            return;
        }

        throw new InvalidOperationException($"What {Id} had sent could not be read in {MaxAttempts} attempts.");
    }

    /// <summary>
    /// Runs beside the turns, on no thread of theirs, and touches no state: its end knocks like any message. When it cannot, the watch finds
    /// the message overdue.
    /// </summary>
    private async Task ThinkAsync(WaitingMessage waiting, Warm stored, Activity activity)
    {
        try
        {
            var thought = await Task.Run(() => slow!.ThinkAsync(stored, activity, time.GetUtcNow()));
            _thought = (waiting.Seq, thought);
            await this.AsReference<IConversation>().AnswerWaitingAsync(waiting.Seq);
        }
        catch (Exception exception)
        {
            Log.AnswerDelayed(logger, Id, waiting.Seq, exception);
        }
    }

    private async Task<bool> TryCommitAsync(Warm before, TurnDraft draft, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        if (!await Memory.TryCommitAsync(before, draft, keys, cancellationToken)) return false;
        foreach (var recipient in draft.Recipients) outbox.Wake(recipient);
        if (_watchers is { Count: > 0 } && draft.Rows.Count > 0)
            await _watchers.Notify(watcher => watcher.CommittedAsync(draft.Committed));
        return true;
    }

    private Receipt ReceiptOf(TurnDraft draft, bool withReplies) => new()
    {
        ActivityId = ActivityId.Of(Id, draft.FirstSeq),
        Seq = draft.FirstSeq,
        Replies = withReplies ? draft.ReplyPayloads : [],
    };

    private async Task<Receipt> RepeatAsync(long seq, bool withReplies, CancellationToken cancellationToken)
    {
        var receipt = new Receipt { ActivityId = ActivityId.Of(Id, seq), Seq = seq, Repeated = true };
        if (!withReplies) return receipt;
        await using var db = databases.Create();
        var payloads = await db.Transcripts.AsNoTracking()
            .Where(row => row.ConversationId == Id && row.TurnSeq == seq && row.FromBot && row.Type == ActivityTypes.Message)
            .OrderBy(row => row.Seq).Select(row => row.Payload).ToListAsync(cancellationToken);
        return receipt with { Replies = [.. payloads.Select(turn.OpenPayload)] };
    }

    private static partial class Log
    {
        [LoggerMessage(3002, LogLevel.Information, "The answer to message {Seq} of {Conversation} could not be given at the end of slow work; the watch gives it")]
        public static partial void AnswerDelayed(ILogger logger, string conversation, long seq, Exception exception);
    }
}
