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
}

internal enum UncertainPolicy { Staff, Resend }
