using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Conversations;

/// <summary>"Say it again" says it again: with the numbers that staff see starred, and with its buttons.</summary>
public sealed class StoredPastTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task What_is_said_again_is_what_was_said_with_its_phone_number_and_its_buttons()
    {
        var resident = new Person(app, "dl-again");
        foreach (var line in new[] { "帮我办高龄津贴", "给自己办", "王秀英", "正定县南楼乡南楼村", "1944年5月6日", "不同意，当面再给", "都齐了" }) await resident.SaysAsync(line);
        await resident.SaysAsync("13912345678");
        var review = await resident.SentAsync();
        await resident.SaysAsync("再说一遍");
        var again = await resident.SentAsync();

        Assert.Contains(review, activity => activity.Text!.Contains("13912345678", StringComparison.Ordinal));
        Assert.Equal(review.Select(activity => activity.Text), again.Select(activity => activity.Text));
        Assert.NotNull(review[^1].SuggestedActions);
        Assert.Equal(review[^1].SuggestedActions!.Actions!.Select(action => action.Title), again[^1].SuggestedActions?.Actions?.Select(action => action.Title));
        Assert.NotEmpty(await resident.SaysAsync("对"));
    }
}
