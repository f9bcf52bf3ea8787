using System.Text.Json.Serialization;
using System.Xml.Linq;

namespace ServiceBot.Channels.WeChat;

/// <summary>What a call of the platform is about.</summary>
internal enum WeChatArrivalKind
{
    /// <summary>Nothing that concerns us: a link was opened, a position reported.</summary>
    Nothing,
    /// <summary>She says something. Without a text: in a kind that we cannot read.</summary>
    Says,
    Picture,
    /// <summary>She follows us now, or shows that she does.</summary>
    Follows,
    Leaves,
    /// <summary>How a template message fared.</summary>
    Receipt,
}

/// <summary>A call of the platform, read.</summary>
/// <remarks>
/// A message: <code>&lt;xml&gt;&lt;ToUserName&gt;gh_7f08…&lt;/ToUserName&gt;&lt;FromUserName&gt;oMgHVjngRip…&lt;/FromUserName&gt;&lt;CreateTime&gt;1764000000&lt;/CreateTime&gt;
/// &lt;MsgType&gt;text&lt;/MsgType&gt;&lt;Content&gt;…&lt;/Content&gt;&lt;MsgId&gt;1234567890123456&lt;/MsgId&gt;&lt;/xml&gt;</code>
/// An event has <c>Event</c> and often <c>EventKey</c> in place of <c>MsgId</c>.
/// </remarks>
internal sealed record WeChatArrival
{
    /// <summary>Of inbox keys that are the platform's.</summary>
    public const string KeyPrefix = "wechat:";
    /// <summary>A QR code of ours may say something: its scene is this and the words.</summary>
    private const string SceneSays = "say:";
    private const string NewFollower = "qrscene_";

    public required WeChatArrivalKind Kind { get; init; }
    public required string OpenId { get; init; }
    /// <summary>Our own name on the platform, <c>gh_…</c>: the sender of an answer.</summary>
    public required string Account { get; init; }
    /// <summary>The same for a message that is delivered again.</summary>
    public string? Key { get; init; }
    public string? Text { get; init; }
    public string? MediaId { get; init; }
    /// <summary>Of a receipt: the platform's id of what we sent, and whether it arrived.</summary>
    public string? SentId { get; init; }
    public LetterReceipt Fate { get; init; }

    /// <returns>Null when the mandatory parts are missing.</returns>
    public static WeChatArrival? Of(XElement xml)
    {
        if (xml.Value("FromUserName") is not { Length: <= 100 } openId || xml.Value("ToUserName") is not { } account) return null;
        var arrival = new WeChatArrival { Kind = WeChatArrivalKind.Says, OpenId = openId, Account = account, Key = InboxKey.Of(KeyPrefix, xml.Value("MsgId")) };
        return xml.Value("MsgType") switch
        {
            null => null,
            "event" => OfEvent(xml, arrival with { Key = InboxKey.Of(KeyPrefix, $"{xml.Value("CreateTime")}/{xml.Value("Event")}/{xml.Value("EventKey")}") }),
            "text" => arrival with { Text = xml.Value("Content") },
            "voice" => arrival with { Text = xml.Value("Recognition") },
            "image" when xml.Value("MediaId") is { } media => arrival with { Kind = WeChatArrivalKind.Picture, MediaId = media },
            "location" => arrival with { Text = xml.Value("Label") },
            _ => arrival,
        };
    }

    /// <summary>Names of events differ in case from page to page of the platform's own documents.</summary>
    private static WeChatArrival OfEvent(XElement xml, WeChatArrival arrival) => xml.Value("Event")?.ToUpperInvariant() switch
    {
        "SUBSCRIBE" => Scanned(arrival with { Kind = WeChatArrivalKind.Follows }, xml.Value("EventKey")),
        "SCAN" => Scanned(arrival with { Kind = WeChatArrivalKind.Follows }, xml.Value("EventKey")),
        "UNSUBSCRIBE" => arrival with { Kind = WeChatArrivalKind.Leaves },
        "CLICK" => arrival with { Text = xml.Value("EventKey") },
        "LOCATION_SELECT" when xml.Element("SendLocationInfo")?.Value("Label") is { } label => arrival with { Text = label },
        "TEMPLATESENDJOBFINISH" => arrival with
        {
            Kind = WeChatArrivalKind.Receipt, SentId = xml.Value("MsgID"), Fate = FateOf(xml.Value("Status")),
        },
        _ => arrival with { Kind = WeChatArrivalKind.Nothing },
    };

    private static WeChatArrival Scanned(WeChatArrival arrival, string? scene)
    {
        if (scene?.StartsWith(NewFollower, StringComparison.Ordinal) == true) scene = scene[NewFollower.Length..];
        return scene?.StartsWith(SceneSays, StringComparison.Ordinal) == true && scene.Length > SceneSays.Length
            ? arrival with { Kind = WeChatArrivalKind.Says, Text = scene[SceneSays.Length..] }
            : arrival;
    }

    private static LetterReceipt FateOf(string? status) => status switch
    {
        "success" => LetterReceipt.Delivered,
        "failed:user block" => LetterReceipt.OptedOut,
        _ => LetterReceipt.Undeliverable,
    };
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true)]
[JsonSerializable(typeof(WeChatArrival))]
internal sealed partial class WeChatArrivalJson : JsonSerializerContext;
