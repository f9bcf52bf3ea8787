using System.Text.Json;

namespace ServiceBot.Benchmarks.Load;

/// <summary>A resident's client: plain Direct Line over HTTP, a message at a time.</summary>
internal sealed class Chat(HttpClient http, string secret)
{
    private string _token = "";
    private int _sent;

    public string Id { get; private set; } = "";

    /// <summary>The host's own word for how far we have read.</summary>
    public string Watermark { get; private set; } = "";

    public async Task OpenAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "v3/directline/conversations") { Content = JsonContent.Create(new { }) };
        request.Headers.Authorization = new("Bearer", secret);
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        using var body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync());
        Id = body.RootElement.GetProperty("conversationId").GetString()!;
        _token = body.RootElement.GetProperty("token").GetString()!;
    }

    /// <summary>Returns when the host has acknowledged: committed.</summary>
    public async Task<string> SayAsync(string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v3/directline/conversations/{Id}/activities")
        {
            Content = JsonContent.Create(new
            {
                type = "message",
                from = new { id = "user" },
                locale = "zh-Hans",
                text,
                channelData = new { clientActivityID = $"{Id}-{_sent++}" },
            }),
        };
        request.Headers.Authorization = new("Bearer", _token);
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        using var body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync());
        return body.RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>What came since the last call: for each of our messages the texts it was answered with.</summary>
    public async Task<Dictionary<string, List<string>>> RepliesAsync()
    {
        var replies = new Dictionary<string, List<string>>();
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"v3/directline/conversations/{Id}/activities?watermark={Watermark}");
            request.Headers.Authorization = new("Bearer", _token);
            using var response = await http.SendAsync(request);
            response.EnsureSuccessStatusCode();
            using var body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync());
            var activities = body.RootElement.GetProperty("activities");
            foreach (var activity in activities.EnumerateArray())
            {
                if (!activity.TryGetProperty("replyToId", out var to) || !activity.TryGetProperty("text", out var text)) continue;
                if (!replies.TryGetValue(to.GetString()!, out var texts)) replies[to.GetString()!] = texts = [];
                texts.Add(text.GetString()!);
            }

            Watermark = body.RootElement.GetProperty("watermark").GetString()!;
            if (activities.GetArrayLength() < 100) return replies;
        }
    }
}
