using ServiceBot.Catalog;
using ServiceBot.Catalog.Search;
using ServiceBot.Domain.Catalog;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Tests.Catalog;

public sealed class QuestionReaderTests
{
    private static readonly DateOnly _today = new(2026, 11, 24);
    private static readonly QuestionReader _reader = Reader(SampleCatalog.Book());

    [Theory]
    [InlineData("办低保要带什么材料？", "HB-MZ-001")]
    [InlineData("办低保要带啥", "HB-MZ-001")]
    [InlineData("准生证去哪开", "HB-WJ-001")]
    [InlineData("新农合咋交", "HB-YB-002")]
    [InlineData("合作医疗怎么交钱", "HB-YB-002")]
    [InlineData("高龄补贴几天能办下来", "HB-MZ-005")]
    [InlineData("我妈八十二了有啥钱能领", "HB-MZ-005")]
    [InlineData("五保户怎么申请", "HB-MZ-002")]
    [InlineData("家里着火了没钱过日子", "HB-MZ-003")]
    [InlineData("身份证丢了咋补", "HB-GA-003")]
    [InlineData("孩子生了怎么上户口", "HB-GA-002")]
    [InlineData("暂住证怎么办", "HB-GA-001")]
    [InlineData("想在村里盖房要批什么", "HB-NY-001")]
    [InlineData("地想租给别人种", "HB-NY-002")]
    [InlineData("房子快塌了没钱修", "HB-ZJ-001")]
    [InlineData("想开个小卖部办什么证", "HB-SC-001")]
    [InlineData("营业执照多少钱", "HB-SC-001")]
    [InlineData("当过兵怎么领优待证", "HB-TY-001")]
    [InlineData("去北京看病怎么报销", "HB-YB-003")]
    [InlineData("社保卡丢了", "HB-RS-005")]
    [InlineData("老人不会用手机怎么刷脸", "HB-RS-004")]
    [InlineData("残疾证怎么办", "HB-CL-001")]
    [InlineData("瘫痪在床要人照顾有没有补贴", "HB-MZ-007")]
    [InlineData("育儿补贴每年多少钱", "HB-WJ-004")]
    [InlineData("施工许可证要什么材料", "HB-XM-007")]
    [InlineData("环评多久能批", "HB-XM-004")]
    [InlineData("企业项目备案", "HB-XM-001")]
    [InlineData("辦低保要什麼材料", "HB-MZ-001")]
    [InlineData("办 低 保 要 带 什 么", "HB-MZ-001")]
    [InlineData("代办收费吗", "ART-002")]
    [InlineData("什么是代办", "ART-001")]
    [InlineData("能不能撤回委托", "ART-005")]
    [InlineData("婚育证明在哪开", "HB-WJ-003")]
    [InlineData("What documents do I need for the old age allowance?", "HB-MZ-005")]
    [InlineData("how long does dibao take", "HB-MZ-001")]
    [InlineData("I lost my social security card", "HB-RS-005")]
    [InlineData("business licence fee", "HB-SC-001")]
    public void What_a_resident_asks_about_is_found(string text, string id)
    {
        var about = _reader.Read(text, _today).About;
        Assert.Equal(id, about.Candidates[0].Id);
        Assert.Equal(SearchConfidence.Clear, about.Confidence);
    }

    [Theory]
    [InlineData("办低保要带什么材料？", CatalogField.Materials)]
    [InlineData("高龄补贴几天能办下来", CatalogField.TimeLimit)]
    [InlineData("准生证去哪开", CatalogField.Place)]
    [InlineData("办营业执照收费吗", CatalogField.Fee)]
    [InlineData("高龄津贴每月多少钱", CatalogField.Amount)]
    [InlineData("低保谁能领", CatalogField.Conditions)]
    [InlineData("低保谁审批", CatalogField.Department)]
    [InlineData("低保的政策依据", CatalogField.LegalBasis)]
    [InlineData("办身份证要本人去吗", CatalogField.InPerson)]
    [InlineData("高龄津贴能代办吗", CatalogField.Proxy)]
    [InlineData("生育登记能在网上办吗", CatalogField.Online)]
    [InlineData("低保的电话", CatalogField.Phone)]
    [InlineData("低保怎么走流程", CatalogField.Steps)]
    [InlineData("How long does it take?", CatalogField.TimeLimit)]
    public void What_she_wants_to_know_is_read(string text, CatalogField field) => Assert.Contains(field, _reader.Read(text, _today).Fields);

    [Fact]
    public void Several_things_may_be_asked_at_once() =>
        Assert.Equal([CatalogField.Materials, CatalogField.TimeLimit], _reader.Read("办低保要什么材料，多久能办好", _today).Fields);

    [Theory]
    [InlineData("帮我办高龄津贴", true)]
    [InlineData("我想给我妈办高龄津贴", true)]
    [InlineData("我要申请低保", true)]
    [InlineData("I want to apply for dibao", true)]
    [InlineData("低保要什么材料", false)]
    [InlineData("高龄津贴", false)]
    public void A_request_to_have_it_done_is_seen(string text, bool request) => Assert.Equal(request, _reader.Read(text, _today).IsRequest);

    [Theory]
    [InlineData("今天天气怎么样")]
    [InlineData("你吃饭了吗")]
    [InlineData("西红柿多少钱一斤")]
    [InlineData("asdf qwer")]
    [InlineData("你好")]
    [InlineData("")]
    [InlineData("。。。！！！")]
    [InlineData("要带什么材料")]
    public void What_the_catalog_does_not_hold_is_not_guessed(string text) =>
        Assert.Equal(SearchConfidence.None, _reader.Read(text, _today).About.Confidence);

    [Theory]
    [InlineData("结婚证怎么领")]
    [InlineData("结婚登记要带什么")]
    [InlineData("where do I apply for a passport")]
    [InlineData("村东头的牛不吃草，肚子胀得跟鼓一样，有没有人能来看看")]
    public void What_other_offices_give_is_not_the_nearest_of_ours(string text) =>
        Assert.Equal(SearchConfidence.None, _reader.Read(text, _today).About.Confidence);

    [Theory]
    [InlineData("车祸断了一条腿，想评个残", "HB-CL-001")]
    [InlineData("开个小超市要办啥", "HB-SC-001")]
    [InlineData("做心脏搭桥花了十来万，报完还剩好几万，能再救助点不", "HB-YB-001")]
    public void A_name_with_a_small_word_in_it_and_a_long_story_are_understood(string text, string id)
    {
        var about = _reader.Read(text, _today).About;
        Assert.Equal((SearchConfidence.Clear, id), (about.Confidence, about.Candidates[0].Id));
    }

    [Theory]
    [InlineData("养蜂技术培训在哪报名", true)]
    [InlineData("跳伞技术培训在哪报名", false)]
    [InlineData("热气球技术培训在哪报名", false)]
    public void An_answer_about_one_thing_does_not_answer_for_another(string text, bool told)
    {
        var reader = Reader(new CatalogBook([], [
            Article("a", "养蜂技术培训在哪报名", "养蜂技术培训在乡镇农业综合服务站报名。"), Article("b", "渡船几点开", "渡船每小时一班。"), Article("c", "浴室怎么收费", "浴室每人五元。")]));
        Assert.Equal(told, reader.Read(text, _today).About.Confidence == SearchConfidence.Clear);
    }

    [Theory]
    [InlineData("残疾人补贴和护理补贴")]
    [InlineData("社保怎么办")]
    public void When_several_are_near_none_is_picked(string text)
    {
        var about = _reader.Read(text, _today).About;
        Assert.Equal(SearchConfidence.Close, about.Confidence);
        Assert.InRange(about.Near.Count(), 2, 3);
    }

    [Theory]
    [InlineData("着火了快来人", "door_emergency", true)]
    [InlineData("打110", "door_emergency", true)]
    [InlineData("我不想活了", "door_crisis", true)]
    [InlineData("不想活了，低保也申请不下来", "door_crisis", true)]
    [InlineData("我要举报村主任贪污", "door_report", false)]
    [InlineData("我要上访", "door_petition", false)]
    [InlineData("市长热线", "door_hotline", false)]
    public void What_is_not_ours_gets_its_right_door(string text, string door, bool urgent)
    {
        var reading = _reader.Read(text, _today);
        Assert.Equal((door, urgent), (reading.Door?.Text, reading.Door?.Rank >= DoorRank.Urgent));
    }

    [Theory]
    [InlineData("我的电话是13811012345")]
    [InlineData("家里着火了没钱过日子能申请救助吗")]
    public void A_number_or_an_aftermath_is_no_emergency(string text) => Assert.False(_reader.Read(text, _today).Door?.Rank >= DoorRank.Urgent);

    [Fact]
    public void A_message_as_long_as_a_book_is_read_without_harm() =>
        Assert.NotNull(_reader.Read(new string('\u529E', 1_000_000) + "\uD800\0", _today));

    [Fact]
    public void An_item_before_its_first_day_is_not_found()
    {
        var reader = Reader(SampleCatalog.Book(item => item.Code == "HB-MZ-001" ? item with { EffectiveFrom = new DateOnly(2027, 1, 1) } : item));
        Assert.DoesNotContain(reader.Read("低保", _today).About.Candidates, candidate => candidate.Id == "HB-MZ-001");
        Assert.Equal("HB-MZ-001", reader.Read("低保", new DateOnly(2027, 1, 1)).About.Candidates[0].Id);
    }

    private static ArticleEntry Article(string id, string title, string text) => new(new Article { Id = id, Title = title, Text = text }, 1, "0123456789abcdef");

    private static QuestionReader Reader(CatalogBook book)
    {
        var catalog = new CurrentCatalog();
        catalog.Replace(book);
        return new QuestionReader(catalog);
    }
}
