using System.Text;
using ServiceBot.Channels;

namespace ServiceBot.Tests.Channels;

public sealed class CleanJsonTests
{
    [Theory]
    [InlineData("""{"t":"plain"}""", """{"t":"plain"}""")]
    [InlineData("""{"t":"a\u0000b\u0000"}""", """{"t":"ab"}""")]
    [InlineData("""{"t":"\ud83d\ude00"}""", """{"t":"\ud83d\ude00"}""")]
    [InlineData("""{"t":"x\ud83dy"}""", """{"t":"xy"}""")]
    [InlineData("""{"t":"x\ude00\ud83d"}""", """{"t":"x"}""")]
    [InlineData("""{"t":"\ud83d\ud83d\ude00"}""", """{"t":"\ud83d\ude00"}""")]
    [InlineData("""{"t":"\\u0000"}""", """{"t":"\\u0000"}""")]
    [InlineData("""{"t":"\\\u0000"}""", """{"t":"\\"}""")]
    [InlineData("""{"t":"\u4e2d\u0041"}""", """{"t":"\u4e2d\u0041"}""")]
    [InlineData("""{"t":"\u00""", """{"t":"\u00""")]
    [InlineData("""\""", """\""")]
    public void Only_what_no_store_can_keep_is_taken_out(string json, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        Assert.Equal(expected, Encoding.UTF8.GetString(bytes.AsSpan(0, CleanJson.InPlace(bytes))));
    }
}
