namespace ServiceBot.Understanding.Time;

/// <summary>A stretch of local time that a text names, half-open, and how finely it was named.</summary>
/// <param name="Start">Where the words stand in the text.</param>
internal readonly record struct TimeSpot(DateTime From, DateTime To, TimeGrain Grain, int Start, int End)
{
    /// <summary>A day was named, not only an hour.</summary>
    public bool HasDay { get; init; }

    /// <summary>An hour was named, not only a day.</summary>
    public bool HasTime { get; init; }

    /// <summary>Two ends were named.</summary>
    public bool IsRange { get; init; }

    /// <summary>"左右", "七八天后": not exactly then.</summary>
    public bool IsAbout { get; init; }

    /// <summary>三点, 七点: morning or afternoon was not said.</summary>
    public bool IsUnclearHour { get; init; }

    /// <summary>A year of two digits that could be of this century or of the last.</summary>
    public bool IsUnclearYear { get; init; }

    /// <summary>"三天之后", "6月1号起": it begins then and has no end that we know.</summary>
    public bool IsOpen { get => To == DateTime.MaxValue; init => To = value ? DateTime.MaxValue : To; }

    public int Length => End - Start;
}

/// <summary>From coarse to fine.</summary>
internal enum TimeGrain { Year, HalfYear, Quarter, Month, Third, Week, Day, Part, Hour, Minute, Second }
