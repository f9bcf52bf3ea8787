using ServiceBot.Catalog;
using ServiceBot.Domain.Catalog;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Platform;

namespace ServiceBot.Tests.Catalog;

/// <summary>By phrase: what a resident says, and the whole reply.</summary>
public sealed class CatalogAnswersTests
{
    private static readonly DateOnly _today = new(2026, 11, 24);
    private static readonly TextBook _texts = TextBook.Load(ContentFolders.BuiltInTexts);
    private static readonly CatalogBook _samples = SampleCatalog.Book();

    [Fact]
    public void The_materials_of_dibao_are_told_with_their_source()
    {
        var answer = Ask("办低保要带什么材料？");
        Assert.Equal(AnswerStatus.Answered, answer.Status);
        Assert.Equal(
            """
            办低保要带：
            1. 书面申请，原件1份
            2. 身份证，复印件1份（共同生活的家庭成员都要）
            3. 户口簿，复印件1份
            4. 家庭经济状况核对授权书，原件1份（共同生活的家庭成员签字）
            5. 家庭收入和财产声明，原件1份
            6. 代办人身份证，复印件1份（委托他人申请时）
            来源：《最低生活保障对象认定》事项清单 v1（示例）
            """.ReplaceLineEndings("\n"), answer.Text);
        var citation = Assert.Single(answer.Citations);
        Assert.Equal(("HB-MZ-001", "materials", 1), (citation.Code, citation.Field, citation.Version));
        Assert.Equal(["帮我办", "多久能办好", "在哪办", "申请条件"], answer.Choices.Select(choice => choice.Label));
        Assert.Equal(new Command.Start("proxy-request", "HB-MZ-001"), answer.Choices[0].Command);
    }

    [Theory]
    [InlineData("准生证去哪开", "HB-WJ-001", "示例乡便民服务中心")]
    [InlineData("高龄补贴几天能办下来", "HB-MZ-005", "承诺22个工作日（示例）")]
    [InlineData("高龄津贴每月多少钱", "HB-MZ-005", "80至89周岁每月30元")]
    [InlineData("营业执照收费吗", "HB-SC-001", "不收费")]
    [InlineData("身份证能代办吗", "HB-GA-003", "不能。要本人采集指纹")]
    [InlineData("办身份证要本人去吗", "HB-GA-003", "须本人到场采集指纹和照片")]
    [InlineData("低保归谁管", "HB-MZ-001", "县级民政部门")]
    [InlineData("低保什么依据", "HB-MZ-001", "社会救助暂行办法第九条至第十三条（国务院令第649号）")]
    [InlineData("低保的投诉电话", "HB-MZ-001", "监督投诉电话 0311-0000-9001")]
    [InlineData("施工许可证几天能下来", "HB-XM-007", "法定7日")]
    [InlineData("低保可以让村委会帮忙申请吗", "HB-MZ-001", "可以委托村民委员会、居民委员会代为提出申请")]
    [InlineData("低保不给办怎么办", "HB-MZ-001", "行政复议")]
    public void A_fact_is_taken_from_the_item(string question, string item, string fact)
    {
        var answer = Ask(question);
        Assert.Equal((AnswerStatus.Answered, item), (answer.Status, answer.Item));
        Assert.Contains(fact, answer.Text, StringComparison.Ordinal);
        Assert.Contains("来源：《", answer.Text, StringComparison.Ordinal);
        Assert.NotEmpty(answer.Citations);
    }

    [Fact]
    public void Conditions_are_never_a_verdict() => Assert.Contains("以受理部门为准", Ask("低保谁能领").Text, StringComparison.Ordinal);

    [Fact]
    public void Two_things_asked_are_two_things_told()
    {
        var answer = Ask("办低保要什么材料，多久能办好");
        Assert.Contains("书面申请", answer.Text, StringComparison.Ordinal);
        Assert.Contains("承诺25个工作日", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bare_name_gets_an_overview_and_what_may_be_asked_next()
    {
        var answer = Ask("高龄津贴");
        Assert.StartsWith("高龄津贴给付：", answer.Text, StringComparison.Ordinal);
        Assert.Equal(["帮我办", "要带什么材料", "多久能办好", "在哪办"], answer.Choices.Select(choice => choice.Label));
    }

    [Fact]
    public void A_cancelled_item_answers_with_what_replaced_it()
    {
        var answer = Ask("流动人口婚育证明要什么材料");
        Assert.Equal((AnswerStatus.Cancelled, "HB-WJ-003"), (answer.Status, answer.Item));
        Assert.Contains("已经取消", answer.Text, StringComparison.Ordinal);
        Assert.Contains("现在请改办：生育登记", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(answer.Choices, choice => choice.Command is Command.Start { Item: "HB-WJ-003" });
        Assert.Contains(answer.Choices, choice => choice.Command is Command.Ask { Item: "HB-WJ-001" });
    }

    [Theory]
    [InlineData("今天天气怎么样")]
    [InlineData("asdfgh")]
    [InlineData("")]
    public void What_is_not_in_the_catalog_is_said_honestly(string question)
    {
        var answer = Ask(question);
        Assert.Equal(AnswerStatus.NoInfo, answer.Status);
        Assert.Contains("不敢乱说", answer.Text, StringComparison.Ordinal);
        Assert.Empty(answer.Citations);
    }

    [Fact]
    public void A_field_that_the_item_does_not_state_is_not_invented()
    {
        var answer = Ask("低保办好给什么证", change: item => item with { Results = [] });
        Assert.Equal(AnswerStatus.NoInfo, answer.Status);
        Assert.Contains("没有写", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("办低保要带什么材料？")]
    [InlineData("帮我办低保")]
    public void A_switched_off_item_answers_nothing(string question)
    {
        var without = new CatalogBook(_samples.Items.Where(entry => entry.Item.Code != "HB-MZ-001"), _samples.Articles);
        Assert.NotEqual("HB-MZ-001", Ask(question, without).Item);
        Assert.Equal(AnswerStatus.NoInfo, Compose(new Command.Ask(question, "HB-MZ-001"), without).Status);
    }

    [Fact]
    public void An_item_before_its_first_day_answers_nothing() =>
        Assert.Equal(AnswerStatus.NoInfo, Compose(
            new Command.Ask("材料", "HB-MZ-001", [CatalogField.Materials]), SampleCatalog.Book(item => item with { EffectiveFrom = _today.AddDays(1) })).Status);

    [Fact]
    public void Several_that_fit_are_offered_by_name()
    {
        var answer = Ask("残疾人补贴和护理补贴要什么材料");
        Assert.Equal(AnswerStatus.Clarify, answer.Status);
        Assert.InRange(answer.Choices.Count, 2, 3);
        var ask = Assert.IsType<Command.Ask>(answer.Choices[0].Command);
        Assert.Equal([CatalogField.Materials], ask.Fields);
        Assert.Equal(AnswerStatus.Answered, Compose(ask).Status);
    }

    [Fact]
    public void An_article_is_shown_with_its_source()
    {
        var answer = Ask("代办收费吗");
        Assert.Equal(AnswerStatus.Answered, answer.Status);
        Assert.Contains("代办不收费", answer.Text, StringComparison.Ordinal);
        Assert.Contains("来源：《关于建设“三级平台”", answer.Text, StringComparison.Ordinal);
        Assert.Contains("2014-07-30", answer.Text, StringComparison.Ordinal);
        Assert.Equal("ART-002", Assert.Single(answer.Citations).Code);
    }

    [Fact]
    public void An_emergency_is_sent_to_the_right_door_first() => Assert.Equal(AnswerStatus.OutOfScope, Ask("着火了快来人").Status);

    [Fact]
    public void English_is_answered_in_English()
    {
        var answer = Ask("What documents do I need for the old age allowance?", locale: "en");
        Assert.StartsWith("For Old-age allowance bring:\n1. Application and approval form, 1 original(s)", answer.Text, StringComparison.Ordinal);
        Assert.EndsWith("Source: published item Old-age allowance, v1 (sample data)", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_answer_of_any_item_leaves_a_hole_or_fills_more_than_a_screen() =>
        Assert.All(_samples.Open(_today), entry =>
        {
            foreach (var locale in new[] { "zh-Hans", "en" })
                foreach (var sms in new[] { false, true })
                    foreach (var field in Enum.GetValues<CatalogField>())
                    {
                        var answer = Compose(new Command.Ask("", entry.Item.Code, [field]), _samples, locale, sms);
                        Assert.DoesNotContain("{{", answer.Text, StringComparison.Ordinal);
                        Assert.True(answer.Text.Length < (locale == "en" ? 1200 : 600), $"{entry.Item.Code} {field} {locale}: {answer.Text.Length}");
                        Assert.All(answer.Choices, choice => Assert.DoesNotContain("{{", choice.Label, StringComparison.Ordinal));
                    }
        });

    private static ComposedAnswer Ask(string question, CatalogBook? book = null, Func<ServiceItem, ServiceItem>? change = null, string locale = "zh-Hans") =>
        Compose(new Command.Ask(question), change is null ? book : SampleCatalog.Book(change), locale);

    private static ComposedAnswer Compose(Command.Ask ask, CatalogBook? book = null, string locale = "zh-Hans", bool sms = false)
    {
        var catalog = new CurrentCatalog();
        catalog.Replace(book ?? _samples);
        return new CatalogAnswers(catalog, new QuestionReader(catalog), _texts).Compose(ask, locale, sms, _today);
    }
}
