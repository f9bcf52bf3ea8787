using ServiceBot.Domain.Messaging;

namespace ServiceBot.Tests.Domain.Messaging;

public sealed class SmsPagesTests
{
    private static string Signs(int count) => new('办', count);

    [Fact]
    public void What_fits_is_one_message() =>
        Assert.Equal(["您好。\n给谁办？\n1 自己"], SmsPages.Of(["您好。", "给谁办？\n\n1 自己"]));

    [Fact]
    public void Question_stays_with_its_choices()
    {
        var question = "给谁办？\n1 自己\n2 家人";

        Assert.Equal([Signs(130), question], SmsPages.Of([Signs(130), question]));
    }

    [Fact]
    public void Long_text_is_cut_at_its_lines() =>
        Assert.Equal([Signs(80), Signs(81) + "\n" + Signs(10)], SmsPages.Of([$"{Signs(80)}\n{Signs(81)}\n{Signs(10)}"]));

    [Fact]
    public void Long_line_is_cut_at_a_sentence() =>
        Assert.Equal([Signs(100) + "。", Signs(90)], SmsPages.Of([$"{Signs(100)}。{Signs(90)}"]));

    [Fact]
    public void Pair_of_surrogates_is_not_cut() =>
        Assert.All(SmsPages.Of([string.Concat(Enumerable.Repeat("\U00020BB7", 200))]), page =>
        {
            Assert.False(char.IsLowSurrogate(page[0]));
            Assert.False(char.IsHighSurrogate(page[^1]));
        });

    [Fact]
    public void Room_is_left_behind_every_page()
    {
        const string Hint = "（没完）";

        Assert.All(SmsPages.Of([Signs(500)], Hint), page => Assert.True(SmsText.Measure(page + Hint).Segments <= 2));
    }

    [Fact]
    public void Nothing_is_lost_and_every_page_is_two_messages_at_most()
    {
        var random = new Random(4);
        for (var round = 0; round < 200; round++)
        {
            var blocks = Enumerable.Range(0, random.Next(1, 6)).Select(_ => string.Join('\n', Enumerable.Range(0, random.Next(1, 5)).Select(_ =>
                new string(random.Next(2) == 0 ? 'a' : '办', random.Next(1, 400))))).ToList();
            var pages = SmsPages.Of(blocks);

            Assert.All(pages, page => Assert.InRange(SmsText.Measure(page).Segments, 1, 2));
            Assert.Equal(string.Concat(blocks).Replace("\n", "", StringComparison.Ordinal), string.Concat(pages).Replace("\n", "", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("the agent\u2019s \u201Cday\u201D \u2013 soon\u2026", "the agent's \"day\" - soon...")]
    [InlineData("\u201C低保\u201D", "\u201C低保\u201D")]
    public void Character_that_alone_doubles_the_price_is_replaced(string text, string tidy) => Assert.Equal(tidy, SmsPages.Tidy(text));
}
