using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels;
using ServiceBot.Channels.WeChat;
using ServiceBot.Tests.Support;
using ServiceBot.Transcripts;

namespace ServiceBot.Tests.Channels.WeChat;

/// <summary>The service as an official account of the stand-in, in plain mode, with a clock that can be moved: class fixture.</summary>
public sealed class FollowedApp : IAsyncLifetime
{
    private readonly SlowTurns _slow = new();

    public ShiftedTime Time { get; } = new();

    public FakeWeChat Platform { get; private set; } = null!;

    public App App { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Platform = await FakeWeChat.StartAsync(Time);
        App = Make(WeChatMode.Plain);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Platform.DisposeAsync();
    }

    /// <summary>Another service on the same account.</summary>
    public App Make(WeChatMode mode)
    {
        var app = new App().Replace(services =>
        {
            services.AddSingleton<TimeProvider>(Time);
            services.AddSingleton<IIncomingGrainCallFilter>(_slow);
        });
        foreach (var (name, value) in Platform.Settings(mode)) app.With(name, value);
        // News is told at whatever hour the tests run.
        app.With("ServiceBot:Outbox:QuietFrom", "00:00").With("ServiceBot:Outbox:QuietUntil", "00:00");
        return app.With("ServiceBot:WeChat:HoldSeconds", "3");
    }

    public Follower Follower(string openId, App? app = null, WeChatMode mode = WeChatMode.Plain) => new(this, app ?? App, openId, mode);

    /// <summary>Turns of messages with this text wait until the result is disposed.</summary>
    public IDisposable Slow(string text) => _slow.Hold(text);

    /// <summary>Waits for what happens on its own time.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await holds())
        {
            Assert.False(limit.IsCancellationRequested, "It did not come about in 20 seconds.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
        }
    }

    internal static string ConversationOf(App app, string openId) => app.Services.GetRequiredService<WeChatDoor>().ConversationOf(openId);

    /// <summary>Holds a conversation's grain, as a store in trouble would.</summary>
    private sealed class SlowTurns : IIncomingGrainCallFilter
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, TaskCompletionSource> _held = new();

        public IDisposable Hold(string text)
        {
            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _held[text] = source;
            return new Freed(source);
        }

        public async Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.InterfaceMethod?.Name == nameof(IConversation.ReceiveAsync) && context.Request.GetArgument(0) is Knock { Activity.Text: { } text }
                && _held.TryGetValue(text, out var source)) await source.Task;
            await context.Invoke();
        }

        private sealed class Freed(TaskCompletionSource source) : IDisposable
        {
            public void Dispose() => source.TrySetResult();
        }
    }
}

/// <summary>A person who follows the account.</summary>
public sealed class Follower(FollowedApp fixture, App app, string openId, WeChatMode mode)
{
    private int _heard;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public string Conversation => FollowedApp.ConversationOf(app, openId);

    public Task<WeChatPush> SaysAsync(string text, string? id = null) => SendsAsync($"<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{text}]]></Content>", id);

    public async Task<WeChatPush> SendsAsync(string fields, string? id = null)
    {
        using var client = app.Client();
        return await fixture.Platform.PushAsync(client, openId, fields, mode, id);
    }

    public Task<WeChatPush> DoesAsync(string happened, string? key = null) =>
        SendsAsync($"<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[{happened}]]></Event>" + (key is null ? "" : $"<EventKey><![CDATA[{key}]]></EventKey>"));

    /// <summary>What came to her phone since the last call until one has <paramref name="part"/>, that one last.</summary>
    public async Task<IReadOnlyList<WeChatHeard>> HearsAsync(string part)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var all = fixture.Platform.HeardBy(openId);
            for (var at = _heard; at < all.Count; at++)
            {
                if (!all[at].Text.Contains(part, StringComparison.Ordinal)) continue;
                var since = all.Skip(_heard).Take(at + 1 - _heard).ToList();
                _heard = at + 1;
                return since;
            }

            if (limit.IsCancellationRequested)
                throw new Xunit.Sdk.XunitException($"No message with '{part}'. There were:\n{string.Join("\n--\n", all.Select(message => message.Way + ": " + message.Text))}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
        }
    }

    public IReadOnlyList<WeChatHeard> Heard => fixture.Platform.HeardBy(openId);

    internal Task<List<TranscriptRow>> TranscriptAsync()
    {
        var id = Conversation;
        return app.InStoreAsync(db => db.Transcripts.AsNoTracking().Where(row => row.ConversationId == id).OrderBy(row => row.Seq).ToListAsync(Cancel));
    }

    internal Task<List<OutboxRow>> OutboxAsync()
    {
        var id = Conversation;
        return app.InStoreAsync(db => db.Outbox.AsNoTracking().Where(row => row.Recipient == id && row.Kind == OutboxKind.Send).OrderBy(row => row.Id).ToListAsync(Cancel));
    }

    /// <summary>Waits until what is sent to her is in these states.</summary>
    internal async Task FaresAsync(params OutboxState[] states)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!(await OutboxAsync()).Select(row => row.State).SequenceEqual(states))
        {
            if (limit.IsCancellationRequested) Assert.Equal(states, (await OutboxAsync()).Select(row => row.State));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
        }
    }
}
