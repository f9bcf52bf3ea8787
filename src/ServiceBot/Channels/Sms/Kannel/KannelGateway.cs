using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using ServiceBot.Domain.Messaging;

namespace ServiceBot.Channels.Sms.Kannel;

/// <summary>
/// Sends through Kannel's <c>sendsms</c>. Kannel chooses no coding: a Chinese text without <c>coding=2</c> arrives as question marks and is
/// answered 202 all the same. It has no idempotency key, so an answer that got lost is sent twice: at least once.
/// </summary>
/// <remarks><code>GET /cgi-bin/sendsms?username=…&amp;password=…&amp;from=10690001&amp;to=139…&amp;text=…&amp;charset=UTF-8&amp;coding=2&amp;dlr-mask=19&amp;dlr-url=… → 202 0: Accepted for delivery</code></remarks>
internal sealed partial class KannelGateway(
    IHttpClientFactory clients, IOptions<KannelOptions> options, SmsKey key, TimeProvider time, ILogger<KannelGateway> logger) : ISmsGateway
{
    public const string GatewayName = "kannel";
    public const string Client = "kannel";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan UntilSetUp = TimeSpan.FromMinutes(10);
    /// <summary>1 delivered, 2 not delivered, 16 refused.</summary>
    private const string ReceiptMask = "19";

    public string Name => GatewayName;

    public async Task<SendResult> SendAsync(SmsLetter letter, CancellationToken cancellationToken)
    {
        if (options.Value.SendUrl is not { } address) return new SendResult.Retry($"{KannelOptions.Section}:SendUrl is not set.", UntilSetUp);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = time.CreateTimer(_ => limit.Cancel(), null, Limit, Timeout.InfiniteTimeSpan);
        try
        {
            using var response = await clients.CreateClient(Client).GetAsync(AddressOf(address, letter), limit.Token);
            var status = (int)response.StatusCode;
            // 202, with "0: Accepted for delivery" or "3: Queued for later delivery"; another gateway of the kind says 200.
            if (status is >= 200 and < 300) return new SendResult.Sent(null);
            Log.Refused(logger, letter.Id, status);
            var reason = $"Kannel answered {status}.";
            return status is >= 400 and < 500 and not (408 or 429) ? new SendResult.Dead(reason) : new SendResult.Retry(reason);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SendResult.Retry("Kannel did not answer in 10 seconds.");
        }
        catch (HttpRequestException exception)
        {
            // Without its message: it could name the address, which holds the number.
            Log.Away(logger, letter.Id, exception.HttpRequestError);
            return new SendResult.Retry("Kannel could not be reached.");
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
        if (options.Value.ReceiptUrl is { } receipts)
        {
            var id = letter.Id.ToString(CultureInfo.InvariantCulture);
            Add("dlr-mask", ReceiptMask);
            // %d is Kannel's to fill in.
            Add("dlr-url", $"{receipts.GetLeftPart(UriPartial.Path)}?letter={id}&key={key.ReceiptKeyOf(id)}&status=%d");
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

        [LoggerMessage(4213, LogLevel.Warning, "Letter {Letter} found Kannel away: {Error}")]
        public static partial void Away(ILogger logger, long letter, HttpRequestError error);
    }
}
