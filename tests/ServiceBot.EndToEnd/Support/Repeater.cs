using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ServiceBot.EndToEnd.Support;

/// <summary>
/// Stands between the gateway and the application and hands over every message three times, as a bad line and its retries do: twice at once, and
/// once more together with a later one, so that old and new arrive in any order.
/// </summary>
public sealed class Repeater : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly HttpClient _client = new();

    private readonly ConcurrentQueue<Uri> _late = new();

    /// <param name="target">Where to.</param>
    public Repeater(Uri target)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.MapGet("/sms/kannel", async (HttpContext context) =>
        {
            var address = new Uri(target + context.Request.QueryString.Value);
            if (!Faulty) return Results.Text("", statusCode: await StatusAsync(address, context.RequestAborted));
            var earlier = new List<Uri>();
            while (_late.TryDequeue(out var late)) earlier.Add(late);
            try
            {
                var calls = new[] { address, address }.Concat(earlier).ToArray();
                Random.Shared.Shuffle(calls);
                var answers = await Task.WhenAll(calls.Select(call => StatusAsync(call, context.RequestAborted)));
                return Results.Text("", statusCode: answers.Max());
            }
            catch (HttpRequestException)
            {
                return Results.StatusCode(503);
            }
            finally
            {
                _late.Enqueue(address);
            }
        });
    }

    /// <summary>Off: each message once, as it comes.</summary>
    public bool Faulty { get; set; }

    public Uri Address => new(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/sms/kannel");

    public Task StartAsync(CancellationToken cancellationToken) => _server.StartAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _client.Dispose();
    }

    private async Task<int> StatusAsync(Uri address, CancellationToken cancellationToken)
    {
        using var response = await _client.GetAsync(address, cancellationToken);
        return (int)response.StatusCode;
    }
}
