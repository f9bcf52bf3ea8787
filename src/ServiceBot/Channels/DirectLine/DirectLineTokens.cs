using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ServiceBot.Channels.DirectLine;

/// <summary>
/// Tokens: HS256, bound to one conversation and one user. The official client reads <c>user</c> from them. Whether the caller is a proxy
/// agent stands here and nowhere else. The times are checked against our own clock, to the second.
/// </summary>
internal sealed class DirectLineTokens(DirectLineSecret secret, IOptions<DirectLineOptions> options, TimeProvider time)
{
    private const string Issuer = "servicebot";
    private const string Talk = "directline";
    private const string Stream = "directline-stream";
    // A token comes with every message; checking the signature again each time costs more than the rest of the endpoint.
    private const int CacheSize = 20_000;
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly SymmetricSecurityKey _key = new(secret.SigningKey);
    private readonly ConcurrentDictionary<string, DirectLineCaller> _checked = new(StringComparer.Ordinal);

    public int LifeSeconds => options.Value.TokenMinutes * 60;

    /// <summary>A token for a conversation. With <paramref name="proxyAgentId"/> it is an agent's and ends with his sign-in.</summary>
    public string Issue(string conversationId, string userId, string? proxyAgentId = null) =>
        Sign(Talk, NewCaller(conversationId, userId, proxyAgentId));

    public DirectLineCaller NewCaller(string conversationId, string userId, string? proxyAgentId = null)
    {
        var now = time.GetUtcNow();
        return new DirectLineCaller(
            conversationId, userId, proxyAgentId, now, now.AddSeconds(LifeSeconds),
            proxyAgentId is null ? null : now.AddHours(options.Value.ProxyAgentHours));
    }

    /// <summary>A fresh token with the same rights. Null when an agent's sign-in is over.</summary>
    public string? Renew(DirectLineCaller caller) => Renewed(caller) is { } renewed ? Sign(Talk, renewed) : null;

    /// <summary>For the address of a stream: opens it within a minute. It carries when the stream has to end.</summary>
    public string? IssueForStream(DirectLineCaller caller) => Renewed(caller) is { } renewed ? Sign(Stream, renewed) : null;

    public TokenCheck Check(string token)
    {
        if (!_checked.TryGetValue(token, out var caller))
        {
            caller = Read(token, Talk);
            if (caller is null) return TokenCheck.Wrong;
            if (_checked.Count >= CacheSize) _checked.Clear();
            _checked[token] = caller;
        }

        if (caller.Expires > time.GetUtcNow()) return TokenCheck.Good(caller);
        _checked.TryRemove(token, out _);
        return TokenCheck.Expired(caller);
    }

    public TokenCheck CheckStream(string token)
    {
        if (Read(token, Stream) is not { } caller) return TokenCheck.Wrong;
        var now = time.GetUtcNow();
        return caller.Expires > now && caller.Issued.AddSeconds(options.Value.StreamOpenSeconds) > now
            ? TokenCheck.Good(caller)
            : TokenCheck.Expired(caller);
    }

    private DirectLineCaller? Renewed(DirectLineCaller caller)
    {
        var now = time.GetUtcNow();
        var expires = now.AddSeconds(LifeSeconds);
        if (caller.RenewableUntil is { } end && end < expires) expires = end;
        return expires > now ? caller with { Issued = now, Expires = expires } : null;
    }

    private string Sign(string use, DirectLineCaller caller)
    {
        var claims = new Dictionary<string, object> { ["conv"] = caller.ConversationId!, ["user"] = caller.UserId! };
        if (caller.ProxyAgentId is { } agent) claims["agent"] = agent;
        if (caller.RenewableUntil is { } until) claims["until"] = until.ToUnixTimeSeconds();
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = use,
            IssuedAt = caller.Issued.UtcDateTime,
            Expires = caller.Expires.UtcDateTime,
            Claims = claims,
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.HmacSha256),
        });
    }

    private DirectLineCaller? Read(string token, string use)
    {
        // The handler would take a minute for a text of megabytes.
        if (token.Length > 4096) return null;
        var result = _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = use,
            IssuerSigningKey = _key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            // The caller of Read does that, with our clock and without the handler's five minutes of grace.
            ValidateLifetime = false,
            ClockSkew = TimeSpan.Zero,
        }).GetAwaiter().GetResult();
        if (!result.IsValid || result.SecurityToken is not JsonWebToken jwt) return null;
        if (Text(jwt, "conv") is not { } conversation || Text(jwt, "user") is not { } user || Moment(jwt, "exp") is not { } expires) return null;
        return new DirectLineCaller(
            conversation, user, Text(jwt, "agent"), Moment(jwt, "iat") ?? DateTimeOffset.UnixEpoch, expires, Moment(jwt, "until"));
    }

    private static string? Text(JsonWebToken jwt, string claim) =>
        jwt.TryGetPayloadValue<string>(claim, out var value) && value.Length > 0 ? value : null;

    private static DateTimeOffset? Moment(JsonWebToken jwt, string claim) =>
        Text(jwt, claim) is { } text && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}

/// <summary>What a shown token is worth.</summary>
/// <param name="Caller">Null when the token is not ours at all; set, with <paramref name="IsExpired"/>, when it merely is over.</param>
internal readonly record struct TokenCheck(DirectLineCaller? Caller, bool IsExpired)
{
    public static TokenCheck Wrong => new(null, false);

    public static TokenCheck Good(DirectLineCaller caller) => new(caller, false);

    public static TokenCheck Expired(DirectLineCaller caller) => new(caller, true);
}
