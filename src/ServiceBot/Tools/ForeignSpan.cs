using System.Globalization;

namespace ServiceBot.Tools;

/// <summary>
/// Whether two spans of time are the same but for how they are written: a last hour, minute or second is counted in or not, and what begins or ends now
/// begins at this moment or with this day. Nothing else is forgiven.
/// </summary>
internal static class ForeignSpan
{
    public const string OpenEnd = "open";

    /// <param name="reference">Now.</param>
    public static bool IsSame(SlotCase labelled, SlotResult result, DateTime reference) =>
        IsSameStart(Moment(labelled.From), Moment(result.From), reference) && IsSameEnd(Moment(labelled.To), Moment(result.To), reference);

    private static bool IsSameStart(DateTime? labelled, DateTime? ours, DateTime now) =>
        labelled == ours || (labelled is { } one && ours is { } other && IsNow(one, now) && IsNow(other, now));

    private static bool IsSameEnd(DateTime? labelled, DateTime? ours, DateTime now)
    {
        if (IsSameStart(labelled, ours, now)) return true;
        if (labelled is not { } one || ours is not { } other) return false;
        // "到3点" ends when three strikes, or with its hour; "到15点20分" with its minute.
        return (one - other).Duration() is { } gap && (gap == TimeSpan.FromHours(1) || gap == TimeSpan.FromMinutes(1) || gap == TimeSpan.FromSeconds(1))
            || (IsNow(one, now) && other == now.Date.AddDays(1)) || (IsNow(other, now) && one == now.Date.AddDays(1));
    }

    private static bool IsNow(DateTime moment, DateTime now) => moment == now || moment == now.Date;

    /// <summary>Null: open.</summary>
    private static DateTime? Moment(string? text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) && moment.Year is > 1 and < 9999 ? moment : null;
}
