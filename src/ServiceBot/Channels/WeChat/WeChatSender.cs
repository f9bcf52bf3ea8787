using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using ServiceBot.Domain.Messaging;
using ServiceBot.Platform;

namespace ServiceBot.Channels.WeChat;

/// <summary>
/// A row of the outbox to a follower: as a customer-service message while she has written lately; after that a letter leaves as the template that
/// is set up for it. WeChat has the last word on how lately. It has no key for customer-service messages: an answer that got lost leaves the fate
/// open.
/// </summary>
internal sealed partial class WeChatSender(
    WeChatApi api, IOptions<WeChatOptions> options, IOptOuts optOuts, Sealing sealing, TimeProvider time, ILogger<WeChatSender> logger) : ISender
{
    private const string ByCustomerService = "cgi-bin/message/custom/send", ByTemplate = "cgi-bin/message/template/send", BySubscription = "cgi-bin/message/subscribe/bizsend";
    private const int LongestClientId = 32;
    private static readonly TimeSpan UntilSetUp = TimeSpan.FromMinutes(10);

    public string Channel => WeChatDoor.Channel;

    /// <summary>The platform allows thousands a minute; its page advises few connections.</summary>
    public int AtOnce => 32;

    public SendResult? Check(OutboxRow row, ConversationRow conversation, Activity activity)
    {
        if (activity.Type != ActivityTypes.Message || string.IsNullOrEmpty(activity.Text)) return new SendResult.Sent(null);
        if (HeldReply.IsDoubtful(row)) return new SendResult.Unclear("The service ended while this was being given as the answer to her message.");
        if (optOuts.Holds(conversation)) return new SendResult.OptedOut();
        if (conversation.Reference is null) return new SendResult.Dead("The conversation has no address to send to.");
        return options.Value.MaySend ? null : new SendResult.Retry($"{WeChatOptions.Section}:AppId and Secret are not set.", UntilSetUp);
    }

    public async Task<SendResult> SendAsync(OutboxRow row, ConversationRow conversation, Activity activity, CancellationToken cancellationToken)
    {
        var reference = WeChatReference.Open(conversation.Reference!, sealing);
        var closed = new WeChatResult.Answered(45015, null);
        if (time.GetUtcNow() - reference.LastAt < TimeSpan.FromHours(options.Value.WindowHours))
        {
            var result = await api.PostAsync(ByCustomerService, TextTo(reference.OpenId, activity.Text!), cancellationToken);
            if (result is not WeChatResult.Answered { Code: var code } answered || !WeChatErrors.ClosesWindow(code)) return Ended(row, result);
            closed = answered;
        }

        var letter = WeChatLetter.Of(activity);
        if (letter is null || options.Value.TemplateOf(letter.Letter) is not { } template) return Ended(row, closed);
        return Ended(row, await api.PostAsync(
            template.Kind == WeChatTemplateKind.Subscribe ? BySubscription : ByTemplate, Filled(row, reference.OpenId, template, letter), cancellationToken));
    }

    private SendResult Ended(OutboxRow row, WeChatResult result)
    {
        if (result is WeChatResult.Broken broken) return broken.Result;
        var answered = (WeChatResult.Answered)result;
        if (answered.Code != 0) Log.Refused(logger, row.Id, answered.Code);
        return WeChatErrors.Of(answered);
    }

    private static JsonObject TextTo(string openId, string text) => new()
    {
        ["touser"] = openId,
        ["msgtype"] = "text",
        ["text"] = new JsonObject { ["content"] = text },
    };

    private static JsonObject Filled(OutboxRow row, string openId, WeChatTemplate template, WeChatLetter letter)
    {
        var data = new JsonObject();
        foreach (var (field, text) in template.Fields)
            data[field] = new JsonObject { ["value"] = TemplateFields.Fit(field, TextBook.Fill(text, letter.Values)) };
        var message = new JsonObject { ["touser"] = openId, ["template_id"] = template.Id, ["data"] = data };
        if (template.Kind == WeChatTemplateKind.Subscribe)
        {
            if (template.Url is { } page) message["page"] = page.ToString();
            return message;
        }

        if (template.Url is { } url) message["url"] = url.ToString();
        // The platform drops a repeat of it for ten minutes.
        message["client_msg_id"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{row.Key}/{row.Attempts}")))[..LongestClientId];
        return message;
    }

    private static partial class Log
    {
        [LoggerMessage(4321, LogLevel.Warning, "Letter {Letter} was refused by WeChat with {Code}")]
        public static partial void Refused(ILogger logger, long letter, int code);
    }
}
