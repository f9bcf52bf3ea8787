using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Conversations;

/// <summary>The whole errand: she asks, a case exists, the cadre runs it by chat, she hears of each step and rates it.</summary>
public sealed class ErrandTests(App app) : IClassFixture<App>
{
    private static readonly string[] Form = ["帮我办高龄津贴", "给自己办", "王秀英", "正定县南楼乡南楼村", "1944年5月6日", "同意", "130199194503150022", "有", "都齐了"];

    [Fact]
    public async Task She_asks_for_the_papers_and_gets_those_of_the_item_with_its_name_as_source()
    {
        var resident = new Person(app, "dl-asks");
        var answer = string.Join('\n', await resident.SaysAsync("办低保要带什么材料？"));
        Assert.Contains("身份证", answer, StringComparison.Ordinal);
        Assert.Contains("最低生活保障", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_confirmed_request_becomes_one_case_which_the_agent_runs_by_chat_and_she_rates()
    {
        var resident = new Person(app, "dl-errand");
        foreach (var line in Form) await resident.SaysAsync(line);
        var review = string.Join('\n', await resident.SaysAsync("13912345678"));
        Assert.Contains("委托书", review, StringComparison.Ordinal);
        // A correction at the review, a question in passing, and back to the open question.
        Assert.Contains("139****5678", review, StringComparison.Ordinal);
        await resident.SaysAsync("不对，电话是13812345679");
        var passing = string.Join('\n', await resident.SaysAsync("高龄津贴多久能办下来？"));
        Assert.Contains("委托书", passing, StringComparison.Ordinal);
        var done = string.Join('\n', await resident.SaysAsync("对"));

        var made = await CasesAsync(resident.Id);
        var row = Assert.Single(made);
        Assert.Contains(row.Reference, done, StringComparison.Ordinal);
        Assert.EndsWith("5679", row.PhoneMasked, StringComparison.Ordinal);

        // Saying yes again makes no second case.
        await resident.SaysAsync("对");
        Assert.Single(await CasesAsync(resident.Id));

        var agent = Person.OfAgent(app, row.ProxyAgentId);
        await agent.HearsAsync(row.Reference);
        await agent.SaysAsync("1");
        await resident.HearsAsync("接");
        await agent.SaysAsync("3 缺 身份证复印件、照片");
        var missing = await resident.HearsAsync("身份证复印件");
        Assert.Contains("照片", missing, StringComparison.Ordinal);
        await agent.SaysAsync("材料已齐");
        await resident.HearsAsync("齐");
        var status = string.Join('\n', await resident.SaysAsync("查进度"));
        Assert.Contains(row.Reference, status, StringComparison.Ordinal);
        await agent.SaysAsync("已报送");
        await resident.HearsAsync("报");
        await agent.SaysAsync("受理");
        await agent.SaysAsync("办结 津贴已批准，下月发放");
        await resident.HearsAsync("津贴已批准");
        await resident.SaysAsync("5");

        var rated = Assert.Single(await CasesAsync(resident.Id));
        Assert.True(rated.Rating == 5, await resident.ShownAsync());
    }

    private Task<List<CaseRow>> CasesAsync(string conversation) =>
        app.InStoreAsync(db => db.Cases.AsNoTracking().Where(row => row.ConversationId == conversation).ToListAsync());
}
