using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ServiceBot.Tests.Support;

/// <summary>
/// A Bot Framework channel on a port of its own: signs tokens with keys that its OpenID metadata names, gives out tokens for replies, and
/// takes replies. What it answers to replies is decided by <see cref="Answers"/>, then 200.
/// </summary>
public sealed class FakeChannel : IAsyncDisposable
{
    public const string Issuer = "https://channels.example";
    public const string EmulatorIssuer = "https://emulator.example/v2.0";
    public const string AppId = "00000000-0000-0000-0000-00000000a001";
    public const string AppPassword = "a password of the tests";
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, (RsaSecurityKey Key, string[]? Endorsements)> _keys = new();

    private FakeChannel()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/metadata", () =>
        {
            MetadataReads++;
            return Results.Text($$"""{"issuer":"{{Issuer}}","jwks_uri":"{{Address}}keys","id_token_signing_alg_values_supported":["RS256"]}""", "application/json");
        });
        _app.MapGet("/keys", () => Results.Text(JsonSerializer.Serialize(new { keys = _keys.Select(pair => Jwk(pair.Key, pair.Value)) }), "application/json"));
        _app.MapPost("/token", async (HttpContext context) =>
        {
            var form = await context.Request.ReadFormAsync();
            if (form["client_secret"] != AppPassword) return Results.StatusCode(401);
            TokensGiven++;
            return Results.Text($$"""{"token_type":"Bearer","expires_in":3600,"access_token":"reply-token-{{TokensGiven}}"}""", "application/json");
        });
        _app.MapPost("/prefix/v3/conversations/{**rest}", async (HttpContext context) =>
        {
            var body = await JsonDocument.ParseAsync(context.Request.Body);
            await Posts.Writer.WriteAsync(new Post(context.Request.Path.Value!, context.Request.Headers.Authorization.ToString(), body.RootElement));
            if (!Answers.TryDequeue(out var status)) return Results.Json(new { id = "of-the-channel" });
            if (status == 429) context.Response.Headers.RetryAfter = "1";
            return Results.StatusCode(status);
        });
    }

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/");

    /// <summary>Has a path, as the Agents Playground's has.</summary>
    public string ServiceUrl => Address + "prefix";

    public int MetadataReads { get; private set; }

    public int TokensGiven { get; private set; }

    public Channel<Post> Posts { get; } = Channel.CreateUnbounded<Post>();

    public ConcurrentQueue<int> Answers { get; } = new();

    public static async Task<FakeChannel> StartAsync()
    {
        var channel = new FakeChannel();
        channel.AddKey("k1", ["webchat", "msteams"]);
        channel.AddKey("unendorsed", null);
        await channel._app.StartAsync();
        return channel;
    }

    public void AddKey(string id, string[]? endorsements) => _keys[id] = (new RsaSecurityKey(RSA.Create(2048)) { KeyId = id }, endorsements);

    /// <summary>The service, told to trust this channel.</summary>
    public App Connect(App app) => app
        .With("ServiceBot:BotFramework:AppId", AppId)
        .With("ServiceBot:BotFramework:AppPassword", AppPassword)
        .With("ServiceBot:BotFramework:Issuer", Issuer)
        .With("ServiceBot:BotFramework:Metadata", Address + "metadata")
        .With("ServiceBot:BotFramework:EmulatorMetadata", Address + "metadata")
        .With("ServiceBot:BotFramework:EmulatorIssuers:0", EmulatorIssuer)
        .With("ServiceBot:BotFramework:TokenEndpoint", Address + "token");

    /// <summary>A good token, unless told otherwise.</summary>
    public string Token(
        DateTimeOffset now, string? issuer = null, string? audience = null, string? key = null, string? serviceUrl = null,
        int startsInMinutes = -1, int endsInMinutes = 60, Dictionary<string, object>? claims = null)
    {
        var kid = key ?? "k1";
        var signing = _keys.TryGetValue(kid, out var known) ? known.Key : new RsaSecurityKey(RSA.Create(2048)) { KeyId = kid };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Issuer,
            Audience = audience ?? AppId,
            NotBefore = now.AddMinutes(startsInMinutes).UtcDateTime,
            Expires = now.AddMinutes(endsInMinutes).UtcDateTime,
            Claims = claims ?? new Dictionary<string, object> { ["serviceurl"] = serviceUrl ?? ServiceUrl },
            SigningCredentials = new SigningCredentials(signing, SecurityAlgorithms.RsaSha256),
        });
    }

    public string PublicKeyPem(string id) => _keys[id].Key.Rsa.ExportRSAPublicKeyPem();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static Dictionary<string, object> Jwk(string id, (RsaSecurityKey Key, string[]? Endorsements) one)
    {
        var parameters = one.Key.Rsa.ExportParameters(false);
        var jwk = new Dictionary<string, object>
        {
            ["kty"] = "RSA", ["use"] = "sig", ["kid"] = id,
            ["n"] = Base64UrlEncoder.Encode(parameters.Modulus), ["e"] = Base64UrlEncoder.Encode(parameters.Exponent),
        };
        if (one.Endorsements is not null) jwk["endorsements"] = one.Endorsements;
        return jwk;
    }

    /// <summary>A reply that arrived.</summary>
    public sealed record Post(string Path, string Authorization, JsonElement Activity);
}
