using ServiceBot.Conversations.Questions;

namespace ServiceBot.Tests.Conversations.Questions;

/// <summary>Questions that ask for the same are one piece of work, however they are put.</summary>
public sealed class QuestionSignatureTests
{
    [Theory]
    [InlineData("养猪补贴怎么领", "请问养猪有没有补贴")]
    [InlineData("养猪补贴怎么领", "養豬補貼要什么材料？")]
    [InlineData("补贴养猪的有没有", "养猪补贴在哪办")]
    [InlineData("无人机驾照咋考", "我想问一下，无人机驾照怎么考")]
    [InlineData("how do I get a fishing licence", "fishing licence: how much?")]
    [InlineData("2026年的养蜂补贴", "养蜂补贴")]
    public void The_same_in_other_words_is_one_group(string one, string other) => Assert.Equal(Key(one), Key(other));

    [Theory]
    [InlineData("养猪补贴怎么领", "养鸡补贴怎么领")]
    [InlineData("无人机驾照咋考", "摩托车驾照咋考")]
    [InlineData("？", "！")]
    [InlineData("怎么办", "在哪办")]
    public void Another_thing_is_another_group(string one, string other) => Assert.NotEqual(Key(one), Key(other));

    [Fact]
    public void Of_a_known_item_the_field_decides_and_not_the_words()
    {
        Assert.Equal(QuestionSignature.Of("给多少钱", "HB-1", "Amount"), QuestionSignature.Of("一年能领几个钱呀", "HB-1", "Amount"));
        Assert.NotEqual(QuestionSignature.Of("给多少钱", "HB-1", "Amount"), QuestionSignature.Of("给多少钱", "HB-2", "Amount"));
        Assert.NotEqual(QuestionSignature.Of("给多少钱", "HB-1", "Amount"), QuestionSignature.Of("给多少钱", "HB-1", "Fee"));
    }

    [Fact]
    public void The_key_says_nothing_about_who_asked() => Assert.Matches("^[0-9a-f]{16}$", Key("我叫刘凤兰，养猪有补贴吗"));

    private static string Key(string text) => QuestionSignature.Of(text, null, null);
}
