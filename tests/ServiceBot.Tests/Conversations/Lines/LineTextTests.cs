using System.Text.RegularExpressions;
using ServiceBot.Domain.Messaging;
using ServiceBot.Platform;

namespace ServiceBot.Tests.Conversations.Lines;

/// <summary>What an agent reads in a text message, with values as they are.</summary>
public sealed partial class LineTextTests
{
    private static readonly TextBook Texts = TextBook.Load(ContentFolders.BuiltInTexts);

    private static readonly Dictionary<string, string> Sample = new()
    {
        ["reference"] = "260000019", ["item"] = "最低生活保障对象认定", ["resident"] = "欧阳秀英", ["village"] = "寺家庄村", ["region"] = "石家庄市正定县南楼乡南楼村",
        ["resident_phone"] = "13900010001", ["phone"] = "0311-00000101", ["proxy_day"] = "2026年11月25日", ["proxy_due"] = "2026年11月27日前办理或报送", ["owner"] = "王建国",
        ["state"] = "补齐补正", ["reason"] = "明天要去县里开会，村里没有人", ["name"] = "王建国", ["other"] = "短信 139****0001", ["about"] = "260000019", ["why"] = "机器人三次没听懂",
        ["day"] = "2026年11月25日", ["time"] = "10:30", ["stand_in"] = "李秀英", ["stand_in_phone"] = "0311-00000102", ["materials"] = "身份证复印件、一寸照片",
        ["papers"] = "身份证复印件、户口簿复印件、一寸照片", ["minutes"] = "10", ["code"] = "482913", ["number"] = "3", ["menu"] = "回复：3 缺材料 5 已报送 6 办结 0 列表",
    };

    public static TheoryData<string> Ids => [.. Texts.Ids.Where(id => id.StartsWith("notice_agent_", StringComparison.Ordinal) || id.StartsWith("line_", StringComparison.Ordinal)
        || id.StartsWith("notice_line_", StringComparison.Ordinal) || id is "notice_person_wanted" or "notice_person_late" or "agent_case" or "agent_done" or "agent_done_offered" or "agent_done_breach").Order()];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Fits_into_two_messages_and_asks_for_no_value_that_the_long_text_does_not_have(string id)
    {
        var text = Texts.Find(id)!;
        var known = Names(text.Zh).Append("village").ToHashSet();
        Assert.Subset(known, Names(text.ZhSms ?? text.Zh).ToHashSet());
        Assert.Subset(known, Names(text.EnSms ?? text.En!).ToHashSet());
        // A code is given in the web chat only.
        if (id is "line_code") return;
        foreach (var locale in new[] { "zh-Hans", "en" })
        {
            var said = Texts.Render(id, locale, Sample, sms: true);
            Assert.DoesNotContain("{{", said, StringComparison.Ordinal);
            Assert.True(locale == "en" || SmsText.Measure(said).Segments <= 2, $"{SmsText.Measure(said)}: {said}");
        }
    }

    private static IEnumerable<string> Names(string text) => Name().Matches(text).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"\{\{([^}]*)\}\}")]
    private static partial Regex Name();
}
