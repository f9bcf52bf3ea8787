using System.Text;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Channels.WeChat;

/// <summary>The errand on WeChat, in every mode an account can be in.</summary>
public sealed class WeChatErrandTests(FollowedApp fixture) : IClassFixture<FollowedApp>
{
    /// <summary>What she hears, and what she types.</summary>
    private static readonly (string Hears, string Types)[] Form =
    [
        ("1 给自己办", "1"), ("您的姓名", "王秀英"), ("哪个村", "正定县南楼乡南楼村"), ("出生日期", "1944年5月6日"), ("1 同意", "1"),
        ("身份证号", "130199194503150022"), ("1 有", "1"), ("1 都齐了", "1"), ("联系电话", "13900030001"), ("1 对，提交", "1"),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Plain")]
    [InlineData("Compatible")]
    [InlineData("Encrypted")]
    public async Task Whole_errand_from_the_first_words_to_the_rating(string name)
    {
        var mode = Enum.Parse<WeChatMode>(name);
        await using var app = fixture.Make(mode);
        var she = fixture.Follower("oErrand" + name, app, mode);
        var replies = 1;
        await she.SaysAsync("我想办高龄津贴");
        foreach (var (hears, types) in Form)
        {
            await she.HearsAsync(hears);
            await she.SaysAsync(types);
            replies++;
        }

        await she.HearsAsync("编号");
        Assert.Equal(Enumerable.Repeat("answer", replies), she.Heard.Select(message => message.Way));
        var conversation = she.Conversation;
        var row = Assert.Single(await CasesAsync(app, conversation));

        var agent = Person.OfAgent(app, row.ProxyAgentId);
        await agent.HearsAsync(row.Reference);
        await agent.SaysAsync("1");
        await she.HearsAsync("已接单");
        Assert.Contains(row.Reference, (await she.SaysAsync("查进度")).Answer, StringComparison.Ordinal);
        await agent.SaysAsync("材料已齐");
        await agent.SaysAsync("已报送");
        await agent.SaysAsync("办结 津贴已批准");
        await she.HearsAsync("5 5星");
        Assert.Contains("谢谢您的评价", (await she.SaysAsync("5")).Answer, StringComparison.Ordinal);

        Assert.Equal(5, Assert.Single(await CasesAsync(app, conversation)).Rating);
        Assert.All(she.Heard, message => Assert.InRange(Encoding.UTF8.GetByteCount(message.Text), 1, 2048));
        Assert.DoesNotContain(she.Heard, message => message.Text.Contains("{{", StringComparison.Ordinal));
    }

    private static Task<List<CaseRow>> CasesAsync(App app, string conversation) =>
        app.InStoreAsync(db => db.Cases.AsNoTracking().Where(row => row.ConversationId == conversation).ToListAsync(Cancel));
}
