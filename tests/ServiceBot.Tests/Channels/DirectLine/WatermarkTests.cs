using ServiceBot.Channels.DirectLine;

namespace ServiceBot.Tests.Channels.DirectLine;

public sealed class WatermarkTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(35, "z")]
    [InlineData(36, "10")]
    [InlineData(100, "2s")]
    public void A_watermark_is_the_seq_in_base_36(long seq, string text)
    {
        Assert.Equal(text, Watermark.Of(seq));
        Assert.True(Watermark.TryRead(text, out var read));
        Assert.Equal(seq, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-")]
    public void No_watermark_means_from_the_start(string? text)
    {
        Assert.True(Watermark.TryRead(text, out var read));
        Assert.Equal(0, read);
    }

    [Theory]
    [InlineData("2S")]
    [InlineData("-1")]
    [InlineData("zzzzzzzzzzzzz")]
    [InlineData("1 ")]
    public void What_is_not_ours_is_refused(string text) => Assert.False(Watermark.TryRead(text, out _));
}
