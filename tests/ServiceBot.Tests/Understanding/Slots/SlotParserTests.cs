using System.Globalization;
using CsCheck;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Tests.Support;
using ServiceBot.Understanding.Slots;
using static ServiceBot.Tests.Support.Talk;

namespace ServiceBot.Tests.Understanding.Slots;

public sealed class SlotParserTests
{
    [Theory]
    [InlineData("是", true)]
    [InlineData("中", true)]
    [InlineData("行吧", true)]
    [InlineData("嗯嗯", true)]
    [InlineData("可以啊", true)]
    [InlineData("对，是给我妈办的", true)]
    [InlineData("OK", true)]
    [InlineData("yes please", true)]
    [InlineData("👍", true)]
    [InlineData("没有问题", true)]
    [InlineData("得，就照你说的", true)]
    [InlineData("对对对没错", true)]
    [InlineData("甭了", false)]
    [InlineData("不是不是", false)]
    [InlineData("没办过", false)]
    [InlineData("1", true)]
    [InlineData("不是", false)]
    [InlineData("不用了", false)]
    [InlineData("没有", false)]
    [InlineData("不是，给我妈办", false)]
    [InlineData("No.", false)]
    [InlineData("2", false)]
    [InlineData("沾", true)]
    [InlineData("沾咧", true)]
    [InlineData("行咧", true)]
    [InlineData("妥了", true)]
    [InlineData("不沾", false)]
    [InlineData("不沾弦", false)]
    public void Yes_and_no_in_whatever_words(string text, bool yes) => Assert.Equal(yes ? "true" : "false", Value(text, ForSelf)?.Value);

    [Theory]
    [InlineData("看情况")]
    [InlineData("好像是吗？")]
    [InlineData("嗯？")]
    [InlineData("可能有")]
    [InlineData("对了，我想问个事")]
    public void What_is_neither_yes_nor_no_is_asked_again(string text) => Assert.Equal("yesno_none", Refusal(text, ForSelf));

    [Theory]
    [InlineData("父母", "parent")]
    [InlineData("是我妈", "parent")]
    [InlineData("给我老伴办的", "spouse")]
    [InlineData("Spouse", "spouse")]
    [InlineData("不是父母，是配偶", "spouse")]
    public void An_option_is_known_by_any_of_its_words(string text, string id) => Assert.Equal(id, Value(text, Relation)?.Value);

    [Theory]
    [InlineData("父母和配偶", "choice_several")]
    [InlineData("二舅家的", "choice_none")]
    public void An_unclear_choice_is_refused(string text, string reason) => Assert.Equal(reason, Refusal(text, Relation));

    [Theory]
    [InlineData("张桂英", "张桂英")]
    [InlineData("我叫张桂英。", "张桂英")]
    [InlineData("她叫欧阳小兰", "欧阳小兰")]
    [InlineData("我妈叫李秀英", "李秀英")]
    [InlineData("名字是 王 芳", "王芳")]
    [InlineData("姓名：古丽娜尔·买买提", "古丽娜尔·买买提")]
    [InlineData("张桂英女士", "张桂英")]
    [InlineData("姓张名伟", "张伟")]
    [InlineData("张名扬", "张名扬")]
    [InlineData("写错了，是王红霞", "王红霞")]
    [InlineData("艾力•吐尔逊", "艾力·吐尔逊")]
    [InlineData("My name is Wang Li", "Wang Li")]
    [InlineData("John O'Neil", "John O'Neil")]
    public void Names_are_freed_of_what_is_said_around_them(string text, string name) => Assert.Equal(name, Value(text, Talk.Name)?.Value);

    [Theory]
    [InlineData("张三123", "name_digits")]
    [InlineData("张", "name_short")]
    [InlineData("张女士", "name_short")]
    [InlineData("老王", "name_short")]
    [InlineData("姓张", "name_short")]
    [InlineData("abcdefghij abcdefghij abcdefghij abc", "name_long")]
    [InlineData("张家口市桥西区人民政府", "name_unclear")]
    [InlineData("我妈", "name_none")]
    [InlineData("欧阳", "name_short")]
    [InlineData("我姓司马", "name_short")]
    public void What_is_no_name_is_refused(string text, string reason) => Assert.Equal(reason, Refusal(text, Talk.Name));

    [Theory]
    [InlineData("13912345678", "13912345678")]
    [InlineData("139-1234-5678", "13912345678")]
    [InlineData("１３９ １２３４ ５６７８", "13912345678")]
    [InlineData("+86 13912345678", "13912345678")]
    [InlineData("我的电话是13912345678，你记一下", "13912345678")]
    [InlineData("幺三九一二三四五六七八", "13912345678")]
    [InlineData("我今年83，打13912345678就行", "13912345678")]
    [InlineData("0311-88012345", "0311-88012345")]
    [InlineData("(0311)88012345", "0311-88012345")]
    [InlineData("031188012345", "0311-88012345")]
    [InlineData("010 88012345", "010-88012345")]
    public void Phones_are_found_however_they_are_written(string text, string number) => Assert.Equal(number, Value(text, Talk.Phone)?.Value);

    [Theory]
    [InlineData("1391234567", "phone_wrong_length")]
    [InlineData("139123456789", "phone_wrong_length")]
    [InlineData("12912345678", "phone_prefix")]
    [InlineData("88012345", "phone_area_code")]
    [InlineData("130199194503150022", "phone_is_id")]
    [InlineData("等会儿告诉你", "phone_none")]
    public void A_wrong_phone_is_refused_and_never_bent(string text, string reason) => Assert.Equal(reason, Refusal(text, Talk.Phone));

    [Theory]
    [InlineData("130199194503150022", "130199194503150022")]
    [InlineData("34052419800101001x", "34052419800101001X")]
    [InlineData("身份证号130199 19450315 0022", "130199194503150022")]
    [InlineData("１３０１９９１９４５０３１５００２２", "130199194503150022")]
    [InlineData("幺三零一九九一九四五零三一五零零二二", "130199194503150022")]
    public void Identity_numbers_are_found_and_read_back_masked(string text, string number)
    {
        var value = Value(text, Id);
        Assert.Equal(number, value?.Value);
        Assert.Contains("***********", value?.Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("130199194503150023", "id_check_digit")]
    [InlineData("130199200102290030", "id_bad_date")]
    [InlineData("130199203001010010", "id_bad_date")]
    [InlineData("130199450315002", "id_old")]
    [InlineData("13019919450315002", "id_wrong_length")]
    [InlineData("030199194503150022", "id_wrong_chars")]
    [InlineData("13912345678", "id_is_phone")]
    [InlineData("不记得放哪了", "id_none")]
    public void A_wrong_identity_number_is_refused_with_its_reason(string text, string reason) => Assert.Equal(reason, Refusal(text, Id));

    [Theory]
    [InlineData("130199194503150022，属猪的", "130199194503150022")]
    [InlineData("130199194503150022，属鸡的", null)]
    public void An_identity_number_that_the_animal_does_not_fit_is_read_back(string text, string? number) => Assert.Equal(number, Doubt(text, Id));

    [Fact]
    public void Every_identity_number_with_its_check_digit_is_taken_and_with_another_refused() =>
        Gen.Select(Gen.Int[110000, 829999], Gen.Int[0, 30_000], Gen.Int[0, 999], Gen.Int[1, 10]).Sample((region, days, sequence, off) =>
        {
            var born = new DateOnly(1930, 1, 1).AddDays(days);
            var body = string.Create(CultureInfo.InvariantCulture, $"{region}{born:yyyyMMdd}{sequence:000}");
            var right = ResidentIdParser.CheckDigit(body);
            const string All = "0123456789X";
            var wrong = All[(All.IndexOf(right, StringComparison.Ordinal) + off) % All.Length];
            return Value(body + right, Id)?.Value == body + right && Refusal(body + wrong, Id) == "id_check_digit";
        });

    [Fact]
    public void Every_mobile_number_is_taken_and_one_digit_less_or_more_refused() =>
        Gen.Select(Gen.Int[3, 9], Gen.Int[0, 999_999_999], Gen.Int[0, 9]).Sample((second, rest, extra) =>
        {
            var number = string.Create(CultureInfo.InvariantCulture, $"1{second}{rest:000000000}");
            return Value($"打{number}", Talk.Phone)?.Value == number && Refusal(number[..10], Talk.Phone) == "phone_wrong_length" && Refusal(number + extra, Talk.Phone) == "phone_wrong_length";
        });

    [Theory]
    [InlineData("8", "8")]
    [InlineData("三亩半", "3.5")]
    [InlineData("两千五", "2500")]
    [InlineData("一百零五", "105")]
    [InlineData("一万二", "12000")]
    [InlineData("家里四口人", "4")]
    [InlineData("1,200", "1200")]
    [InlineData("半亩", "0.5")]
    [InlineData("3.5万", "35000")]
    [InlineData("二十一", "21")]
    [InlineData("twenty five", "25")]
    [InlineData("百二万", "1200000")]
    [InlineData("八分半地", "0.85")]
    [InlineData("a hundred and five", "105")]
    public void Numbers_are_read_as_they_are_said(string text, string number) => Assert.Equal(number, Value(text, Slot("n", SlotType.Number, "数量"))?.Value);

    [Theory]
    [InlineData("大概八亩", "8")]
    [InlineData("七八个人", "7")]
    [InlineData("十四五亩", "14")]
    [InlineData("一两百只", "100")]
    [InlineData("二十来亩", "20")]
    [InlineData("八十多了", "80")]
    [InlineData("一百零几", "100")]
    [InlineData("about 8 mu", "8")]
    public void An_inexact_number_is_read_back(string text, string number) => Assert.Equal(number, Doubt(text, Slot("n", SlotType.Number, "数量")));

    [Theory]
    [InlineData("大概七八亩吧", "约7（大概七八亩）")]
    [InlineData("二十来亩", "约20（二十来亩）")]
    [InlineData("八亩左右", "约8（八亩左右）")]
    public void What_is_read_back_has_her_own_words_beside_the_number(string text, string shown) =>
        Assert.Equal(shown, Say(text, new Expectation { Open = Area, Slots = [Area] }) is [Command.Disambiguate doubt] ? doubt.Choices[0].Shown : null);

    private static readonly SlotSpec Area = Slot("n", SlotType.Number, "面积");

    [Theory]
    [InlineData("两亩三分地", "2.3")]
    [InlineData("八分地", "0.8")]
    [InlineData("一米七五", "1.75")]
    [InlineData("四分之三", "0.75")]
    [InlineData("百分之三十", "0.3")]
    [InlineData("3千5", "3500")]
    [InlineData("三个，不对，四个", "4")]
    public void Parts_and_measures_are_counted(string text, string number) => Assert.Equal(number, Value(text, Slot("n", SlotType.Number, "数量"))?.Value);

    [Theory]
    [InlineData("几十亩", "number_vague")]
    [InlineData("三个或者五个", "number_several")]
    [InlineData("-3", "number_negative")]
    [InlineData("挺多的", "number_none")]
    public void What_is_no_number_is_refused(string text, string reason) => Assert.Equal(reason, Refusal(text, Slot("n", SlotType.Number, "数量")));

    [Theory]
    [InlineData("三块五", "3.5")]
    [InlineData("五毛", "0.5")]
    [InlineData("1200元", "1200")]
    [InlineData("两千五百块钱", "2500")]
    [InlineData("3万元", "30000")]
    [InlineData("￥12.50", "12.5")]
    [InlineData("两块五毛", "2.5")]
    [InlineData("83岁了，一个月领100块", "100")]
    public void Money_is_read_as_it_is_said(string text, string amount) => Assert.Equal(amount, Value(text, Slot("m", SlotType.Money, "金额"))?.Value);

    [Theory]
    [InlineData("百八十块", "100")]
    [InlineData("一两千", "1000")]
    [InlineData("三千五六", "3500")]
    [InlineData("三百多万", "3000000")]
    public void An_inexact_amount_is_read_back(string text, string amount) => Assert.Equal(amount, Doubt(text, Slot("m", SlotType.Money, "金额")));

    [Theory]
    [InlineData("好几百块", "money_vague")]
    [InlineData("三块或者五块", "money_several")]
    [InlineData("-3元", "money_negative")]
    [InlineData("不少钱", "money_none")]
    [InlineData("five and a half thousand", "money_none")]
    public void What_is_no_amount_is_refused(string text, string reason) => Assert.Equal(reason, Refusal(text, Slot("m", SlotType.Money, "金额")));

    [Theory]
    [InlineData("91350100M000100Y43", "91350100M000100Y43")]
    [InlineData("代码是 91350100m000100y43", "91350100M000100Y43")]
    public void Credit_codes_are_taken(string text, string code) => Assert.Equal(code, Value(text, Slot("c", SlotType.CreditCode, "信用代码"))?.Value);

    [Fact]
    public void A_credit_code_with_a_wrong_check_character_is_read_back() => Assert.Equal("91350100M000100Y44", Doubt("91350100M000100Y44", Slot("c", SlotType.CreditCode, "信用代码")));

    [Theory]
    [InlineData("91350100I000100Y43", "credit_wrong_chars")]
    [InlineData("91350100M000100Y4", "credit_wrong_length")]
    [InlineData("还没办执照", "credit_none")]
    public void A_wrong_credit_code_is_refused(string text, string reason) => Assert.Equal(reason, Refusal(text, Slot("c", SlotType.CreditCode, "信用代码")));

    [Theory]
    [InlineData("正定县南楼乡", "130123201000")]
    [InlineData("我是正定县南楼乡的", "130123201000")]
    [InlineData("大城县权村镇王权村", "131025105201")]
    [InlineData("131025105201", "131025105201")]
    public void A_place_is_known_to_the_village(string text, string code) => Assert.Equal(code, Value(text, Region)?.Value);

    [Fact]
    public void Places_of_one_name_are_shown_to_choose_from()
    {
        var choose = Assert.IsType<Command.Disambiguate>(Single("李家庄村", Asking(Region)));
        Assert.InRange(choose.Choices.Count, 2, 6);
        Assert.All(choose.Choices, choice => Assert.Contains("李家庄村", choice.Shown, StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_place_is_refused() => Assert.Equal("region_unknown", Refusal("哈利波特村", Region));

    [Theory]
    [InlineData("\u0001\u0002坏", "text_control")]
    public void Control_characters_are_refused(string text, string reason) => Assert.Equal(reason, Refusal(text, Note));

    [Fact]
    public void Text_longer_than_the_slot_allows_is_refused() => Assert.Equal("text_too_long", Refusal(new string('好', 21) + "家", Note with { Max = 20 }));

    [Theory]
    [InlineData("家", "address_short")]
    public void An_address_needs_more_than_a_word(string text, string reason) => Assert.Equal(reason, Refusal(text, Address));

    [Theory]
    [InlineData("1 3", "id photo")]
    [InlineData("1、3", "id photo")]
    [InlineData("身份证和照片", "id photo")]
    [InlineData("都有", "id book photo")]
    [InlineData("除了照片都有", "id book")]
    [InlineData("没有照片", "id book")]
    [InlineData("都没有", "")]
    [InlineData("户口本有", "book")]
    public void Papers_are_ticked_off(string text, string ids) => Assert.Equal(ids, Value(text, Papers)?.Value);

    [Fact]
    public void A_paper_that_is_not_on_the_list_is_refused() => Assert.Equal("materials_number", Refusal("1 9", Papers));

    private static readonly SlotSpec Papers = Slot("papers", SlotType.Materials, "材料") with
    {
        Choices = [new("id", "居民身份证原件", "ID card", []), new("book", "户口簿", "Household book", ["户口本"]), new("photo", "二寸照片", "Photo", ["照片"])],
    };
}
