using System.ComponentModel.DataAnnotations;

namespace ServiceBot.Channels.DirectLine;

/// <summary>The Direct Line host: <c>ServiceBot:DirectLine</c>.</summary>
internal sealed class DirectLineOptions
{
    public const string Section = "ServiceBot:DirectLine";

    /// <summary>
    /// What a server shows to <c>tokens/generate</c>; the key that signs tokens is derived from it. At least 16 characters. Null: one is
    /// made at the first start and kept in the data folder as <c>directline-secret</c>, readable by its owner only. Several machines need
    /// the same one here.
    /// </summary>
    [MinLength(16)]
    public string? Secret { get; set; }

    /// <summary>Life of a token. The official client renews at 15 minutes and expects 30.</summary>
    [Range(1, 24 * 60)]
    public int TokenMinutes { get; set; } = 30;

    /// <summary>How long a stream address may be opened after it was given.</summary>
    [Range(5, 600)]
    public int StreamOpenSeconds { get; set; } = 60;

    /// <summary>How long after its issue an expired token still brings a browser back into its conversation at <c>/chat/token</c>.</summary>
    [Range(0, 3650)]
    public int ReturnDays { get; set; } = 180;

    /// <summary>Life of a proxy agent's sign-in: his tokens are renewed up to this, never beyond.</summary>
    [Range(1, 24 * 7)]
    public int ProxyAgentHours { get; set; } = 12;

    /// <summary>Largest body of one posted activity; a larger one is refused with 413.</summary>
    [Range(1024, 4 * 1024 * 1024)]
    public int MaxActivityBytes { get; set; } = 256 * 1024;

    /// <summary>Longest text of one message in UTF-16 units; a longer one is refused with 400.</summary>
    [Range(100, 100_000)]
    public int MaxTextLength { get; set; } = 20_000;

    /// <summary>Tokens one network address (IPv6: one /64) may ask for at once at <c>/chat/token</c>. 0 switches the limit off.</summary>
    [Range(0, 1_000_000)]
    public int TokenBurst { get; set; } = 300;

    /// <summary>And how many more each second. A village may stand behind one address.</summary>
    [Range(1, 100_000)]
    public int TokensPerSecond { get; set; } = 5;

    /// <summary>Messages one conversation may send at once. 0 switches the limit off.</summary>
    [Range(0, 1_000_000)]
    public int MessageBurst { get; set; } = 1000;

    /// <summary>And how many more each second.</summary>
    [Range(1, 100_000)]
    public int MessagesPerSecond { get; set; } = 50;

    /// <summary>Origins whose pages may call <c>/v3/directline</c>; <c>*</c> for all. Cookies are never accepted there.</summary>
    public string[] Origins { get; set; } = ["*"];
}
