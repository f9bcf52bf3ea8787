using ServiceBot.Conversations;
using ServiceBot.Domain.Cases;
using ServiceBot.Platform;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Conversations;

public sealed class AgentReaderTests
{
    private static readonly AgentReader Reader = new(Vocabulary.Load(ContentFolders.BuiltInVocabulary));

    [Theory]
    [InlineData("1", CaseVerb.TakeOn, "")]
    [InlineData("１", CaseVerb.TakeOn, "")]
    [InlineData("1 接单", CaseVerb.TakeOn, "")]
    [InlineData("1接单", CaseVerb.TakeOn, "")]
    [InlineData("1.", CaseVerb.TakeOn, "")]
    [InlineData("接单", CaseVerb.TakeOn, "")]
    [InlineData("接单了", CaseVerb.TakeOn, "")]
    [InlineData("1 260000019", CaseVerb.TakeOn, "")]
    [InlineData("接单 260000019", CaseVerb.TakeOn, "")]
    [InlineData("2 去县里开会", CaseVerb.HandToStandIn, "去县里开会")]
    [InlineData("转B岗", CaseVerb.HandToStandIn, "")]
    [InlineData("3 缺 身份证复印件、照片", CaseVerb.Supplement, "身份证复印件、照片")]
    [InlineData("缺材料 照片", CaseVerb.Supplement, "照片")]
    [InlineData("缺照片", CaseVerb.Supplement, "照片")]
    [InlineData("3 1 3", CaseVerb.Supplement, "1 3")]
    [InlineData("材料已齐", CaseVerb.MaterialsReceived, "")]
    [InlineData("材料齐了。", CaseVerb.MaterialsReceived, "")]
    [InlineData("5 已报送", CaseVerb.Submit, "")]
    [InlineData("已报送 县民政局", CaseVerb.Submit, "县民政局")]
    [InlineData("6 办结 已批准", CaseVerb.Complete, "已批准")]
    [InlineData("办结：已批准，下月发放", CaseVerb.Complete, "已批准，下月发放")]
    [InlineData("done: paid from May", CaseVerb.Complete, "paid from May")]
    [InlineData("8", CaseVerb.Deliver, "")]
    public void A_number_or_a_word_is_an_act(string text, CaseVerb verb, string rest)
    {
        var act = Assert.IsType<AgentWord.Do>(Reader.Read(text));
        Assert.Equal((verb, rest), (act.Verb, act.Rest));
        Assert.Equal(text.Contains("260000019", StringComparison.Ordinal), act.Case is not null);
    }

    [Theory]
    [InlineData("3月5日办好")]
    [InlineData("1个小时后到")]
    [InlineData("办结了吗")]
    [InlineData("报送不了")]
    [InlineData("接单，但是材料不对")]
    [InlineData("没办好")]
    [InlineData("还没报送")]
    [InlineData("listen")]
    [InlineData("😀")]
    [InlineData("0 元")]
    public void A_sentence_that_only_looks_like_an_act_does_nothing(string text) => Assert.IsType<AgentWord.Other>(Reader.Read(text));

    [Theory]
    [InlineData("0")]
    [InlineData("列表")]
    [InlineData("List")]
    public void The_list_has_a_number_and_words(string text) => Assert.IsType<AgentWord.List>(Reader.Read(text));

    [Theory]
    [InlineData("看 2", 2)]
    [InlineData("看2", 2)]
    [InlineData("第3件", 3)]
    [InlineData("see 12", 12)]
    public void An_errand_is_looked_at_by_its_place(string text, int place) => Assert.Equal(new AgentWord.See(place), Reader.Read(text));

    [Theory]
    [InlineData("1 3", "身份证复印件|一寸照片", 0)]
    [InlineData("1、3", "身份证复印件|一寸照片", 0)]
    [InlineData("照片", "一寸照片", 0)]
    [InlineData("复印件", "复印件", 0)]
    [InlineData("1 村委会证明", "身份证复印件|村委会证明", 0)]
    [InlineData("1 9", "身份证复印件", 9)]
    [InlineData("death certificate, photo", "death certificate|photo", 0)]
    [InlineData("1 1", "身份证复印件", 0)]
    [InlineData(" ，", "", 0)]
    public void Papers_are_picked_by_number_or_name(string text, string papers, int wrong)
    {
        var found = Reader.Papers(text, ["身份证复印件", "户口簿复印件", "一寸照片"], out var beyond);
        Assert.Equal((papers, wrong), (string.Join('|', found), beyond));
    }
}
