using System.ComponentModel.DataAnnotations;

namespace ServiceBot.Channels.BotFramework;

/// <summary>The endpoint for Bot Framework channels: <c>ServiceBot:BotFramework</c>.</summary>
internal sealed class BotFrameworkOptions
{
    public const string Section = "ServiceBot:BotFramework";

    public BotFrameworkAuth Auth { get; set; } = BotFrameworkAuth.Channel;

    /// <summary>Our app id, as the channel's tokens name us. Null: the endpoint refuses everybody.</summary>
    public string? AppId { get; set; }

    /// <summary>Client secret of the app, for replies. Null: replies carry no token, which only the emulator takes.</summary>
    public string? AppPassword { get; set; }

    /// <summary>Who signs the tokens of channels.</summary>
    [Required]
    public string Issuer { get; set; } = "https://api.botframework.com";

    /// <summary>OpenID metadata of <see cref="Issuer"/>; https, or http on loopback.</summary>
    [Required]
    public Uri Metadata { get; set; } = new("https://login.botframework.com/v1/.well-known/openidconfiguration");

    /// <summary>Takes tokens of the Bot Framework Emulator, for one's own tests. Never in service.</summary>
    public bool AllowEmulator { get; set; }

    /// <summary>OpenID metadata of the emulator's issuers.</summary>
    [Required]
    public Uri EmulatorMetadata { get; set; } = new("https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration");

    /// <summary>Issuers the emulator's tokens may have; a token cannot add itself to them.</summary>
    public string[] EmulatorIssuers { get; set; } =
    [
        "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/",
        "https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0",
        "https://sts.windows.net/f8cdef31-a31e-4b4a-93e4-5f571e91255a/",
        "https://login.microsoftonline.com/f8cdef31-a31e-4b4a-93e4-5f571e91255a/v2.0",
    ];

    /// <summary>Where we get our own token for replies. A single-tenant app has its tenant in the place of <c>botframework.com</c>.</summary>
    [Required]
    public Uri TokenEndpoint { get; set; } = new("https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token");

    [Required]
    public string Scope { get; set; } = "https://api.botframework.com/.default";
}

/// <summary>Who may post to <c>/api/messages</c>.</summary>
internal enum BotFrameworkAuth
{
    /// <summary>Channels, by signed token.</summary>
    Channel,
    /// <summary>Anybody on this machine, for the Agents Playground. The start fails unless the server listens on loopback only.</summary>
    None,
}
