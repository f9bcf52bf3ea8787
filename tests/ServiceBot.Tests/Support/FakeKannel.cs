using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ServiceBot.Tests.Support;

/// <summary>Kannel's <c>sendsms</c> on a port of its own. What it answers is decided by <see cref="Answers"/>, then 202.</summary>
public sealed class FakeKannel : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeKannel()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/cgi-bin/sendsms", async (HttpContext context) =>
        {
            var query = context.Request.Query;
            await Sent.Writer.WriteAsync(query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()));
            if (!Answers.TryDequeue(out var status)) status = IsDown ? 503 : 202;
            if (status == Silence) context.Abort();
            return status != 202
                ? Results.Text("refused", statusCode: status)
                : Results.Text("0: Accepted for delivery", statusCode: 202);
        });
    }

    /// <summary>In <see cref="Answers"/>: the message is taken and the connection breaks before the answer.</summary>
    public const int Silence = 0;

    /// <summary>The parameters of each call, in order.</summary>
    public Channel<IReadOnlyDictionary<string, string>> Sent { get; } = Channel.CreateUnbounded<IReadOnlyDictionary<string, string>>();

    public ConcurrentQueue<int> Answers { get; } = new();

    /// <summary>Everything is answered 503 until it is up again.</summary>
    public bool IsDown { get; set; }

    public Uri SendUrl => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/cgi-bin/sendsms");

    public static async Task<FakeKannel> StartAsync()
    {
        var kannel = new FakeKannel();
        await kannel._app.StartAsync();
        return kannel;
    }

    public App Connect(App app) => app
        .With("ServiceBot:Kannel:SendUrl", SendUrl.ToString())
        .With("ServiceBot:Kannel:Username", "bot")
        .With("ServiceBot:Kannel:Password", "a password")
        .With("ServiceBot:Kannel:ReceiptUrl", "http://localhost/sms/kannel/dlr");

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
