namespace ServiceBot.Domain.Calendar;

/// <summary>One day of a holiday notice: a day off, or a weekend day that is worked to make up for one (调休).</summary>
/// <remarks>A notice lists only what differs from the weekday rule, and not every weekend day beside a holiday.</remarks>
public sealed record CalendarDay(DateOnly Date, bool IsOffDay);
