using System.Globalization;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Understanding.Time;

namespace ServiceBot.Understanding.Slots;

/// <summary>
/// A day. "前后", a year of two digits that may be of either century, and a day that the animal or the age said with it do not fit are doubtful. Refuses with <c>date_day_missing</c> (only a month or a
/// week), <c>date_impossible</c>, <c>date_several</c>, <c>date_none</c>.
/// </summary>
internal sealed class DateParser(TimeReader reader, TimeWords words, AmountReader amounts, BirthSigns signs) : ISlotParser
{
    public Reading Read(Heard heard, SlotSpec slot)
    {
        var found = TimeText.Find(reader, heard, out var impossible).Where(spot => spot.HasDay).ToList();
        if (impossible) return new Reading.Wrong("date_impossible");
        if (found.Count == 0) return new Reading.Nothing("date_none");
        var days = found.Where(spot => !spot.IsRange && spot.Grain >= TimeGrain.Day).ToList();
        if (days.Count == 0) return new Reading.Wrong("date_day_missing");
        if (found.Find(spot => spot is { Grain: TimeGrain.Year, IsRange: false }) is { End: > 0 } year && days is [var only] && year.Start < only.Start && InYear(heard, year, only) is { } both) days = [both];
        var day = DateOnly.FromDateTime(days[0].From);
        if (days.Exists(spot => DateOnly.FromDateTime(spot.From) != day)) return new Reading.Wrong("date_several");
        var isUnclear = days.Exists(spot => spot.IsUnclearYear);
        // The animal of a year tells 1930 from 2030.
        if (isUnclear && signs.Animal(heard.Text) is { } animal && BirthSigns.Fits(animal, day) != BirthSigns.Fits(animal, day.AddYears(-100))) (day, isUnclear) = (BirthSigns.Fits(animal, day) ? day : day.AddYears(-100), false);
        return new Reading.Found(Value(isUnclear ? day.AddYears(-100) : day, heard), days[0].Start, days[0].Length)
        {
            IsDoubtful = isUnclear || days.Exists(spot => spot.IsAbout) || amounts.IsAbout(heard.Text) || signs.Disagrees(heard, day),
            Instead = isUnclear ? [Value(day, heard)] : [],
        };
    }

    /// <summary>五九年生的，三月初五: the year is said by itself, and the day without one. Read in the middle of that year, a day of either calendar is of it.</summary>
    private TimeSpot? InYear(Heard heard, TimeSpot year, TimeSpot day) =>
        reader.Find(heard.Text[day.Start..day.End], new DateTime(year.From.Year, 6, 15), out _) is [{ Grain: TimeGrain.Day } spot] && spot.From != day.From
        && reader.Find(heard.Text[day.Start..day.End], new DateTime(year.From.Year + 1, 6, 15), out _) is [var next] && next.From != spot.From
            ? spot with { Start = day.Start, End = day.End, IsUnclearYear = year.IsUnclearYear }
            : null;

    private SlotValue Value(DateOnly day, Heard heard) => new(SlotType.Date, TimeText.Iso(day), day.ToString(words.Shown("date", heard.English), CultureInfo.InvariantCulture));
}

/// <summary>A time of day. An hour that could be of the morning or the evening is doubtful. Refuses with <c>time_impossible</c>, <c>time_several</c>, <c>time_none</c>.</summary>
internal sealed class TimeParser(TimeReader reader, AmountReader amounts) : ISlotParser
{
    private const int HalfDay = 12;
    private const int LatestHour = 24;

    public Reading Read(Heard heard, SlotSpec slot)
    {
        var all = TimeText.Find(reader, heard, out var impossible).Where(spot => spot.HasTime).ToList();
        var found = all.Where(spot => !spot.IsRange).ToList();
        if (impossible) return new Reading.Wrong("time_impossible");
        if (found.Count == 0) return all.Count > 0 ? new Reading.Wrong("time_several") : Bare(heard) ?? new Reading.Nothing("time_none");
        if (found.Exists(spot => spot.From.TimeOfDay != found[0].From.TimeOfDay)) return new Reading.Wrong("time_several");
        return new Reading.Found(Value(found[0].From), found[0].Start, found[0].Length)
        {
            IsDoubtful = found[0].IsUnclearHour || found[0].IsAbout || amounts.IsAbout(heard.Text),
            Instead = found[0].IsUnclearHour && found[0].From.Hour < HalfDay ? [Value(found[0].From.AddHours(HalfDay))] : [],
        };
    }

    /// <summary>"9" to the question at what time.</summary>
    private Reading? Bare(Heard heard)
    {
        if (heard.Bare is not { Length: > 0 and <= 3 } text || !amounts.TryRead(text, 0, out var said) || said.IsAbout || said.End < text.Length || decimal.Truncate(said.Value) != said.Value) return null;
        if (said.Value > LatestHour) return new Reading.Wrong("time_impossible");
        var hour = (int)said.Value;
        var at = heard.Said.Today.ToDateTime(default).AddHours(hour is >= 1 and <= ClockReader.LatestBareAfternoon ? hour + HalfDay : hour);
        var isUnclear = hour is >= 1 and <= ClockReader.LatestUnclear;
        return new Reading.Found(Value(at)) { IsDoubtful = isUnclear, Instead = isUnclear && at.Hour < HalfDay ? [Value(at.AddHours(HalfDay))] : [] };
    }

    private static SlotValue Value(DateTime time) => new(SlotType.Time, time.ToString("HH:mm", CultureInfo.InvariantCulture));
}

/// <summary>A day with a time. Refuses with <c>datetime_time_missing</c>, <c>datetime_day_missing</c>, <c>date_several</c>, <c>date_impossible</c>, <c>datetime_none</c>.</summary>
internal sealed class DateTimeParser(TimeReader reader, TimeWords words, AmountReader amounts) : ISlotParser
{
    private const int HalfDay = 12;

    public Reading Read(Heard heard, SlotSpec slot)
    {
        var found = TimeText.Find(reader, heard, out var impossible);
        if (impossible) return new Reading.Wrong("date_impossible");
        if (found.Count == 0) return new Reading.Nothing("datetime_none");
        var days = found.Where(spot => spot is { HasDay: true, IsRange: false, Grain: >= TimeGrain.Day }).ToList();
        var time = found.FindIndex(spot => spot.HasTime);
        if (time < 0) return new Reading.Wrong("datetime_time_missing");
        if (!found[time].HasDay && days.Count == 0) return new Reading.Wrong("datetime_day_missing");
        if (days.Exists(spot => spot.From.Date != days[0].From.Date)) return new Reading.Wrong("date_several");
        var at = found[time].HasDay ? found[time].From : days[0].From.Date + found[time].From.TimeOfDay;
        return new Reading.Found(Value(at, heard), found[time].Start, found[time].Length)
        {
            IsDoubtful = found[time].IsUnclearHour || found.Exists(spot => spot.IsAbout || spot.IsUnclearYear) || amounts.IsAbout(heard.Text),
            Instead = found[time].IsUnclearHour && at.Hour < HalfDay ? [Value(at.AddHours(HalfDay), heard)] : [],
        };
    }

    private SlotValue Value(DateTime at, Heard heard) =>
        new(SlotType.DateTime, at.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture), at.ToString(words.Shown("datetime", heard.English), CultureInfo.InvariantCulture));
}

/// <summary>From one day to another, or a week, a month. The value is half-open. Refuses with <c>period_order</c>, <c>date_impossible</c>, <c>period_none</c>.</summary>
internal sealed class PeriodParser(TimeReader reader, TimeWords words, AmountReader amounts) : ISlotParser
{
    public Reading Read(Heard heard, SlotSpec slot)
    {
        var found = TimeText.Find(reader, heard, out var impossible);
        if (impossible) return new Reading.Wrong("date_impossible");
        if (found.Count == 0) return heard.Forms.Count > 0 && NumberWords.TryYear(heard.Forms[0], 0, out var year, out var end) && end == heard.Forms[0].Length
            ? Found(heard, new TimeSpot(new DateTime(year, 1, 1), new DateTime(year + 1, 1, 1), TimeGrain.Year, 0, heard.Text.Length))
            : new Reading.Nothing("period_none");
        var best = found.FindIndex(spot => spot.IsRange);
        var spot = best >= 0 ? found[best] : found.Count == 2 && found[0].Grain == found[1].Grain ? found[0] with { To = found[1].To, End = found[1].End } : found[0];
        if (spot.From == DateTime.MinValue || spot.To == DateTime.MaxValue) return new Reading.Nothing("period_none");
        if (spot.To <= spot.From) return new Reading.Wrong("period_order");
        return Found(heard, spot);
    }

    private Reading.Found Found(Heard heard, TimeSpot spot) =>
        new(new SlotValue(SlotType.Period, $"{TimeText.Iso(spot.From)}/{TimeText.Iso(spot.To)}", Shown(heard, spot)), spot.Start, spot.Length)
        {
            IsDoubtful = amounts.IsAbout(heard.Text),
        };

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
