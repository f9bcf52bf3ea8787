using System.Globalization;
using System.Text;
using System.Xml.Linq;
using ServiceBot.Channels.WeChat;
using ServiceBot.EndToEnd.Support;
using ServiceBot.Tests.Support;

namespace ServiceBot.EndToEnd.WeChat;

/// <summary>Our signatures and our encrypted mode against those of two npm packages, in both directions.</summary>
public sealed class TheirCryptTests
{
    private const string Key = FakeWeChat.Key, AppId = FakeWeChat.AppId, Token = FakeWeChat.Token;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("wechat-crypto")]
    [InlineData("@wecom/crypto")]
    public async Task Each_side_reads_what_the_other_has_encrypted_and_signs_alike(string package)
    {
        TheirCrypt.IsNeeded(package);
        var random = new Random(7);
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        for (var round = 0; round < 10; round++)
        {
            // Any 43 characters are a key, whatever their last bits.
            var key = new string(random.GetItems<char>(Letters, 43));
            using var theirs = new TheirCrypt(package, Token, key, AppId);
            var ours = new WeChatCrypt(key, AppId);
            for (var length = round; length < 700; length += random.Next(1, 60))
            {
                var text = string.Concat(Enumerable.Range(0, length).Select(_ => random.Next(3) switch { 0 => "a", 1 => "办", _ => "\U00020BB7" }));
                var (hers, mine) = (await theirs.EncryptAsync(text), ours.Encrypt(text));
                var nonce = random.Next().ToString(CultureInfo.InvariantCulture);

                Assert.Equal(text, ours.Decrypt(hers));
                Assert.Equal(text, await theirs.DecryptAsync(mine));
                Assert.Equal(await theirs.SignAsync("1764000000", nonce, mine), WeChatCrypt.Sign(Token, "1764000000", nonce, mine));
                Assert.True(WeChatCrypt.IsSigned(await theirs.SignAsync("1764000000", nonce, hers), Token, "1764000000", nonce, hers));
            }
        }
    }

    [Theory]
    [InlineData("wechat-crypto")]
    [InlineData("@wecom/crypto")]
    public async Task Message_that_they_have_encrypted_gets_an_answer_that_they_can_read(string package)
    {
        TheirCrypt.IsNeeded(package);
        await using var platform = await FakeWeChat.StartAsync();
        await using var app = await RunningApp.StartAsync(platform.Settings(WeChatMode.Encrypted), Cancel);
        using var theirs = new TheirCrypt(package, Token, Key, AppId);
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var encrypted = await theirs.EncryptAsync(
            $"<xml><ToUserName>gh_1</ToUserName><FromUserName>oTheirs</FromUserName><CreateTime>{timestamp}</CreateTime><MsgType>text</MsgType><Content>我想办高龄津贴</Content><MsgId>42</MsgId></xml>");
        var address = new Uri($"wechat?encrypt_type=aes&timestamp={timestamp}&nonce=n1&msg_signature={await theirs.SignAsync(timestamp, "n1", encrypted)}", UriKind.Relative);
        using var response = await app.Client.PostAsync(address, new StringContent($"<xml><ToUserName>gh_1</ToUserName><Encrypt>{encrypted}</Encrypt></xml>", Encoding.UTF8, "text/xml"), Cancel);
        var answer = XElement.Parse(await response.Content.ReadAsStringAsync(Cancel));
        var inside = XElement.Parse(await theirs.DecryptAsync(answer.Element("Encrypt")!.Value));

        Assert.Contains("给自己办", inside.Element("Content")!.Value, StringComparison.Ordinal);
        Assert.Equal("oTheirs", inside.Element("ToUserName")!.Value);
        Assert.Equal(
            await theirs.SignAsync(answer.Element("TimeStamp")!.Value, answer.Element("Nonce")!.Value, answer.Element("Encrypt")!.Value), answer.Element("MsgSignature")!.Value);
    }
}
