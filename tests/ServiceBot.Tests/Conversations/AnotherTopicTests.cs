using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Conversations;

/// <summary>A field asked without an item is asked of the item before, but not when the message is about something else.</summary>
public sealed class AnotherTopicTests(App app) : IClassFixture<App>
{
    [Theory]
    [InlineData("那要多久？")]
    [InlineData("我不在本地能办吗")]
    [InlineData("要交钱不")]
    public async Task A_question_about_the_same_thing_is_answered_from_it(string question)
    {
        var she = new Person(app, "dl-same-" + question);
        await she.SaysAsync("低保要什么材料");
        Assert.Contains("低保", (await she.SaysAsync(question))[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("猪瘟疫苗去哪打")]
    [InlineData("my cow is pregnant, what papers")]
    [InlineData("无人机考证要什么材料")]
    public async Task A_question_about_something_else_is_not(string question)
    {
        var she = new Person(app, "dl-other-" + question);
        await she.SaysAsync("低保要什么材料");
        var answer = string.Join('\n', await she.SaysAsync(question));
        Assert.DoesNotContain("最低生活保障", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_date_in_the_wrong_place_is_no_question_about_an_item()
    {
        var she = new Person(app, "dl-date");
        await she.SaysAsync("帮我办高龄津贴");
        await she.SaysAsync("给自己办");
        Assert.DoesNotContain("养老", string.Join('\n', await she.SaysAsync("45年三月十五")), StringComparison.Ordinal);
    }
}
