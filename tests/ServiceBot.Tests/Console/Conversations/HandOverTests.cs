using System.Net;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Console.Conversations;

/// <summary>She asks for a person; a person answers; the bot keeps out until the conversation is handed back.</summary>
public sealed class HandOverTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_person_answers_while_the_bot_is_silent_and_hands_back()
    {
        var resident = new Person(app, "dl-hand-over");
        Assert.NotEmpty(await resident.SaysAsync("转人工"));
        Assert.Empty(await resident.SaysAsync("办低保要带什么材料？"));

        using var staff = await app.Browser().SignInAsync("admin");
        Assert.Contains("dl-hand-over", await staff.ReadAsync("/console/conversations?waiting=true"), StringComparison.Ordinal);
        const string Page = "/console/conversations/dl-hand-over";
        var key = new string('a', 32);
        using var sent = await staff.SubmitAsync(Page, [("reply", "您好，材料我给您说一下。"), ("replyKey", key)], Page + "?handler=Reply");
        using var again = await staff.SubmitAsync(Page, [("reply", "您好，材料我给您说一下。"), ("replyKey", key)], Page + "?handler=Reply");
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal(["【人工】我是管理员（示例），您请说。", "【人工】您好，材料我给您说一下。"], await resident.NewAsync());

        using var back = await staff.SubmitAsync(Page, [], Page + "?handler=HandBack");
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.NotEmpty(await resident.SaysAsync("办低保要带什么材料？"));
        Assert.DoesNotContain("dl-hand-over", await staff.ReadAsync("/console/conversations?waiting=true"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_reply_is_told_and_sends_nothing()
    {
        var resident = new Person(app, "dl-empty-reply");
        await resident.SaysAsync("转人工");
        using var staff = await app.Browser().SignInAsync("admin");
        const string Page = "/console/conversations/dl-empty-reply";
        using var sent = await staff.SubmitAsync(Page, [("reply", "  "), ("replyKey", new string('b', 32))], Page + "?handler=Reply");
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Empty(await resident.NewAsync());
    }
}
