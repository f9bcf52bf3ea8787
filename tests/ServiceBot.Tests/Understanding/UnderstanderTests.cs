using CsCheck;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Tests.Support;
using static ServiceBot.Tests.Support.Talk;

namespace ServiceBot.Tests.Understanding;

public sealed class UnderstanderTests
{
    [Theory]
    [InlineData("转人工", typeof(Command.Human))]
    [InlineData("我要找人工客服", typeof(Command.Human))]
    [InlineData("0", typeof(Command.Human))]
    [InlineData("talk to a person please", typeof(Command.Human))]
    [InlineData("菜单", typeof(Command.Menu))]
    [InlineData("帮助", typeof(Command.Help))]
    [InlineData("再说一遍", typeof(Command.Repeat))]
    [InlineData("9", typeof(Command.Repeat))]
    [InlineData("继续", typeof(Command.Resume))]
    [InlineData("接着办吧", typeof(Command.Resume))]
    [InlineData("算了", typeof(Command.Cancel))]
    [InlineData("那个…先不办了", typeof(Command.Cancel))]
    [InlineData("取消", typeof(Command.Cancel))]
    [InlineData("stop", typeof(Command.Cancel))]
    [InlineData("查进度", typeof(Command.Status))]
    [InlineData("我的事办到哪了", typeof(Command.Status))]
    [InlineData("check my case", typeof(Command.Status))]
    public void Steering_words_are_obeyed_where_nothing_is_asked(string text, Type command) => Assert.IsType(command, Single(text));

    [Theory]
    [InlineData("转人工", typeof(Command.Human))]
    [InlineData("0", typeof(Command.Human))]
    [InlineData("上一步", typeof(Command.Back))]
    [InlineData("返回", typeof(Command.Back))]
    [InlineData("8", typeof(Command.Back))]
    [InlineData("9", typeof(Command.Repeat))]
    [InlineData("没听清，再说一遍", typeof(Command.Repeat))]
    [InlineData("我不知道", typeof(Command.Skip))]
    [InlineData("没有", typeof(Command.Skip))]
    [InlineData("跳过", typeof(Command.Skip))]
    [InlineData("先不办了", typeof(Command.Cancel))]
    [InlineData("取消", typeof(Command.Cancel))]
    [InlineData("菜单", typeof(Command.Menu))]
    [InlineData("我的事办到哪了", typeof(Command.Status))]
    public void Steering_words_are_obeyed_in_the_middle_of_free_text(string text, Type command)
    {
        Assert.IsType(command, Single(text, Asking(Note)));
        Assert.IsType(command, Single(text, Asking(Talk.Name)));
        Assert.IsType(command, Single(text, Asking(Address)));
    }

    [Fact]
    public void A_case_number_asks_for_its_progress()
    {
        Assert.Equal(new Command.Status("260000018"), Single("查进度 260000018"));
        Assert.Equal(new Command.Status("260000018"), Single("260000018"));
        Assert.Equal(new Command.Status("260000018"), Single("260 000 018 办到哪一步了", Asking(Talk.Phone)));
        Assert.Equal(new Command.Status(), Single("我的低保办得怎么样了"));
    }

    [Theory]
    [InlineData("你好", "greeting")]
    [InlineData("您好！", "greeting")]
    [InlineData("谢谢", "thanks")]
    [InlineData("好的", "thanks")]
    [InlineData("你是机器人吗", "robot")]
    [InlineData("你是机器人还是真人啊？", "robot")]
    [InlineData("再见", "goodbye")]
    [InlineData("hello", "greeting")]
    [InlineData("我要代办", "proxy-request")]
    public void Small_talk_starts_its_pattern(string text, string dialog) => Assert.Equal(new Command.Start(dialog), Single(text));

    [Fact]
    public void Language_can_be_changed()
    {
        Assert.Equal(new Command.Language("en"), Single("English"));
        Assert.Equal(new Command.Language("zh-Hans"), Single("中文", locale: "en"));
    }

    [Theory]
    [InlineData("退订")]
    [InlineData("TD")]
    [InlineData("STOP")]
    [InlineData("ｓｔｏｐ")]
    [InlineData("Cancel.")]
    public void Carrier_words_opt_out_only_on_sms(string text)
    {
        Assert.IsType<Command.OptOut>(Single(text, Asking(Note), sms: true));
        Assert.IsNotType<Command.OptOut>(Single(text, Asking(Note)));
    }

    [Fact]
    public void A_carrier_word_with_anything_beside_it_is_none() =>
        Assert.IsNotType<Command.OptOut>(Single("STOP 12345", Asking(Note), sms: true));

    [Theory]
    [InlineData("", "empty")]
    [InlineData("  \n ", "empty")]
    [InlineData("😀😀", "empty")]
    [InlineData("……", "empty")]
    [InlineData("瓜娃子嘞", "no_match")]
    public void Nothing_understood_says_why(string text, string reason) => Assert.Equal(new Command.Unknown(reason), Single(text));

    [Fact]
    public void An_over_long_message_is_not_read() => Assert.Equal(new Command.Unknown("too_long"), Single(new string('好', 2_001), Asking(Note)));

    [Theory]
    [InlineData("高龄津贴", "GL-1")]
    [InlineData("高龄津贴要带什么材料？", "GL-1")]
    [InlineData("准生证咋办", "SY-1")]
    public void A_question_goes_to_the_catalog(string text, string item) => Assert.Equal(item, Assert.IsType<Command.Ask>(Single(text)).Item);

    [Theory]
    [InlineData("帮我办高龄津贴", "GL-1")]
    [InlineData("我想办低保", "DB-1")]
    [InlineData("你好，我想给我妈办个残疾证", "CJ-1")]
    [InlineData("申请低保", "DB-1")]
    [InlineData("I want to apply for birth registration", "SY-1")]
    public void A_request_starts_the_errand(string text, string item) => Assert.Equal(new Command.Start("proxy-request", item), Single(text));

    [Fact]
    public void The_bare_name_of_an_item_answers_which_item_it_is_about()
    {
        Assert.Equal(new Command.Start("proxy-request", "GL-1"), Single("高龄津贴", new Expectation { AwaitingSubject = true }));
        Assert.Equal(new Command.Start("complaint", "GL-1"), Single("高龄补贴", new Expectation { AwaitingSubject = true, AwaitingDialog = "complaint" }));
    }

    [Fact]
    public void A_question_in_the_middle_of_a_form_is_no_answer()
    {
        foreach (var open in new[] { Note, Talk.Name, Address, Region, Talk.Phone, ForSelf, Relation })
            Assert.Equal("GL-1", Assert.IsType<Command.Ask>(Single("那个…高龄津贴要带什么材料？", Asking(open))).Item);
    }

    [Fact]
    public void Free_text_that_is_no_question_is_the_answer()
    {
        Assert.Equal("家里老人八十三了，腿脚不便", Value("家里老人八十三了，腿脚不便", Note)?.Value);
        Assert.Equal("村东头第二家，门口有棵槐树", Value("我家在村东头第二家，门口有棵槐树", Address)?.Value);
    }

    [Fact]
    public void Several_answers_in_one_message_are_all_taken()
    {
        var said = Say("我叫张桂英，电话13912345678", Asking(Talk.Name));
        Assert.Equal(
            [new Command.Answer("name", new(SlotType.Name, "张桂英"), "我叫张桂英，电话13912345678"), new Command.Answer("phone", new(SlotType.Phone, "13912345678"), "我叫张桂英，电话13912345678")],
            said);
        Assert.Equal(["name", "phone"], Say("张桂英 13912345678", Asking(Talk.Name)).Cast<Command.Answer>().Select(answer => answer.Slot));
        Assert.Equal(["phone", "name"], Say("电话13912345678，我叫张桂英", Asking(Talk.Phone)).Cast<Command.Answer>().Select(answer => answer.Slot));
        Assert.Equal(["name", "phone"], Say("我叫张桂英，电话13912345678", Asking(Note)).Cast<Command.Answer>().Select(answer => answer.Slot));
    }

    [Theory]
    [InlineData("不对，电话是13912345678", "phone", "13912345678")]
    [InlineData("电话错了，改成13912345678", "phone", "13912345678")]
    [InlineData("电话错了", "phone", null)]
    [InlineData("改一下电话", "phone", null)]
    [InlineData("手机号写错了 是 139 1234 5678", "phone", "13912345678")]
    [InlineData("不对，是13912345678", "phone", "13912345678")]
    [InlineData("应该是13912345678", "phone", "13912345678")]
    [InlineData("电话是13912345678", "phone", "13912345678")]
    [InlineData("名字错了，应该是张桂香", "name", "张桂香")]
    [InlineData("不是张桂英，是张桂香", "name", "张桂香")]
    [InlineData("change my phone to 13912345678", "phone", "13912345678")]
    [InlineData("the phone is wrong, it should be 13912345678", "phone", "13912345678")]
    public void An_earlier_answer_is_corrected_while_another_question_is_open(string text, string slot, string? value)
    {
        foreach (var expectation in new[] { Asking(Region, Talk.Name, Talk.Phone), Asking(Note, Talk.Name, Talk.Phone), Reviewing(Talk.Name, Talk.Phone) })
        {
            var correct = Assert.IsType<Command.Correct>(Single(text, expectation));
            Assert.Equal((slot, value), (correct.Slot, correct.Value?.Value));
        }
    }

    [Theory]
    [InlineData("对", "true")]
    [InlineData("1", "true")]
    [InlineData("中", "true")]
    [InlineData("没问题，提交吧", "true")]
    [InlineData("对，提交", "true")]
    [InlineData("不对", "false")]
    [InlineData("2", "false")]
    [InlineData("有错", "false")]
    public void A_read_back_is_confirmed_or_not(string text, string value) =>
        Assert.Equal(value, Assert.IsType<Command.Answer>(Single(text, Reviewing(Talk.Name, Talk.Phone))).Value.Value);

    [Fact]
    public void A_number_picks_what_has_it_on_the_screen()
    {
        SlotValue[] candidates = [new(SlotType.Region, "130123201201", "正定县南楼乡南楼村"), new(SlotType.Region, "130102201201", "长安区南楼村")];
        Assert.Equal(candidates[1], Assert.IsType<Command.Answer>(Single("2", Asking(Region) with { Candidates = candidates })).Value);
        Assert.Equal(candidates[0], Assert.IsType<Command.Answer>(Single("正定的", Asking(Region) with { Candidates = candidates })).Value);
        Assert.Equal("choice_number", Assert.IsType<Command.Refuse>(Single("7", Asking(Region) with { Candidates = candidates })).Reason);
        Assert.IsType<Command.Human>(Single("0", Asking(Region) with { Candidates = candidates }));

        var menu = new Expectation { Menu = [new("办事", new Command.Start("proxy-request")), new("查进度", new Command.Status())] };
        Assert.IsType<Command.Status>(Single("２", menu));
        Assert.Equal(new Command.Start("proxy-request"), Single("第一个", menu));
        Assert.Equal(new Command.Start("proxy-request"), Single("办事", menu));

        var below = Asking(Relation) with { Menu = menu.Menu, MenuOffset = 3 };
        Assert.Equal("other", Assert.IsType<Command.Answer>(Single("3", below)).Value.Value);
        Assert.IsType<Command.Status>(Single("5", below));

        Assert.Equal("spouse", Value("2", Relation)?.Value);
        Assert.Equal("spouse", Value("第二个", Relation)?.Value);
        Assert.Equal("other", Value("最后一个", Relation)?.Value);
        Assert.Equal("choice_number", Refusal("4", Relation));
    }

    [Fact]
    public void A_slot_that_waits_for_a_number_takes_every_digit()
    {
        var people = Slot("people", SlotType.Number, "人数");
        Assert.Equal("8", Value("8", people)?.Value);
        Assert.Equal("0", Value("0", people)?.Value);
    }

    [Fact]
    public void Pictures_answer_a_slot_for_attachments()
    {
        var photo = Slot("photo", SlotType.Attachment, "照片");
        var utterance = Heard("") with { AttachmentIds = ["a1", "a2"] };
        Assert.Equal(new SlotValue(SlotType.Attachment, "a1 a2"), Assert.IsType<Command.Answer>(Assert.Single(Understander.Understand(utterance, Asking(photo)))).Value);
        Assert.Equal("attachment_none", Refusal("等会儿发", photo));
    }

    [Fact]
    public void Every_message_comes_to_at_least_one_command_whatever_is_asked()
    {
        SlotSpec[] open = [.. Enum.GetValues<SlotType>().Select(type => Slot("open", type, "问题")), Relation, Review];
        var pieces = Gen.OneOf(
            Gen.Char["0123456789一二三四五六七八九十百千万亿零半两廿年月日号点时分周天前后到至-/.:：,，？ xX"].Select(c => c.ToString()),
            Gen.String[Gen.Char['\u0001', '\uFFFF'], 0, 3],
            Gen.OneOf(Gen.Const("9999年"), Gen.Const("农历"), Gen.Const("闰"), Gen.Const("除夕"), Gen.Const("不对"), Gen.Const("改成"), Gen.Const("电话"), Gen.Const("我叫"), Gen.Const("没有"), Gen.Const("不是"), Gen.Const("高龄津贴"), Gen.Const("块钱"), Gen.Const("第"), Gen.Const("next "), Gen.Const("身份证")));
        Gen.Select(pieces.Array[0, 12], Gen.Int[0, open.Length - 1]).Sample((parts, at) =>
        {
            var expectation = Asking(open[at], Talk.Name, Talk.Phone);
            return Say(string.Concat(parts), expectation).Count > 0 && Say(string.Concat(parts), expectation, sms: true, locale: "en").Count > 0;
        }, iter: 3_000);
    }
}
