using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.Options;

namespace ServiceBot.Channels.WeChat;

/// <summary>
/// Who calls, and in which mode. Plain: <c>signature</c> over token, time and nonce. Encrypted, and compatible, which brings both forms in one
/// body: <c>msg_signature</c> over the ciphertext too, and only the ciphertext is read. With a key configured nothing plain is taken.
/// </summary>
/// <remarks><code>POST /wechat?signature=…&amp;timestamp=1764000000&amp;nonce=…&amp;openid=…[&amp;encrypt_type=aes&amp;msg_signature=…]</code></remarks>
internal sealed class WeChatCall(IOptions<WeChatOptions> options, SignedCalls calls, TimeProvider time)
{
    private readonly WeChatCrypt? _crypt = options.Value is { IsOpen: true, EncodingAesKey: { } key } set ? new WeChatCrypt(key, set.AppId!) : null;

    private string Token => options.Value.Token ?? "";

    /// <summary>The platform looks whether the address is ours.</summary>
    /// <returns>What it wants to read; null: refused.</returns>
    public string? Echo(IQueryCollection query)
    {
        var (timestamp, nonce, echo) = (Of(query, "timestamp"), Of(query, "nonce"), Of(query, "echostr"));
        if (!options.Value.IsOpen || echo.Length == 0) return null;
        var encrypted = _crypt is not null && query.ContainsKey("msg_signature");
        var signature = Of(query, encrypted ? "msg_signature" : "signature");
        string[] parts = encrypted ? [Token, timestamp, nonce, echo] : [Token, timestamp, nonce];
        if (!WeChatCrypt.IsSigned(signature, parts) || !calls.Allow("check " + signature, timestamp, Encoding.UTF8.GetBytes(echo))) return null;
        return encrypted ? _crypt!.Decrypt(echo) : echo;
    }

    /// <returns>The message as XML, null when the call is not the platform's or cannot be read; and which of the two.</returns>
    public (XElement? Message, bool Refused) Read(IQueryCollection query, byte[] body)
    {
        var (timestamp, nonce) = (Of(query, "timestamp"), Of(query, "nonce"));
        if (!options.Value.IsOpen || timestamp.Length == 0 || nonce.Length == 0) return (null, true);
        // A stranger's body is not even parsed: both modes sign the address.
        var plainSigned = WeChatCrypt.IsSigned(Of(query, "signature"), Token, timestamp, nonce);
        if (!plainSigned && !query.ContainsKey("msg_signature")) return (null, true);
        var xml = WeChatXml.Parse(Encoding.UTF8.GetString(body));
        if (_crypt is null) return Plain(xml, plainSigned && calls.Allow(Of(query, "signature"), timestamp, body));
        if (xml?.Value("Encrypt") is not { } encrypted) return (null, true);
        var shown = Of(query, "msg_signature");
        if (!WeChatCrypt.IsSigned(shown, Token, timestamp, nonce, encrypted) || !calls.Allow(shown, timestamp, body)) return (null, true);
        return _crypt.Decrypt(encrypted) is { } message ? (WeChatXml.Parse(message), false) : (null, true);
    }

    /// <summary>The answer in the mode of the account.</summary>
    public string Answer(WeChatArrival arrival, string text)
    {
        var now = time.GetUtcNow();
        var reply = WeChatXml.Reply(arrival.OpenId, arrival.Account, now, text);
        if (_crypt is null) return reply;
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = RandomNumberGenerator.GetHexString(16, lowercase: true);
        var encrypted = _crypt.Encrypt(reply);
        return WeChatXml.Envelope(encrypted, WeChatCrypt.Sign(Token, timestamp, nonce, encrypted), timestamp, nonce);
    }

    /// <summary>Without a key, the plain half of compatible mode is as good; a body that has only a ciphertext cannot be read.</summary>
    private static (XElement? Message, bool Refused) Plain(XElement? xml, bool allowed) =>
        !allowed || (xml?.Value("Encrypt") is not null && xml.Value("MsgType") is null) ? (null, true) : (xml, false);

    private static string Of(IQueryCollection query, string name) => query[name].ToString();
}
