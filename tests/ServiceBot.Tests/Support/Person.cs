using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels;
using ServiceBot.Domain.Messaging;
using ServiceBot.Platform;
using ServiceBot.Transcripts;

namespace ServiceBot.Tests.Support;

/// <summary>A person in a conversation, straight at the grain: says something, reads what came since.</summary>
internal sealed class Person(App app, string id, string? proxyAgentId = null)
{
    private long _read;
    private int _said;

    public string Id => id;

    /// <summary>What her client says it speaks; null where it does not say.</summary>
    public string? Locale { get; set; }

    public string Channel { get; init; } = "directline";

    /// <summary>What the keys of her messages begin with. Her own in each service, so that a restart on the same data repeats nothing; the same one twice repeats.</summary>
    public string Keys { get; init; } = Path.GetFileName(app.Data);

    public static Person OfAgent(App app, string proxyAgentId) => new(app, "dl-agent-" + proxyAgentId, proxyAgentId);

    private Opening Opening => new() { Channel = Channel, UserId = "dl_" + id, ProxyAgentId = proxyAgentId };

    private IConversation Conversation => app.Services.GetRequiredService<IGrainFactory>().GetGrain<IConversation>(id);

    /// <returns>What the bot answered to this message, in order.</returns>
    public async Task<IReadOnlyList<string>> SaysAsync(string text)
    {
        await Conversation.ReceiveAsync(new Knock
        {
            Key = $"{Keys}-{++_said}",
            Opening = Opening,
            Activity = new Activity { Type = ActivityTypes.Message, Text = text, Locale = Locale, From = new ChannelAccount { Id = "dl_" + id } },
        });
        return await NewAsync();
    }

    /// <summary>The moment is over in which a text message waits for the next one.</summary>
    public Task ReadAsync() => Conversation.ReadAsync();

    /// <returns>What came since the last look, ours only.</returns>
    public async Task<IReadOnlyList<string>> NewAsync()
    {
        var rows = await RowsAsync();
        var fresh = rows.Where(row => row.Seq > _read && row is { FromBot: true, Type: ActivityTypes.Message or ActivityTypes.Typing }).Select(row => row.Text ?? "").ToList();
        if (rows.Count > 0) _read = rows[^1].Seq;
        return fresh;
    }

    /// <summary>Waits for a letter that contains <paramref name="part"/>; letters come on their own time.</summary>
    public async Task<string> HearsAsync(string part)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            if ((await NewAsync()).FirstOrDefault(text => text.Contains(part, StringComparison.Ordinal)) is { } found) return found;
            if (limit.IsCancellationRequested)
                throw new Xunit.Sdk.XunitException($"No letter with '{part}'. The conversation:\n{await ShownAsync()}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The latest of ours that contains <paramref name="part"/> as it left: the transcript has stars where a code was.</summary>
    public async Task<string> SentAsync(string part)
    {
        var row = (await RowsAsync()).Last(row => row.FromBot && row.Text?.Contains(part, StringComparison.Ordinal) == true);
        return ActivityJson.Parse(app.Services.GetRequiredService<ServiceBot.Platform.Sealing>().Open(row.Payload)).Text!;
    }

    public async Task<string> ShownAsync() =>
        string.Join('\n', (await RowsAsync()).Select(row => $"{(row.FromBot ? "bot" : "   ")} {row.Text}   [{row.Understood}]"));

    /// <summary>The bot's part of the last turn, as it is sent.</summary>
    public async Task<IReadOnlyList<Activity>> SentAsync()
    {
        var rows = (await RowsAsync()).Where(row => row is { FromBot: true, Type: ActivityTypes.Message }).ToList();
        var sealing = app.Services.GetRequiredService<Sealing>();
        return [.. rows.Where(row => row.TurnSeq == rows[^1].TurnSeq).Select(row => ActivityJson.Parse(sealing.Open(row.Payload)))];
    }

    public Task<List<TranscriptRow>> RowsAsync() => app.InStoreAsync(db => db.Transcripts.AsNoTracking()
        .Where(row => row.ConversationId == id).OrderBy(row => row.Seq).ToListAsync());
}
