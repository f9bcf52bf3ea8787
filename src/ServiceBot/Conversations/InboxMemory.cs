using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels;
using ServiceBot.Data;

namespace ServiceBot.Conversations;

/// <summary>
/// The newest keys of one conversation, so that a repeat is recognised without asking the store. Only a hint: what decides is the
/// unique key in the store, which fails the commit of a turn that should not have been.
/// </summary>
internal sealed class InboxMemory
{
    private const int Size = 64;
    private static readonly StoreQuery<Func<BotDb, string, IAsyncEnumerable<InboxRow>>> Newest = new(() => EF.CompileAsyncQuery(
        (BotDb db, string id) => db.Set<InboxRow>().AsNoTracking().Where(row => row.ConversationId == id).OrderByDescending(row => row.Seq).Take(Size)));
    private readonly Dictionary<string, long> _seqs = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private bool _complete;

    public void StartEmpty()
    {
        Clear();
        _complete = true;
    }

    public async Task LoadAsync(BotDb db, string conversationId, CancellationToken cancellationToken)
    {
        Clear();
        var newest = await Newest.On(db)(db, conversationId).ToListAsync(cancellationToken);
        _complete = newest.Count < Size;
        for (var index = newest.Count - 1; index >= 0; index--) Add(newest[index].Key, newest[index].Seq);
    }

    /// <param name="certain">
    /// Ask the store where memory does not reach. Otherwise a key that memory does not hold counts as new: if it is not, the commit
    /// says so, and nothing has happened.
    /// </param>
    /// <returns>Seq of the message that had this key, or null.</returns>
    public async ValueTask<long?> FindAsync(BotDbFactory databases, string conversationId, string key, bool certain, CancellationToken cancellationToken)
    {
        if (_seqs.TryGetValue(key, out var seq)) return seq;
        if (_complete || !certain) return null;
        await using var db = databases.Create();
        return await db.Inbox.AsNoTracking().Where(row => row.ConversationId == conversationId && row.Key == key)
            .Select(row => (long?)row.Seq).FirstOrDefaultAsync(cancellationToken);
    }

    public void Add(string key, long seq)
    {
        if (!_seqs.TryAdd(key, seq)) return;
        _order.Enqueue(key);
        if (_order.Count <= Size) return;
        _seqs.Remove(_order.Dequeue());
        _complete = false;
    }

    private void Clear()
    {
        _seqs.Clear();
        _order.Clear();
    }
}
