using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using ServiceBot.Channels.BotFramework;
using ServiceBot.Data;

namespace ServiceBot.Channels.Sms;

/// <summary>
/// Numbers as names that say nothing: without the key nobody can try out eleven digits until one fits. It also signs the addresses that
/// receipts come to.
/// </summary>
internal sealed class SmsKey
{
    private const string FileName = "sms-key";
    private readonly byte[] _names;
    private readonly byte[] _receipts;

    public SmsKey(IOptions<SmsOptions> options, DataFolder folder)
    {
        var secret = Encoding.UTF8.GetBytes(options.Value.Key ?? Kept(folder));
        _names = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "ServiceBot.Sms.Numbers.v1"u8.ToArray());
        _receipts = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "ServiceBot.Sms.Receipts.v1"u8.ToArray());
    }

    /// <summary>26 characters for a number: the same for the same number, always.</summary>
    public string NameOf(string number) => Signed(_names, number);

    /// <summary>What the address of a letter's receipt must carry.</summary>
    public string ReceiptKeyOf(string letter) => Signed(_receipts, letter);

    public bool IsReceiptKey(string letter, string shown) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(ReceiptKeyOf(letter)), Encoding.UTF8.GetBytes(shown));

    private static string Signed(byte[] key, string text) => Base32.Of(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    private static string Kept(DataFolder folder)
    {
        var file = folder.File(FileName);
        if (!File.Exists(file)) folder.WriteSecret(FileName, Random128.Text() + Random128.Text());
        return File.ReadAllText(file).Trim();
    }
}
