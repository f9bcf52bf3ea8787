using ServiceBot.Domain.Catalog;

namespace ServiceBot.Tests.Support;

internal static partial class Make
{
    /// <summary>A sound item; a test changes the one thing it is about.</summary>
    public static ServiceItem SoundItem(string code = "T-1", string name = "测试事项") => new()
    {
        Code = code,
        Name = name,
        ItemType = "公共服务",
        Department = "示例乡人民政府",
        CaseType = "承诺件",
        LegalBases = [new LegalBasis("示例条例", "第一条")],
        AcceptConditions = ["本地居民"],
        Materials = [new Material { Name = "身份证", Copies = 1 }],
        Steps = [new HandlingStep("受理"), new HandlingStep("办结")],
        LegalLimit = new TimeLimit(20, LimitUnit.WorkingDays),
        PromisedLimit = new TimeLimit(10, LimitUnit.WorkingDays),
        FeeNote = "不收费",
        ConsultPhone = "0311-0000-0001",
        ComplaintPhone = "0311-0000-0002",
    };
}
