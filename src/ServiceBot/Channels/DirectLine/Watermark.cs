namespace ServiceBot.Channels.DirectLine;

/// <summary>
/// How far a client has read: the seq of the last activity in base 36, <c>2s</c> for 100. To the client it is opaque. Clients send it
/// empty or not at all before the first one.
/// </summary>
internal static class Watermark
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";
    private const int MaxLength = 12;
    private const string FromStart = "-";

    public static string Of(long seq)
    {
        Span<char> text = stackalloc char[13];
        var at = text.Length;
        do
        {
            text[--at] = Digits[(int)(seq % 36)];
            seq /= 36;
        }
        while (seq > 0);
        return new string(text[at..]);
    }

    /// <returns>False when the text is not one of ours.</returns>
    public static bool TryRead(string? text, out long seq)
    {
        seq = 0;
        if (string.IsNullOrEmpty(text) || text == FromStart) return true;
        if (text.Length > MaxLength) return false;
        foreach (var letter in text)
        {
            var digit = Digits.IndexOf(letter, StringComparison.Ordinal);
            if (digit < 0) return false;
            seq = seq * 36 + digit;
        }

        return true;
    }
}
