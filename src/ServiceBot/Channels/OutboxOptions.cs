using System.ComponentModel.DataAnnotations;

namespace ServiceBot.Channels;

/// <summary>What has to leave, whatever the channel: <c>ServiceBot:Outbox</c>.</summary>
internal sealed class OutboxOptions
{
    public const string Section = "ServiceBot:Outbox";

    /// <summary>
    /// What happens where the provider may have a message or not: <see cref="UncertainPolicy.Staff"/> shows it and leaves it, so nothing arrives
    /// twice; <see cref="UncertainPolicy.Resend"/> sends again, so nothing is missed.
    /// </summary>
    public UncertainPolicy Uncertain { get; set; } = UncertainPolicy.Staff;

    /// <summary>From when on what the provider cannot take is given up, in hours since it was written; never before its twelfth attempt.</summary>
    [Range(1, 720)]
    public int GiveUpHours { get; set; } = 48;

    /// <summary>
    /// Begin of the quiet hours, township time. What nobody asked for waits until their end, unless it is urgent or she has written within the
    /// last half hour; what answers her never waits.
    /// </summary>
    public TimeOnly QuietFrom { get; set; } = new(21, 0);

    /// <summary>Their end. Equal to <see cref="QuietFrom"/>: there are none.</summary>
    public TimeOnly QuietUntil { get; set; } = new(8, 0);

    /// <summary>
    /// After news of an errand went to a phone, the next ones within so many seconds wait for each other and go as one message. 0: only what is
    /// due together becomes one.
    /// </summary>
    [Range(0, 3600)]
    public int DigestSeconds { get; set; } = 15;
}

internal enum UncertainPolicy { Staff, Resend }
