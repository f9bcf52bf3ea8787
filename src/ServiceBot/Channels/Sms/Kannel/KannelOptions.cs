using System.ComponentModel.DataAnnotations;

namespace ServiceBot.Channels.Sms.Kannel;

/// <summary>The Kannel gateway: <c>ServiceBot:Kannel</c>. How to set it up is in <c>Channels/Sms/README.md</c>.</summary>
internal sealed class KannelOptions
{
    public const string Section = "ServiceBot:Kannel";

    /// <summary>What the gateway shows as <c>secret=</c> in the address it calls.</summary>
    [MinLength(16)]
    public string? Secret { get; set; }

    /// <summary>IP addresses whose calls need no secret. With neither, only this machine itself may call, and not through a proxy.</summary>
    public string[] Addresses { get; set; } = [];

    /// <summary>Its <c>sendsms</c>: <c>http://127.0.0.1:13013/cgi-bin/sendsms</c>. Null: what has to be sent waits.</summary>
    public Uri? SendUrl { get; set; }

    public string? Username { get; set; }

    public string? Password { get; set; }

    /// <summary>Our own <c>/sms/kannel/dlr</c> as the gateway reaches it. Null: no receipts are asked for.</summary>
    public Uri? ReceiptUrl { get; set; }
}
