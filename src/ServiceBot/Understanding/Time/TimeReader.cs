namespace ServiceBot.Understanding.Time;

/// <summary>Finds days, times of day, both together, lengths from now and ranges in a text. Local time; no holidays, no working days.</summary>
internal sealed class TimeReader
{
    private readonly DateReader _dates;
    private readonly ClockReader _clock;
    private readonly TimeWords _words;
    private readonly OffsetReader _offsets;

    public TimeReader(TimeWords words, NumberWords numbers)
    {
        _words = words;
        _offsets = new OffsetReader(words, numbers);
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

        if (OpenEnd(text, now, ref spot)) return true;
        while (end < text.Length && text[end] == ' ' && !_words.Ranges.TryAt(text, end, out _, out _)) end++;
        if (!_words.Ranges.Skip(text, ref end)) return true;
        while (end < text.Length && text[end] == ' ') end++;
        if (end >= text.Length || !One(text, end, now, spot, part, out var last, out _, out var wrong) || wrong) return true;
        var to = last.HasTime && last.Grain is TimeGrain.Hour or TimeGrain.Minute ? last.From : last.To;
        spot = new TimeSpot(spot.From, to, last.Grain, at, last.End) { HasDay = spot.HasDay, HasTime = spot.HasTime || last.HasTime, IsRange = true };
        return true;
    }

    /// <summary>"下月15号之前" ends then; "春节后" has no end that we know.</summary>
    private bool OpenEnd(string text, DateTime now, ref TimeSpot spot)
    {
        if (_words.Days.TryAt(text, spot.End, out _, out _) || spot.IsRange) return false;
        if (_words.Before.TryAt(text, spot.End, out _, out var end)) spot = spot with { From = now < spot.To ? now : DateTime.MinValue, End = end, IsRange = true };
        else if (_words.After.TryAt(text, spot.End, out _, out end)) spot = spot with { From = spot.To, To = DateTime.MaxValue, End = end, IsRange = true };
        else return false;
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

        if (_offsets.TryRead(text, at, now, out spot)) return true;
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

        if (day is null) return _offsets.TryReadWindow(text, at, now, out spot);
        spot = new TimeSpot(day.Value.From.ToDateTime(default), day.Value.To.ToDateTime(default), day.Value.Grain, at, end) { HasDay = true, IsRange = day.Value.IsRange };
        return true;
    }
}
