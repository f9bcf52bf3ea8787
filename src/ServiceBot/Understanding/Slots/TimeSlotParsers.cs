using System.Globalization;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Understanding.Time;

namespace ServiceBot.Understanding.Slots;

/// <summary>
/// A day. Refuses with <c>date_day_missing</c> (only a month or a week), <c>date_impossible</c>, <c>date_several</c>, <c>date_none</c>.
/// </summary>
internal sealed class DateParser(TimeReader reader, TimeWords words) : ISlotParser
{
    public Reading Read(Heard heard, SlotSpec slot)
    {
        var found = TimeText.Find(reader, heard, out var impossible).Where(spot => spot.HasDay).ToList();
        if (impossible) return new Reading.Wrong("date_impossible");
        if (found.Count == 0) return new Reading.Nothing("date_none");
        var days = found.Where(spot => !spot.IsRange && spot.Grain >= TimeGrain.Day).ToList();
        if (days.Count == 0) return new Reading.Wrong("date_day_missing");
        var day = DateOnly.FromDateTime(days[0].From);
        if (days.Exists(spot => DateOnly.FromDateTime(spot.From) != day)) return new Reading.Wrong("date_several");
        var value = new SlotValue(SlotType.Date, TimeText.Iso(day), day.ToString(words.Shown("date", heard.English), CultureInfo.InvariantCulture));
        return new Reading.Found(value, days[0].Start, days[0].Length);
    }
}

/// <summary>A time of day. Refuses with <c>time_impossible</c>, <c>time_none</c>.</summary>
internal sealed class TimeParser(TimeReader reader) : ISlotParser
{
    public Reading Read(Heard heard, SlotSpec slot)
    {
        var found = TimeText.Find(reader, heard, out var impossible).Where(spot => spot.HasTime && !spot.IsRange).ToList();
        if (impossible) return new Reading.Wrong("time_impossible");
        if (found.Count == 0) return new Reading.Nothing("time_none");
        return new Reading.Found(new SlotValue(SlotType.Time, found[0].From.ToString("HH:mm", CultureInfo.InvariantCulture)), found[0].Start, found[0].Length);
    }
}

/// <summary>A day with a time. Refuses with <c>datetime_time_missing</c>, <c>datetime_day_missing</c>, <c>date_impossible</c>, <c>datetime_none</c>.</summary>
internal sealed class DateTimeParser(TimeReader reader, TimeWords words) : ISlotParser
{
    public Reading Read(Heard heard, SlotSpec slot)
    {
        var found = TimeText.Find(reader, heard, out var impossible);
        if (impossible) return new Reading.Wrong("date_impossible");
        if (found.Count == 0) return new Reading.Nothing("datetime_none");
        var (day, time) = (found.FindIndex(spot => spot.HasDay && spot.Grain >= TimeGrain.Day), found.FindIndex(spot => spot.HasTime));
        if (time < 0) return new Reading.Wrong("datetime_time_missing");
        if (!found[time].HasDay && day < 0) return new Reading.Wrong("datetime_day_missing");
        var at = found[time].HasDay ? found[time].From : found[day].From.Date + found[time].From.TimeOfDay;
        var shown = at.ToString(words.Shown("datetime", heard.English), CultureInfo.InvariantCulture);
        return new Reading.Found(new SlotValue(SlotType.DateTime, at.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture), shown), found[time].Start, found[time].Length);
    }
}

/// <summary>From one day to another, or a week, a month. The value is half-open. Refuses with <c>period_order</c>, <c>date_impossible</c>, <c>period_none</c>.</summary>
internal sealed class PeriodParser(TimeReader reader, TimeWords words) : ISlotParser
{
    public Reading Read(Heard heard, SlotSpec slot)
    {
        var found = TimeText.Find(reader, heard, out var impossible);
        if (impossible) return new Reading.Wrong("date_impossible");
        if (found.Count == 0) return new Reading.Nothing("period_none");
        var best = found.FindIndex(spot => spot.IsRange);
        var spot = best >= 0 ? found[best] : found.Count == 2 && found[0].Grain == found[1].Grain ? found[0] with { To = found[1].To, End = found[1].End } : found[0];
        if (spot.From == DateTime.MinValue || spot.To == DateTime.MaxValue) return new Reading.Nothing("period_none");
        if (spot.To <= spot.From) return new Reading.Wrong("period_order");
        return new Reading.Found(new SlotValue(SlotType.Period, $"{TimeText.Iso(spot.From)}/{TimeText.Iso(spot.To)}", Shown(heard, spot)), spot.Start, spot.Length);
    }

    /// <summary>People name the last day, not the one after it.</summary>
    private string Shown(Heard heard, TimeSpot spot)
    {
        var days = spot.From.TimeOfDay == default && spot.To.TimeOfDay == default;
        var format = words.Shown(days ? "date" : "datetime", heard.English);
        var last = days ? spot.To.AddDays(-1) : spot.To;
        var from = spot.From.ToString(format, CultureInfo.InvariantCulture);
        return days && last == spot.From ? from : from + words.Shown("to", heard.English) + last.ToString(format, CultureInfo.InvariantCulture);
    }
}
