using System.Globalization;
using ServiceBot.Channels.Sms;

namespace ServiceBot.Tools.Simulation;

/// <summary>Who a simulated conversation is of. Everything follows from the seed and the number.</summary>
internal sealed record LifeSetup(int Seed, int Number, Faults Faults)
{
    public Temper Temper => Temper.All[Number % Temper.All.Count];

    public string Channel => Temper.Sms ? SmsDoor.Channel : "directline";

    public string ConversationId => string.Create(CultureInfo.InvariantCulture, $"{(Temper.Sms ? "sms" : "dl")}-sim-{Seed}-{Number}");

    public string UserId => string.Create(CultureInfo.InvariantCulture, $"{(Temper.Sms ? "sms" : "dl")}_{Seed}_{Number}");

    /// <summary>A text message says nothing of the language.</summary>
    public string? Locale => Temper.Sms ? null : Temper.English ? "en-US" : "zh-Hans";

    /// <summary>Null on the web.</summary>
    public string? Phone => Temper.Sms ? string.Create(CultureInfo.InvariantCulture, $"13{Number % 1_000_000_000:000000000}") : null;

    /// <summary>The same for the same seed and number, on every machine.</summary>
    public int RandomSeed => unchecked((Seed * 73_856_093) ^ (Number * 19_349_663));
}

/// <summary>Her own virtual time.</summary>
internal sealed class LifeClock(DateTimeOffset start)
{
    public DateTimeOffset Now { get; private set; } = start;

    /// <summary>What is done next is done at that time.</summary>
    public void Pass(TimeSpan time)
    {
        Now += time;
        SimulatedTime.Set(Now);
    }
}
