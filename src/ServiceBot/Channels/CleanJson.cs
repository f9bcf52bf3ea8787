using System.Globalization;
using System.Text;

namespace ServiceBot.Channels;

/// <summary>
/// Takes out of JSON what no store can keep and no serializer can write again: the escapes of U+0000 (PostgreSQL refuses it in text) and
/// of half a surrogate pair. Unescaped, both are no valid JSON anyway. Works on the bytes, in place, before anything is parsed, so that
/// it also reaches into <c>channelData</c>.
/// </summary>
internal static class CleanJson
{
    private const int EscapeLength = 6;

    /// <returns>How many bytes are left; all of them when there was nothing to clean.</returns>
    public static int InPlace(Span<byte> json)
    {
        var first = json.IndexOf("\\u"u8);
        if (first < 0) return json.Length;
        // An escaped backslash before the u makes it text; start where the run of backslashes starts.
        while (first > 0 && json[first - 1] == (byte)'\\') first--;
        var (read, write) = (first, first);
        while (read < json.Length)
        {
            var length = json[read] == (byte)'\\' ? Math.Min(2, json.Length - read) : 1;
            if (length == 2 && Unit(json, read) is { } unit)
            {
                length = EscapeLength;
                if (char.IsHighSurrogate(unit) && Unit(json, read + EscapeLength) is { } next && char.IsLowSurrogate(next)) length *= 2;
                else if (unit == '\0' || char.IsSurrogate(unit))
                {
                    read += EscapeLength;
                    continue;
                }
            }

            json.Slice(read, length).CopyTo(json[write..]);
            read += length;
            write += length;
        }

        return write;
    }

    /// <summary>The UTF-16 unit of an escape at <paramref name="at"/>; null when there is none.</summary>
    private static char? Unit(ReadOnlySpan<byte> json, int at) =>
        at + EscapeLength <= json.Length && json[at] == (byte)'\\' && json[at + 1] == (byte)'u'
        && ushort.TryParse(Encoding.ASCII.GetString(json.Slice(at + 2, 4)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
