using System.Globalization;
using ServiceBot.Domain.Calendar;

namespace ServiceBot.Understanding.Time;

/// <summary>Finds days, times of day, both together, lengths from now and ranges in a text. Local time.</summary>
internal sealed class TimeReader
{
    private readonly DateReader _dates;
    private readonly ClockReader _clock;
    private readonly TimeWords _words;
    private readonly OffsetReader _offsets;

    public TimeReader(TimeWords words, NumberWords numbers, AmountReader amounts, WorkingCalendar calendar)
    {
        _words = words;
        _offsets = new OffsetReader(words, numbers, amounts, calendar);
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
        var isSince = _words.SinceStarts.Skip(text, ref start);
        var isEvery = _words.Every.Skip(text, ref start);
        var isBetween = _words.RangeStarts.Skip(text, ref start) && text[start - 1] == ' ';
        if (!One(text, start, now, null, null, out spot, out var part, out impossible))
        {
            spot = isSince && NumberWords.TryYear(text, start, out var year, out var until) ? new TimeSpot(new DateTime(year, 1, 1), now, TimeGrain.Year, at, until) { HasDay = true, IsRange = true } : default;
            return spot.End > 0;
        }

        // A day that comes again and again is no day yet: the next one, to be confirmed.
        spot = spot with { Start = at, IsAbout = spot.IsAbout || isEvery };
        if (impossible) return true;
        var end = spot.End;
        if (_words.Since.TryAt(text, end, out _, out var after) || isSince)
        {
            spot = spot with { To = now, End = Math.Max(after, end), IsRange = true };
            return true;
        }

        if (Begins(text, ref spot, ref end) || OpenEnd(text, now, ref spot)) return true;
        if (LateDay(text, now, ref spot)) return true;
        while (end < text.Length && text[end] == ' ' && !_words.Ranges.TryAt(text, end, out _, out _) && !_words.RangeJoins.TryAt(text, end, out _, out _)) end++;
        if (!_words.Ranges.Skip(text, ref end) && !(isBetween && _words.RangeJoins.Skip(text, ref end))) return true;
        while (end < text.Length && text[end] == ' ') end++;
        if (end >= text.Length || !One(text, end, now, spot, part, out var last, out _, out var wrong) || wrong) return true;
        var to = last.HasTime && last.Grain is TimeGrain.Hour or TimeGrain.Minute ? last.From : last.To;
        // "between March and May 2025": the year is said once, at the end.
        var from = isBetween && spot.HasDay && spot.From.Year == now.Year && to.Year < now.Year ? spot.From.AddYears(last.From.Year - now.Year) : spot.From;
        spot = new TimeSpot(from, to, last.Grain, at, last.End) { HasDay = spot.HasDay, HasTime = spot.HasTime || last.HasTime, IsRange = true, IsAbout = spot.IsAbout || last.IsAbout };
        end = last.End;
        if (_words.Stopping.Skip(text, ref end)) spot = spot with { End = end };
        LateDay(text, now, ref spot);
        return true;
    }

    /// <summary>"6月1号起": with a length after it or without an end; a named end is read by who asks.</summary>
    private bool Begins(string text, ref TimeSpot spot, ref int end)
    {
        if (spot.IsRange || !_words.Starting.TryAt(text, end, out _, out var after)) return false;
        if (_words.Ranges.TryAt(text, after, out _, out _))
        {
            end = after;
            return false;
        }

        if (_words.Ranges.TryAt(text, end, out _, out _)) return false;
        if (!_offsets.TryReadFrom(text, after, spot, out var counted)) counted = spot with { End = after, IsOpen = true };
        spot = counted;
        return true;
    }

    /// <summary>"9 am tomorrow", "from 9 to 11 am on Friday": in English the day may come last.</summary>
    private bool LateDay(string text, DateTime now, ref TimeSpot spot)
    {
        if (spot is not { HasTime: true, HasDay: false } || !char.IsAscii(text[spot.End - 1])) return false;
        var at = spot.End;
        var today = DateOnly.FromDateTime(now);
        if (!_words.LateDay.Skip(text, ref at) || at >= text.Length || !char.IsAsciiLetterOrDigit(text[at]) || !_dates.TryRead(text, at, today, null, out var day) || day is not { Grain: TimeGrain.Day, IsImpossible: false, IsRange: false }) return false;
        var moved = day.From.ToDateTime(default) - now.Date;
        spot = spot with { From = spot.From + moved, To = spot.To + moved, End = day.End, HasDay = true };
        return true;
    }

    /// <summary>"下月15号之前" ends then; "春节后" has no end that we know.</summary>
    private bool OpenEnd(string text, DateTime now, ref TimeSpot spot)
    {
        if (_words.Days.TryAt(text, spot.End, out _, out _) || spot.IsRange) return false;
        var isClock = spot is { HasTime: true, Grain: TimeGrain.Hour or TimeGrain.Minute };
        if (_words.Before.TryAt(text, spot.End, out _, out var end)) spot = spot with { From = now < spot.To ? now : DateTime.MinValue, To = isClock ? spot.From : spot.To, End = end, IsRange = true };
        else if (_words.After.TryAt(text, spot.End, out _, out end)) spot = spot with { From = isClock ? spot.From : spot.To, To = DateTime.MaxValue, End = end, IsRange = true };
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

        var today = DateOnly.FromDateTime(now);
        var origin = before is null ? (DateOnly?)null : DateOnly.FromDateTime(before.Value.From);
        var (day, isOpen) = (Day(text, at, today, origin), false);
        if (day is null or { IsMoved: false } && (_offsets.TryRead(text, at, now, out spot) || Together(text, at, today, out spot)) && spot.End > (day?.End ?? 0))
        {
            if (spot is not { Grain: TimeGrain.Day, IsRange: false, HasTime: false }) return true;
            // "三天后的上午10点"
            (day, isOpen) = (DaySpan.OneDay(DateOnly.FromDateTime(spot.From), spot.End) with { IsAbout = spot.IsAbout }, spot.IsOpen);
        }

        if (day is { IsImpossible: true })
        {
            spot = new TimeSpot(default, default, TimeGrain.Day, at, day.Value.End);
            impossible = true;
            return true;
        }

        var (end, isAbout) = (day?.End ?? at, day?.IsAbout ?? false);
        if (day is not null) isAbout |= Loosely(text, ref end);
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
            isAbout |= Loosely(text, ref end);
            spot = new TimeSpot(midnight.AddMinutes(clock.FromMinute), midnight.AddMinutes(clock.ToMinute), clock.Grain, at, end)
            {
                HasDay = day is not null, HasTime = clock.Grain != TimeGrain.Part, IsAbout = isAbout, IsUnclearHour = clock.IsUnclear, IsUnclearYear = day?.IsUnclearYear ?? false,
            };
            return true;
        }

        if (day is null) return _offsets.TryReadWindow(text, at, now, out spot);
        spot = new TimeSpot(day.Value.From.ToDateTime(default), day.Value.To.ToDateTime(default), day.Value.Grain, at, end)
        {
            HasDay = true, IsRange = day.Value.IsRange, IsOpen = isOpen, IsAbout = isAbout, IsUnclearYear = day.Value.IsUnclearYear,
        };
        return true;
    }

    /// <summary>A day, or one that is counted from it: 国庆节前一天, two days before Christmas.</summary>
    private DaySpan? Day(string text, int at, DateOnly today, DateOnly? origin)
    {
        if (_dates.TryRead(text, at, today, origin, out var span))
        {
            if (span is not { IsImpossible: false, Grain: TimeGrain.Day, IsRange: false }) return span;
            if (_offsets.TryMove(text, span, out var moved)) return moved with { IsMoved = true };
            return _offsets.TryHoliday(text, span, out var holiday) ? holiday with { IsMoved = true } : span;
        }

        return _offsets.TryBeside(text, at, out var days, out var end) && _dates.TryRead(text, end, today, origin, out span) && span is { IsImpossible: false, Grain: TimeGrain.Day }
            ? DaySpan.OneDay(span.From.AddDays(days), span.End) with { IsMoved = true }
            : null;
    }

    /// <summary>今明两年, 明后两天.</summary>
    private bool Together(string text, int at, DateOnly today, out TimeSpot spot)
    {
        spot = default;
        if (!_words.Spans.TryAt(text, at, out var rule, out var end)) return false;
        var split = rule.LastIndexOf('-');
        var (first, count) = (int.Parse(rule.AsSpan(0, split), CultureInfo.InvariantCulture), int.Parse(rule.AsSpan(split + 1, 1), CultureInfo.InvariantCulture));
        var isYears = rule[^1] == 'y';
        var from = isYears ? new DateOnly(today.Year + first, 1, 1) : today.AddDays(first);
        var to = isYears ? from.AddYears(count) : from.AddDays(count);
        spot = new TimeSpot(from.ToDateTime(default), to.ToDateTime(default), isYears ? TimeGrain.Year : TimeGrain.Day, at, end) { HasDay = true, IsRange = true };
        return true;
    }

    private bool Loosely(string text, ref int end)
    {
        _words.Moment.Skip(text, ref end);
        return _words.About.Skip(text, ref end);
    }
}
