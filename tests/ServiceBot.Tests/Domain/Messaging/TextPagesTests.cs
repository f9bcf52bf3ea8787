using System.Text;
using ServiceBot.Domain.Messaging;

namespace ServiceBot.Tests.Domain.Messaging;

public sealed class TextPagesTests
{
    [Fact]
    public void What_fits_is_one_message_with_a_blank_line_between_blocks() =>
        Assert.Equal(["您好。\n\n给谁办？\n1 自己"], TextPages.OfBytes(["您好。", "", "给谁办？\n1 自己"], 2048));

    [Fact]
    public void Question_stays_with_its_choices()
    {
        var question = "给谁办？\n1 自己\n2 家人";

        Assert.Equal([new string('办', 30), question], TextPages.OfBytes([new string('办', 30), question], 100));
    }

    [Fact]
    public void Lines_of_a_block_that_was_cut_stay_lines() =>
        Assert.Equal(["aaaa\nbbbb", "cccc"], TextPages.OfBytes(["aaaa\nbbbb\ncccc"], 9));

    [Fact]
    public void Nothing_is_lost_and_every_page_is_within_its_bytes()
    {
        var random = new Random(5);
        for (var round = 0; round < 200; round++)
        {
            var blocks = Enumerable.Range(0, random.Next(1, 6)).Select(_ => string.Join('\n', Enumerable.Range(0, random.Next(1, 5)).Select(_ =>
                string.Concat(Enumerable.Repeat(random.Next(3) switch { 0 => "a", 1 => "办", _ => "\U00020BB7" }, random.Next(1, 400)))))).ToList();
            var pages = TextPages.OfBytes(blocks, 512);

            Assert.All(pages, page => Assert.InRange(Encoding.UTF8.GetByteCount(page), 1, 512));
            Assert.All(pages, page => Assert.False(char.IsLowSurrogate(page[0]) || char.IsHighSurrogate(page[^1])));
            Assert.Equal(string.Concat(blocks).Replace("\n", "", StringComparison.Ordinal), string.Concat(pages).Replace("\n", "", StringComparison.Ordinal));
        }
    }
}
