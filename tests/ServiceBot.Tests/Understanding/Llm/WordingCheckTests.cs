using ServiceBot.Tests.Support;
using ServiceBot.Understanding;
using ServiceBot.Understanding.Llm;

namespace ServiceBot.Tests.Understanding.Llm;

/// <summary>Around the references nothing can be said.</summary>
public sealed class WordingCheckTests
{
    private static readonly Vocabulary _words = Vocabulary.Load(Path.Combine(Repository.Root, "dialogs", "vocabulary"));
    private static readonly WordingCheck _check = new(_words);
    private static readonly AnswerParts _parts = new("a\nb\nc", new Dictionary<string, string> { ["fact1"] = "a", ["fact2"] = "b" }, "\nc");

    [Theory]
    [InlineData("{{fact1}}{{fact2}}", "zh-Hans")]
    [InlineData("您好，您问的情况如下：\n{{fact2}}\n另外，{{fact1}}。", "zh-Hans")]
    [InlineData("Hello! Here is what you asked about: {{fact1}}\nIn addition: {{fact2}}", "en")]
    public void Order_and_courtesy_pass(string template, string locale) => Assert.Null(_check.Refuse(template, _parts, locale));

    [Theory]
    [InlineData("{{fact1}}", "missing")]
    [InlineData("{{fact1}}{{fact2}}{{fact1}}", "twice")]
    [InlineData("{{fact1}}{{fact2}}{{fact3}}", "unknown_reference")]
    [InlineData("{{fact1}}{{fact2}}{{catalog.fee}}", "unknown_reference")]
    [InlineData("{{fact1}}{{ fact2 }}", "unknown_reference")]
    [InlineData("{{fact1}}{{fact2", "broken_reference")]
    [InlineData("{{fact1}}{{fact2}}}}", "sign")]
    [InlineData("收费50元 {{fact1}}{{fact2}}", "figure")]
    [InlineData("收费五十元 {{fact1}}{{fact2}}", "figure")]
    [InlineData("收费伍拾元 {{fact1}}{{fact2}}", "figure")]
    [InlineData("５０ {{fact1}}{{fact2}}", "figure")]
    [InlineData("④ {{fact1}}{{fact2}}", "figure")]
    [InlineData("Ⅳ {{fact1}}{{fact2}}", "figure")]
    [InlineData("半个月 {{fact1}}{{fact2}}", "figure")]
    [InlineData("几天 {{fact1}}{{fact2}}", "figure")]
    [InlineData("٣ {{fact1}}{{fact2}}", "figure")]
    [InlineData("請看 {{fact1}}{{fact2}}", "word")]
    [InlineData("免费 {{fact1}}{{fact2}}", "word")]
    [InlineData("不用{{fact1}}{{fact2}}", "word")]
    [InlineData("可以。{{fact1}}{{fact2}}", "word")]
    [InlineData("是的。{{fact1}}{{fact2}}", "word")]
    [InlineData("您符合。{{fact1}}{{fact2}}", "word")]
    [InlineData("低保{{fact1}}{{fact2}}", "word")]
    [InlineData("去南楼村{{fact1}}{{fact2}}", "word")]
    [InlineData("请找村支书签字{{fact1}}{{fact2}}", "word")]
    [InlineData("明天{{fact1}}{{fact2}}", "word")]
    [InlineData("https://a.cn {{fact1}}{{fact2}}", "sign")]
    [InlineData("a.cn {{fact1}}{{fact2}}", "word")]
    [InlineData("a@b.cn {{fact1}}{{fact2}}", "sign")]
    [InlineData("￥ {{fact1}}{{fact2}}", "sign")]
    [InlineData("<b>{{fact1}}{{fact2}}", "sign")]
    [InlineData("[看]{{fact1}}{{fact2}}", "sign")]
    [InlineData("\u202E您好{{fact1}}{{fact2}}", "sign")]
    [InlineData("Here is {{fact1}}{{fact2}}", "word")]
    public void Anything_else_does_not(string template, string reason) => Assert.Equal(reason, _check.Refuse(template, _parts, "zh-Hans"));

    [Theory]
    [InlineData("It is free: {{fact1}}{{fact2}}", "word")]
    [InlineData("Fifty yuan {{fact1}}{{fact2}}", "word")]
    [InlineData("Yes. {{fact1}}{{fact2}}", "word")]
    [InlineData("You are entitled: {{fact1}}{{fact2}}", "word")]
    [InlineData("thenext {{fact1}}{{fact2}}", "word")]
    [InlineData("您好{{fact1}}{{fact2}}", "word")]
    public void In_English_neither(string template, string reason) => Assert.Equal(reason, _check.Refuse(template, _parts, "en"));

    [Fact]
    public void A_giant_text_does_not() => Assert.Equal("long", _check.Refuse("{{fact1}}{{fact2}}" + new string('\u5462', 400), _parts, "zh-Hans"));

    /// <summary>Whoever adds a word sees here what it must not be: a figure, a no, a yes, a must, a can.</summary>
    [Fact]
    public void No_word_of_the_list_says_anything_by_itself()
    {
        string[] claims = ["不", "没", "无", "免", "可以", "能", "必须", "要", "应", "是的", "对的", "好的", "符合", "够", "保证", "一定", "钱", "元", "天", "日", "月", "年", "费", "号", "村", "乡", "镇"];
        string[] allowed = ["不着急", "老乡", "乡亲"];
        var chinese = _words.List("wording.zh");
        Assert.DoesNotContain(chinese.Except(allowed), word => word.Any(WordingCheck.IsFigure) || Array.Exists(claims, claim => word.Contains(claim, StringComparison.Ordinal)));
        Assert.DoesNotContain(chinese, word => word is "是" or "对" or "好" or "行" or "中" or "嗯" or "有");
        string[] english = ["yes", "not", "free", "can", "may", "must", "need", "never", "always", "entitled", "eligible", "yuan", "day", "days"];
        Assert.DoesNotContain(_words.List("wording.en"), word => word != "good day" && (word.Any(char.IsDigit) || word.Split(' ').Intersect(english).Any()));
        Assert.Equal(_words.List("wording.en"), _words.List("wording.en").Select(word => word.ToLowerInvariant()));
    }
}
