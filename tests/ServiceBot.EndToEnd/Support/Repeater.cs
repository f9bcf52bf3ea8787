using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ServiceBot.EndToEnd.Support;

/// <summary>Stands between the gateway and the application and hands over every message several times at once, as a bad line and its retries do.</summary>
public sealed class Repeater : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly HttpClient _client = new();

    /// <param name="target">Where to.</param>
    /// <param name="times">How often.</param>
    public Repeater(Uri target, int times)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.MapGet("/sms/kannel", async (HttpContext context) =>
        {
            var address = new Uri(target + context.Request.QueryString.Value);
            try
            {
                var answers = await Task.WhenAll(Enumerable.Range(0, times).Select(_ => StatusAsync(address, context.RequestAborted)));
                return Results.Text("", statusCode: answers.Max());
            }
            catch (HttpRequestException)
            {
                return Results.StatusCode(503);
            }
        });
    }

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
