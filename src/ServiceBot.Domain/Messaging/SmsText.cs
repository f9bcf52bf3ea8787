namespace ServiceBot.Domain.Messaging;

/// <summary>
/// How many SMS a text takes. GSM 03.38 carries 160 septets alone and 153 in each part of several; one character outside its alphabet makes
/// the whole text UCS-2: 70 and 67 UTF-16 units. An emoji is two units and is not cut.
/// </summary>
public static class SmsText
{
    private const string Basic =
        "@\u00A3$\u00A5\u00E8\u00E9\u00F9\u00EC\u00F2\u00C7\n\u00D8\u00F8\r\u00C5\u00E5\u0394_\u03A6\u0393\u039B\u03A9\u03A0\u03A8\u03A3\u0398\u039E\u00C6\u00E6\u00DF\u00C9 !\"#\u00A4%&'()*+,-./0123456789:;<=>?" +
        "\u00A1ABCDEFGHIJKLMNOPQRSTUVWXYZ\u00C4\u00D6\u00D1\u00DC\u00A7\u00BFabcdefghijklmnopqrstuvwxyz\u00E4\u00F6\u00F1\u00FC\u00E0";
    /// <summary>Two septets each.</summary>
    private const string Extended = "\f^{}\\[~]|\u20AC";

    public static SmsLength Measure(string text)
    {
        var septets = 0;
        foreach (var c in text)
        {
            if (Basic.Contains(c, StringComparison.Ordinal)) septets++;
            else if (Extended.Contains(c, StringComparison.Ordinal)) septets += 2;
            else return new SmsLength(true, text.Length, Parts(text, 70, 67));
        }

        return new SmsLength(false, septets, septets <= 160 ? 1 : (septets + 152) / 153);
    }

    /// <summary>A surrogate pair that would be cut moves to the next part.</summary>
    private static int Parts(string text, int single, int part)
    {
        if (text.Length <= single) return 1;
        var parts = 0;
        for (var at = 0; at < text.Length; parts++)
        {
            var end = Math.Min(at + part, text.Length);
            if (end < text.Length && char.IsHighSurrogate(text[end - 1])) end--;
            at = end;
        }

        return parts;
    }
}

/// <param name="Ucs2">False for the GSM alphabet.</param>
/// <param name="Units">UTF-16 units or septets.</param>
/// <param name="Segments">SMS that are paid for; 1 for an empty text.</param>
public readonly record struct SmsLength(bool Ucs2, int Units, int Segments);
