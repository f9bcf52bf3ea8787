using System.Globalization;

namespace ServiceBot.Understanding.Time;

/// <summary>The vocabulary of dates and times, ready for look-up.</summary>
internal sealed class TimeWords
{
    private readonly Vocabulary _words;

    public TimeWords(Vocabulary words)
    {
        _words = words;
        Days = Offsets("days");
        DayParts = new WordTable<string>(words.Map("dates.day_parts"));
        Years = Offsets("years");
        Months = Offsets("months");
        Weeks = Offsets("weeks");
        Week = Any("week");
        Weekdays = Offsets("weekdays");
        Weekend = Any("weekend");
        EnglishWeekdays = Offsets("english_weekdays");
        EnglishMonths = Offsets("english_months");
        EnglishOrdinals = words.List("dates.english_ordinals");
        EnglishJoins = Any("english_joins");
        Year = Any("year");
        Month = Any("month");
        Day = Any("day");
        HalfYear = Offsets("half_year");
        Quarter = Any("quarter");
        ThisQuarter = Offsets("this_quarter");
        Third = Offsets("third");
        Ends = Any("ends");
        Begins = Any("begins");
        Ordinal = Any("ordinal");
        FirstMonth = Any("first_month");
        Lunar = Any("lunar");
        Solar = Any("solar");
        Leap = Any("leap");
        LunarMonths = Offsets("lunar_months");
        LunarDay = Any("lunar_day");
        Feasts = new WordTable<string>(words.Map("dates.feasts"));
        Terms = Offsets("terms");
        Parts = new WordTable<DayPart>(words.Map("dates.parts").Select(pair => KeyValuePair.Create(pair.Key, DayPart.Parse(pair.Value))));
        Meridiem = Offsets("meridiem");
        Hour = Any("hour");
        HourMinute = Any("hour_minute");
        Minute = Any("minute");
        Second = Any("second");
        Half = Any("half");
        Quarters = Offsets("quarters");
        Lacking = Any("lacking");
        Units = new WordTable<Length>(words.Map("dates.units").Select(pair => KeyValuePair.Create(pair.Key, Length.Parse(pair.Value))));
        NotUnits = Any("not_units");
        Past = Any("past");
        Future = Any("future");
        Within = Any("within");
        SoFar = Any("so_far");
        First = Any("first");
        Last = Any("last");
        Counter = Any("counter");
        Seasons = new WordTable<string>(words.Map("dates.seasons"));
        After = Any("after");
        Before = Any("before");
        Ranges = Any("ranges");
        RangeStarts = Any("range_starts");
        Since = Any("since");
        About = Any("about");
        Link = Any("link");
        Moment = Any("moment");
        Whole = Any("whole");
        Passing = Any("passing");
        PassingVague = Offsets("passing_vague");
        Instants = Offsets("instants");
        EnglishPast = Any("english_past");
        EnglishTo = Any("english_to");
        EnglishMinutes = Offsets("english_minutes");
        EnglishHours = Offsets("english_hours");
        EnglishCounts = Offsets("english_counts");
        EnglishNth = Offsets("english_nth");
        AtHour = Any("at_hour");
        DayBeside = Offsets("day_beside");
        Beside = Offsets("beside");
        SinceStarts = Any("since_starts");
        RangeJoins = Any("range_joins");
        HalfMonth = Offsets("half_month");
        Middle = Any("middle");
        Centuries = Offsets("centuries");
        Decade = Any("decade");
        Holiday = Any("holiday");
        PastHour = Any("past_hour");
        EnglishMinuteWords = Offsets("english_minute_words");
        LateDay = Any("late_day");
        Spans = new WordTable<string>(words.Map("dates.spans"));
        Onward = Any("onward");
        SameDay = Any("same_day");
        DayTails = Offsets("day_tails");
        LengthJoins = Any("length_joins");
        Every = Any("every");
        Starting = Any("starting");
        Stopping = Any("stopping");
        Eras = Offsets("eras");
        WeekLater = Any("week_later");
        EnglishDayWords = Offsets("english_day_words");
        EnglishCenturies = Offsets("english_centuries");
        EnglishTens = Offsets("english_tens");
        EnglishSmall = Offsets("english_small");
        HolidayFeasts = new WordTable<string>(words.Map("dates.holiday_feasts"));
        Born = words.List("dates.born");
    }

    public WordTable<int> Days { get; }
    public WordTable<string> DayParts { get; }
    public WordTable<int> Years { get; }
    public WordTable<int> Months { get; }
    public WordTable<int> Weeks { get; }
    public WordTable<int> Week { get; }
    public WordTable<int> Weekdays { get; }
    public WordTable<int> Weekend { get; }
    public WordTable<int> EnglishWeekdays { get; }
    public WordTable<int> EnglishMonths { get; }
    public string[] EnglishOrdinals { get; }
    public WordTable<int> EnglishJoins { get; }
    public WordTable<int> Year { get; }
    public WordTable<int> Month { get; }
    public WordTable<int> Day { get; }
    public WordTable<int> HalfYear { get; }
    public WordTable<int> Quarter { get; }
    public WordTable<int> ThisQuarter { get; }
    public WordTable<int> Third { get; }
    public WordTable<int> Ends { get; }
    public WordTable<int> Begins { get; }
    public WordTable<int> Ordinal { get; }
    public WordTable<int> FirstMonth { get; }
    public WordTable<int> Lunar { get; }
    public WordTable<int> Solar { get; }
    public WordTable<int> Leap { get; }
    public WordTable<int> LunarMonths { get; }
    public WordTable<int> LunarDay { get; }
    public WordTable<string> Feasts { get; }
    public WordTable<int> Terms { get; }
    public WordTable<DayPart> Parts { get; }
    public WordTable<int> Meridiem { get; }
    public WordTable<int> Hour { get; }
    public WordTable<int> HourMinute { get; }
    public WordTable<int> Minute { get; }
    public WordTable<int> Second { get; }
    public WordTable<int> Half { get; }
    public WordTable<int> Quarters { get; }
    public WordTable<int> Lacking { get; }
    public WordTable<Length> Units { get; }
    public WordTable<int> NotUnits { get; }
    public WordTable<int> Past { get; }
    public WordTable<int> Future { get; }
    public WordTable<int> Within { get; }
    public WordTable<int> SoFar { get; }
    public WordTable<int> First { get; }
    public WordTable<int> Last { get; }
    public WordTable<int> Counter { get; }
    public WordTable<string> Seasons { get; }
    public WordTable<int> After { get; }
    public WordTable<int> Before { get; }
    public WordTable<int> Ranges { get; }
    public WordTable<int> RangeStarts { get; }
    public WordTable<int> Since { get; }
    public WordTable<int> About { get; }
    public WordTable<int> Link { get; }
    public WordTable<int> Moment { get; }
    public WordTable<int> Whole { get; }
    public WordTable<int> Passing { get; }
    public WordTable<int> PassingVague { get; }
    public WordTable<int> Instants { get; }
    public WordTable<int> EnglishPast { get; }
    public WordTable<int> EnglishTo { get; }
    public WordTable<int> EnglishMinutes { get; }
    public WordTable<int> EnglishHours { get; }
    public WordTable<int> EnglishCounts { get; }
    public WordTable<int> EnglishNth { get; }
    public WordTable<int> AtHour { get; }
    public WordTable<int> DayBeside { get; }
    public WordTable<int> Beside { get; }
    public WordTable<int> SinceStarts { get; }
    public WordTable<int> RangeJoins { get; }
    public WordTable<int> HalfMonth { get; }
    public WordTable<int> Middle { get; }
    public WordTable<int> Centuries { get; }
    public WordTable<int> Decade { get; }
    public WordTable<int> Holiday { get; }
    public WordTable<int> PastHour { get; }
    public WordTable<int> EnglishMinuteWords { get; }
    public WordTable<int> LateDay { get; }
    public WordTable<string> Spans { get; }
    public WordTable<int> Onward { get; }
    public WordTable<int> SameDay { get; }
    public WordTable<int> DayTails { get; }
    public WordTable<int> LengthJoins { get; }
    public WordTable<int> Every { get; }
    public WordTable<int> Starting { get; }
    public WordTable<int> Stopping { get; }
    public WordTable<int> Eras { get; }
    public WordTable<int> WeekLater { get; }
    public WordTable<int> EnglishDayWords { get; }
    public WordTable<int> EnglishCenturies { get; }
    public WordTable<int> EnglishTens { get; }
    public WordTable<int> EnglishSmall { get; }
    public WordTable<string> HolidayFeasts { get; }
    public string[] Born { get; }

    /// <summary>A format or a word that is shown, in her language.</summary>
    public string Shown(string name, bool english) => english && _words.Map("dates.shown").TryGetValue(name + "_en", out var text) ? text : _words.Map("dates.shown")[name];

    private WordTable<int> Offsets(string name) => new(_words.Numbers("dates." + name));

    private WordTable<int> Any(string name) => new(_words.List("dates." + name).Select(word => KeyValuePair.Create(word, 0)));
}

/// <summary>Morning, noon… as hours, and what is added to an hour below 12.</summary>
internal readonly record struct DayPart(int FromHour, int ToHour, string Kind)
{
    /// <summary><c>6-12 am</c>.</summary>
    public static DayPart Parse(string text)
    {
        var (hours, kind) = (text.Split(' ')[0].Split('-'), text.Split(' ')[1]);
        return new DayPart(int.Parse(hours[0], CultureInfo.InvariantCulture), int.Parse(hours[1], CultureInfo.InvariantCulture), kind);
    }

    public int Hour(int hour) => (Kind, hour) switch
    {
        ("am", 12) when FromHour == 0 => 0,
        ("pm", < 12) => hour + 12,
        ("noon", >= 1 and <= 3) => hour + 12,
        ("night", >= 5 and <= 12) => hour + 12,
        _ => hour,
    };
}

/// <summary>A length of time in the unit it was said in.</summary>
internal readonly record struct Length(int Count, char Unit)
{
    /// <summary><c>7d</c>, <c>12m</c>, <c>3600s</c>.</summary>
    public static Length Parse(string text) => new(int.Parse(text.AsSpan(0, text.Length - 1), CultureInfo.InvariantCulture), text[^1]);
}
