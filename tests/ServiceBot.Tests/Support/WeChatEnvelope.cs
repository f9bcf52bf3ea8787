using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace ServiceBot.Tests.Support;

/// <summary>How the stand-in signs and encrypts: written apart from the service's own, as the platform's page describes it.</summary>
public sealed class WeChatEnvelope(string token, string encodingAesKey, string appId)
{
    private static byte[] Bits(string base64)
    {
        // Six bits a character; what is left over at the end is dropped.
        const string Signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        var (bytes, buffer, bits) = (new List<byte>(), 0, 0);
        foreach (var sign in base64)
        {
            (buffer, bits) = ((buffer << 6) | Signs.IndexOf(sign, StringComparison.Ordinal), bits + 6);
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(buffer >> bits));
            buffer &= (1 << bits) - 1;
        }

        return [.. bytes];
    }

    public static string Sign(params string[] parts)
    {
        var list = new List<string>(parts);
        list.Sort(string.CompareOrdinal);
#pragma warning disable CA5350 // The platform's protocol.
        return string.Concat(SHA1.HashData(Encoding.ASCII.GetBytes(string.Join("", list))).Select(one => one.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
#pragma warning restore CA5350 // The platform's protocol.
    }

    public string SignatureOf(string timestamp, string nonce) => Sign(token, timestamp, nonce);

    public string SignatureOf(string timestamp, string nonce, string encrypted) => Sign(token, timestamp, nonce, encrypted);

    public string Encrypt(string message)
    {
        var text = Encoding.UTF8.GetBytes(message);
        using var plain = new MemoryStream();
        plain.Write(RandomNumberGenerator.GetBytes(16));
        plain.Write([(byte)(text.Length >> 24), (byte)(text.Length >> 16), (byte)(text.Length >> 8), (byte)text.Length]);
        plain.Write(text);
        plain.Write(Encoding.UTF8.GetBytes(appId));
        var padding = 32 - ((int)plain.Length % 32);
        plain.Write(Enumerable.Repeat((byte)padding, padding).ToArray());
        using var transform = Cipher(aes => aes.CreateEncryptor());
        return Convert.ToBase64String(transform.TransformFinalBlock(plain.ToArray(), 0, (int)plain.Length));
    }

    public string Decrypt(string encrypted)
    {
        var bytes = Convert.FromBase64String(encrypted);
        using var transform = Cipher(aes => aes.CreateDecryptor());
        var plain = transform.TransformFinalBlock(bytes, 0, bytes.Length);
        var length = (plain[16] << 24) | (plain[17] << 16) | (plain[18] << 8) | plain[19];
        Assert.Equal(appId, Encoding.UTF8.GetString(plain, 20 + length, plain.Length - plain[^1] - 20 - length));
        return Encoding.UTF8.GetString(plain, 20, length);
    }

    /// <summary>The text of an answer, whatever its mode; null for <c>success</c> and for nothing.</summary>
    public string? TextOf(string answer)
    {
        if (answer is "" or "success") return null;
        var xml = XElement.Parse(answer);
        if (xml.Element("Encrypt")?.Value is not { } encrypted) return xml.Element("Content")!.Value;
        Assert.Equal(xml.Element("MsgSignature")!.Value, SignatureOf(xml.Element("TimeStamp")!.Value, xml.Element("Nonce")!.Value, encrypted));
        return XElement.Parse(Decrypt(encrypted)).Element("Content")!.Value;
    }

    private ICryptoTransform Cipher(Func<Aes, ICryptoTransform> make)
    {
        using var aes = Aes.Create();
        (aes.Mode, aes.Padding, aes.Key) = (CipherMode.CBC, PaddingMode.None, Bits(encodingAesKey)[..32]);
        aes.IV = aes.Key[..16];
        return make(aes);
    }
}
