using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ServiceBot.Tests.Support;

/// <summary>How an account is set up on the platform's page.</summary>
public enum WeChatMode { Plain, Compatible, Encrypted }

/// <summary>A text on a follower's phone, and by which way it came: <c>answer</c>, <c>custom</c>, <c>template</c>, <c>subscribe</c>.</summary>
public sealed record WeChatHeard(string OpenId, string Way, string Text, JsonElement? Json = null);

/// <summary>How a push went: the text of the answer, whether it was taken at all, the tries that it took.</summary>
public sealed record WeChatPush(string? Answer, bool Taken, int Tries);

/// <summary>
/// Plays the platform on a port of its own: pushes messages as it does (signed, three tries, the connection cut after a time), gives access
/// tokens, takes customer-service, template and subscription messages by its rules, hands out pictures.
/// </summary>
public sealed class FakeWeChat : IAsyncDisposable
{
    public const string AppId = "wx0123456789abcdef", Secret = "a secret of the tests", Token = "tokenofthetests", Account = "gh_0123456789ab";
    public const string Key = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
    private const int CustomLimit = 20;
    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly List<WeChatHeard> _heard = [];
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, int Sent)> _last = new();
    private long _ids;
    private int _token = 1;

    private FakeWeChat(TimeProvider time)
    {
        _time = time;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/api/cgi-bin/stable_token", async (HttpContext context) =>
        {
            var body = await BodyAsync(context);
            return GiveToken(body.GetProperty("secret").GetString(), body.GetProperty("force_refresh").GetBoolean());
        });
        _app.MapGet("/api/cgi-bin/token", (string secret) => GiveToken(secret, forced: true));
        _app.MapPost("/api/cgi-bin/message/custom/send", async (HttpContext context) => { return TakeCustom(context, await BodyAsync(context)); });
        _app.MapPost("/api/cgi-bin/message/template/send", async (HttpContext context) => { return TakeTemplate(context, "template", await BodyAsync(context)); });
        _app.MapPost("/api/cgi-bin/message/subscribe/bizsend", async (HttpContext context) => { return TakeTemplate(context, "subscribe", await BodyAsync(context)); });
        _app.MapGet("/api/cgi-bin/media/get", (HttpContext context, string media_id) => Refusal(context) is { } code ? Error(code)
            : Media.TryGetValue(media_id, out var file) ? Results.Bytes(file, "image/jpeg") : Error(40007));
    }

    public WeChatEnvelope Envelope { get; } = new(Token, Key, AppId);

    /// <summary>Cuts the connection after this long and asks again; five seconds in the world.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Error codes for the next calls; 0 lets one pass.</summary>
    public ConcurrentQueue<int> Errors { get; } = new();

    public ConcurrentDictionary<string, byte[]> Media { get; } = new();

    /// <summary>OpenIDs that do not follow the account any more.</summary>
    public ConcurrentDictionary<string, bool> Gone { get; } = new();

    public int TokensGiven { get; private set; }

    public int TokensForced { get; private set; }

    public int Calls { get; private set; }

    private Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<FakeWeChat> StartAsync(TimeProvider? time = null)
    {
        var platform = new FakeWeChat(time ?? TimeProvider.System);
        await platform._app.StartAsync();
        return platform;
    }

    public Dictionary<string, string> Settings(WeChatMode mode)
    {
        var settings = new Dictionary<string, string>
        {
            ["ServiceBot:WeChat:AppId"] = AppId,
            ["ServiceBot:WeChat:Secret"] = Secret,
            ["ServiceBot:WeChat:Token"] = Token,
            ["ServiceBot:WeChat:ApiBase"] = new Uri(Address, "api").ToString(),
        };
        if (mode != WeChatMode.Plain) settings["ServiceBot:WeChat:EncodingAesKey"] = Key;
        return settings;
    }

    /// <summary>What is in use now is taken no more.</summary>
    public void EndToken() => _token++;

    /// <summary>Says something of hers to the service, as often as the platform does.</summary>
    /// <param name="fields">Below the common ones: <c>&lt;MsgType&gt;text&lt;/MsgType&gt;…</c></param>
    public async Task<WeChatPush> PushAsync(HttpClient service, string openId, string fields, WeChatMode mode = WeChatMode.Plain, string? id = null)
    {
        if (!fields.Contains("<Event>", StringComparison.Ordinal)) _last[openId] = (_time.GetUtcNow(), 0);
        var seconds = _time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var xml = $"<xml><ToUserName><![CDATA[{Account}]]></ToUserName><FromUserName><![CDATA[{openId}]]></FromUserName><CreateTime>{seconds}</CreateTime>{fields}"
            + (fields.Contains("<Event>", StringComparison.Ordinal) ? "</xml>" : $"<MsgId>{id ?? NewId()}</MsgId></xml>");
        for (var tries = 1; ; tries++)
        {
            using var patience = new CancellationTokenSource(Patience);
            try
            {
                using var response = await service.SendAsync(Call(openId, xml, mode), patience.Token);
                var answer = await response.Content.ReadAsStringAsync(patience.Token);
                if (response.IsSuccessStatusCode)
                {
                    if (Envelope.TextOf(answer) is { } text) Hear(new WeChatHeard(openId, "answer", text));
                    return new WeChatPush(Envelope.TextOf(answer), true, tries);
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException or IOException)
            {
                // It did not answer in time, or was not there.
            }

            if (tries == 3) return new WeChatPush(null, false, tries);
            await Task.Delay(patience.IsCancellationRequested ? TimeSpan.Zero : Patience / 4, TimeProvider.System);
        }
    }

    /// <summary>One signed call.</summary>
    public HttpRequestMessage Call(string openId, string xml, WeChatMode mode, string? timestamp = null, string? nonce = null)
    {
        timestamp ??= _time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        nonce ??= RandomNumberGenerator.GetHexString(10);
        var query = $"signature={Envelope.SignatureOf(timestamp, nonce)}&timestamp={timestamp}&nonce={nonce}&openid={openId}";
        if (mode != WeChatMode.Plain)
        {
            var encrypted = Envelope.Encrypt(xml);
            query += $"&encrypt_type=aes&msg_signature={Envelope.SignatureOf(timestamp, nonce, encrypted)}";
            var plain = mode == WeChatMode.Compatible ? xml["<xml>".Length..^"</xml>".Length] : $"<ToUserName><![CDATA[{Account}]]></ToUserName>";
            xml = $"<xml>{plain}<Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>";
        }

        return new HttpRequestMessage(HttpMethod.Post, new Uri("/wechat?" + query, UriKind.Relative)) { Content = new StringContent(xml, Encoding.UTF8, "text/xml") };
    }

    public string NewId() => (1_000_000_000_000_000 + Interlocked.Increment(ref _ids)).ToString(CultureInfo.InvariantCulture);

    /// <summary>All that came to her phone so far.</summary>
    public IReadOnlyList<WeChatHeard> HeardBy(string openId)
    {
        lock (_heard) return [.. _heard.Where(message => message.OpenId == openId)];
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private void Hear(WeChatHeard heard)
    {
        lock (_heard) _heard.Add(heard);
    }

    private IResult GiveToken(string? secret, bool forced)
    {
        if (secret != Secret) return Error(40125);
        if (forced) (_token, TokensForced) = (_token + 1, TokensForced + 1);
        TokensGiven++;
        return Results.Json(new { access_token = $"token/{_token}+=", expires_in = 7200 });
    }

    private int? Refusal(HttpContext context)
    {
        Calls++;
        var shown = context.Request.Query["access_token"].ToString();
        if (shown != $"token/{_token}+=") return shown.StartsWith("token/", StringComparison.Ordinal) ? 42001 : 40001;
        return Errors.TryDequeue(out var code) && code != 0 ? code : null;
    }

    private IResult TakeCustom(HttpContext context, JsonElement body)
    {
        var (openId, text) = (body.GetProperty("touser").GetString()!, body.GetProperty("text").GetProperty("content").GetString()!);
        if (Refusal(context) is { } code) return Error(code);
        if (Gone.ContainsKey(openId)) return Error(43004);
        if (!_last.TryGetValue(openId, out var last) || _time.GetUtcNow() - last.At > TimeSpan.FromHours(48)) return Error(45015);
        if (last.Sent >= CustomLimit) return Error(45047);
        if (Encoding.UTF8.GetByteCount(text) > 2048) return Error(45002);
        _last[openId] = (last.At, last.Sent + 1);
        Hear(new WeChatHeard(openId, "custom", text, body));
        return Error(0);
    }

    private IResult TakeTemplate(HttpContext context, string way, JsonElement body)
    {
        var openId = body.GetProperty("touser").GetString()!;
        if (Refusal(context) is { } code) return Error(code);
        if (Gone.ContainsKey(openId)) return Error(way == "template" ? 43004 : 43101);
        var values = body.GetProperty("data").EnumerateObject().Select(field => (field.Name, Value: field.Value.GetProperty("value").GetString()!)).ToList();
        if (values.Any(field => field.Value.Length == 0 || (field.Name.StartsWith("thing", StringComparison.Ordinal) && field.Value.EnumerateRunes().Count() > 20))) return Error(47003);
        Hear(new WeChatHeard(openId, way, string.Join('|', values.Select(field => $"{field.Name}={field.Value}")), body));
        return Results.Json(new { errcode = 0, errmsg = "ok", msgid = 2_000_000 + Interlocked.Increment(ref _ids) });
    }

    private static IResult Error(int code) => Results.Json(new { errcode = code, errmsg = code == 0 ? "ok" : "refused" });

    private static async Task<JsonElement> BodyAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync();
        // Older parts of the platform show escapes as they stand.
        Assert.DoesNotContain("\\u", text, StringComparison.Ordinal);
        return JsonDocument.Parse(text).RootElement;
    }
}
