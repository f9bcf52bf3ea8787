using System.Text.Json;
using ServiceBot.Domain.Calendar;

namespace ServiceBot.Cases;

/// <summary>
/// Reads holiday notices: <c>{"year":2026,"papers":["https://…"],"days":[{"name":"…","date":"2026-01-01","isOffDay":true}]}</c>.
/// </summary>
/// <remarks>
/// A file holds the days of one notice, and a notice for year Y may list days of December before: so all files are read together,
/// whatever year a day lies in. A file with papers announces its year; one without only adds its days, as a local closure does.
/// </remarks>
internal static class HolidayFiles
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The files that come with the program.</summary>
    public static string Shipped => Path.Combine(AppContext.BaseDirectory, "Cases", "holidays");

    /// <param name="folders">Later ones go over earlier ones; one that does not exist is passed over.</param>
    /// <exception cref="InvalidDataException">A file is not a notice; names the file.</exception>
    public static WorkingCalendar Load(params IEnumerable<string> folders)
    {
        var days = new List<CalendarDay>();
        var years = new HashSet<int>();
        foreach (var file in folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)))
        {
            var notice = Read(file);
            days.AddRange(notice.Days.Select(day => new CalendarDay(day.Date, day.IsOffDay)));
            if (notice.Papers.Count > 0 && notice.Days.Count > 0) years.Add(notice.Year);
        }

        return new WorkingCalendar(days, years);
    }

    private static Notice Read(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return JsonSerializer.Deserialize<Notice>(stream, Json) ?? throw new InvalidDataException($"{file} is empty.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{file}: {exception.Message}", exception);
        }
    }

    private sealed record Notice(int Year, IReadOnlyList<NoticeDay> Days)
    {
        public IReadOnlyList<string> Papers { get; init; } = [];
    }

    private sealed record NoticeDay(DateOnly Date, bool IsOffDay);
}
