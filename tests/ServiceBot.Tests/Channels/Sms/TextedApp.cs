using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels;
using ServiceBot.Domain.Messaging;
using ServiceBot.Tests.Support;
using ServiceBot.Transcripts;

namespace ServiceBot.Tests.Channels.Sms;

/// <summary>The service connected to a gateway of the tests, and phones that text with it: class fixture.</summary>
public sealed class TextedApp : IAsyncLifetime
{
    public const string Ours = "10690001";
    private readonly List<IReadOnlyDictionary<string, string>> _sent = [];
    private int _ids;

    public FakeKannel Kannel { get; private set; } = null!;

    public ShiftedTime Time { get; } = new();

    public App App { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Kannel = await FakeKannel.StartAsync();
        App = Kannel.Connect(new App()).With("ServiceBot:Sms:Burst", "60").With("ServiceBot:Sms:SettleMilliseconds", "0")
            .Replace(services => services.AddSingleton<TimeProvider>(Time));
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Kannel.DisposeAsync();
    }

    public async Task<(HttpStatusCode Status, string Body)> GetAsync(string pathAndQuery, string from = "127.0.0.1")
    {
        using var client = App.Client(from);
        using var response = await client.GetAsync(new Uri(pathAndQuery, UriKind.Relative), Cancel);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>A text as Kannel hands it over with <c>mo-recode = true</c>.</summary>
    public async Task TextAsync(string from, string text, string? id = null, string to = Ours)
    {
        id ??= string.Create(CultureInfo.InvariantCulture, $"m{Interlocked.Increment(ref _ids)}");
        var (status, body) = await GetAsync($"/sms/kannel?from={Uri.EscapeDataString(from)}&to={to}&text={Uri.EscapeDataString(text)}&charset=UTF-8&coding=2&id={id}&udh=");
        Assert.Equal((HttpStatusCode.OK, ""), (status, body));
    }

    /// <summary>What that phone gets until a message has <paramref name="part"/>, that one last.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> HearsAsync(string phone, string part)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            var hers = _sent.Where(message => message["to"] == phone).ToList();
            if (hers.FindIndex(message => message["text"].Contains(part, StringComparison.Ordinal)) is var at and >= 0)
            {
                foreach (var heard in hers.Take(at + 1)) _sent.Remove(heard);
                return hers[..(at + 1)];
            }

            try
            {
                _sent.Add(await Kannel.Sent.Reader.ReadAsync(limit.Token));
                var text = _sent[^1]["text"];
                Assert.True(SmsText.Measure(text).Segments <= 2, $"More than two SMS: {text}");
            }
            catch (OperationCanceledException) when (!Cancel.IsCancellationRequested)
            {
                throw new Xunit.Sdk.XunitException($"No message with '{part}'. There were:\n{string.Join('\n', hers.Select(message => message["text"]))}");
            }
        }
    }

    /// <summary>All that her conversation holds, hers and ours.</summary>
    internal async Task<List<TranscriptRow>> TranscriptAsync(string marker)
    {
        var id = await App.InStoreAsync(db => db.Transcripts.AsNoTracking().Where(row => row.Text == marker).Select(row => row.ConversationId).FirstAsync(Cancel));
        return await App.InStoreAsync(db => db.Transcripts.AsNoTracking().Where(row => row.ConversationId == id).OrderBy(row => row.Seq).ToListAsync(Cancel));
    }

    /// <summary>Waits until her messages are in these states: a message is heard before it is marked as sent.</summary>
    internal async Task FaresAsync(string conversation, params OutboxState[] states)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!(await OutboxAsync(conversation)).Select(row => row.State).SequenceEqual(states))
        {
            if (limit.IsCancellationRequested) Assert.Equal(states, (await OutboxAsync(conversation)).Select(row => row.State));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
        }
    }

    internal Task<List<OutboxRow>> OutboxAsync(string conversation) => App.InStoreAsync(db =>
        db.Outbox.AsNoTracking().Where(row => row.Recipient == conversation).OrderBy(row => row.Id).ToListAsync(Cancel));
}
