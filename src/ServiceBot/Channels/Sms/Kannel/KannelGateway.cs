using System.Text;
using Microsoft.Extensions.Options;
using ServiceBot.Domain.Messaging;

namespace ServiceBot.Channels.Sms.Kannel;

/// <summary>
/// Sends through Kannel's <c>sendsms</c>. Kannel chooses no coding: a Chinese text without <c>coding=2</c> arrives as question marks and is
/// answered 202 all the same. It has no idempotency key: an answer that got lost leaves the fate open until a receipt settles it.
/// </summary>
/// <remarks><code>GET /cgi-bin/sendsms?username=…&amp;password=…&amp;from=10690001&amp;to=139…&amp;text=…&amp;charset=UTF-8&amp;coding=2&amp;dlr-mask=27&amp;dlr-url=… → 202 0: Accepted for delivery</code></remarks>
internal sealed partial class KannelGateway(
    IHttpClientFactory clients, IOptions<KannelOptions> options, SmsReceipts receipts, TimeProvider time, ILogger<KannelGateway> logger) : ISmsGateway
{
    public const string GatewayName = "kannel";
    public const string Client = "kannel";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    /// <summary>While our credentials are wrong nothing leaves: somebody has to mend the configuration.</summary>
    private static readonly TimeSpan UntilMended = TimeSpan.FromMinutes(2);
    /// <summary>1 delivered, 2 not delivered, 8 taken by the centre, 16 refused.</summary>
    private const string ReceiptMask = "27";

    public string Name => GatewayName;

    public string? Missing => options.Value.SendUrl is null ? $"{KannelOptions.Section}:SendUrl is not set." : null;

    public async Task<SendResult> SendAsync(SmsLetter letter, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = time.CreateTimer(_ => limit.Cancel(), null, Limit, Timeout.InfiniteTimeSpan);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, AddressOf(options.Value.SendUrl!, letter));
            // On a connection used before, .NET asks again by itself when the answer stays away: that would be a second message.
            request.Headers.ConnectionClose = true;
            using var response = await clients.CreateClient(Client).SendAsync(request, limit.Token);
            var status = (int)response.StatusCode;
            // 202, with "0: Accepted for delivery" or "3: Queued for later delivery"; another gateway of the kind says 200.
            if (status is >= 200 and < 300) return new SendResult.Sent(null);
            return Refused(letter.Id, status);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SendResult.Unclear("Kannel did not answer in 10 seconds.");
        }
        catch (HttpRequestException exception)
        {
            // Without its message: it could name the address, which holds the number.
            Log.Away(logger, letter.Id, exception.HttpRequestError);
            return BrokenCall.Of(exception, "Kannel");
        }
    }

    private SendResult Refused(long letter, int status)
    {
        var reason = $"Kannel answered {status}.";
        switch (status)
        {
            case 401 or 403:
                Log.NotLetIn(logger, letter, status);
                return new SendResult.Retry($"{reason} Check {KannelOptions.Section}:Username and Password.", UntilMended);
            case 408 or 504:
                return new SendResult.Unclear(reason);
            default:
                Log.Refused(logger, letter, status);
                return status is >= 400 and < 500 and not 429 ? new SendResult.Dead(reason) : new SendResult.Retry(reason);
        }
    }

    private Uri AddressOf(Uri sendsms, SmsLetter letter)
    {
        var query = new StringBuilder(sendsms.Query.Length > 1 ? sendsms.Query : "?");
        Add("username", options.Value.Username);
        Add("password", options.Value.Password);
        Add("from", letter.From);
        Add("to", letter.To);
        Add("text", letter.Text);
        Add("charset", "UTF-8");
        Add("coding", SmsText.Measure(letter.Text).Ucs2 ? "2" : "0");
        if (options.Value.ReceiptUrl is { } ours)
        {
            Add("dlr-mask", ReceiptMask);
            // %d is Kannel's to fill in.
            Add("dlr-url", $"{ours.GetLeftPart(UriPartial.Path)}?{receipts.QueryOf(letter)}&status=%d");
        }

        return new UriBuilder(sendsms) { Query = query.ToString() }.Uri;

        void Add(string name, string? value)
        {
            if (value is null) return;
            if (query.Length > 1) query.Append('&');
            query.Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4212, LogLevel.Warning, "Letter {Letter} was refused by Kannel with {Status}")]
        public static partial void Refused(ILogger logger, long letter, int status);

        [LoggerMessage(4214, LogLevel.Error, "Kannel does not let us in ({Status}): letter {Letter} and all others wait until user name and password are right")]
        public static partial void NotLetIn(ILogger logger, long letter, int status);

        [LoggerMessage(4213, LogLevel.Warning, "Letter {Letter} found Kannel away: {Error}")]
        public static partial void Away(ILogger logger, long letter, HttpRequestError error);
    }
}
