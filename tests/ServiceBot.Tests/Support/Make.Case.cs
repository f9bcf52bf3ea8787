using ServiceBot.Cases;
using ServiceBot.Domain.Catalog;

namespace ServiceBot.Tests.Support;

internal static partial class Make
{
    public const string Nanlou = "130123201201";

    public static ServiceItem Item(string code = "HB-TEST-1", VillageHandling handling = VillageHandling.Proxy) => new()
    {
        Code = code,
        Name = "高龄津贴",
        NameEn = "Old-age allowance",
        VillageHandling = handling,
        Proxy = ProxyFit.Allowed,
        PromisedLimit = new TimeLimit(20, LimitUnit.WorkingDays),
        Materials = [new Material { Name = "身份证复印件" }, new Material { Name = "户口簿复印件" }, new Material { Name = "一寸照片" }],
    };

    public static OpenCase Request(string conversation, string origin, string region = Nanlou, ServiceItem? item = null) => new()
    {
        OriginKey = origin,
        Item = item ?? Item(),
        ItemVersion = 3,
        RegionCode = region,
        RegionName = "正定县南楼乡南楼村",
        ResidentName = "李桂花",
        Phone = "13900010001",
        ResidentId = "130199194503150022",
        ConversationId = conversation,
        Channel = "directline",
        Answers = [new CaseAnswer("出生日期", "1945年3月15日")],
        Authorisation = "委托书 13900010001",
    };
}
