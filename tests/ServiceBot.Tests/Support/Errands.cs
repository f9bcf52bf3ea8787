using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Data;
using ServiceBot.Domain.Cases;
using ServiceBot.Platform;

namespace ServiceBot.Tests.Support;

/// <summary>Errands in the running service, without a dialog before them.</summary>
internal static class Errands
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A confirmed request of a resident, with her conversation. Its number.</summary>
    public static async Task<string> OpenErrandAsync(this App app, string conversation, string region = Make.Nanlou)
    {
        var services = app.Services;
        await services.GetRequiredService<IGrainFactory>().GetGrain<IConversation>(conversation)
            .OpenAsync(new Opening { Channel = "directline", UserId = "dl_" + conversation });
        var request = Make.Request(conversation, conversation + "/create", region) with
        {
            Answers = [new CaseAnswer("出生日期", "1945年3月15日"), new CaseAnswer("身份证号", "130199194503150022"), new CaseAnswer("联系电话", "13900010001")],
        };
        var change = services.GetRequiredService<CaseDesk>().Open(request, services.GetRequiredService<TownshipClock>().Now);
        Assert.Equal(CommitFailure.None, await services.GetRequiredService<CaseStore>().CommitAsync(change, Cancel));
        return change.After.Reference;
    }

    public static async Task ActAsync(this App app, string reference, CaseCommand command, string proxyAgentId = "AGENT-A")
    {
        var act = new CaseAct(reference, command, CaseActor.ProxyAgent(proxyAgentId));
        Assert.IsType<CaseOutcome.Done>(await app.Services.GetRequiredService<CaseDesk>().ActAsync(act, Cancel));
    }

    public static async Task<CaseDetail> CaseAsync(this App app, string reference) =>
        (await app.Services.GetRequiredService<CaseQueries>().FindAsync(reference, Cancel))!;
}
