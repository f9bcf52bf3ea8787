using System.Collections.Concurrent;
using ServiceBot.Channels;
using ServiceBot.Channels.Sms;

namespace ServiceBot.Tools.Simulation;

/// <summary>The gateway and the phones behind it: outside the process, so they outlive it and remember what really arrived.</summary>
internal sealed class SimulatedPhones(TimeProvider time, Faults faults) : ISmsGateway
{
    public const string GatewayName = "simulated";
    private readonly ConcurrentDictionary<string, Phone> _phones = new(StringComparer.Ordinal);

    public string Name => GatewayName;

    public string? Missing => null;

    /// <summary>Before her first message: how her phone's network behaves is hers.</summary>
    public void Register(string number, int seed) => _phones[number] = new Phone(new Random(seed));

    /// <summary>What arrived, in order.</summary>
    public IReadOnlyList<PhoneMessage> MessagesOf(string number) => _phones.TryGetValue(number, out var phone) ? phone.Messages : [];

    public void Forget(string number) => _phones.TryRemove(number, out _);

    public Task<SendResult> SendAsync(SmsLetter letter, CancellationToken cancellationToken)
    {
        if (!_phones.TryGetValue(letter.To, out var phone)) return Task.FromResult<SendResult>(new SendResult.Dead("There is no such phone."));
        var fate = phone.Network.NextDouble();
        if (faults.HasFlag(Faults.Delay) && fate < 0.04) return Task.FromResult<SendResult>(new SendResult.Retry("The gateway is busy."));
        phone.Messages.Add(new PhoneMessage(letter.Id, time.GetUtcNow(), letter.Text));
        // The gateway took it and its answer never came back.
        if (faults.HasFlag(Faults.LostAck) && fate > 0.98) return Task.FromResult<SendResult>(new SendResult.Unclear("No answer."));
        return Task.FromResult<SendResult>(new SendResult.Sent($"sim-{letter.Id}"));
    }

    private sealed record Phone(Random Network)
    {
        public List<PhoneMessage> Messages { get; } = [];
    }
}

/// <param name="OutboxId">Id of the row it was.</param>
internal sealed record PhoneMessage(long OutboxId, DateTimeOffset At, string Text);
