using System.Net;
using System.Text.Json;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Channels.BotFramework;

/// <summary>The service connected to a fake channel, with a clock that can be moved: class fixture.</summary>
public sealed class ChannelApp : IAsyncLifetime
{
    private int _ids;

    public FakeChannel Channel { get; private set; } = null!;

    public App App { get; private set; } = null!;

    public ShiftedTime Time { get; } = new();

    public async ValueTask InitializeAsync()
    {
        Channel = await FakeChannel.StartAsync();
        App = Channel.Connect(new App().Replace(services => services.AddSingleton<TimeProvider>(Time)));
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Channel.DisposeAsync();
    }

    /// <summary>A message of the channel as JSON; fields given as JSON replace or add to it.</summary>
    public string Message(string conversation, string? fields = null)
    {
        var activity = new Dictionary<string, object?>
        {
            ["type"] = "message",
            ["id"] = $"m{Interlocked.Increment(ref _ids)}",
            ["channelId"] = "webchat",
            ["serviceUrl"] = Channel.ServiceUrl,
            ["from"] = new { id = "user-1", name = "x" },
            ["recipient"] = new { id = "bot-1" },
            ["conversation"] = new { id = conversation },
            ["text"] = "hello",
        };
        if (fields is not null)
            foreach (var field in JsonDocument.Parse(fields).RootElement.EnumerateObject()) activity[field.Name] = field.Value;
        return JsonSerializer.Serialize(activity);
    }

    public async Task<(HttpStatusCode Status, JsonElement Answer)> PostAsync(string json, string? token, App? app = null)
    {
        using var client = (app ?? App).Client();
        return await ResidentClient.SendAsync(client, HttpMethod.Post, "/api/messages", token, json);
    }
}
