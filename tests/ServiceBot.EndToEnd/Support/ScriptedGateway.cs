using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ServiceBot.EndToEnd.Support;

/// <summary>
/// Kannel's <c>sendsms</c> as a carrier's log would show it: every message that arrives is written down before it is answered, so the log is the
/// truth about what a phone gets, whatever the sender believes.
/// </summary>
public sealed class ScriptedGateway : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentQueue<Entry> _log = new();

    /// <param name="latency">Between taking a message and answering.</param>
    public ScriptedGateway(TimeSpan latency = default)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.MapGet("/cgi-bin/sendsms", async (HttpContext context) =>
        {
            var query = context.Request.Query;
            var receipt = new Uri(query["dlr-url"].ToString().Replace("%d", "1", StringComparison.Ordinal));
            _log.Enqueue(new Entry(Stopwatch.GetTimestamp(), query["to"].ToString(), query["text"].ToString(), receipt));
            Arrived?.Invoke(_log.Count);
            if (latency > TimeSpan.Zero) await Task.Delay(latency, TimeProvider.System, CancellationToken.None);
            return Results.Text("0: Accepted for delivery", statusCode: 202);
        });
    }

    /// <summary>Called with the number of messages so far; returns at once.</summary>
    public event Action<int>? Arrived;

    /// <summary>In the order of arrival.</summary>
    public IReadOnlyList<Entry> Log => [.. _log];

    public Uri SendUrl => new(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/cgi-bin/sendsms");

    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["ServiceBot:Kannel:SendUrl"] = SendUrl.ToString(),
        ["ServiceBot:Kannel:ReceiptUrl"] = RunningApp.OwnAddress + "sms/kannel/dlr",
    };

    public Task StartAsync() => _server.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <param name="At">Timestamp of <see cref="Stopwatch"/>.</param>
    /// <param name="Receipt">Where "delivered" is told.</param>
    public sealed record Entry(long At, string To, string Text, Uri Receipt)
    {
        /// <summary>Id of the outbox row it was sent for.</summary>
        public long Letter => long.Parse(System.Web.HttpUtility.ParseQueryString(Receipt.Query)["letter"]!, System.Globalization.CultureInfo.InvariantCulture);
    }
}
