using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ServiceBot.Channels.Sms.Twilio;

namespace ServiceBot.Tests.Support;

/// <summary>The Messages resource on a port of its own. What it answers is decided by <see cref="Answers"/>, then 201.</summary>
public sealed class FakeTwilio : IAsyncDisposable
{
    public const string Account = "AC00000000000000000000000000000001";
    public const string Token = "a token of the tests";
    public const string PublicUrl = "https://sms.example.org";
    private readonly WebApplication _app;
    private int _sids;

    private FakeTwilio()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/2010-04-01/Accounts/{account}/Messages.json", async (string account, HttpContext context) =>
        {
            var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Account}:{Token}"));
            if (account != Account || context.Request.Headers.Authorization != expected) return Results.Json(new { code = 20003, message = "Authenticate" }, statusCode: 401);
            var form = await context.Request.ReadFormAsync();
            await Sent.Writer.WriteAsync(form.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()));
            if (!Answers.TryDequeue(out var answer)) return Results.Json(new { sid = $"SM{Interlocked.Increment(ref _sids):D32}", status = "queued", num_segments = "1" }, statusCode: 201);
            if (answer.Status == 429) context.Response.Headers.RetryAfter = "7";
            return Results.Json(new { code = answer.Code, message = "refused", status = answer.Status }, statusCode: answer.Status);
        });
    }

    /// <summary>The form of each call, in order.</summary>
    public Channel<IReadOnlyDictionary<string, string>> Sent { get; } = Channel.CreateUnbounded<IReadOnlyDictionary<string, string>>();

    public ConcurrentQueue<(int Status, int? Code)> Answers { get; } = new();

    public static async Task<FakeTwilio> StartAsync()
    {
        var twilio = new FakeTwilio();
        await twilio._app.StartAsync();
        return twilio;
    }

    public App Connect(App app) => app
        .With("ServiceBot:Sms:SettleMilliseconds", "0")
        .With("ServiceBot:Twilio:AccountSid", Account)
        .With("ServiceBot:Twilio:AuthToken", Token)
        .With("ServiceBot:Twilio:PublicUrl", PublicUrl)
        .With("ServiceBot:Twilio:ApiUrl", _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Calls the application as Twilio does, signed for the address that Twilio knows.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path, Dictionary<string, string> fields, string? signature = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add(TwilioSignature.Header, signature ?? TwilioSignature.Of(PublicUrl + path, Token, fields.Select(field => KeyValuePair.Create(field.Key, new[] { field.Value }))));
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
