using ServiceBot.Cases;
using ServiceBot.Domain.Cases;

namespace ServiceBot.Tests.Support;

internal static partial class Make
{
    /// <summary>A case as a row, for tests of the store: nothing in it was decided.</summary>
    public static CaseRow CaseRow(string reference, string origin, long version = 1) => new()
    {
        Reference = reference,
        OriginKey = origin,
        ItemCode = "HB-TEST-1",
        ItemVersion = 1,
        ItemName = "高龄津贴",
        RegionCode = Nanlou,
        TownshipCode = Nanlou[..9],
        CountyCode = Nanlou[..6],
        RegionName = "南楼村",
        ResidentName = "王秀英",
        ConversationId = "dl-case",
        Channel = "directline",
        Materials = "[]",
        Answers = "sealed",
        Authorisation = "sealed",
        AuthorisationHash = new string('0', 64),
        OpenedAt = Morning,
        ChangedAt = Morning,
        ProxyAgentId = "agent",
        State = CaseState.Authorised,
        ProxyDueAt = Morning.AddDays(1),
        Facts = "{}",
        LastHash = new string('0', 64),
        Version = version,
    };
}
