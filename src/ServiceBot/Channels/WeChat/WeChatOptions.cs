using System.ComponentModel.DataAnnotations;

namespace ServiceBot.Channels.WeChat;

/// <summary>A WeChat Official Account: <c>ServiceBot:WeChat</c>. How to connect one is in <c>Channels/WeChat/README.md</c>.</summary>
internal sealed class WeChatOptions
{
    public const string Section = "ServiceBot:WeChat";

    /// <summary>The account's AppID, <c>wx…</c>. Null, or no <see cref="Token"/>: the endpoint refuses everybody.</summary>
    [MaxLength(64)]
    public string? AppId { get; set; }

    /// <summary>AppSecret. Null: what must be sent by itself waits, and only answers in time arrive.</summary>
    public string? Secret { get; set; }

    /// <summary>What is entered as Token on the platform's page; signs every call to us. 3 to 32 letters and digits.</summary>
    [RegularExpression("[A-Za-z0-9]{3,32}")]
    public string? Token { get; set; }

    /// <summary>EncodingAESKey, 43 letters and digits. Set: only encrypted calls are taken, answers are encrypted. Null: plain mode.</summary>
    [RegularExpression("[A-Za-z0-9]{43}")]
    public string? EncodingAesKey { get; set; }

    /// <summary>Where the platform is called.</summary>
    [Required]
    public Uri ApiBase { get; set; } = new("https://api.weixin.qq.com/");

    /// <summary>Get the access token from <c>cgi-bin/stable_token</c>; false: the older <c>cgi-bin/token</c>, where each fetch ends the one before.</summary>
    public bool StableToken { get; set; } = true;

    /// <summary>How long WeChat may wait for an answer, in milliseconds. It cuts the connection at 5000.</summary>
    [Range(50, 4500)]
    public int AnswerWithinMilliseconds { get; set; } = 4000;

    /// <summary>A reply that was not given as an answer leaves by itself after this many seconds: WeChat asks three times, five seconds apart.</summary>
    [Range(3, 60)]
    public int HoldSeconds { get; set; } = 20;

    /// <summary>For how long after her last message customer-service messages are tried at all.</summary>
    [Range(1, 168)]
    public int WindowHours { get; set; } = 48;

    /// <summary>How far a call's time may be from ours, in minutes: older ones are somebody's recording.</summary>
    [Range(1, 1440)]
    public int ClockMinutes { get; set; } = 10;

    /// <summary>Messages of one person at once; 0 switches the limit off. What is over it is dropped without an answer.</summary>
    [Range(0, 10_000)]
    public int Burst { get; set; } = 60;

    /// <summary>And how many more each minute.</summary>
    [Range(1, 10_000)]
    public int PerMinute { get; set; } = 20;

    /// <summary>Template and subscription messages for letters outside the window.</summary>
    public WeChatTemplate[] Templates { get; set; } = [];

    public bool IsOpen => AppId is { Length: > 0 } && Token is { Length: > 0 };

    public bool MaySend => AppId is { Length: > 0 } && Secret is { Length: > 0 };

    public TimeSpan AnswerWithin => TimeSpan.FromMilliseconds(AnswerWithinMilliseconds);

    public TimeSpan Hold => TimeSpan.FromSeconds(HoldSeconds);

    public Uri AddressOf(string pathAndQuery) => new($"{ApiBase.AbsoluteUri.TrimEnd('/')}/{pathAndQuery}");

    /// <summary>Of this letter; else the one for every letter; null: none is set up.</summary>
    public WeChatTemplate? TemplateOf(string letter) =>
        Templates.FirstOrDefault(template => template.Letter == letter) ?? Templates.FirstOrDefault(template => template.Letter == WeChatTemplate.Every);
}

/// <summary>One template of the account and what goes into its fields.</summary>
internal sealed class WeChatTemplate
{
    public const string Every = "*";

    /// <summary>Text id of the letter, <c>notice_case_taken_on</c>; <c>*</c> for all that have none of their own.</summary>
    [Required]
    public string Letter { get; set; } = "";

    /// <summary>Template id as the platform shows it.</summary>
    [Required]
    public string Id { get; set; } = "";

    public WeChatTemplateKind Kind { get; set; }

    /// <summary>Opened when she taps it; null: nothing opens.</summary>
    public Uri? Url { get; set; }

    /// <summary>Field of the template to its text, with values of the letter: <c>thing2</c> to <c>{{item}}</c>.</summary>
    public Dictionary<string, string> Fields { get; set; } = [];
}

/// <summary>Template: <c>message/template/send</c>. Subscribe: <c>message/subscribe/bizsend</c>, for those who subscribed to it.</summary>
internal enum WeChatTemplateKind { Template, Subscribe }
