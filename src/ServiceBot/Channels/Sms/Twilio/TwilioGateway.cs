using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace ServiceBot.Channels.Sms.Twilio;

/// <summary>
/// Sends through the Messages resource. It chooses the coding itself and has no idempotency key: an answer that got lost leaves the fate open until
/// a status callback settles it.
/// </summary>
/// <remarks><code>POST /2010-04-01/Accounts/AC…/Messages.json  From=%2B861069…&amp;To=%2B86139…&amp;Body=…&amp;StatusCallback=… → 201 {"sid":"SM…","status":"queued"} or 400 {"code":21610,"message":"…"}</code></remarks>
internal sealed partial class TwilioGateway(
    IHttpClientFactory clients, IOptions<TwilioOptions> options, SmsReceipts receipts, TimeProvider time, ILogger<TwilioGateway> logger) : ISmsGateway
{
    public const string GatewayName = "twilio";
    public const string Client = "twilio";
    /// <summary>"The recipient has unsubscribed": she texted a carrier word to the number.</summary>
    public const int OptedOut = 21610;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan UntilMended = TimeSpan.FromMinutes(2);

    public string Name => GatewayName;

    public string? Missing => options.Value is { AccountSid: not null, AuthToken: not null } ? null : $"{TwilioOptions.Section}:AccountSid and AuthToken are not set.";

    public async Task<SendResult> SendAsync(SmsLetter letter, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = time.CreateTimer(_ => limit.Cancel(), null, Limit, Timeout.InfiniteTimeSpan);
        try
        {
            using var request = RequestOf(letter);
            using var response = await clients.CreateClient(Client).SendAsync(request, limit.Token);
            var answer = await AnswerAsync(response, limit.Token);
            return response.IsSuccessStatusCode ? new SendResult.Sent(answer?.Sid) : Refused(letter.Id, response, answer?.Code);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SendResult.Unclear("Twilio did not answer in 15 seconds.");
        }
        catch (HttpRequestException exception)
        {
            Log.Away(logger, letter.Id, exception.HttpRequestError);
            return BrokenCall.Of(exception, "Twilio");
        }
    }

    private HttpRequestMessage RequestOf(SmsLetter letter)
    {
        var form = new Dictionary<string, string> { ["From"] = letter.From, ["To"] = letter.To, ["Body"] = letter.Text };
        if (options.Value.PublicUrl is { } ours) form["StatusCallback"] = new Uri(ours, $"{TwilioEndpoints.StatusPath}?{receipts.QueryOf(letter)}").AbsoluteUri;
        var account = Uri.EscapeDataString(options.Value.AccountSid!);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Value.ApiUrl, $"/2010-04-01/Accounts/{account}/Messages.json")) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Value.AccountSid}:{options.Value.AuthToken}")));
        return request;
    }

    private SendResult Refused(long letter, HttpResponseMessage response, int? code)
    {
        if (code == OptedOut) return new SendResult.OptedOut();
        var status = (int)response.StatusCode;
        var reason = code is null ? $"Twilio answered {status}." : $"Twilio answered {status}, error {code}.";
        switch (response.StatusCode)
        {
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                Log.NotLetIn(logger, letter, status);
                return new SendResult.Retry($"{reason} Check {TwilioOptions.Section}:AccountSid and AuthToken.", UntilMended);
            case HttpStatusCode.RequestTimeout or HttpStatusCode.GatewayTimeout:
                return new SendResult.Unclear(reason);
            case HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError:
                Log.Refused(logger, letter, status, code);
                return new SendResult.Retry(reason, response.Headers.RetryAfter?.Delta is { } after && after > TimeSpan.Zero ? after : null);
            default:
                Log.Refused(logger, letter, status, code);
                return new SendResult.Dead(reason);
        }
    }

    private static async Task<TwilioAnswer?> AnswerAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync(TwilioJson.Default.TwilioAnswer, cancellationToken);
        }
        catch (JsonException)
        {
            // A proxy's page. The status says enough.
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4221, LogLevel.Error, "Twilio does not let us in ({Status}): letter {Letter} and all others wait until account and token are right")]
        public static partial void NotLetIn(ILogger logger, long letter, int status);

        [LoggerMessage(4222, LogLevel.Warning, "Letter {Letter} was refused by Twilio with {Status}, error {Code}")]
        public static partial void Refused(ILogger logger, long letter, int status, int? code);

        [LoggerMessage(4223, LogLevel.Warning, "Letter {Letter} found Twilio away: {Error}")]
        public static partial void Away(ILogger logger, long letter, HttpRequestError error);
    }
}

/// <param name="Sid">Of the message, when it was taken.</param>
/// <param name="Code">Twilio's error code, when it was not.</param>
internal sealed record TwilioAnswer(string? Sid, int? Code);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(TwilioAnswer))]
internal sealed partial class TwilioJson : JsonSerializerContext;
