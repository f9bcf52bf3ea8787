namespace ServiceBot.Channels.BotFramework;

/// <summary>Bytes as <c>a-z 2-7</c> (RFC 4648 without padding, lower case): the same on stores that do not tell cases apart.</summary>
internal static class Base32
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new char[(bytes.Length * 8 + 4) / 5];
        var (bits, buffer, at) = (0, 0, 0);
        foreach (var one in bytes)
        {
            buffer = (buffer << 8) | one;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                text[at++] = Alphabet[(buffer >> bits) & 31];
            }
        }

        if (bits > 0) text[at] = Alphabet[(buffer << (5 - bits)) & 31];
        return new string(text);
    }
}
