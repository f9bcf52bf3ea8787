namespace ServiceBot.Understanding.Time;

/// <summary>Days in a row that a text names, and where the words end.</summary>
/// <param name="To">First day that no longer belongs to it.</param>
internal readonly record struct DaySpan(DateOnly From, DateOnly To, TimeGrain Grain, int End)
{
    private const int FarthestYears = 10;

    /// <summary>It has the form of a date, but no calendar has such a day.</summary>
    public bool IsImpossible { get; init; }

    /// <summary>Two ends were named.</summary>
    public bool IsRange { get; init; }

    /// <summary>Not exactly then.</summary>
    public bool IsAbout { get; init; }

    /// <summary>It was counted from a day that was named.</summary>
    public bool IsMoved { get; init; }

    /// <summary>A year of two digits that could be of this century or of the last.</summary>
    public bool IsUnclearYear { get; init; }

    public static DaySpan OneDay(DateOnly day, int end) => new(day, day.AddDays(1), TimeGrain.Day, end);

    /// <param name="born">Said of a birth, which is never to come.</param>
    public static int FullYear(int year, DateOnly today, bool born = false) => year >= 100 ? year : year > (today.Year % 100) + (born ? 0 : FarthestYears) ? 1900 + year : 2000 + year;

    /// <summary>In 2026 "30年" is 2030 for a contract and 1930 for an old woman.</summary>
    public static bool IsUnclear(int year, DateOnly today) => year < 100 && year > (today.Year % 100) + 1 && year <= (today.Year % 100) + FarthestYears;

    public static bool Set(int year, int month, int day, int end, ref DaySpan span)
    {
        if (year is < 1800 or > 2200 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return Impossible(end, ref span);
        span = DaySpan.OneDay(new DateOnly(year, month, day), end);
        return true;
    }

    public static bool SetMonth(int year, int month, int end, ref DaySpan span) =>
        year is >= 1800 and <= 2200 && SetMonths(new DateOnly(year, month, 1), 1, TimeGrain.Month, end, ref span);

    public static bool SetMonths(DateOnly first, int months, TimeGrain grain, int end, ref DaySpan span)
    {
        span = new DaySpan(first, first.AddMonths(months), grain, end);
        return true;
    }

    public static bool Impossible(int end, ref DaySpan span)
    {
        span = new DaySpan(default, default, TimeGrain.Day, end) { IsImpossible = true };
        return true;
    }
}
