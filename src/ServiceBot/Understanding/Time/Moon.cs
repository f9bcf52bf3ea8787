using System.Globalization;

namespace ServiceBot.Understanding.Time;

/// <summary>The Chinese lunisolar calendar and the solar terms.</summary>
internal static class Moon
{
    private static readonly ChineseLunisolarCalendar _calendar = new();

    /// <summary>Day of the common calendar; null when the lunar year has no such day.</summary>
    public static DateOnly? Day(int year, int month, int day, bool leap = false)
    {
        if (!IsKnown(year) || month is < 1 or > 12 || day < 1 || MonthIndex(year, month, leap) is not { } index) return null;
        if (day > _calendar.GetDaysInMonth(year, index)) return null;
        return DateOnly.FromDateTime(_calendar.ToDateTime(year, index, day, 0, 0, 0, 0));
    }

    public static (DateOnly From, DateOnly To)? Month(int year, int month, bool leap)
    {
        if (!IsKnown(year) || month is < 1 or > 12 || MonthIndex(year, month, leap) is not { } index) return null;
        var from = DateOnly.FromDateTime(_calendar.ToDateTime(year, index, 1, 0, 0, 0, 0));
        return (from, from.AddDays(_calendar.GetDaysInMonth(year, index)));
    }

    public static DateOnly? LastDay(int year) => Day(year + 1, 1, 1)?.AddDays(-1);

    public static (int Year, int Month) Of(DateOnly day)
    {
        var moment = day.ToDateTime(default);
        var year = _calendar.GetYear(moment);
        var index = _calendar.GetMonth(moment);
        var leap = _calendar.GetLeapMonth(year);
        return (year, leap > 0 && index >= leap ? index - 1 : index);
    }

    /// <summary>The day in China on which the sun's longitude reaches <paramref name="degrees"/>, by the low-precision theory (0.01 degree, a quarter of an hour).</summary>
    public static DateOnly Term(int year, int degrees)
    {
        // 280 degrees are reached about the first of January.
        var day = new DateTime(year, 1, 1).AddDays((degrees - 280 + 360) % 360 * 365.2422 / 360);
        for (var round = 0; round < 5; round++)
        {
            var off = degrees - Longitude(day.AddHours(-8));
            off -= 360 * Math.Round(off / 360);
            day = day.AddDays(off * 365.2422 / 360);
        }

        return DateOnly.FromDateTime(day);
    }

    private static double Longitude(DateTime utc)
    {
        var days = (utc - new DateTime(2000, 1, 1, 12, 0, 0)).TotalDays + 0.0008;
        var centuries = days / 36525;
        var mean = 280.46646 + (36000.76983 * centuries) + (0.0003032 * centuries * centuries);
        var anomaly = double.DegreesToRadians(357.52911 + (35999.05029 * centuries));
        var centre = ((1.914602 - (0.004817 * centuries)) * Math.Sin(anomaly)) + (0.019993 * Math.Sin(2 * anomaly)) + (0.000289 * Math.Sin(3 * anomaly));
        var node = double.DegreesToRadians(125.04 - (1934.136 * centuries));
        return (mean + centre - 0.00569 - (0.00478 * Math.Sin(node))) % 360;
    }

    private static bool IsKnown(int year) => year is >= 1901 and <= 2100;

    /// <summary>Months of a leap year are counted through to 13; the leap month follows the one it is named for.</summary>
    private static int? MonthIndex(int year, int month, bool leap)
    {
        var at = _calendar.GetLeapMonth(year);
        if (leap) return at == month + 1 ? at : null;
        return at > 0 && month >= at ? month + 1 : month;
    }
}
