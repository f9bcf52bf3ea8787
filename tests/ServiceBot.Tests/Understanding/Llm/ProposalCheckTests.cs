using ServiceBot.Domain.Dialogs;
using ServiceBot.Tests.Support;
using ServiceBot.Understanding;
using ServiceBot.Understanding.Llm;

namespace ServiceBot.Tests.Understanding.Llm;

/// <summary>The gate itself: what a model may propose where, and what becomes of a quotation.</summary>
public sealed class ProposalCheckTests
{
    private static readonly Vocabulary _words = Vocabulary.Load(Path.Combine(Repository.Root, "dialogs", "vocabulary"));
    private static readonly ProposalCheck _check = new(Talk.Understander, _words);
    private static readonly ProposalTarget[] _targets =
    [
        new("c1", "HB-MZ-005", "高龄津贴", [], "proxy-request"), new("c2", "HB-MZ-001", "低保", [], "proxy-request"), new("c3", "ART-001", "一篇文章", [], null),
    ];

    [Fact]
    public void An_item_that_was_found_may_be_asked_about_started_and_chosen_from()
    {
        Assert.Equal("HB-MZ-005", Assert.IsType<Command.Ask>(Single("""{"command":"ask","item":"c1","fields":["Fee","timelimit"]}""")).Item);
        Assert.Equal(new Command.Start("proxy-request", "HB-MZ-001"), Single("""{"command":"start","item":"c2"}"""));
        Assert.Equal(2, Assert.IsType<Command.Clarify>(Single("""{"command":"clarify","items":["c1","c3"]}""")).Choices.Count);
        Assert.Equal("HB-MZ-005", Assert.IsType<Command.Ask>(Single("```json\n{\"commands\":[{\"command\":\"ask\",\"item\":\"c1\"}]}\n```")).Item);
    }

    [Theory]
    [InlineData("""{"command":"ask","item":"c9"}""", "wrong_ask")]
    [InlineData("""{"command":"ask","item":"HB-MZ-005"}""", "wrong_ask")]
    [InlineData("""{"command":"ask"}""", "wrong_ask")]
    [InlineData("""{"command":"ask","item":"c1","fields":["Salary"]}""", "wrong_ask")]
    [InlineData("""{"command":"ask","item":"c1","fields":["5"]}""", "wrong_ask")]
    [InlineData("""{"command":"start","item":"c3"}""", "wrong_start")]
    [InlineData("""{"command":"clarify","items":["c1"]}""", "wrong_clarify")]
    [InlineData("""{"command":"confirm"}""", "not_allowed")]
    [InlineData("""{"command":"optOut"}""", "not_allowed")]
    [InlineData("""{"command":"case.create","item":"c1"}""", "not_allowed")]
    [InlineData("""{"command":"answer","slot":"_review","quote":"好"}""", "not_allowed")]
    [InlineData("""{"command":"skip"}""", "not_allowed")]
    [InlineData("""{"commands":[{"command":"ask","item":"c1"},{"command":"human"}]}""", "too_many")]
    [InlineData("""{"command":"unknown"}""", "unknown")]
    public void Everything_else_is_refused_with_its_reason(string json, string reason) =>
        Assert.Equal(Proposal.Refused(reason), Proposed(json, "家里没钱了咋办好", new Expectation()));

    [Theory]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"ask\"")]
    [InlineData("""{"command":5}""")]
    [InlineData("""{"commands":[]}""")]
    [InlineData("""{"commands":[{"command":"skip"},{"command":"skip"},{"command":"skip"},{"command":"skip"}]}""")]
    [InlineData("""{"commands":[{"command":"skip"},7]}""")]
    [InlineData("""{"command":"ask","item":"c1","fields":"Fee"}""")]
    [InlineData("""{"command":"ask","item":"c1","fields":[1]}""")]
    [InlineData("""{"command":"ask","item":"c1"} and more""")]
    [InlineData("""{"a":{"b":{"c":{"d":{"e":{"f":{"g":1}}}}}},"command":"skip"}""")]
    public void What_is_not_a_command_is_not_read(string text) => Assert.Null(ProposalReader.Read(text));

    [Fact]
    public void A_quotation_is_read_by_the_slots_own_parser()
    {
        var answer = Assert.IsType<Command.Answer>(Single("""{"command":"answer","slot":"relation","quote":"老伴"}""", "就是俺家那口子，老伴嘛，你说算啥", Talk.Asking(Talk.Relation)));
        Assert.Equal(new SlotValue(SlotType.Choice, "spouse", "配偶"), answer.Value with { Display = "配偶" });
    }

    [Theory]
    [InlineData("相当于父母", "父亲", "relation")]       // not in her words
    [InlineData("不是给父母办的", "父母", "relation")]   // the word that turns it round is left out
    [InlineData("打一三八那个", "138", "phone")]          // not as she wrote it
    [InlineData("我同意吗", "同意", "for_self")]          // a yes is hers alone
    [InlineData("住在南楼村", "南楼村", "nowhere")]       // no such slot
    [InlineData("电话是多少来着", "电话", "phone")]       // nothing the parser takes
    public void A_value_that_is_not_hers_or_not_one_is_refused(string said, string quote, string slot)
    {
        var json = $$"""{"command":"answer","slot":"{{slot}}","quote":"{{quote}}"}""";
        Assert.Equal("wrong_answer", Proposed(json, said, Talk.Asking(Talk.Relation)).Result);
    }

    [Fact]
    public void A_placeholder_comes_back_as_what_it_stands_for_and_only_in_the_value()
    {
        var heard = Talk.Understander.Hear(Talk.Heard("号码嘛就那个13912345678呗"));
        var masked = new PrivateWords(_words, Talk.Understander.Parsers.Name, _ => false).Mask(heard, []);
        Assert.Equal("号码嘛就那个<NUMBER_1>呗", masked.Text);
        var scene = new ProposalScene(heard, masked, Talk.Asking(Talk.Phone), [], ["answer"]);
        var answer = Assert.IsType<Command.Answer>(Assert.Single(_check.Check(ProposalReader.Read("""{"command":"answer","slot":"phone","quote":"<NUMBER_1>"}""")!, scene).Commands!));
        Assert.Equal("13912345678", answer.Value.Value);
        Assert.Equal("wrong_answer", _check.Check(ProposalReader.Read("""{"command":"answer","slot":"phone","quote":"<NUMBER_2>"}""")!, scene).Result);
    }

    [Fact]
    public void At_the_read_back_nothing_is_answered_and_nothing_confirmed()
    {
        var allowed = ProposalCheck.Allowed(Talk.Reviewing(Talk.Phone), hasTargets: true, mayAnswer: true);
        Assert.DoesNotContain("answer", allowed);
        Assert.DoesNotContain("skip", allowed);
        Assert.Contains("correct", allowed);
        Assert.DoesNotContain("answer", ProposalCheck.Allowed(Talk.Asking(Talk.Phone), true, mayAnswer: false));
    }

    [Theory]
    [InlineData("我妈张桂英腿脚不好", "张桂英")]
    [InlineData("她叫欧阳春梅，八十了", "欧阳春梅")]
    [InlineData("家住建设路12号3单元", "12号")]
    [InlineData("家住建设路12号3单元", "建设路")]
    [InlineData("护照是E12345678", "12345678")]
    [InlineData("我电话一三九一二三四五六七八", "一三九一二三四五六七八")]
    public void Names_numbers_and_places_are_taken_out(string said, string secret)
    {
        var masked = new PrivateWords(_words, Talk.Understander.Parsers.Name, _ => false).Mask(Talk.Understander.Hear(Talk.Heard(said)), []);
        Assert.DoesNotContain(secret, masked.Text, StringComparison.Ordinal);
        Assert.Equal(Ear.Even(said), masked.Restore(masked.Text));
    }

    [Fact]
    public void What_the_question_is_about_stays() =>
        Assert.Equal("我妈高龄津贴咋办", new PrivateWords(_words, Talk.Understander.Parsers.Name, _ => false).Mask(Talk.Understander.Hear(Talk.Heard("我妈高龄津贴咋办")), []).Text);

    private static Command Single(string json, string said = "家里没钱了咋办好", Expectation? expectation = null) =>
        Assert.Single(Proposed(json, said, expectation ?? new Expectation()).Commands!);

    private static Proposal Proposed(string json, string said, Expectation expectation)
    {
        var heard = Talk.Understander.Hear(Talk.Heard(said));
        var masked = new PrivateWords(_words, Talk.Understander.Parsers.Name, _ => false).Mask(heard, []);
        return _check.Check(ProposalReader.Read(json)!, new ProposalScene(heard, masked, expectation, _targets, ProposalCheck.Allowed(expectation, true, mayAnswer: true)));
    }
}
