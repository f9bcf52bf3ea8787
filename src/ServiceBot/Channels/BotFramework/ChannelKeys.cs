using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ServiceBot.Channels.BotFramework;

/// <summary>
/// The signing keys of one issuer. Read again every day, and at once when a token names a key we have not seen, but for that at most once
/// an hour: otherwise anybody could make us call the issuer as often as he likes.
/// </summary>
internal sealed class ChannelKeys(Uri metadata, IHttpClientFactory clients, TimeProvider time) : IDisposable
{
    public const string Client = "openid";
    private static readonly TimeSpan Daily = TimeSpan.FromHours(24);
    private static readonly TimeSpan Hourly = TimeSpan.FromHours(1);
    private readonly SemaphoreSlim _one = new(1);
    private OpenIdConnectConfiguration? _current;
    private DateTimeOffset _readAt;
    private DateTimeOffset _forcedAt = DateTimeOffset.MinValue;

    public async Task<OpenIdConnectConfiguration> GetAsync(CancellationToken cancellationToken) =>
        _current is { } current && time.GetUtcNow() - _readAt < Daily ? current : await ReadAsync(null, cancellationToken);

    /// <summary>A newer set than <paramref name="seen"/>, where one may be asked for.</summary>
    public async Task<OpenIdConnectConfiguration> GetNewerAsync(OpenIdConnectConfiguration seen, CancellationToken cancellationToken) =>
        _current == seen && time.GetUtcNow() - _forcedAt >= Hourly ? await ReadAsync(seen, cancellationToken) : _current ?? seen;

    public void Dispose() => _one.Dispose();

    private async Task<OpenIdConnectConfiguration> ReadAsync(OpenIdConnectConfiguration? outdated, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            // Somebody else may have read it while we waited.
            if (_current is { } current && current != outdated && time.GetUtcNow() - _readAt < Daily) return current;
            if (outdated is not null) _forcedAt = time.GetUtcNow();
            var manager = new ConfigurationManager<OpenIdConnectConfiguration>(
                metadata.AbsoluteUri,
                new OpenIdConnectConfigurationRetriever(),
                new HttpDocumentRetriever(clients.CreateClient(Client)) { RequireHttps = !metadata.IsLoopback });
            _current = await manager.GetConfigurationAsync(cancellationToken);
            _readAt = time.GetUtcNow();
            return _current;
        }
        catch (InvalidOperationException) when (_current is not null)
        {
            // The issuer is away: what it said before still holds.
            return _current;
        }
        finally
        {
            _one.Release();
        }
    }
}
