using Microsoft.Extensions.Options;
using ServiceBot.Cases;
using ServiceBot.Data;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Cases;

public sealed class CaseNumbersTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task Many_takers_in_many_processes_never_get_the_same_number()
    {
        var databases = app.Services.GetRequiredService<BotDbFactory>();
        var options = Options.Create(new CaseOptions { NumberBlock = 10 });
        using var first = new CaseNumbers(databases, options);
        using var second = new CaseNumbers(databases, options);
        var taken = await Task.WhenAll(Enumerable.Range(0, 40).Select(index => Task.Run(async () =>
        {
            var numbers = index % 2 == 0 ? first : second;
            if (index % 3 == 0) await numbers.EnsureAsync(TestContext.Current.CancellationToken);
            return Enumerable.Range(0, 5).Select(_ => numbers.Take(2026)).ToArray();
        })));
        Assert.Equal(200, taken.SelectMany(some => some).Distinct().Count());
    }
}
