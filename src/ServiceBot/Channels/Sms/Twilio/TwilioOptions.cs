using System.ComponentModel.DataAnnotations;

namespace ServiceBot.Channels.Sms.Twilio;

/// <summary>Twilio, or a gateway that speaks its API: <c>ServiceBot:Twilio</c>. How to set it up is in <c>Channels/Sms/README.md</c>.</summary>
internal sealed class TwilioOptions
{
    public const string Section = "ServiceBot:Twilio";

    /// <summary>Begins with <c>AC</c>. Null: what has to be sent waits.</summary>
    public string? AccountSid { get; set; }

    /// <summary>Signs what comes and lets us in. Null: nothing is taken and nothing sent.</summary>
    [MinLength(16)]
    public string? AuthToken { get; set; }

    /// <summary>
    /// Our address as the gateway calls it, without a path: <c>https://sms.example.org</c>. It signs the address that it calls, and behind a proxy that
    /// is not the one we see. Null: the address as it came; no receipts.
    /// </summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>Its REST interface.</summary>
    [Required]
    public Uri ApiUrl { get; set; } = new("https://api.twilio.com");
}
