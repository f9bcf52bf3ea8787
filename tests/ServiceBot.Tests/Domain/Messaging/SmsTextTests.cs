using ServiceBot.Domain.Messaging;

namespace ServiceBot.Tests.Domain.Messaging;

public sealed class SmsTextTests
{
    [Theory]
    [InlineData("", 0, 1)]
    [InlineData("hello", 5, 1)]
    [InlineData("a€", 3, 1)]
    [InlineData("办", 1, 1)]
    [InlineData("😀", 2, 1)]
    [InlineData("\u201Chi\u201D", 4, 1)]
    public void Short_texts_are_counted_in_their_alphabet(string text, int units, int segments)
    {
        var length = SmsText.Measure(text);
        Assert.Equal((units, segments), (length.Units, length.Segments));
    }

    [Theory]
    [InlineData('a', 160, 1)]
    [InlineData('a', 161, 2)]
    [InlineData('a', 306, 2)]
    [InlineData('a', 307, 3)]
    [InlineData('办', 70, 1)]
    [InlineData('办', 71, 2)]
    [InlineData('办', 134, 2)]
    [InlineData('办', 135, 3)]
    public void Segments_follow_the_limits(char letter, int count, int segments) =>
        Assert.Equal(segments, SmsText.Measure(new string(letter, count)).Segments);

    [Fact]
    public void A_pair_is_not_cut()
    {
        var text = new string('办', 66) + "😀" + new string('办', 66);
        Assert.Equal(3, SmsText.Measure(text).Segments);
    }
}
