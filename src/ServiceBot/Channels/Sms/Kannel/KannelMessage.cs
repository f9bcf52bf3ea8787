using System.Net.Http.Headers;
using System.Text;

namespace ServiceBot.Channels.Sms.Kannel;

/// <summary>
/// A message as Kannel hands it over: in the query, in a form, or with the text as the body and the rest in the query or in
/// <c>X-Kannel-*</c> headers. Values are bytes until the charset is known: with <c>mo-recode = false</c> a Chinese text is UTF-16BE in percent
/// signs, which is no valid query of text.
/// </summary>
/// <remarks><code>GET /sms/kannel?from=%2B8613900010001&amp;to=10690001&amp;text=%4F%4E%4F%DD&amp;charset=UTF-16BE&amp;coding=2&amp;id=6f1e…&amp;udh=</code></remarks>
internal sealed class KannelMessage
{
    private const int MaxBytes = 64 * 1024;
    private const string Ucs2 = "2";
    private readonly Dictionary<string, byte[]> _values = new(StringComparer.OrdinalIgnoreCase);

    private KannelMessage()
    {
    }

    public string? From => Value("from");

    public string? To => Value("to");

    public string? Id => Value("id");

    public string? Secret => Value("secret");

    public string Text => _values.TryGetValue("text", out var bytes) ? Decode(bytes, Value("charset"), Value("coding") == Ucs2) : "";

    /// <returns>Null when the body is too long.</returns>
    public static async Task<KannelMessage?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var message = new KannelMessage();
        message.Header("from", request.Headers["X-Kannel-From"]);
        message.Header("to", request.Headers["X-Kannel-To"]);
        message.Header("coding", request.Headers["X-Kannel-Coding"]);
        message.Add(Encoding.ASCII.GetBytes(request.QueryString.Value?.TrimStart('?') ?? ""));
        if (!HttpMethods.IsPost(request.Method)) return message;
        if (await RequestBody.ReadAsync(request, MaxBytes, cancellationToken) is not { } body) return null;
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed : null;
        if (type?.MediaType == "application/x-www-form-urlencoded") message.Add(body);
        else if (body.Length > 0) message._values["text"] = body;
        if (message.Value("charset") is null && type?.CharSet is { } charset) message.Header("charset", charset.Trim('"'));
        return message;
    }

    /// <summary>
    /// By the charset where it is one we know. Without one, UCS-2 is UTF-16BE unless it can only be UTF-8, and everything else is UTF-8
    /// where it is valid and Latin-1 where it is not.
    /// </summary>
    internal static string Decode(byte[] bytes, string? charset, bool ucs2) => charset?.ToUpperInvariant() switch
    {
        "UTF-16BE" or "UTF-16" or "UCS-2" or "UCS2" or "ISO-10646-UCS-2" => Encoding.BigEndianUnicode.GetString(bytes),
        "UTF-16LE" => Encoding.Unicode.GetString(bytes),
        "ISO-8859-1" or "LATIN1" or "WINDOWS-1252" => Utf8(bytes) ?? Encoding.Latin1.GetString(bytes),
        "UTF-8" or "UTF8" => Encoding.UTF8.GetString(bytes),
        _ when ucs2 => bytes.Length % 2 == 0 && (Utf8(bytes) is not { } text || text.Length == bytes.Length)
            ? Encoding.BigEndianUnicode.GetString(bytes)
            : Encoding.UTF8.GetString(bytes),
        _ => Utf8(bytes) ?? Encoding.Latin1.GetString(bytes),
    };

    private static string? Utf8(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private string? Value(string name) => _values.TryGetValue(name, out var bytes) && bytes.Length > 0 ? Encoding.UTF8.GetString(bytes) : null;

    private void Header(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) _values[name] = Encoding.UTF8.GetBytes(value);
    }

    private void Add(byte[] pairs)
    {
        for (var at = 0; at < pairs.Length;)
        {
            var end = Array.IndexOf(pairs, (byte)'&', at);
            if (end < 0) end = pairs.Length;
            var pair = pairs.AsSpan(at, end - at);
            var equals = pair.IndexOf((byte)'=');
            if (equals > 0) _values[Encoding.UTF8.GetString(Unescape(pair[..equals]))] = Unescape(pair[(equals + 1)..]);
            at = end + 1;
        }
    }

    private static byte[] Unescape(ReadOnlySpan<byte> text)
    {
        var bytes = new List<byte>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '%' && at + 2 < text.Length && char.IsAsciiHexDigit((char)text[at + 1]) && char.IsAsciiHexDigit((char)text[at + 2]))
            {
                bytes.Add(Convert.FromHexString([(char)text[at + 1], (char)text[at + 2]])[0]);
                at += 2;
            }
            else
            {
                bytes.Add(text[at] == '+' ? (byte)' ' : text[at]);
            }
        }

        return [.. bytes];
    }
}
