using System.Globalization;

namespace ServiceBot.Domain.Calendar;

/// <summary>
/// The days off that the law fixes for every year (全国年节及纪念日放假办法, revised 2024-11-10): used only for years without a notice,
/// where the made-up weekend days are not known yet.
/// </summary>
internal static class StatutoryHolidays
{
    private static readonly ChineseLunisolarCalendar Lunar = new();

    public static bool Contains(DateOnly day) => IsSolar(day) || IsQingming(day) || IsLunar(day);

    private static bool IsSolar(DateOnly day) => (day.Month, day.Day) is (1, 1) or (5, 1 or 2) or (10, 1 or 2 or 3);

    /// <summary>The solar term falls on 4 or 5 April in this century; the short rule of its sinking by a quarter day a year.</summary>
    private static bool IsQingming(DateOnly day)
    {
        var year = day.Year % 100;
        return day.Month == 4 && day.Day == (int)(year * 0.2422 + 4.81) - year / 4;
    }

    /// <summary>除夕 to 初三, 端午, 中秋.</summary>
    private static bool IsLunar(DateOnly day)
    {
        var moment = day.ToDateTime(TimeOnly.MinValue);
        if (moment < Lunar.MinSupportedDateTime || moment.AddDays(1) > Lunar.MaxSupportedDateTime) return false;
        return LunarDay(moment.AddDays(1)) is (1, 1) || LunarDay(moment) is (1, 1 or 2 or 3) or (5, 5) or (8, 15);
    }

    /// <summary>Lunar (month, day); month 0 for a leap month, which has no festivals.</summary>
    private static (int Month, int Day) LunarDay(DateTime moment)
    {
        var (month, leap) = (Lunar.GetMonth(moment), Lunar.GetLeapMonth(Lunar.GetYear(moment)));
        if (leap > 0 && month >= leap) month = month == leap ? 0 : month - 1;
        return (month, Lunar.GetDayOfMonth(moment));
    }
}
