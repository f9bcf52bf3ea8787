using ServiceBot.Channels;
using ServiceBot.Channels.Sms;
using ServiceBot.Domain.Messaging;
using ServiceBot.Platform;

namespace ServiceBot.Tools.Simulation;

/// <summary>
/// The way from her to her conversation. It delivers at least once and never gives up, as webhooks and pages do; everything else that can go
/// wrong on the way does. What goes wrong is decided before anything is delivered, so it does not depend on who is faster.
/// </summary>
internal sealed class Post(SimulatedService service, LifeSetup setup, LifeClock clock, Random random, CancellationToken cancellationToken)
{
    private const int MostAttempts = 60;
    private readonly List<(int Due, SentMessage Message)> _later = [];
    private int _number;
    private int _round;

    /// <summary>Everything she wrote, in the order in which she did.</summary>
    public List<SentMessage> Sent { get; } = [];

    /// <summary>The beginning of a web conversation: its greeting.</summary>
    public Task StartAsync() => DeliverAsync(Write("", InboxKey.Start, ActivityTypes.ConversationUpdate), Plan());

    public async Task SendAsync(IReadOnlyList<string> texts)
    {
        _round++;
        var now = new List<SentMessage>();
        foreach (var text in texts.SelectMany(Parts))
        {
            var message = Write(text, $"sim:{++_number}", ActivityTypes.Message);
            if (Happens(Faults.Delay, 0.04)) _later.Add((_round + random.Next(1, 4), message));
            else now.Add(message);
            if (Happens(Faults.Dup, 0.04)) _later.Add((_round + random.Next(1, 15), message));
        }

        now.AddRange(_later.Where(late => late.Due <= _round).Select(late => late.Message));
        _later.RemoveAll(late => late.Due <= _round);
        await AllAsync(now);
        // Dying in the moment in which it waits for more, the service reads it later: with her next message, or when it is found.
        if (!Happens(Faults.Crash, 0.1)) await ReadAsync();
    }

    /// <summary>Text messages wait a moment for what may follow; the moment is over.</summary>
    public async Task ReadAsync()
    {
        if (setup.Phone is null) return;
        clock.Pass(TimeSpan.FromMilliseconds(1500));
        await DoAsync(Plan(), () => service.Conversation(setup.ConversationId).ReadAsync());
    }

    /// <summary>What is still on its way arrives.</summary>
    public async Task SettleAsync()
    {
        _round = int.MaxValue;
        var late = _later.Select(one => one.Message).ToList();
        _later.Clear();
        await AllAsync(late);
        await ReadAsync();
    }

    private async Task AllAsync(List<SentMessage> messages)
    {
        if (messages.Count > 1 && Happens(Faults.Reorder, 0.5)) messages.Reverse();
        var together = messages.Count > 1 && Happens(Faults.Reorder, 0.3);
        var under = new List<Task>();
        foreach (var message in messages)
        {
            under.Add(DeliverAsync(message, Plan()));
            if (Happens(Faults.Dup, 0.04)) under.Add(DeliverAsync(message, Plan()));
            if (!together) await Task.WhenAll(under);
            if (!together) clock.Pass(TimeSpan.FromSeconds(1));
        }

        await Task.WhenAll(under);
    }

    private Task DeliverAsync(SentMessage message, DeliveryPlan plan) => DoAsync(plan, async () =>
    {
        var receipt = await service.Conversation(setup.ConversationId).ReceiveAsync(Knock(message));
        lock (message.Receipts) message.Receipts.Add(new SentReceipt(receipt.Seq, receipt.Repeated));
    });

    /// <summary>Asks until it is acknowledged.</summary>
    private async Task DoAsync(DeliveryPlan plan, Func<Task> call)
    {
        var name = $"{setup.ConversationId}/{plan.Number}";
        SimulatedTime.Set(clock.Now);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                if (attempt == 0 && plan.Crash is { } crash) FaultyCommit.Plan(name, crash);
                await call();
                if (attempt >= plan.LostAcks) return;
            }
            catch (Exception) when (attempt < MostAttempts && !cancellationToken.IsCancellationRequested)
            {
                await RecoverAsync();
            }
            finally
            {
                FaultyCommit.Forget(name);
            }
        }
    }

    /// <summary>The process is dead: another takes over, knowing what is on the disk.</summary>
    private async Task RecoverAsync()
    {
        try
        {
            await service.UpAsync.WaitAsync(cancellationToken);
            await service.CrashAsync(setup.ConversationId);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // It died once more meanwhile; the next attempt finds out.
            await Task.Yield();
        }
    }

    private DeliveryPlan Plan() => new(
        ++_plans,
        Happens(Faults.LostAck, 0.05) ? random.Next(1, 3) : 0,
        Happens(Faults.Crash, 0.04) ? new PlannedCrash(1, after: random.NextDouble() < 0.5) : null);

    private int _plans;

    private SentMessage Write(string text, string key, string type)
    {
        var message = new SentMessage(key, text, type);
        Sent.Add(message);
        return message;
    }

    private IEnumerable<string> Parts(string text)
    {
        if (text.Length < 4 || !Happens(Faults.Split, 0.04)) return [text];
        var at = text.Length / 2;
        if (char.IsHighSurrogate(text[at - 1])) at--;
        return [text[..at], text[at..]];
    }

    private Knock Knock(SentMessage message) => new()
    {
        Key = message.Key,
        Activity = new Activity
        {
            Type = message.Type,
            ChannelId = setup.Channel,
            From = new ChannelAccount { Id = setup.UserId, Role = "user" },
            Text = message.Type == ActivityTypes.Message ? message.Text : null,
            Locale = setup.Locale,
        },
        Opening = new Opening
        {
            Channel = setup.Channel,
            UserId = setup.UserId,
            Locale = setup.Locale,
            Phone = setup.Phone,
            Reference = setup.Phone is { } phone
                ? new SmsReference(SimulatedPhones.GatewayName, "10690000", phone).Seal(service.Services.GetRequiredService<Sealing>())
                : null,
        },
    };

    private bool Happens(Faults fault, double chance) => setup.Faults.HasFlag(fault) && random.NextDouble() < chance;

    private sealed record DeliveryPlan(int Number, int LostAcks, PlannedCrash? Crash);
}

/// <summary>A message of hers, and how it was acknowledged: more than once where it was delivered more than once.</summary>
internal sealed record SentMessage(string Key, string Text, string Type)
{
    public List<SentReceipt> Receipts { get; init; } = [];
}

/// <param name="Seq">Of the stored message.</param>
internal sealed record SentReceipt(long Seq, bool Repeated);
