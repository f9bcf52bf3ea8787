using System.Xml.Linq;
using ServiceBot.Channels.WeChat;

namespace ServiceBot.Tests.Channels.WeChat;

public sealed class WeChatXmlTests
{
    [Theory]
    [InlineData("<!DOCTYPE xml [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><xml><Content>&a;</Content></xml>")]
    [InlineData("<!DOCTYPE xml [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><xml><Content>&b;</Content></xml>")]
    [InlineData("<xml><Content>&undeclared;</Content></xml>")]
    [InlineData("<xml><a><b><c><d><e><f><g><h><i>too deep</i></h></g></f></e></d></c></b></a></xml>")]
    [InlineData("<html/>")]
    [InlineData("<xml>")]
    [InlineData("{}")]
    [InlineData("")]
    public void What_is_not_of_the_platform_is_not_read(string text) => Assert.Null(WeChatXml.Parse(text));

    [Theory]
    [InlineData("a]]>b")]
    [InlineData("]]>]]>")]
    [InlineData("<Content>&amp;")]
    [InlineData("\U00020BB7\n办")]
    public void Whatever_a_reply_says_arrives(string text) =>
        Assert.Equal(text, XElement.Parse(WeChatXml.Reply("o", "gh", DateTimeOffset.UnixEpoch, text)).Value("Content"));

    [Fact]
    public void Characters_that_xml_does_not_know_are_left_out() =>
        Assert.Equal("ab", XElement.Parse(WeChatXml.Reply("o", "gh", DateTimeOffset.UnixEpoch, "a\u0001\uD800b\uFFFF")).Value("Content"));
}
