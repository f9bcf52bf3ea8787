using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ServiceBot.Channels.Attachments;
using ServiceBot.Channels.BotFramework;
using ServiceBot.Data;
using ServiceBot.Domain.Messaging;
using ServiceBot.Platform;

namespace ServiceBot.Channels.WeChat;

/// <summary>Where the platform's messages become activities. A conversation is a person on this account: <c>wechat-4f7k…</c>, which does not show her OpenID.</summary>
internal sealed partial class WeChatDoor(
    IOptions<WeChatOptions> options, LaterBox later, WeChatLimits limits, OutboxSignal outbox, BotDbFactory databases, Sealing sealing, IGrainFactory grains,
    TimeProvider time, ILogger<WeChatDoor> logger)
{
    public const string Channel = "wechat";
    /// <summary>The platform's limit for a text, in bytes of UTF-8.</summary>
    public const int MaxReplyBytes = 2048;
    private const int MaxTextLength = 2001;
    /// <summary>Between our limit and WeChat's: to write down what we have not finished.</summary>
    private static readonly TimeSpan ToWriteDown = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Returns within the limit. The message is then stored: with its turn or, where that takes longer, to be taken later. An exception means
    /// that it is not, and must be answered so that the platform asks again.
    /// </summary>
    /// <returns>The reply that fits into the answer; null: the answer is empty.</returns>
    public async Task<WeChatReply?> TakeAsync(WeChatArrival arrival, CancellationToken cancellationToken)
    {
        var conversation = ConversationOf(arrival.OpenId);
        if (arrival.Kind == WeChatArrivalKind.Nothing) return null;
        if (arrival.Kind == WeChatArrivalKind.Receipt)
        {
            await ReceiptAsync(conversation, arrival, cancellationToken);
            return null;
        }

        if (!limits.Allow(conversation))
        {
            Log.Flood(logger, conversation);
            return null;
        }

        if (arrival.Kind == WeChatArrivalKind.Picture)
        {
            await later.KeepAsync(conversation, arrival, TimeSpan.Zero, cancellationToken);
            return null;
        }

        return await AnswerAsync(conversation, arrival, cancellationToken);
    }

    /// <summary>Takes a message outside a call: what it brings about leaves by the outbox.</summary>
    /// <param name="picture">What was fetched of it.</param>
    public Task<Receipt> TakeLaterAsync(string conversation, WeChatArrival arrival, AttachmentRow? picture = null) =>
        grains.GetGrain<IConversation>(conversation).ReceiveAsync(KnockOf(conversation, arrival, null, picture));

    /// <summary>Says something to who may not have been here before.</summary>
    public async Task TellAsync(string conversation, WeChatArrival arrival, Letter letter)
    {
        var grain = grains.GetGrain<IConversation>(conversation);
        await grain.OpenAsync(OpeningOf(conversation, arrival));
        await grain.DeliverAsync(arrival.Key + "/lost", letter);
    }

    private async Task<WeChatReply?> AnswerAsync(string conversation, WeChatArrival arrival, CancellationToken cancellationToken)
    {
        var (within, hold) = (options.Value.AnswerWithin, options.Value.Hold);
        var limit = Task.Delay(within, time, cancellationToken);
        var by = time.GetUtcNow() + within;
        var turn = grains.GetGrain<IConversation>(conversation).ReceiveAsync(KnockOf(conversation, arrival, hold, null));
        if (await Task.WhenAny(turn, limit) != turn)
        {
            // The connection broke: WeChat asks again, and until the hold ends that answer may have the reply.
            cancellationToken.ThrowIfCancellationRequested();
            _ = FinishAsync(conversation, arrival, turn);
            using var soon = new CancellationTokenSource(ToWriteDown, time);
            await later.KeepAsync(conversation, arrival, hold * 2, soon.Token);
            return null;
        }

        var receipt = await turn;
        if (receipt.Replies.Count == 0) return null;
        var claimed = false;
        if (receipt.Replies is [var only] && ActivityJson.Parse(only).Text is { Length: > 0 } text && Encoding.UTF8.GetByteCount(text) <= MaxReplyBytes)
        {
            var claim = grains.GetGrain<IMailbox>(conversation).ClaimAsync(receipt.Seq, by, hold);
            if (await Task.WhenAny(claim, limit) == claim && await claim) return new WeChatReply(conversation, receipt.Seq, text);
            claimed = !claim.IsCompleted;
        }

        // Behind a claim that takes too long, in the mailbox's own order.
        _ = ReleaseAsync(conversation, receipt.Seq, claimed);
        return null;
    }

    /// <summary>Nobody waits for this: when it fails, the hold ends by itself and what was kept is taken later.</summary>
    private async Task FinishAsync(string conversation, WeChatArrival arrival, Task<Receipt> turn)
    {
        try
        {
            var receipt = await turn;
            await ReleaseAsync(conversation, receipt.Seq, claimed: false);
            await later.DoneAsync(conversation, arrival, CancellationToken.None);
        }
        catch (Exception exception)
        {
            Log.LateTurnFailed(logger, conversation, exception);
        }
    }

    /// <summary>When it fails, the hold ends by itself.</summary>
    private async Task ReleaseAsync(string conversation, long seq, bool claimed)
    {
        try
        {
            await grains.GetGrain<IMailbox>(conversation).ReleaseAsync(seq, claimed, TimeSpan.Zero);
            outbox.Wake(conversation);
        }
        catch (Exception exception)
        {
            Log.NotReleased(logger, conversation, seq, exception);
        }
    }

    private async Task ReceiptAsync(string conversation, WeChatArrival arrival, CancellationToken cancellationToken)
    {
        if (arrival.SentId is not { Length: <= 190 } id) return;
        var sent = WeChatApi.IdOf(id);
        await using var db = databases.Create();
        var letter = await db.Outbox.AsNoTracking().Where(row => row.Recipient == conversation && row.ProviderId == sent)
            .Select(row => (long?)row.Id).FirstOrDefaultAsync(cancellationToken);
        if (letter is { } row) await grains.GetGrain<IMailbox>(conversation).ReceiptAsync(row, 0, arrival.Fate);
    }

    private Knock KnockOf(string conversation, WeChatArrival arrival, TimeSpan? hold, AttachmentRow? picture)
    {
        var opening = OpeningOf(conversation, arrival);
        var user = new ChannelAccount { Id = opening.UserId, Role = "user" };
        var text = arrival.Text?.Replace("\0", "", StringComparison.Ordinal).Trim() ?? "";
        return new Knock { Key = arrival.Key, Opening = opening, Hold = hold, Activity = ActivityOf() };

        Activity ActivityOf() => arrival.Kind switch
        {
            WeChatArrivalKind.Follows => new Activity { Type = ActivityTypes.ContactRelationUpdate, Action = "add", ChannelId = Channel, From = user },
            WeChatArrivalKind.Leaves => new Activity { Type = ActivityTypes.ContactRelationUpdate, Action = "remove", ChannelId = Channel, From = user },
            _ => new Activity
            {
                Type = ActivityTypes.Message, ChannelId = Channel, From = user, Text = text.Length <= MaxTextLength ? text : text[..MaxTextLength],
                Attachments = picture is null ? null
                    : [new Attachment { ContentType = picture.ContentType, ContentUrl = AttachmentLinks.PathOf(picture.Id), Name = picture.Name }],
            },
        };
    }

    private Opening OpeningOf(string conversation, WeChatArrival arrival) => new()
    {
        Channel = Channel,
        UserId = conversation.Replace('-', '_'),
        Reference = new WeChatReference(arrival.OpenId, time.GetUtcNow()).Seal(sealing),
    };

    /// <summary>OpenIDs are long and random: their hash is enough.</summary>
    internal string ConversationOf(string openId) =>
        $"{Channel}-{Base32.Of(SHA256.HashData(Encoding.UTF8.GetBytes($"{options.Value.AppId}|{openId}")).AsSpan(0, 20))}";

    private static partial class Log
    {
        [LoggerMessage(4301, LogLevel.Information, "{Conversation} sends more than the limit; a message was left without an answer")]
        public static partial void Flood(ILogger logger, string conversation);

        [LoggerMessage(4302, LogLevel.Warning, "A turn of {Conversation} that took longer than WeChat waits has failed; it runs again")]
        public static partial void LateTurnFailed(ILogger logger, string conversation, Exception exception);

        [LoggerMessage(4303, LogLevel.Warning, "The reply to message {Seq} of {Conversation} could not be released; it leaves when its hold is over")]
        public static partial void NotReleased(ILogger logger, string conversation, long seq, Exception exception);
    }
}

/// <summary>A reply that was claimed for the answer: whoever gives it says how that went.</summary>
/// <param name="Seq">Of her message.</param>
internal sealed record WeChatReply(string Conversation, long Seq, string Text);
