using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace ServiceBot.Channels.BotFramework;

/// <summary>Our own token for replies: fetched by client credentials, used until five minutes before its end, one request at a time.</summary>
internal sealed class ConnectorToken(IHttpClientFactory clients, IOptions<BotFrameworkOptions> options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim _one = new(1);
    private string? _token;
    private DateTimeOffset _until;

    public bool IsConfigured => options.Value is { AppId.Length: > 0, AppPassword.Length: > 0 };

    /// <exception cref="HttpRequestException">The token service is away or refuses our credentials.</exception>
    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        if (_token is { } cached && time.GetUtcNow() < _until) return cached;
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_token is { } fetched && time.GetUtcNow() < _until) return fetched;
            return await FetchAsync(cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The channel did not take it: the next attempt fetches another.</summary>
    public void Forget() => _token = null;

    public void Dispose() => _one.Dispose();

    private async Task<string> FetchAsync(CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"),
            new("client_id", options.Value.AppId),
            new("client_secret", options.Value.AppPassword),
            new("scope", options.Value.Scope),
        ]);
        using var response = await clients.CreateClient(ConnectorSender.Client).PostAsync(options.Value.TokenEndpoint, form, cancellationToken);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync(ConnectorJson.Default.TokenAnswer, cancellationToken);
        if (answer is not { AccessToken.Length: > 0 }) throw new HttpRequestException("The token service answered without a token.");
        _until = time.GetUtcNow().AddSeconds(answer.ExpiresIn) - Early;
        return _token = answer.AccessToken;
    }
}

internal sealed record TokenAnswer
{
    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }
    [JsonPropertyName("expires_in")]
    public int ExpiresIn { get; init; }
}

/// <summary>The channel's answer to a reply: <c>{"id":"1700…"}</c>.</summary>
internal sealed record SendAnswer(string? Id);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(SendAnswer))]
internal sealed partial class ConnectorJson : JsonSerializerContext;
