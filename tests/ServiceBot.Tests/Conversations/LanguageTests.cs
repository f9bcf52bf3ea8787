using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Conversations;

public sealed class LanguageTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task Asked_for_in_words_it_stays_though_her_page_still_says_Chinese()
    {
        var resident = new Person(app, "dl-words") { Locale = "zh-CN" };
        await resident.SaysAsync("English");
        var answer = string.Join('\n', await resident.SaysAsync("what papers for the old age allowance?"));
        Assert.Contains("Identity card", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("what papers for the old age allowance?", "Identity card")]
    [InlineData("OK 高龄津贴要什么材料", "身份证")]
    [InlineData("hello", "您好")]
    public async Task Where_the_channel_says_nothing_the_first_message_does(string first, string expected)
    {
        var resident = new Person(app, "dl-first-" + first.Length);
        Assert.Contains(expected, string.Join('\n', await resident.SaysAsync(first)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chosen_on_her_page_in_the_middle_it_holds_from_the_next_message_on()
    {
        var resident = new Person(app, "dl-toggle") { Locale = "zh-CN" };
        Assert.Contains("身份证", string.Join('\n', await resident.SaysAsync("高龄津贴要什么材料")), StringComparison.Ordinal);
        resident.Locale = "en-GB";
        Assert.Contains("Identity card", string.Join('\n', await resident.SaysAsync("what papers for the old age allowance?")), StringComparison.Ordinal);
    }
}
