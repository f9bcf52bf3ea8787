using System.Text.Json;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Data;
using ServiceBot.Platform;

namespace ServiceBot.Channels.WeChat;

/// <summary>Messages that are acknowledged and still to be taken: written down before WeChat is told that it need not ask again.</summary>
internal sealed class LaterBox(GroupCommit commits, BotDbFactory databases, Sealing sealing, TimeProvider time)
{
    /// <summary>Longer than fetching a picture and running a turn may take.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(10);
    private const int DoublingsAtMost = 8;

    private readonly Channel<bool> _hints = System.Threading.Channels.Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Something may be due now.</summary>
    public ChannelReader<bool> Hints => _hints.Reader;

    /// <summary>Once per key. It is on disk when this returns.</summary>
    public async Task KeepAsync(string conversation, WeChatArrival arrival, TimeSpan delay, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var unit = new CommitUnit();
        unit.Insert(new LaterRow
        {
            ConversationId = conversation,
            // Without an id no repeat can be told from a new message; the platform gives one to all.
            Key = arrival.Key ?? "wechat:" + Random128.Text(),
            Payload = sealing.Seal(JsonSerializer.Serialize(arrival, WeChatArrivalJson.Default.WeChatArrival)),
            CreatedAt = now,
            DueAt = now + delay,
        });
        await commits.CommitAsync(unit, cancellationToken).WaitAsync(cancellationToken);
        if (delay == TimeSpan.Zero) _hints.Writer.TryWrite(true);
    }

    public WeChatArrival Open(LaterRow row) =>
        JsonSerializer.Deserialize(sealing.Open(row.Payload), WeChatArrivalJson.Default.WeChatArrival)! with { Key = row.Key };

    public Task DoneAsync(string conversation, WeChatArrival arrival, CancellationToken cancellationToken) =>
        arrival.Key is { } key ? DoneAsync(conversation, key, cancellationToken) : Task.CompletedTask;

    public async Task DoneAsync(string conversation, string key, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        await db.WeChatLater.Where(row => row.ConversationId == conversation && row.Key == key).ExecuteDeleteAsync(cancellationToken);
    }

    public async Task<List<LaterRow>> DueAsync(int most, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = databases.Create();
        return await db.WeChatLater.AsNoTracking().Where(row => row.DueAt <= now).OrderBy(row => row.DueAt).Take(most).ToListAsync(cancellationToken);
    }

    /// <returns>False: another machine has it.</returns>
    public async Task<bool> TakeUpAsync(LaterRow row, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + Lease;
        await using var db = databases.Create();
        return await db.WeChatLater
            .Where(other => other.ConversationId == row.ConversationId && other.Key == row.Key && other.DueAt == row.DueAt && other.Attempts == row.Attempts)
            .ExecuteUpdateAsync(set => set.SetProperty(other => other.DueAt, until).SetProperty(other => other.Attempts, row.Attempts + 1), cancellationToken) == 1;
    }

    public async Task AgainAsync(LaterRow row, CancellationToken cancellationToken)
    {
        var delay = FirstDelay * Math.Pow(2, Math.Min(row.Attempts, DoublingsAtMost));
        var due = time.GetUtcNow() + (delay < LongestDelay ? delay : LongestDelay);
        await using var db = databases.Create();
        await db.WeChatLater.Where(other => other.ConversationId == row.ConversationId && other.Key == row.Key)
            .ExecuteUpdateAsync(set => set.SetProperty(other => other.DueAt, due), cancellationToken);
    }
}
