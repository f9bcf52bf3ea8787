namespace ServiceBot.Understanding.Time;

/// <summary>Finds days, times of day, both together, lengths from now and ranges in a text. Local time; no holidays, no working days.</summary>
internal sealed class TimeReader
{
    private readonly DateReader _dates;
    private readonly ClockReader _clock;
    private readonly TimeWords _words;
    private readonly NumberWords _numbers;

    public TimeReader(TimeWords words, NumberWords numbers)
    {
        _words = words;
        _numbers = numbers;
        _dates = new DateReader(words, numbers);
        _clock = new ClockReader(words, numbers);
    }

    /// <summary>All that are named, in the order of the text, not overlapping.</summary>
    public List<TimeSpot> Find(string text, DateTime now, out bool impossible)
    {
        var found = new List<TimeSpot>();
        impossible = false;
        for (var at = 0; at < text.Length;)
        {
            if (Words.StartsThere(text, at) && TryRead(text, at, now, out var spot, out var wrong))
            {
                impossible |= wrong;
                if (!wrong) found.Add(spot);
                at = Math.Max(spot.End, at + 1);
            }
            else
            {
                at++;
            }
        }

        return found;
    }

    private bool TryRead(string text, int at, DateTime now, out TimeSpot spot, out bool impossible)
    {
        var start = at;
        _words.RangeStarts.Skip(text, ref start);
        if (!One(text, start, now, null, null, out spot, out var part, out impossible)) return false;
        spot = spot with { Start = at };
        if (impossible) return true;
        var end = spot.End;
        if (_words.Since.TryAt(text, end, out _, out var after))
        {
            spot = spot with { To = now, End = after, IsRange = true };
            return true;
        }

        while (end < text.Length && text[end] == ' ' && !_words.Ranges.TryAt(text, end, out _, out _)) end++;
        if (!_words.Ranges.Skip(text, ref end)) return true;
        while (end < text.Length && text[end] == ' ') end++;
        if (end >= text.Length || !One(text, end, now, spot, part, out var last, out _, out var wrong) || wrong) return true;
        var to = last.HasTime && last.Grain is TimeGrain.Hour or TimeGrain.Minute ? last.From : last.To;
        spot = new TimeSpot(spot.From, to, last.Grain, at, last.End) { HasDay = spot.HasDay, HasTime = spot.HasTime || last.HasTime, IsRange = true };
        return true;
    }

    private bool One(string text, int at, DateTime now, TimeSpot? before, DayPart? inherited, out TimeSpot spot, out DayPart? part, out bool impossible)
    {
        (spot, part, impossible) = (default, null, false);
        if (at >= text.Length) return false;
        if (_words.DayParts.TryAt(text, at, out var long_, out var after))
        {
            if (!One(long_ + text[after..], 0, now, before, inherited, out spot, out part, out impossible)) return false;
            spot = spot with { Start = at, End = spot.End - long_.Length + after };
            return true;
        }

        if (Later(text, at, now, out spot)) return true;
        var today = DateOnly.FromDateTime(now);
        DateOnly? origin = before is null ? null : DateOnly.FromDateTime(before.Value.From);
        var end = at;
        DaySpan? day = null;
        if (_dates.TryRead(text, at, today, origin, out var span))
        {
            if (span.IsImpossible)
            {
                spot = new TimeSpot(default, default, TimeGrain.Day, at, span.End);
                impossible = true;
                return true;
            }

            (day, end) = (span, span.End);
            _words.About.Skip(text, ref end);
        }

        var clockAt = end;
        while (day is { Grain: TimeGrain.Day } && _words.Link.Skip(text, ref clockAt))
        {
        }

        if (day is null or { Grain: TimeGrain.Day } && clockAt < text.Length && _clock.TryRead(text, clockAt, inherited, out var clock))
        {
            if (clock.IsImpossible) impossible = true;
            part = clock.Part;
            var midnight = (day?.From ?? origin ?? today).ToDateTime(default);
            end = clock.End;
            _words.About.Skip(text, ref end);
            spot = new TimeSpot(midnight.AddMinutes(clock.FromMinute), midnight.AddMinutes(clock.ToMinute), clock.Grain, at, end) { HasDay = day is not null, HasTime = clock.Grain != TimeGrain.Part };
            return true;
        }

        if (day is null) return false;
        spot = new TimeSpot(day.Value.From.ToDateTime(default), day.Value.To.ToDateTime(default), day.Value.Grain, at, end) { HasDay = true };
        return true;
    }

    /// <summary>三天后, 两周前, 半小时后, in 3 days.</summary>
    private bool Later(string text, int at, DateTime now, out TimeSpot spot)
    {
        spot = default;
        var half = _words.Half.TryAt(text, at, out _, out var end);
        var count = 0.5m;
        if (!half && !_numbers.TryRead(text, at, out count, out end)) return false;
        while (end < text.Length && text[end] == ' ') end++;
        if (_words.NotUnits.TryAt(text, end, out _, out _)) return false;
        var halfMore = !half && end < text.Length && CountedHalf(text, ref end);
        if (!_words.Units.TryAt(text, end, out var unit, out end)) return false;
        if (!half && !halfMore && _words.Half.Skip(text, ref end)) halfMore = true;
        if (halfMore) count += 0.5m;
        while (end < text.Length && text[end] == ' ') end++;
        var after = _words.After.TryAt(text, end, out _, out var last);
        if (!after && !_words.Before.TryAt(text, end, out _, out last)) return false;
        var sign = after ? 1 : -1;
        spot = Moved(now, unit, sign * count, at, last);
        return count <= 1000;
    }

    /// <summary>"一个半小时": the half stands before the unit.</summary>
    private bool CountedHalf(string text, ref int end)
    {
        var at = end;
        for (var skip = 0; skip <= 1; skip++)
        {
            if (_words.Half.TryAt(text, at + skip, out _, out var after) && _words.Units.TryAt(text, after, out _, out _))
            {
                end = after;
                return true;
            }
        }

        return false;
    }

    private static TimeSpot Moved(DateTime now, Length unit, decimal count, int start, int end)
    {
        if (unit.Unit == 's')
        {
            var at = now.AddSeconds((double)(count * unit.Count));
            return new TimeSpot(at, at.AddSeconds(Math.Min(unit.Count, 3600)), TimeGrain.Minute, start, end) { HasDay = true, HasTime = true };
        }

        var days = unit.Unit == 'd' ? count * unit.Count : decimal.Truncate(count * unit.Count) == count * unit.Count ? 0 : 15;
        var date = DateOnly.FromDateTime(now).AddMonths(unit.Unit == 'm' ? (int)(count * unit.Count) : 0).AddDays((int)days);
        return new TimeSpot(date.ToDateTime(default), date.AddDays(1).ToDateTime(default), TimeGrain.Day, start, end) { HasDay = true };
    }
}
