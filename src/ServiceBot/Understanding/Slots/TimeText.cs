using System.Globalization;
using ServiceBot.Understanding.Time;

namespace ServiceBot.Understanding.Slots;

/// <summary>What the parsers of days and times share.</summary>
internal static class TimeText
{
    private const int Longest = 400;

    /// <summary>Ours; for a text with Latin letters that we do not understand, the recognisers'.</summary>
    public static List<TimeSpot> Find(TimeReader reader, Heard heard, out bool impossible)
    {
        impossible = false;
        if (heard.Text.Length > Longest) return [];
        var now = heard.Said.Now.DateTime;
        var found = reader.Find(heard.Text, heard.Said.Today.ToDateTime(TimeOnly.FromDateTime(now)), out impossible);
        return found.Count > 0 || impossible ? found : EnglishWords.Times(heard.Text, now);
    }

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Iso(DateTime moment) => moment.ToString(moment.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}
