namespace ServiceBot.Understanding.Time;

/// <summary>Reads a time of day at a place of a text: 上午9点半, 14:30, 三点一刻, 九点差五分, half past three; or a part of the day alone.</summary>
internal sealed class ClockReader(TimeWords words, NumberWords numbers)
{
    /// <summary>An hour said without morning or afternoon is one of the office's hours: 3 is 15:00.</summary>
    public const int LatestBareAfternoon = 5;

    /// <summary>From 8 on everybody means the morning.</summary>
    public const int LatestUnclear = 7;
    private readonly FaceReader _faces = new(words, numbers);

    /// <param name="inherited">Part of the day said before: "下午1点到3点".</param>
    public bool TryRead(string text, int at, DayPart? inherited, out ClockSpot spot)
    {
        if (words.Instants.TryAt(text, at, out var hour, out var end) && !_faces.IsHour(text, end))
        {
            spot = new ClockSpot(hour * 60, (hour * 60) + 60, TimeGrain.Hour, end, null);
            return true;
        }

        end = at;
        DayPart? part = words.Parts.TryAt(text, end, out var said, out var after) ? said : null;
        if (part is not null) end = after;
        while (part is not null && end < text.Length && text[end] is ' ' or ',') end++;
        var isAt = words.AtHour.Skip(text, ref end);
        if (!_faces.TryRead(text, end, isAt, out var face))
        {
            spot = part is null ? default : new ClockSpot(part.Value.FromHour * 60, part.Value.ToHour * 60, TimeGrain.Part, after, part);
            return part is not null;
        }

        end = face.End;
        if (part is null && _faces.LatePart(text, end, out var late, out after)) (part, end) = (late, after);
        spot = Place(face, part ?? inherited, part, end);
        return true;
    }

    private static ClockSpot Place(Face face, DayPart? part, DayPart? said, int end)
    {
        var (hour, isUnclear) = (face.Hour, false);
        if (face.Added is { } added) hour = hour == 12 ? added : hour + added;
        else if (part is { } known) hour = hour <= 12 ? known.Hour(hour) : hour;
        else if (face.Spoken)
        {
            // A quarter to eight is in the same half of the day as eight.
            isUnclear = hour is >= 1 and <= LatestUnclear && !(hour == LatestUnclear && face.Minute >= 45);
            if (hour is >= 1 and <= LatestBareAfternoon) hour += 12;
        }

        var from = (hour * 60) + face.Minute;
        return new ClockSpot(from, from + (face.Grain == TimeGrain.Hour ? 60 : 1), face.Grain, end, said)
        {
            IsImpossible = hour > 24 || (hour == 24 && face.Minute > 0) || face.Minute is < 0 or > 59,
            IsUnclear = isUnclear,
        };
    }
}

/// <param name="FromMinute">Of the day; 24:00 is the next day's 0:00.</param>
internal readonly record struct ClockSpot(int FromMinute, int ToMinute, TimeGrain Grain, int End, DayPart? Part)
{
    public bool IsImpossible { get; init; }

    /// <summary>Morning or afternoon was not said.</summary>
    public bool IsUnclear { get; init; }
}
