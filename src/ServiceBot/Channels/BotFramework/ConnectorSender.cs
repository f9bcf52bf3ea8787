using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ServiceBot.Domain.Messaging;

namespace ServiceBot.Channels.BotFramework;

/// <summary>
/// Replies to Bot Framework channels: posts to the service address that came, signed, with her message. Our token goes only there. The
/// Connector has no idempotency key: an answer that got lost leaves the fate open.
/// </summary>
internal sealed partial class ConnectorSender(
    IHttpClientFactory clients, ConnectorToken token, TimeProvider time, ILogger<ConnectorSender> logger) : ISender
{
    public const string Client = "connector";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    public string Channel => MessagesEndpoint.Channel;

    public async Task<SendResult> SendAsync(OutboxRow row, ConversationRow conversation, Activity activity, CancellationToken cancellationToken)
    {
        if (conversation.Reference is not { } json) return new SendResult.Dead("The conversation has no address to send to.");
        var reference = ConversationReference.Parse(json);
        reference.Address(activity);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = time.CreateTimer(_ => limit.Cancel(), null, Limit, Timeout.InfiniteTimeSpan);
        try
        {
            var bearer = await BearerAsync(row, reference, limit.Token);
            return bearer is null && reference.IsVerified && token.IsConfigured
                ? new SendResult.Retry("The channel's sign-in service could not be reached.")
                : await PostAsync(row, reference, activity, bearer, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SendResult.Unclear("The channel did not answer in 15 seconds.");
        }
        catch (HttpRequestException exception)
        {
            Log.Away(logger, row.Id, exception);
            return BrokenCall.Of(exception, "The channel");
        }
    }

    /// <summary>Null where none is due, and where there is none to be had: then nothing has been sent.</summary>
    private async Task<string?> BearerAsync(OutboxRow row, ConversationReference reference, CancellationToken cancellationToken)
    {
        if (!reference.IsVerified || !token.IsConfigured) return null;
        try
        {
            return await token.GetAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            Log.Away(logger, row.Id, exception);
            return null;
        }
    }

    private async Task<SendResult> PostAsync(
        OutboxRow row, ConversationReference reference, Activity activity, string? bearer, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, AddressOf(reference, activity));
        request.Content = new ByteArrayContent(ActivityJson.WriteUtf8(activity));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (bearer is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using var response = await clients.CreateClient(Client).SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode) return new SendResult.Sent(await IdOfAsync(response, cancellationToken));

        var operation = response.Headers.TryGetValues("X-Correlating-OperationId", out var ids) ? ids.First() : null;
        Log.Refused(logger, row.Id, (int)response.StatusCode, operation);
        var reason = $"The channel answered {(int)response.StatusCode}.";
        switch (response.StatusCode)
        {
            case HttpStatusCode.Unauthorized:
                token.Forget();
                return new SendResult.Retry(reason);
            case HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError:
                return new SendResult.Retry(reason, AfterOf(response.Headers.RetryAfter));
            default:
                return new SendResult.Dead(reason);
        }
    }

    /// <summary>The reply endpoint where there is a message to reply to: every channel has it.</summary>
    private static Uri AddressOf(ConversationReference reference, Activity activity)
    {
        var conversation = Uri.EscapeDataString(reference.Conversation.Id!);
        var reply = activity.ReplyToId is { } id ? "/" + Uri.EscapeDataString(id) : "";
        // The service address may have a path of its own, with or without a slash at its end.
        return new Uri($"{reference.ServiceUrl.TrimEnd('/')}/v3/conversations/{conversation}/activities{reply}");
    }

    private TimeSpan? AfterOf(RetryConditionHeaderValue? header)
    {
        var after = header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);
        return after > TimeSpan.Zero ? after : null;
    }

    private static async Task<string?> IdOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return (await response.Content.ReadFromJsonAsync(ConnectorJson.Default.SendAnswer, cancellationToken))?.Id;
        }
        catch (JsonException)
        {
            // 202 and 204 have no body. It was taken all the same.
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4102, LogLevel.Warning, "Letter {Letter} was refused by the channel with {Status}, operation {Operation}")]
        public static partial void Refused(ILogger logger, long letter, int status, string? operation);

        [LoggerMessage(4103, LogLevel.Warning, "Letter {Letter} found the channel away")]
        public static partial void Away(ILogger logger, long letter, Exception exception);
    }
}
