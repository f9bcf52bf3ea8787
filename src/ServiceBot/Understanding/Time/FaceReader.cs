namespace ServiceBot.Understanding.Time;

/// <summary>Reads hour and minute, without the part of the day: 9点半, 14:30, 三点一刻, 差五分九点, 九点差五分, 3 pm, a quarter to ten, eight o'clock.</summary>
internal sealed class FaceReader(TimeWords words, NumberWords numbers)
{
    /// <param name="bare">A number alone is an hour: "in the morning at ten".</param>
    public bool TryRead(string text, int at, bool bare, out Face face)
    {
        face = default;
        if (Lacking(text, at, out face) || Spelled(text, at, out face)) return true;
        if (!Hour(text, at, out var hour, out var end)) return false;
        if (Colon(text, at, hour, end, out face)) return true;
        if (Worded(text, at, hour, end, out face) || Shared(text, hour, end, out face)) return true;
        var unit = end;
        while (unit < text.Length && text[unit] == ' ') unit++;
        if (words.Meridiem.TryAt(text, unit, out var added, out var after) && hour <= 12)
        {
            face = new Face(hour, 0, TimeGrain.Hour, after, added, false);
            return true;
        }

        if (unit > end && LatePart(text, end, out _, out _))
        {
            face = new Face(hour, 0, TimeGrain.Hour, end, null, false);
            return true;
        }

        if (!words.Hour.TryAt(text, unit, out _, out after))
        {
            face = new Face(hour, 0, TimeGrain.Hour, end, null, true);
            return bare && hour is >= 1 and <= 12 && Words.EndsThere(text, end);
        }

        face = AfterHour(text, hour, unit, after);
        return true;
    }

    public bool IsHour(string text, int at) => Hour(text, at, out _, out _);

    /// <summary>"9 in the morning".</summary>
    public bool LatePart(string text, int at, out DayPart part, out int end)
    {
        while (at < text.Length && text[at] == ' ') at++;
        return words.Parts.TryAt(text, at, out part, out end) && text[at] is >= 'a' and <= 'z';
    }

    private bool Hour(string text, int at, out int hour, out int end) =>
        words.EnglishHours.TryAt(text, at, out hour, out end) || (numbers.TryWhole(text, at, out hour, out end) && end - at <= 3);

    private Face AfterHour(string text, int hour, int unit, int full)
    {
        if (!words.HourMinute.TryAt(text, unit, out _, out var minuteAt)) minuteAt = full;
        if (words.Half.TryAt(text, minuteAt, out _, out var after)) return new Face(hour, 30, TimeGrain.Minute, after, null, true);
        if (words.Quarters.TryAt(text, minuteAt, out var quarter, out after))
        {
            words.Minute.Skip(text, ref after);
            return new Face(hour, quarter, TimeGrain.Minute, after, null, true);
        }

        if (words.PastHour.TryAt(text, full, out _, out var past) && (words.Quarters.TryAt(text, past, out var more, out after) || Minutes(text, past, out more, out after)) && more is > 0 and < 60)
            return new Face(hour, more, TimeGrain.Minute, after, null, true);
        if (Minutes(text, minuteAt, out var minute, out after)) return new Face(hour, minute, TimeGrain.Minute, after, null, true);
        var lacking = full;
        if (hour > 0 && words.Lacking.Skip(text, ref lacking) && (words.Quarters.TryAt(text, lacking, out minute, out after) || Minutes(text, lacking, out minute, out after)) && minute is > 0 and < 60)
            return new Face(hour - 1, 60 - minute, TimeGrain.Minute, after, null, true);
        return new Face(hour, 0, TimeGrain.Hour, full, null, true);
    }

    private bool Minutes(string text, int at, out int minute, out int end)
    {
        if (!numbers.TryWhole(text, at, out minute, out end)) return false;
        if (words.Minute.TryAt(text, end, out _, out var after))
        {
            end = after;
            if (numbers.TryWhole(text, end, out _, out var second) && words.Second.TryAt(text, second, out _, out after)) end = after;
            return true;
        }

        return end - at >= 2 && minute < 60 && !words.HourMinute.TryAt(text, end, out _, out _);
    }

    /// <summary>14:30; "3:30" is spoken, "03:30" is written.</summary>
    private bool Colon(string text, int start, int hour, int end, out Face face)
    {
        face = default;
        if (end + 2 >= text.Length || text[end] != ':' || !char.IsAsciiDigit(text[end + 1]) || !char.IsAsciiDigit(text[end + 2])) return false;
        var isSpoken = end - start == 1;
        var minute = ((text[end + 1] - '0') * 10) + text[end + 2] - '0';
        end += 3;
        if (end + 2 < text.Length && text[end] == ':' && char.IsAsciiDigit(text[end + 1]) && char.IsAsciiDigit(text[end + 2])) end += 3;
        var after = end;
        while (after < text.Length && text[after] == ' ') after++;
        int? added = words.Meridiem.TryAt(text, after, out var value, out var last) ? value : null;
        face = new Face(hour, minute, TimeGrain.Minute, added is null ? SkipHour(text, end) : last, added, isSpoken);
        return true;
    }

    private int SkipHour(string text, int end)
    {
        words.Hour.Skip(text, ref end);
        return end;
    }

    /// <summary>"nine thirty".</summary>
    private bool Worded(string text, int at, int hour, int end, out Face face)
    {
        face = default;
        if (text[at] is < 'a' or > 'z' || end >= text.Length || text[end] != ' ' || !words.EnglishMinuteWords.TryAt(text, end + 1, out var minute, out end)) return false;
        var unit = end;
        while (unit < text.Length && text[unit] == ' ') unit++;
        int? added = words.Meridiem.TryAt(text, unit, out var value, out var after) ? value : null;
        face = new Face(hour, minute, TimeGrain.Minute, added is null ? end : after, added, true);
        return true;
    }

    /// <summary>"9 to 11 am": the half of the day is said once, at the end.</summary>
    private bool Shared(string text, int hour, int end, out Face face)
    {
        face = default;
        var at = end;
        if (hour is < 1 or > 12 || !words.Ranges.Skip(text, ref at) || !Hour(text, at, out var last, out at) || last is < 1 or > 12) return false;
        while (at < text.Length && text[at] == ' ') at++;
        if (!words.Meridiem.TryAt(text, at, out var added, out _)) return false;
        face = new Face(hour, 0, TimeGrain.Hour, end, hour > last && hour != 12 ? 12 - added : added, false);
        return true;
    }

    /// <summary>差五分九点, 差一刻十点.</summary>
    private bool Lacking(string text, int at, out Face face)
    {
        face = default;
        var end = at;
        if (!words.Lacking.Skip(text, ref end)) return false;
        if (!words.Quarters.TryAt(text, end, out var minutes, out var after) && !Minutes(text, end, out minutes, out after)) return false;
        if (!numbers.TryWhole(text, after, out var hour, out end) || !words.Hour.TryAt(text, end, out _, out end) || hour < 1 || minutes is < 1 or > 59) return false;
        face = new Face(hour - 1, 60 - minutes, TimeGrain.Minute, end, null, true);
        return true;
    }

    /// <summary>Half past three, a quarter to ten, five to nine.</summary>
    private bool Spelled(string text, int at, out Face face)
    {
        face = default;
        if (!words.EnglishMinutes.TryAt(text, at, out var minutes, out var end)) return false;
        var isPast = words.EnglishPast.TryAt(text, end, out _, out var after);
        if (!isPast && !words.EnglishTo.TryAt(text, end, out _, out after)) return false;
        if (!Hour(text, after, out var hour, out end) || hour is < 1 or > 12) return false;
        var unit = end;
        while (unit < text.Length && text[unit] == ' ') unit++;
        int? added = words.Meridiem.TryAt(text, unit, out var value, out after) ? value : null;
        face = new Face(isPast ? hour : hour - 1, isPast ? minutes : 60 - minutes, TimeGrain.Minute, added is null ? end : after, added, true);
        return true;
    }
}

/// <param name="Added">Hours that am or pm adds; null when neither was said.</param>
/// <param name="Spoken">Said in words, so that 3 may be 15:00.</param>
internal readonly record struct Face(int Hour, int Minute, TimeGrain Grain, int End, int? Added, bool Spoken);
