using System.Text;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Domain.Cases;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Channels.WeChat;

/// <summary>A cadre's errands on WeChat.</summary>
public sealed class WeChatLineTests(FollowedApp fixture) : IClassFixture<FollowedApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Errands_come_on_WeChat_are_answered_there_and_end_when_he_no_longer_follows()
    {
        var (web, he) = (Person.OfAgent(fixture.App, "AGENT-A"), fixture.Follower("oLine"));
        await web.SaysAsync("绑定微信");
        var code = Pairing.CodeIn([await web.SentAsync("绑定码：")]);
        Assert.Contains("现在是您的工作线路", (await he.SaysAsync($"绑定 {code}")).Answer, StringComparison.Ordinal);
        await web.HearsAsync("您的工作线路已设为微信");

        var reference = await fixture.App.OpenErrandAsync("dl-wechat-line");
        var news = (await he.HearsAsync(reference))[^1];
        Assert.Contains("可以回复：1 接单", news.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("1 1 接单", news.Text, StringComparison.Ordinal);
        Assert.Contains("3 缺材料", (await he.SaysAsync("1")).Answer, StringComparison.Ordinal);
        Assert.Equal(CaseState.Received, (await fixture.App.CaseAsync(reference)).Facts.State);
        Assert.All(he.Heard, message => Assert.InRange(Encoding.UTF8.GetByteCount(message.Text), 1, 2048));

        await he.DoesAsync("unsubscribe");
        await web.HearsAsync("微信那边已要求不再收消息");
        Assert.Null(await fixture.App.InStoreAsync(db => db.ProxyAgents.AsNoTracking().Where(row => row.Id == "AGENT-A").Select(row => row.Line).SingleAsync(Cancel)));
        Assert.DoesNotContain(await he.TranscriptAsync(), row => row.Understood?.StartsWith("error", StringComparison.Ordinal) == true);
    }
}
