using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace ServiceBot.Channels.WeChat;

/// <summary>
/// Calls to the platform. Every address carries the access token, so none of them is logged and no redirect followed. A token that is no longer
/// taken is replaced once and the call made again: the platform did nothing.
/// </summary>
internal sealed class WeChatApi(IHttpClientFactory clients, WeChatToken token, IOptions<WeChatOptions> options, TimeProvider time)
{
    public const string Client = "wechat";
    private const string IdPrefix = "msgid:";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PictureLimit = TimeSpan.FromSeconds(40);

    /// <summary>Chinese stays as it is: escaped, older parts of the platform show the escapes.</summary>
    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary><see cref="OutboxRow.ProviderId"/> of what the platform calls <paramref name="messageId"/>.</summary>
    public static string IdOf(string messageId) => IdPrefix + messageId;

    /// <summary>Posts a message. Whatever happens is a result.</summary>
    public async Task<WeChatResult> PostAsync(string path, JsonObject body, CancellationToken cancellationToken)
    {
        string? refused = null;
        while (true)
        {
            string access;
            try
            {
                access = await token.GetAsync(refused, cancellationToken);
            }
            catch (HttpRequestException exception)
            {
                // Its own words: they name a code, never the secret.
                return new WeChatResult.Broken(new SendResult.Retry($"WeChat gives us no access token. {exception.Message}"));
            }

            var result = await PostAsync(path, body, access, cancellationToken);
            if (result is not WeChatResult.Answered { Code: 40001 or 40014 or 42001 }) return result;
            if (refused is not null) return new WeChatResult.Broken(new SendResult.Retry("WeChat does not take our access token."));
            refused = access;
        }
    }

    /// <summary>A file she has sent.</summary>
    /// <param name="most">In bytes; a longer one is not read to its end.</param>
    public async Task<FetchedMedia> FetchAsync(string mediaId, int most, CancellationToken cancellationToken)
    {
        if (!options.Value.MaySend) return new FetchedMedia.NotNow($"{WeChatOptions.Section}:Secret is not set.");
        using var limit = new CancellationTokenSource(PictureLimit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            string? refused = null;
            while (true)
            {
                var access = await token.GetAsync(refused, both.Token);
                var fetched = await FetchAsync(mediaId, most, access, both.Token);
                if (fetched is not FetchedMedia.Refused { Code: 40001 or 40014 or 42001 }) return fetched;
                if (refused is not null) return new FetchedMedia.NotNow("WeChat does not take our access token.");
                refused = access;
            }
        }
        catch (HttpRequestException exception)
        {
            return new FetchedMedia.NotNow(exception.HttpRequestError.ToString());
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException && !cancellationToken.IsCancellationRequested)
        {
            return new FetchedMedia.NotNow("WeChat did not send the picture in time.");
        }
    }

    private async Task<WeChatResult> PostAsync(string path, JsonObject body, string access, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var content = new StringContent(body.ToJsonString(_json), Encoding.UTF8, "application/json");
            using var response = await clients.CreateClient(Client).PostAsync(AddressOf(path, access), content, both.Token);
            if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
                return new WeChatResult.Broken(new SendResult.Retry($"WeChat answered {(int)response.StatusCode}."));
            if ((int)response.StatusCode is >= 400 and < 500) return new WeChatResult.Broken(new SendResult.Dead($"WeChat answered {(int)response.StatusCode}."));
            if (!response.IsSuccessStatusCode) return new WeChatResult.Broken(new SendResult.Unclear($"WeChat answered {(int)response.StatusCode}."));
            return Read(await response.Content.ReadAsByteArrayAsync(both.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WeChatResult.Broken(new SendResult.Unclear("WeChat did not answer in 10 seconds."));
        }
        catch (HttpRequestException exception)
        {
            return new WeChatResult.Broken(BrokenCall.Of(exception, "WeChat"));
        }
    }

    /// <summary><c>{"errcode":0,"errmsg":"ok","msgid":200228332}</c></summary>
    private static WeChatResult Read(byte[] answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("errcode", out var code) && code.TryGetInt32(out var number))
                return new WeChatResult.Answered(number, json.RootElement.TryGetProperty("msgid", out var id) ? IdOf(id.ToString()) : null);
        }
        catch (JsonException)
        {
            // Taken or not, it does not say.
        }

        return new WeChatResult.Broken(new SendResult.Unclear("WeChat gave an answer that cannot be read."));
    }

    private async Task<FetchedMedia> FetchAsync(string mediaId, int most, string access, CancellationToken cancellationToken)
    {
        using var response = await clients.CreateClient(Client).GetAsync(
            AddressOf("cgi-bin/media/get", access, "&media_id=" + Uri.EscapeDataString(mediaId)), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode) return new FetchedMedia.NotNow($"WeChat answered {(int)response.StatusCode}.");
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var memory = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (memory.Length + read > most) return new FetchedMedia.Refused(0, "It is larger than allowed.");
            memory.Write(buffer, 0, read);
        }

        // A refusal comes as JSON, whatever the header says; no picture begins like that.
        var bytes = memory.ToArray();
        if (bytes is [(byte)'{', ..] && Read(bytes) is WeChatResult.Answered { Code: not 0 } refusal)
            return refusal.Code is -1 or 45009 or 45011 ? new FetchedMedia.NotNow($"WeChat answered {refusal.Code}.") : new FetchedMedia.Refused(refusal.Code, $"WeChat answered {refusal.Code}.");
        return new FetchedMedia.File(response.Content.Headers.ContentDisposition?.FileName?.Trim('"'), bytes);
    }

    private Uri AddressOf(string path, string access, string more = "") =>
        options.Value.AddressOf($"{path}?access_token={Uri.EscapeDataString(access)}{more}");
}

/// <summary>How a call to the platform ended.</summary>
internal abstract record WeChatResult
{
    private WeChatResult()
    {
    }

    /// <param name="Code">Its <c>errcode</c>, 0 when it took the message.</param>
    /// <param name="Id">Of the message, where it gives one.</param>
    internal sealed record Answered(int Code, string? Id) : WeChatResult;

    internal sealed record Broken(SendResult Result) : WeChatResult;
}

/// <summary>What became of fetching a file.</summary>
internal abstract record FetchedMedia
{
    private FetchedMedia()
    {
    }

    /// <summary>For staff.</summary>
    public abstract string Why { get; }

    internal sealed record File(string? Name, byte[] Bytes) : FetchedMedia
    {
        public override string Why => "It is no picture that we take.";
    }

    internal sealed record Refused(int Code, string Reason) : FetchedMedia
    {
        public override string Why => Reason;
    }

    internal sealed record NotNow(string Reason) : FetchedMedia
    {
        public override string Why => Reason;
    }
}
