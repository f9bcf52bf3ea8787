using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ServiceBot.Channels.WeChat;

/// <summary>The platform's XML in and out. No document type, no entity, nothing fetched, nothing nested beyond a few levels.</summary>
internal static class WeChatXml
{
    private const int DeepestElement = 8;

    private static readonly XmlReaderSettings _settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 256 * 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <returns>Null when it is no XML of theirs.</returns>
    public static XElement? Parse(string text)
    {
        try
        {
            using (var look = XmlReader.Create(new StringReader(text), _settings))
                while (look.Read())
                    if (look.Depth > DeepestElement) return null;
            using var reader = XmlReader.Create(new StringReader(text), _settings);
            return XDocument.Load(reader).Root is { Name.LocalName: "xml" } root ? root : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    public static string? Value(this XElement element, string name) => element.Element(name)?.Value is { Length: > 0 } value ? value : null;

    /// <summary>A text as the answer to her message.</summary>
    /// <remarks><code>&lt;xml&gt;&lt;ToUserName&gt;&lt;![CDATA[oABC…]]&gt;…&lt;MsgType&gt;&lt;![CDATA[text]]&gt;&lt;/MsgType&gt;&lt;Content&gt;…</code></remarks>
    public static string Reply(string toOpenId, string fromAccount, DateTimeOffset now, string content) => string.Create(CultureInfo.InvariantCulture,
        $"<xml><ToUserName>{Data(toOpenId)}</ToUserName><FromUserName>{Data(fromAccount)}</FromUserName><CreateTime>{now.ToUnixTimeSeconds()}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content>{Data(content)}</Content></xml>");

    /// <summary>The same, encrypted.</summary>
    public static string Envelope(string encrypted, string signature, string timestamp, string nonce) =>
        $"<xml><Encrypt>{Data(encrypted)}</Encrypt><MsgSignature>{Data(signature)}</MsgSignature><TimeStamp>{timestamp}</TimeStamp><Nonce>{Data(nonce)}</Nonce></xml>";

    /// <summary>A CDATA section ends at its first <c>]]&gt;</c>, and holds no character that XML does not know.</summary>
    private static string Data(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (at + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[at + 1], text[at])) clean.Append(text[at]).Append(text[++at]);
            else if (XmlConvert.IsXmlChar(text[at])) clean.Append(text[at]);
        }

        return $"<![CDATA[{clean.Replace("]]>", "]]]]><![CDATA[>")}]]>";
    }
}
