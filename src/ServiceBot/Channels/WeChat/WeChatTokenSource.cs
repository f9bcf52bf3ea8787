using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace ServiceBot.Channels.WeChat;

/// <summary>Asks the platform for an access token.</summary>
/// <remarks><code>POST /cgi-bin/stable_token {"grant_type":"client_credential","appid":"wx…","secret":"…","force_refresh":false} → {"access_token":"…","expires_in":7200}</code></remarks>
internal sealed class WeChatTokenSource(IHttpClientFactory clients, IOptions<WeChatOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    /// <param name="force">End the present one. Without it the stable token is the same for whoever asks.</param>
    /// <exception cref="HttpRequestException">Away, or our AppSecret is wrong, or our address is not on the account's list.</exception>
    public async Task<(string Token, TimeSpan Life)> FetchAsync(bool force, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var request = RequestOf(force);
            using var response = await clients.CreateClient(WeChatApi.Client).SendAsync(request, both.Token);
            response.EnsureSuccessStatusCode();
            var answer = await response.Content.ReadFromJsonAsync(TokenJson.Default.TokenAnswer, both.Token);
            return answer is { AccessToken: { Length: > 0 } token, ExpiresIn: > 0 }
                ? (token, TimeSpan.FromSeconds(answer.ExpiresIn))
                : throw new HttpRequestException($"WeChat gave no access token: {answer?.ErrCode}.");
        }
        catch (JsonException exception)
        {
            throw new HttpRequestException("WeChat's token service gave an answer that cannot be read.", exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException("WeChat's token service did not answer.", exception);
        }
    }

    private HttpRequestMessage RequestOf(bool force)
    {
        var set = options.Value;
        if (set.StableToken)
            return new HttpRequestMessage(HttpMethod.Post, set.AddressOf("cgi-bin/stable_token"))
            {
                // As text: the platform wants a length, not chunks.
                Content = new StringContent(
                    JsonSerializer.Serialize(new TokenQuestion("client_credential", set.AppId!, set.Secret!, force), TokenJson.Default.TokenQuestion),
                    System.Text.Encoding.UTF8, "application/json"),
            };
        var query = $"cgi-bin/token?grant_type=client_credential&appid={Uri.EscapeDataString(set.AppId!)}&secret={Uri.EscapeDataString(set.Secret!)}";
        return new HttpRequestMessage(HttpMethod.Get, set.AddressOf(query));
    }
}

internal sealed record TokenQuestion(
    [property: JsonPropertyName("grant_type")] string GrantType,
    [property: JsonPropertyName("appid")] string AppId,
    [property: JsonPropertyName("secret")] string Secret,
    [property: JsonPropertyName("force_refresh")] bool ForceRefresh);

internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string? AccessToken,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonPropertyName("errcode")] int ErrCode);

[JsonSerializable(typeof(TokenQuestion))]
[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class TokenJson : JsonSerializerContext;
