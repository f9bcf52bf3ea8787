using System.Net;
using System.Text.Json;

namespace ServiceBot.EndToEnd.Support;

/// <summary>
/// A client on a bad line: sends every message twice at once, and again under the same <c>clientActivityID</c> until it is acknowledged,
/// however often the host dies meanwhile.
/// </summary>
internal sealed class StubbornClient(RunningApp app, Func<Task> untilTheHostIsBack)
{
    private readonly List<(string Key, string Text, string ActivityId)> _acknowledged = [];
    private string _token = "";

    public string Id { get; private set; } = "";

    /// <summary>What the host said it had taken, in order.</summary>
    public IReadOnlyList<(string Key, string Text, string ActivityId)> Acknowledged => _acknowledged;

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        using var body = await TryUntilAnsweredAsync(() => new HttpRequestMessage(HttpMethod.Post, "v3/directline/conversations")
        {
            Headers = { Authorization = new("Bearer", RunningApp.Secret) },
            Content = JsonContent.Create(new { }),
        }, cancellationToken);
        Id = body.RootElement.GetProperty("conversationId").GetString()!;
        _token = body.RootElement.GetProperty("token").GetString()!;
    }

    public async Task<string> SayAsync(string text, CancellationToken cancellationToken)
    {
        var key = $"{Id}/{_acknowledged.Count}";
        HttpRequestMessage Message() => new(HttpMethod.Post, $"v3/directline/conversations/{Id}/activities")
        {
            Headers = { Authorization = new("Bearer", _token) },
            Content = JsonContent.Create(new { type = "message", from = new { id = "user" }, locale = "zh-Hans", text, channelData = new { clientActivityID = key } }),
        };
        var answers = await Task.WhenAll(TryUntilAnsweredAsync(Message, cancellationToken), TryUntilAnsweredAsync(Message, cancellationToken));
        var ids = answers.Select(answer => answer.RootElement.GetProperty("id").GetString()!).Distinct().ToList();
        foreach (var answer in answers) answer.Dispose();
        Assert.Single(ids);
        _acknowledged.Add((key, text, ids[0]));
        return ids[0];
    }

    /// <summary>The whole conversation, as activities.</summary>
    public async Task<List<JsonElement>> ReadAsync(CancellationToken cancellationToken)
    {
        var all = new List<JsonElement>();
        var watermark = "";
        while (true)
        {
            using var body = await TryUntilAnsweredAsync(() => new HttpRequestMessage(HttpMethod.Get, $"v3/directline/conversations/{Id}/activities?watermark={watermark}")
            {
                Headers = { Authorization = new("Bearer", _token) },
            }, cancellationToken);
            var page = body.RootElement.GetProperty("activities").EnumerateArray().Select(activity => activity.Clone()).ToList();
            if (page.Count == 0) return all;
            all.AddRange(page);
            watermark = body.RootElement.GetProperty("watermark").GetString();
        }
    }

    /// <summary>The texts of the replies to one of her messages, in order.</summary>
    public static List<string> RepliesTo(string activityId, IEnumerable<JsonElement> activities) => [.. activities
        .Where(activity => activity.TryGetProperty("replyToId", out var to) && to.GetString() == activityId && activity.TryGetProperty("text", out _))
        .Select(activity => activity.GetProperty("text").GetString()!)];

    private async Task<JsonDocument> TryUntilAnsweredAsync(Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                using var message = request();
                using var response = await app.Client.SendAsync(message, cancellationToken);
                if (response.StatusCode < HttpStatusCode.InternalServerError)
                {
                    response.EnsureSuccessStatusCode();
                    return await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
                }
            }
            catch (Exception exception) when (exception is HttpRequestException { StatusCode: null } or IOException)
            {
                // The host died while we waited: written or not, we do not know, and ask again.
            }

            await untilTheHostIsBack().WaitAsync(cancellationToken);
        }
    }
}
