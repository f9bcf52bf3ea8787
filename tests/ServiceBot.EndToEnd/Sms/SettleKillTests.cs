using System.Net;
using ServiceBot.EndToEnd.Support;

namespace ServiceBot.EndToEnd.Sms;

/// <summary>What was acknowledged is answered, though the process dies while it waits for more.</summary>
public sealed class SettleKillTests
{
    [Fact]
    public async Task Parts_that_were_acknowledged_before_a_kill_are_read_together_after_it()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        await using var gateway = new ScriptedGateway();
        await gateway.StartAsync();
        await using var app = await RunningApp.StartAsync(
            new Dictionary<string, string>(gateway.Settings) { ["ServiceBot:Sms:SettleMilliseconds"] = "3000" }, limit.Token);
        foreach (var (text, id) in new[] { ("我想办", "p1"), ("低保", "p2") })
        {
            using var response = await app.Client.GetAsync(new Uri($"sms/kannel?from=13900090009&to=10690001&text={Uri.EscapeDataString(text)}&charset=UTF-8&id={id}", UriKind.Relative), limit.Token);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Empty(gateway.Log);
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        gateway.Arrived += _ => answered.TrySetResult();
        await app.RestartAsync(limit.Token);
        await answered.Task.WaitAsync(limit.Token);

        Assert.Contains("1 给自己办", Assert.Single(gateway.Log).Text, StringComparison.Ordinal);
    }
}
