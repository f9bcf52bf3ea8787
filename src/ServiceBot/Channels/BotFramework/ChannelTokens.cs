using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using ServiceBot.Domain.Messaging;

namespace ServiceBot.Channels.BotFramework;

/// <summary>
/// Checks who posts an activity. A channel's token: signed RS256 by the issuer we know, for our app, not over (five minutes of grace), for
/// the service address that the activity names, and with a key that is endorsed for the activity's channel. An emulator's: only where it
/// is switched on. The lists of issuers are configuration; nothing in a token can add to them.
/// </summary>
internal sealed class ChannelTokens(IOptions<BotFrameworkOptions> options, IHttpClientFactory clients, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);
    private const int MaxLength = 16 * 1024;
    private readonly BotFrameworkOptions _options = options.Value;
    private readonly JsonWebTokenHandler _handler = new();
    private readonly ChannelKeys _channel = new(options.Value.Metadata, clients, time);
    private readonly ChannelKeys _emulator = new(options.Value.EmulatorMetadata, clients, time);

    public void Dispose()
    {
        _channel.Dispose();
        _emulator.Dispose();
    }

    public async Task<ChannelCheck> CheckAsync(string token, Activity activity, CancellationToken cancellationToken)
    {
        if (_options.AppId is not { Length: > 0 } appId || token.Length > MaxLength || !_handler.CanReadToken(token)) return ChannelCheck.Invalid;
        string issuer;
        try
        {
            issuer = _handler.ReadJsonWebToken(token).Issuer;
        }
        catch (ArgumentException)
        {
            return ChannelCheck.Invalid;
        }

        // The unproved issuer only picks the book of keys; what it claims is proved with that book's keys and our own names.
        return _options.AllowEmulator && _options.EmulatorIssuers.Contains(issuer, StringComparer.Ordinal)
            ? await CheckEmulatorAsync(token, appId, cancellationToken)
            : await CheckChannelAsync(token, appId, activity, cancellationToken);
    }

    private async Task<ChannelCheck> CheckChannelAsync(string token, string appId, Activity activity, CancellationToken cancellationToken)
    {
        var (jwt, keys) = await ValidateAsync(token, [_options.Issuer], _channel, cancellationToken);
        if (jwt is null) return ChannelCheck.Invalid;
        if (!jwt.Audiences.Contains(appId, StringComparer.OrdinalIgnoreCase)) return ChannelCheck.NotForUs;
        if (!jwt.TryGetPayloadValue<string>("serviceurl", out var serviceUrl) || !Same(serviceUrl, activity.ServiceUrl)) return ChannelCheck.NotForUs;
        return Endorsements(keys, jwt.Kid).Contains(activity.ChannelId, StringComparer.Ordinal) ? ChannelCheck.Good : ChannelCheck.NotForUs;
    }

    private async Task<ChannelCheck> CheckEmulatorAsync(string token, string appId, CancellationToken cancellationToken)
    {
        var (jwt, _) = await ValidateAsync(token, _options.EmulatorIssuers, _emulator, cancellationToken);
        if (jwt is null || !jwt.TryGetPayloadValue<string>("ver", out var version)) return ChannelCheck.Invalid;
        var claim = version switch { "1.0" => "appid", "2.0" => "azp", _ => null };
        if (claim is null) return ChannelCheck.Invalid;
        return jwt.TryGetPayloadValue<string>(claim, out var app) && string.Equals(app, appId, StringComparison.OrdinalIgnoreCase)
            ? ChannelCheck.GoodWithoutServiceUrl
            : ChannelCheck.NotForUs;
    }

    private async Task<(JsonWebToken? Token, OpenIdConnectConfiguration Keys)> ValidateAsync(
        string token, string[] issuers, ChannelKeys book, CancellationToken cancellationToken)
    {
        var keys = await book.GetAsync(cancellationToken);
        var result = await _handler.ValidateTokenAsync(token, Parameters(issuers, keys));
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            var newer = await book.GetNewerAsync(keys, cancellationToken);
            if (newer != keys) result = await _handler.ValidateTokenAsync(token, Parameters(issuers, newer));
            keys = newer;
        }

        return (result.IsValid ? result.SecurityToken as JsonWebToken : null, keys);
    }

    private TokenValidationParameters Parameters(string[] issuers, OpenIdConnectConfiguration keys) => new()
    {
        ValidIssuers = issuers,
        // A valid token for somebody else is answered otherwise than an invalid one: the caller looks at it.
        ValidateAudience = false,
        IssuerSigningKeys = keys.SigningKeys,
        TryAllIssuerSigningKeys = false,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        LifetimeValidator = (from, to, _, _) =>
        {
            var now = time.GetUtcNow().UtcDateTime;
            return to is { } end && end + Grace > now && (from is not { } begin || begin - Grace <= now);
        },
    };

    private static IEnumerable<string?> Endorsements(OpenIdConnectConfiguration keys, string kid)
    {
        var key = keys.JsonWebKeySet?.Keys.FirstOrDefault(candidate => candidate.Kid == kid);
        if (key is null || !key.AdditionalData.TryGetValue("endorsements", out var value)) return [];
        return value switch
        {
            JsonElement { ValueKind: JsonValueKind.Array } array => [.. array.EnumerateArray().Select(one => one.ToString())],
            IEnumerable<object> list => [.. list.Select(one => one.ToString())],
            _ => [],
        };
    }

    private static bool Same(string claimed, string? said) =>
        said is not null && string.Equals(claimed.TrimEnd('/'), said.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);
}

/// <summary>What a channel's token is worth for one activity.</summary>
internal enum ChannelCheck
{
    /// <summary>401: not signed by whom we trust, or over, or no token at all.</summary>
    Invalid,
    /// <summary>403: genuine, but for another app, another address, or a key that may not speak for this channel.</summary>
    NotForUs,
    Good,
    /// <summary>Genuine, but without a word on where to answer to: only this machine is then answered.</summary>
    GoodWithoutServiceUrl,
}
