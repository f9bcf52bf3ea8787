using CsCheck;
using ServiceBot.Domain.Dialogs;
using static ServiceBot.Tests.Support.Talk;

namespace ServiceBot.Tests.Understanding.Slots;

public sealed class EveryTextTests
{
    /// <summary>Pieces that numbers, days and hours are made of, in any order.</summary>
    private static readonly string[] _pieces =
    [
        "一", "二", "两", "三", "五", "九", "零", "〇", "十", "百", "千", "万", "亿", "廿", "半", "几", "多", "来", "点", ".", ",", "0", "1", "12", "31", "99", "2026", "年", "月", "日", "号", "周", "星期", "礼拜", "天", "末", "初", "底",
        "上", "下", "前", "后", "过", "再过", "闰", "腊月", "正月", "农历", "除夕", "清明", "季度", "世纪", "年代", "工作日", "个", "内", "以来", "到", "至", "-", "/", ":", " ", "的", "刻", "差", "分", "上午", "晚上", "亩", "斤", "块", "毛", "%", "百分之", "分之",
        "不是", "是", "不对，", "改成", "half", " past ", " to ", "at ", "the ", "of ", "next ", "last ", "first ", "monday", "may", "days", " before ", "between ", " and ", "am", "没有", "姓", "名", "·", "😀", "\uD83D",
    ];

    private static readonly Gen<string> _texts = Gen.Int[0, _pieces.Length - 1].Array[0, 12].Select(at => string.Concat(at.Select(piece => _pieces[piece])));

    [Fact]
    public void Every_text_is_read_by_every_parser_without_a_fault() =>
        Gen.Select(_texts, Gen.Enum<SlotType>()).Sample((text, type) => Say(text, Asking(Slot("slot", type, "标签"))).Count > 0);
}
