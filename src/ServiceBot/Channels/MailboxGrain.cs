using Microsoft.EntityFrameworkCore;
using ServiceBot.Data;
using ServiceBot.Domain.Messaging;
using ServiceBot.Platform;

namespace ServiceBot.Channels;

/// <summary>
/// The only writer of a recipient's rows while they are under way. Letters go into her conversation in the order of their rows, and what goes
/// to a provider leaves in the order of its rows; one that must be tried again holds back the later ones of its kind.
/// <list type="bullet">
/// <item>A letter into a conversation is marked afterwards: told again after a crash, its key says that it was told.</item>
/// <item>What goes to a provider is marked before (<see cref="OutboxState.Sending"/>) and after. A row found in between belongs to a process that
/// died: it becomes uncertain, and is never sent again by itself.</item>
/// </list>
/// </summary>
internal sealed partial class MailboxGrain(
    BotDbFactory databases,
    GroupCommit commits,
    Sealing sealing,
    LetterFate fate,
    LetterHours hours,
    LostLetters lost,
    IOptOuts optOuts,
    IEnumerable<ISender> senders,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<MailboxGrain> logger) : Grain, IMailbox
{
    private const int BatchSize = 20;
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(25);
    private static readonly StoreQuery<Func<BotDb, string, DateTimeOffset, IAsyncEnumerable<OutboxRow>>> Open = new(() => EF.CompileAsyncQuery(
        (BotDb db, string recipient, DateTimeOffset now) => db.Set<OutboxRow>().AsNoTracking().Where(row => row.Recipient == recipient)
            .Where(row => (row.State == OutboxState.Waiting && (row.DueAt <= now || row.Attempts > 0)) || row.State == OutboxState.Sending)
            .OrderBy(row => row.Id).Take(BatchSize)));
    private static readonly TimeSpan ReceiptLimit = TimeSpan.FromSeconds(20);
    /// <summary>What is still to be committed. While the store is away it is the only place that knows how an attempt ended, so it outlives the call.</summary>
    private CommitUnit _unwritten = new();
    /// <summary>Dead, and not yet on another way to her.</summary>
    private readonly Queue<(OutboxRow Row, bool OptedOut)> _lost = new();

    private string Recipient => this.GetPrimaryKeyString();

    public async Task DrainAsync()
    {
        // No attempt begins once the service is ending; one that has begun is ended and marked.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
        limit.CancelAfter(DrainLimit);
        await WriteAsync();
        while (true)
        {
            var rows = await OpenAsync(limit.Token);
            var told = await TellAsync([.. rows.Where(row => row.Kind == OutboxKind.Notify)], limit.Token);
            var sent = await SendAsync(rows.Where(row => row.Kind == OutboxKind.Send), limit.Token);
            // What was told may have written something to send.
            if (!told && (!sent || rows.Count < BatchSize)) return;
        }
    }

    public async Task ReceiptAsync(long letter, int attempt, LetterReceipt receipt)
    {
        using var limit = new CancellationTokenSource(ReceiptLimit);
        await WriteAsync();
        await using var db = databases.Create();
        var recipient = Recipient;
        var row = await db.Outbox.AsNoTracking().FirstOrDefaultAsync(candidate => candidate.Id == letter && candidate.Recipient == recipient, limit.Token);
        if (row is null || !fate.Decide(row, attempt, receipt)) return;
        Decided(row);
        if (row.State == OutboxState.Dead) _lost.Enqueue((row, receipt == LetterReceipt.OptedOut));
        await WriteAsync();
    }

    /// <summary>What is due, what is being retried and holds back the rest, and what a dead process left open. What is held for later is none of it.</summary>
    private async Task<List<OutboxRow>> OpenAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        return await Open.On(db)(db, Recipient, time.GetUtcNow()).ToListAsync(cancellationToken);
    }

    /// <returns>True when nothing has to wait.</returns>
    private async Task<bool> SendAsync(IEnumerable<OutboxRow> rows, CancellationToken cancellationToken)
    {
        var all = true;
        foreach (var row in rows)
        {
            if (row.State == OutboxState.Sending)
            {
                Log.LetterFound(logger, row.Id, row.Attempts);
                fate.Find(row);
                Decided(row);
            }
            else
            {
                var conversation = await ConversationAsync(cancellationToken);
                if (Held(row, conversation, lastTold: null))
                {
                    all = false;
                    continue;
                }

                if (row.DueAt <= time.GetUtcNow()) await SendAsync(row, conversation, cancellationToken);
            }

            if (row.State != OutboxState.Waiting) continue;
            all = false;
            break;
        }

        await WriteAsync();
        return all;
    }

    private async Task SendAsync(OutboxRow row, ConversationRow? conversation, CancellationToken cancellationToken)
    {
        if (OutboxKey.AgentOf(row.Key) is { } agent && conversation is not null && conversation.ProxyAgentId != agent)
        {
            // It names residents, and waited while the phone stopped being his line. His web chat has it.
            (row.State, row.LastError) = (OutboxState.Discarded, "It was for an agent whose line this no longer is.");
            Decided(row);
            return;
        }

        var sender = senders.FirstOrDefault(candidate => candidate.Channel == conversation?.Channel);
        var activity = ActivityJson.Parse(sealing.Open(row.Payload));
        var refused = conversation is null ? new SendResult.Dead("The conversation is gone.")
            : sender is null ? new SendResult.Dead($"No sender for channel {conversation.Channel}.")
            : sender.Check(row, conversation, activity);
        var segments = 0;
        if (refused is null)
        {
            segments = sender!.SegmentsOf(activity);
            var allowed = sender.WaitAsync(row, segments, cancellationToken);
            // Others may go first for a while: nobody must take what was sent for uncertain meanwhile.
            if (!allowed.IsCompleted) await WriteAsync();
            await allowed;
            cancellationToken.ThrowIfCancellationRequested();
        }

        row.Attempts++;
        row.Segments = segments;
        if (refused is null && !sender!.KnowsRepeats) await MarkAsync(row);

        var result = refused ?? await AttemptAsync(sender!, row, conversation!, activity);
        fate.Decide(row, result);
        Decided(row);
        if (row.State == OutboxState.Dead) _lost.Enqueue((row, result is SendResult.OptedOut));
    }

    /// <summary>Durable before the first byte leaves. The end of the attempt before is in the same commit.</summary>
    private async Task MarkAsync(OutboxRow row)
    {
        row.State = OutboxState.Sending;
        _unwritten.Overwrite(row);
        try
        {
            await WriteAsync();
        }
        catch
        {
            // Perhaps marked, certainly not sent.
            (row.State, row.Attempts) = (OutboxState.Waiting, row.Attempts - 1);
            throw;
        }
    }

    /// <summary>Has its own time limit; not ours, which would leave its end open.</summary>
    private async Task<SendResult> AttemptAsync(ISender sender, OutboxRow row, ConversationRow conversation, Activity activity)
    {
        try
        {
            return await sender.SendAsync(row, conversation, activity, CancellationToken.None);
        }
        catch (Exception exception)
        {
            Log.LetterFailed(logger, row.Id, row.Attempts, exception);
            return sender.KnowsRepeats ? new SendResult.Retry(exception.GetType().Name) : new SendResult.Unclear(exception.GetType().Name);
        }
    }

    /// <summary>Read for each row: she may have told us to stop since the last one.</summary>
    private async Task<ConversationRow?> ConversationAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        return await db.FindConversationAsync(Recipient, cancellationToken);
    }

    private void Decided(OutboxRow row)
    {
        _unwritten.Overwrite(row);
        if (row.State == OutboxState.Dead) Log.LetterDead(logger, row.Id, row.Attempts);
        if (row.State == OutboxState.Uncertain) Log.LetterUncertain(logger, row.Id, row.Attempts);
    }

    /// <summary>What is in doubt after a failure is simply written again: nobody else writes these rows meanwhile.</summary>
    private async Task WriteAsync()
    {
        // First: that a letter is dead must not be all that is known of it.
        while (_lost.TryPeek(out var dead))
        {
            await lost.ForwardSentAsync(dead.Row, dead.OptedOut, CancellationToken.None);
            _lost.Dequeue();
        }

        await commits.CommitAsync(_unwritten, CancellationToken.None);
        _unwritten = new CommitUnit();
    }

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Warning, "Letter {Letter} failed at attempt {Attempt}")]
        public static partial void LetterFailed(ILogger logger, long letter, int attempt, Exception exception);

        [LoggerMessage(2002, LogLevel.Warning, "Letter {Letter} was given up after {Attempts} attempts; staff see it in the outbox")]
        public static partial void LetterDead(ILogger logger, long letter, int attempts);

        [LoggerMessage(2003, LogLevel.Warning, "Letter {Letter} may have been taken at attempt {Attempt} or not; staff see it in the outbox")]
        public static partial void LetterUncertain(ILogger logger, long letter, int attempt);

        [LoggerMessage(2004, LogLevel.Warning, "Letter {Letter} was found in the middle of attempt {Attempt}: the service ended while it was being sent")]
        public static partial void LetterFound(ILogger logger, long letter, int attempt);
    }
}
