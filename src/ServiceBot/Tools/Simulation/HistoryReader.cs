using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Conversations;
using ServiceBot.Data;
using ServiceBot.Dialogs;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Platform;
using ServiceBot.Tools.Replaying;

namespace ServiceBot.Tools.Simulation;

/// <summary>Reads a conversation when it is over, and plays it again. Not for two threads at once.</summary>
internal sealed class HistoryReader(IServiceProvider services)
{
    private static readonly StoreQuery<Func<BotDb, string, IAsyncEnumerable<InboxRow>>> InboxOf = new(() => EF.CompileAsyncQuery(
        (BotDb db, string id) => db.Set<InboxRow>().AsNoTracking().Where(row => row.ConversationId == id)));
    private readonly BotDbFactory _databases = services.GetRequiredService<BotDbFactory>();
    private readonly RecordingReader _recordings = ActivatorUtilities.CreateInstance<RecordingReader>(services);
    private readonly ReplayEngine _engine = new(services, services.GetRequiredService<DialogLibrary>());
    private readonly Sealing _sealing = services.GetRequiredService<Sealing>();
    private readonly ICaseNotices _notices = services.GetRequiredService<ICaseNotices>();

    public bool IsOf(IServiceProvider process) => ReferenceEquals(services, process);

    public async Task<History> ReadAsync(string conversationId, CancellationToken cancellationToken)
    {
        var recording = await _recordings.FindAsync(conversationId, cancellationToken) ?? throw new InvalidOperationException($"There is no conversation {conversationId}.");
        await using var db = _databases.Create();
        var turns = await _engine.PlayAsync(recording, cancellationToken);
        return new History
        {
            Recording = recording,
            Inbox = await InboxOf.On(db)(db, conversationId).ToListAsync(cancellationToken),
            Replayed = turns,
            StoredState = _sealing.Open(recording.Conversation.State),
            ReplayedState = StateJson.Plain(turns.Count == 0 ? new ConversationState() : turns[^1].After),
            Owed = [.. recording.Cases.SelectMany(recording.Folded).SelectMany(step => _notices.For(step.Before, step.After, [step.Happened]))
                .Where(letter => letter.Recipient == conversationId).Select(letter => letter.Key)],
        };
    }
}
