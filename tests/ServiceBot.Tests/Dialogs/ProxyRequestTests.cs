using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Tests.Dialogs;

public sealed class ProxyRequestTests
{
    [Fact]
    public void A_request_runs_from_start_to_one_case()
    {
        var talk = new Chat();
        talk.Send(new Command.Start("proxy-request", "HB-05"));
        Assert.Equal("for_self", talk.Open);
        talk.Answer("for_self", SlotType.YesNo, "true");
        talk.Answer("applicant_name", SlotType.Name, "王秀英");
        talk.Answer("region", SlotType.Region, "130123204201", "正定县南楼乡南楼村");
        talk.Answer("phone", SlotType.Phone, "13800138000");
        Assert.True(talk.Expect.AtReview);
        talk.Answer(Expectation.ReviewSlot, SlotType.YesNo, "true");
        Assert.Equal(1, talk.World.Created);
        Assert.Contains("260000018", talk.Last, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", talk.Last, StringComparison.Ordinal);
        Assert.Null(talk.State.Active);
        Assert.Equal("13800138000", talk.State.Profile["phone"].Value);
    }
}
