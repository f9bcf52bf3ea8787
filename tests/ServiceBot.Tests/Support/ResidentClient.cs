using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;

namespace ServiceBot.Tests.Support;

/// <summary>A resident's client over Direct Line: one token, one conversation. What an answer is, is said as status and JSON.</summary>
public sealed class ResidentClient : IDisposable
{
    private readonly App _app;
    private readonly HttpClient _client;

    public ResidentClient(App app, string token, string conversationId)
    {
        (_app, Token, ConversationId) = (app, token, conversationId);
        _client = app.Client();
    }

    public string Token { get; set; }

    public string ConversationId { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>As our page does it: a token from <c>/chat/token</c>, then the conversation is started.</summary>
    public static async Task<ResidentClient> StartAsync(App app, string locale = "zh-CN")
    {
        using var client = app.Client();
        var (_, given) = await SendAsync(client, HttpMethod.Post, "/chat/token", null, "{}");
        var talk = new ResidentClient(app, given.GetProperty("token").GetString()!, given.GetProperty("conversationId").GetString()!);
        await talk.PostAsync("conversations", $$"""{"locale":"{{locale}}"}""");
        return talk;
    }

    /// <summary>Says it, once per <paramref name="clientId"/>, and returns the id.</summary>
    public async Task<string> SayAsync(string text, string? clientId = null)
    {
        var activity = JsonSerializer.Serialize(new { type = "message", text, channelData = clientId is null ? null : new { clientActivityID = clientId } });
        var (status, answer) = await PostAsync($"conversations/{ConversationId}/activities", activity);
        Assert.Equal(HttpStatusCode.OK, status);
        return answer.GetProperty("id").GetString()!;
    }

    /// <summary>Everything after the watermark, page by page to the end, and the last watermark.</summary>
    public async Task<(IReadOnlyList<JsonElement> Activities, string Watermark)> ReadAsync(string watermark = "")
    {
        var all = new List<JsonElement>();
        while (true)
        {
            var (status, set) = await GetAsync($"conversations/{ConversationId}/activities?watermark={watermark}");
            Assert.Equal(HttpStatusCode.OK, status);
            var before = watermark;
            watermark = set.GetProperty("watermark").GetString()!;
            all.AddRange(set.GetProperty("activities").EnumerateArray());
            if (watermark == before || (before.Length == 0 && watermark == "0")) return (all, watermark);
        }
    }

    public Task<(HttpStatusCode Status, JsonElement Answer)> PostAsync(string path, string? json) =>
        SendAsync(_client, HttpMethod.Post, "/v3/directline/" + path, Token, json);

    public Task<(HttpStatusCode Status, JsonElement Answer)> GetAsync(string path) =>
        SendAsync(_client, HttpMethod.Get, "/v3/directline/" + path, Token, null);

    /// <summary>Opens the stream as the official client does: the address comes from a (re)started conversation.</summary>
    public async Task<Listener> OpenStreamAsync(string? watermark = null)
    {
        var (_, answer) = watermark is null
            ? await PostAsync("conversations", null)
            : await GetAsync($"conversations/{ConversationId}?watermark={watermark}");
        return await OpenStreamAsync(new Uri(answer.GetProperty("streamUrl").GetString()!));
    }

    public async Task<Listener> OpenStreamAsync(Uri address)
    {
        var client = ((TestServer)_app.Services.GetRequiredService<IServer>()).CreateWebSocketClient();
        return new Listener(await client.ConnectAsync(address, Cancellation));
    }

    public static async Task<(HttpStatusCode Status, JsonElement Answer)> SendAsync(
        HttpClient client, HttpMethod method, string path, string? token, string? json)
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request, Cancellation);
        var body = await response.Content.ReadAsStringAsync(Cancellation);
        return (response.StatusCode, body.Length == 0 ? default : JsonDocument.Parse(body).RootElement);
    }

    public void Dispose() => _client.Dispose();

    /// <summary>An open stream.</summary>
    public sealed class Listener(WebSocket socket) : IDisposable
    {
        public WebSocket Socket { get; } = socket;

        /// <summary>The next frame's only activity; the frame's watermark is its seq in base 36.</summary>
        public async Task<(JsonElement Activity, string Watermark)> NextAsync()
        {
            while (await FrameAsync() is { } frame)
            {
                if (frame.Length == 0) continue;
                var set = JsonDocument.Parse(frame).RootElement;
                return (Assert.Single(set.GetProperty("activities").EnumerateArray()), set.GetProperty("watermark").GetString()!);
            }

            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The stream was closed: {Socket.CloseStatus} {Socket.CloseStatusDescription}"));
        }

        /// <summary>Null when the server closed.</summary>
        public async Task<string?> FrameAsync()
        {
            var buffer = new byte[64 * 1024];
            var length = 0;
            while (true)
            {
                var result = await Socket.ReceiveAsync(buffer.AsMemory(length), Cancellation);
                if (result.MessageType == WebSocketMessageType.Close) return null;
                length += result.Count;
                if (result.EndOfMessage) return Encoding.UTF8.GetString(buffer, 0, length);
            }
        }

        public void Dispose() => Socket.Dispose();
    }
}
