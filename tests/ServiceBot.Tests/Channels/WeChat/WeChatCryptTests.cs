using System.Security.Cryptography;
using ServiceBot.Channels.WeChat;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Channels.WeChat;

public sealed class WeChatCryptTests
{
    private const string AppId = "wx0123456789abcdef";
    private static readonly WeChatCrypt _crypt = new(FakeWeChat.Key, AppId);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(700)]
    public void What_is_encrypted_comes_back(int length)
    {
        var text = string.Concat(Enumerable.Repeat("办", length / 2)) + new string('a', length % 2);

        Assert.Equal(text, _crypt.Decrypt(_crypt.Encrypt(text)));
    }

    [Fact]
    public void Every_last_character_of_a_key_is_taken()
    {
        foreach (var last in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
        {
            var key = FakeWeChat.Key[..^1] + last;
            var theirs = new WeChatEnvelope("token", key, AppId);

            Assert.Equal("办", new WeChatCrypt(key, AppId).Decrypt(theirs.Encrypt("办")));
            Assert.Equal("办", theirs.Decrypt(new WeChatCrypt(key, AppId).Encrypt("办")));
        }
    }

    [Fact]
    public void What_was_made_for_another_account_or_with_another_key_is_nothing()
    {
        Assert.Null(_crypt.Decrypt(new WeChatCrypt(FakeWeChat.Key, "wx-other").Encrypt("x")));
        Assert.Null(_crypt.Decrypt(new WeChatCrypt(new string('A', 43), AppId).Encrypt("x")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("not base64")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA==")]
    public void What_is_no_ciphertext_is_nothing(string text) => Assert.Null(_crypt.Decrypt(text));

    [Fact]
    public void Bytes_at_random_are_nothing_and_break_nothing()
    {
        var random = new Random(6);
        var bytes = new byte[160];
        for (var round = 0; round < 500; round++)
        {
            random.NextBytes(bytes);
            Assert.Null(_crypt.Decrypt(Convert.ToBase64String(bytes.AsSpan(0, 16 * random.Next(1, 10)))));
        }
    }

    [Fact]
    public void Length_that_lies_is_nothing()
    {
        var encrypted = Convert.FromBase64String(_crypt.Encrypt(new string('a', 100)));
        using var aes = Aes.Create();
        aes.Key = Convert.FromBase64String(FakeWeChat.Key + "=");
        var plain = aes.DecryptCbc(encrypted, aes.Key.AsSpan(0, 16), PaddingMode.None);
        plain[16] = 0x7F;

        Assert.Null(_crypt.Decrypt(Convert.ToBase64String(aes.EncryptCbc(plain, aes.Key.AsSpan(0, 16), PaddingMode.None))));
    }
}
