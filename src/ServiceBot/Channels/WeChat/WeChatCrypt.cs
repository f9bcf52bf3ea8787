using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ServiceBot.Channels.WeChat;

/// <summary>
/// The platform's signatures and its encrypted mode: AES-256-CBC with the first half of the key as vector, padded to 32 bytes, over 16 random
/// bytes, the length of the message in network order, the message, the AppID.
/// </summary>
/// <remarks>Checked against two implementations of others in <c>tests/ServiceBot.EndToEnd/WeChat</c>.</remarks>
internal sealed class WeChatCrypt
{
    private const int RandomLength = 16, LengthLength = 4, Head = RandomLength + LengthLength, Block = 32, KeyLength = 43;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private readonly byte[] _key;
    private readonly byte[] _appId;

    /// <param name="encodingAesKey">43 characters of Base64.</param>
    public WeChatCrypt(string encodingAesKey, string appId)
    {
        if (encodingAesKey.Length != KeyLength) throw new ArgumentException("An EncodingAESKey has 43 characters.", nameof(encodingAesKey));
        // 43 characters are 258 bits: the last two mean nothing, and a strict reader wants them to be zero.
        var last = Alphabet[Alphabet.IndexOf(encodingAesKey[^1], StringComparison.Ordinal) & ~3];
        _key = Convert.FromBase64String($"{encodingAesKey.AsSpan(0, KeyLength - 1)}{last}=");
        _appId = Encoding.UTF8.GetBytes(appId);
    }

    /// <summary>SHA-1 in lower hex over the parts in ordinal order: token, time, nonce, and in encrypted mode the ciphertext.</summary>
    public static string Sign(params string[] parts)
    {
        var sorted = parts.ToArray();
        Array.Sort(sorted, StringComparer.Ordinal);
#pragma warning disable CA5350 // The platform's protocol; what it protects is the token, with SHA-1's preimage resistance.
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(sorted))));
#pragma warning restore CA5350 // The platform's protocol; what it protects is the token, with SHA-1's preimage resistance.
    }

    public static bool IsSigned(string? shown, params string[] parts) =>
        shown is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(parts)), Encoding.UTF8.GetBytes(shown));

    public string Encrypt(string message)
    {
        var text = Encoding.UTF8.GetBytes(message);
        var length = Head + text.Length + _appId.Length;
        var padding = Block - (length % Block);
        var plain = new byte[length + padding];
        RandomNumberGenerator.Fill(plain.AsSpan(0, RandomLength));
        BinaryPrimitives.WriteInt32BigEndian(plain.AsSpan(RandomLength), text.Length);
        text.CopyTo(plain, Head);
        _appId.CopyTo(plain, Head + text.Length);
        plain.AsSpan(length).Fill((byte)padding);
        using var aes = Cipher();
        return Convert.ToBase64String(aes.EncryptCbc(plain, _key.AsSpan(0, 16), PaddingMode.None));
    }

    /// <summary>Call it only with what is signed: it says nothing about why it failed, and nobody without the token can ask.</summary>
    /// <returns>Null when it is not for this account or not made with this key.</returns>
    public string? Decrypt(string encrypted)
    {
        byte[] plain;
        try
        {
            using var aes = Cipher();
            plain = aes.DecryptCbc(Convert.FromBase64String(encrypted), _key.AsSpan(0, 16), PaddingMode.None);
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            return null;
        }

        if (plain.Length < Head + 1 || plain[^1] is < 1 or > Block) return null;
        var content = plain.AsSpan(0, Math.Max(0, plain.Length - plain[^1]));
        if (content.Length < Head) return null;
        var length = BinaryPrimitives.ReadInt32BigEndian(content[RandomLength..]);
        if (length < 0 || length > content.Length - Head) return null;
        return content[(Head + length)..].SequenceEqual(_appId) ? Encoding.UTF8.GetString(content.Slice(Head, length)) : null;
    }

    private Aes Cipher()
    {
        var aes = Aes.Create();
        aes.Key = _key;
        return aes;
    }
}
