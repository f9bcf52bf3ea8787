using ServiceBot.EndToEnd.Support;

namespace ServiceBot.EndToEnd.Sms;

/// <summary>The benchmark <c>campaign</c> does the same with 10,000 messages.</summary>
public sealed class CampaignTests
{
    [Fact]
    public async Task Messages_due_at_once_leave_in_order_at_the_carriers_rate_each_once_though_the_process_is_killed()
    {
        const double SmsPerSecond = 200;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(3));

        var result = await Campaign.RunAsync(1000, SmsPerSecond, limit.Token);

        Assert.Empty(result.Faults());
        Assert.InRange(result.Rows.Count, 1000, 2000);
        Assert.InRange(result.BeforeKill, 500, 900);
        Assert.InRange(result.Uncertain.Count, 0, 64);
        var busiest = result.MostWithin(TimeSpan.FromSeconds(3)) / 3.0;
        Assert.True(busiest <= SmsPerSecond * 1.25, $"{busiest} SMS a second");
    }
}
