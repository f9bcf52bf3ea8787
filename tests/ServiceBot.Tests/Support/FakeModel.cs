using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ServiceBot.Tests.Support;

/// <summary>
/// An OpenAI-compatible endpoint on a port of its own, as bad as it is told to be: each prompt has its own behaviour. Until told otherwise it
/// understands nothing and words nothing.
/// </summary>
public sealed class FakeModel : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FakeModel()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/{**path}", async (HttpContext context) =>
        {
            var body = await JsonDocument.ParseAsync(context.Request.Body);
            var call = new Call(context.Request.Path + context.Request.QueryString.Value, context.Request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()), body.RootElement);
            await Calls.Writer.WriteAsync(call);
            Interlocked.Increment(ref _count);
            try
            {
                await (call.IsProposal ? Propose : Rephrase)(context, call);
            }
            catch (OperationCanceledException)
            {
                // The service has hung up, as it should.
            }
        });
    }

    private int _count;

    public int Count => _count;

    public Func<HttpContext, Call, Task> Propose { get; set; } = Says("""{"command":"unknown"}""");

    public Func<HttpContext, Call, Task> Rephrase { get; set; } = Says("no");

    public Channel<Call> Calls { get; } = Channel.CreateUnbounded<Call>();

    public string Endpoint => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/v1";

    public static async Task<FakeModel> StartAsync()
    {
        var model = new FakeModel();
        await model._app.StartAsync();
        return model;
    }

    /// <summary>A good answer of the protocol, with this content.</summary>
    public static Func<HttpContext, Call, Task> Says(string content, string finish = "stop") => (context, _) => context.Response.WriteAsync(Completion(content, finish));

    /// <summary>Finds the item by a part of its title in the request, and names it by the id it has there.</summary>
    public static Func<HttpContext, Call, Task> SaysAbout(string title, Func<string, string> json) => (context, call) =>
        context.Response.WriteAsync(Completion(json(call.ItemId(title)), "stop"));

    public static Func<HttpContext, Call, Task> Status(int status, string? retryAfter = null) => (context, _) =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null) context.Response.Headers.RetryAfter = retryAfter;
        return context.Response.WriteAsync("""{"error":{"message":"no","type":"server_error"}}""");
    };

    public static Func<HttpContext, Call, Task> Raw(string body, string type = "application/json") => (context, _) =>
    {
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body);
    };

    /// <summary>Promises more than it sends, and hangs up.</summary>
    public static Func<HttpContext, Call, Task> CutOff() => async (context, _) =>
    {
        var whole = Completion("""{"command":"human"}""", "stop");
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = whole.Length * 4;
        await context.Response.WriteAsync(whole[..(whole.Length / 2)]);
        await context.Response.Body.FlushAsync();
        context.Abort();
    };

    /// <summary>Answers nothing until it is disposed of.</summary>
    public Func<HttpContext, Call, Task> Hangs() => (context, _) => _end.Task.WaitAsync(context.RequestAborted);

    /// <summary>Begins to answer and never ends.</summary>
    public Func<HttpContext, Call, Task> Trickles() => async (context, _) =>
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("""{"id":"1","object":"chat.""");
        await context.Response.Body.FlushAsync();
        await _end.Task.WaitAsync(context.RequestAborted);
    };

    public static string Completion(string content, string finish) => new JsonObject
    {
        ["id"] = "chatcmpl-1", ["object"] = "chat.completion", ["created"] = 1_700_000_000, ["model"] = "test",
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0, ["finish_reason"] = finish, ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = content },
        }),
        ["usage"] = new JsonObject { ["prompt_tokens"] = 100, ["completion_tokens"] = 10, ["total_tokens"] = 110 },
    }.ToJsonString();

    public async ValueTask DisposeAsync()
    {
        _end.TrySetResult();
        await _app.DisposeAsync();
    }

    /// <summary>What the service sent.</summary>
    public sealed record Call(string Path, IReadOnlyDictionary<string, string> Headers, JsonElement Body)
    {
        public string System => Message("system");

        public string User => Message("user");

        public bool IsProposal => System.Contains("into commands", StringComparison.Ordinal);

        public string ItemId(string title)
        {
            var items = User.Split('\n').First(line => line.StartsWith("items: ", StringComparison.Ordinal))["items: ".Length..];
            return JsonDocument.Parse(items).RootElement.EnumerateArray().First(item => item.GetProperty("title").GetString()!.Contains(title, StringComparison.Ordinal)).GetProperty("id").GetString()!;
        }

        private string Message(string role)
        {
            var content = Body.GetProperty("messages").EnumerateArray().First(message => message.GetProperty("role").GetString() == role).GetProperty("content");
            return content.ValueKind == JsonValueKind.String ? content.GetString()! : string.Concat(content.EnumerateArray().Select(part => part.GetProperty("text").GetString()));
        }
    }
}
