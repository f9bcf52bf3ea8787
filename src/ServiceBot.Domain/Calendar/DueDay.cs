namespace ServiceBot.Domain.Calendar;

/// <summary>The last day of a period.</summary>
/// <param name="Day">In the township's zone. The period ends with it.</param>
/// <param name="Estimated">
/// True when the counting touched a year whose holidays are not announced: the day may still move, and is shown with 预计.
/// </param>
public readonly record struct DueDay(DateOnly Day, bool Estimated);
