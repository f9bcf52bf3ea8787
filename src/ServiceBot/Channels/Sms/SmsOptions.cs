using System.ComponentModel.DataAnnotations;

namespace ServiceBot.Channels.Sms;

/// <summary>Texting, whatever the gateway: <c>ServiceBot:Sms</c>.</summary>
internal sealed class SmsOptions
{
    public const string Section = "ServiceBot:Sms";

    /// <summary>
    /// Makes conversation ids of phone numbers. Null: made at the first start and kept in the data folder. Another key makes every number
    /// a new conversation, so several machines need the same one.
    /// </summary>
    [MinLength(16)]
    public string? Key { get; set; }

    /// <summary>In front of a national number, with or without <c>+</c> or <c>00</c>; taken off before anything is compared.</summary>
    [RegularExpression("[1-9][0-9]{0,2}")]
    public string CountryCode { get; set; } = "86";

    /// <summary>Which national numbers are phones of people. Everything else (short codes, services, premium, landlines) gets no answer.</summary>
    [Required]
    public string Mobile { get; set; } = "^1[3-9][0-9]{9}$";

    /// <summary>Messages from one number at once; 0 switches the limit off. What is over it is dropped without an answer.</summary>
    [Range(0, 10_000)]
    public int Burst { get; set; } = 90;

    /// <summary>And how many more each minute.</summary>
    [Range(1, 10_000)]
    public int PerMinute { get; set; } = 12;

    /// <summary>
    /// How long a text waits for the next one, so that what was sent in parts is read and answered as one; each is stored and acknowledged when it
    /// comes. Numbers and words like STOP never wait. 0 switches it off.
    /// </summary>
    [Range(0, 10_000)]
    public int SettleMilliseconds { get; set; } = 1500;

    /// <summary>SMS that leave in a second at most, as the carrier allows; one message of two counts twice. 0 switches the limit off.</summary>
    [Range(0, 10_000)]
    public double SendsPerSecond { get; set; } = 100;
}
