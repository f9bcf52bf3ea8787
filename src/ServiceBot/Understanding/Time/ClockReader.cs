namespace ServiceBot.Understanding.Time;

/// <summary>Reads a time of day at a place of a text: 上午9点半, 14:30, 三点一刻, 差五分九点, 3:30 pm; or a part of the day alone.</summary>
internal sealed class ClockReader(TimeWords words, NumberWords numbers)
{
    /// <summary>An hour said without morning or afternoon is one of the office's hours: 3 is 15:00.</summary>
    public const int LatestBareAfternoon = 5;

    /// <param name="inherited">Part of the day said before: "下午1点到3点".</param>
    public bool TryRead(string text, int at, DayPart? inherited, out ClockSpot spot)
    {
        var end = at;
        DayPart? part = words.Parts.TryAt(text, end, out var said, out var after) ? said : null;
        if (part is not null) end = after;
        while (part is not null && end < text.Length && text[end] is ' ' or ',') end++;
        if (!Clock(text, end, out var clock))
        {
            spot = part is null ? default : new ClockSpot(part.Value.FromHour * 60, part.Value.ToHour * 60, TimeGrain.Part, after, part);
            return part is not null;
        }

        end = clock.End;
        if (part is null && LatePart(text, end, out var late, out after)) (part, end) = (late, after);
        spot = Place(clock, part ?? inherited, part, end);
        return true;
    }

    private static ClockSpot Place(Face face, DayPart? part, DayPart? said, int end)
    {
        var hour = face.Hour;
        if (face.Added is { } added) hour = hour == 12 ? added : hour + added;
        else if (part is { } known) hour = hour <= 12 ? known.Hour(hour) : hour;
        else if (hour is >= 1 and <= LatestBareAfternoon && face.Spoken) hour += 12;
        var from = (hour * 60) + face.Minute;
        return new ClockSpot(from, from + (face.Grain == TimeGrain.Hour ? 60 : 1), face.Grain, end, said)
        {
            IsImpossible = hour > 24 || face.Minute is < 0 or > 59,
        };
    }

    /// <summary>"9 in the morning".</summary>
    private bool LatePart(string text, int at, out DayPart part, out int end)
    {
        while (at < text.Length && text[at] == ' ') at++;
        return words.Parts.TryAt(text, at, out part, out end) && text[at] is >= 'a' and <= 'z';
    }

    private bool Clock(string text, int at, out Face face)
    {
        face = default;
        if (Lacking(text, at, out face)) return true;
        if (!numbers.TryWhole(text, at, out var hour, out var end) || end - at > 3) return false;
        if (Colon(text, hour, end, out face)) return true;
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

        if (!words.Hour.TryAt(text, unit, out _, out after)) return false;
        var full = after;
        if (!words.HourMinute.TryAt(text, unit, out _, out var minuteAt)) minuteAt = full;
        if (words.Half.TryAt(text, minuteAt, out _, out after)) face = new Face(hour, 30, TimeGrain.Minute, after, null, true);
        else if (words.Quarters.TryAt(text, minuteAt, out var quarter, out after)) face = new Face(hour, quarter, TimeGrain.Minute, after, null, true);
        else if (Minutes(text, minuteAt, out var minute, out after)) face = new Face(hour, minute, TimeGrain.Minute, after, null, true);
        else face = new Face(hour, 0, TimeGrain.Hour, full, null, true);
        return true;
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

    private bool Colon(string text, int hour, int end, out Face face)
    {
        face = default;
        if (end + 2 >= text.Length || text[end] != ':' || !char.IsAsciiDigit(text[end + 1]) || !char.IsAsciiDigit(text[end + 2])) return false;
        var minute = ((text[end + 1] - '0') * 10) + text[end + 2] - '0';
        end += 3;
        if (end + 2 < text.Length && text[end] == ':' && char.IsAsciiDigit(text[end + 1]) && char.IsAsciiDigit(text[end + 2])) end += 3;
        var after = end;
        while (after < text.Length && text[after] == ' ') after++;
        int? added = words.Meridiem.TryAt(text, after, out var value, out var last) ? value : null;
        face = new Face(hour, minute, TimeGrain.Minute, added is null ? SkipHour(text, end) : last, added, false);
        return true;
    }

    private int SkipHour(string text, int end)
    {
        words.Hour.Skip(text, ref end);
        return end;
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

    private readonly record struct Face(int Hour, int Minute, TimeGrain Grain, int End, int? Added, bool Spoken);
}

/// <param name="FromMinute">Of the day; 24:00 is the next day's 0:00.</param>
internal readonly record struct ClockSpot(int FromMinute, int ToMinute, TimeGrain Grain, int End, DayPart? Part)
{
    public bool IsImpossible { get; init; }
}
