namespace ServiceBot.Domain.Messaging;

/// <summary>
/// Hides identity numbers, mobile and landline numbers and bank cards in any text: ASCII, full-width or Chinese digits, written
/// together, spaced or dashed. One pass, no regular expression; the text keeps its length.
/// </summary>
/// <remarks>
/// <para>Kept readable: the first three and last four of an identity number and a mobile (<c>130***********0022</c>,
/// <c>139****5678</c>), the area code and last four of a landline, the last four of a card or of any longer string of digits.</para>
/// <para>Left alone: dates, amounts, nine-digit case numbers, twelve-digit region codes, short service numbers (12345, 110).
/// A check digit is not asked for: a mistyped identity number is as private as a right one.</para>
/// </remarks>
public static class Redaction
{
    private const char Star = '*';

    /// <summary>True when <see cref="Mask"/> would change the text.</summary>
    public static bool Contains(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (PrivateNumber.Digit(text[at]) < 0)
                at++;
            else if (PrivateNumber.At(text, at) is not null)
                return true;
            else
                at = PrivateNumber.GroupEnd(text, at);
        }

        return false;
    }

    /// <summary>Where the private numbers stand, whole and in order: half-open.</summary>
    public static IReadOnlyList<(int Start, int End)> Find(string text)
    {
        var found = new List<(int, int)>();
        for (var at = 0; at < text.Length;)
        {
            if (PrivateNumber.Digit(text[at]) < 0)
            {
                at++;
            }
            else if (PrivateNumber.At(text, at) is { } number)
            {
                found.Add((at, number.End));
                at = number.End;
            }
            else
            {
                at = PrivateNumber.GroupEnd(text, at);
            }
        }

        return found;
    }

    /// <summary>The text with private numbers starred; the same instance when there are none. Masking twice changes nothing.</summary>
    public static string Mask(string text)
    {
        char[]? masked = null;
        for (var at = 0; at < text.Length;)
        {
            if (PrivateNumber.Digit(text[at]) < 0)
            {
                at++;
            }
            else if (PrivateNumber.At(text, at) is { } found)
            {
                masked ??= text.ToCharArray();
                Hide(masked, text, at, found);
                at = found.End;
            }
            else
            {
                at = PrivateNumber.GroupEnd(text, at);
            }
        }

        return masked is null ? text : new string(masked);
    }

    private static void Hide(char[] masked, string text, int start, PrivateNumber found)
    {
        var seen = 0;
        for (var i = start; i < found.End; i++)
        {
            if (PrivateNumber.Digit(text[i]) < 0 && !PrivateNumber.IsX(text[i])) continue;
            if (seen >= found.KeepHead && seen < found.Count - found.KeepTail) masked[i] = Star;
            seen++;
        }
    }
}
