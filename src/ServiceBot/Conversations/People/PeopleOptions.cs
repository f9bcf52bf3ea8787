using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.Extensions.Options;
using ServiceBot.Domain.Calendar;

namespace ServiceBot.Conversations.People;

/// <summary>When people answer, <c>ServiceBot:People</c>.</summary>
internal sealed class PeopleOptions
{
    public const string Section = "ServiceBot:People";

    /// <summary>Township time on working days, <c>HH:mm</c>. Default 08:30.</summary>
    [RegularExpression("^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    public string Opens { get; set; } = "08:30";

    /// <summary>The same as <see cref="Opens"/>: around the clock. Default 17:30.</summary>
    [RegularExpression("^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    public string Closes { get; set; } = "17:30";

    /// <summary>Minutes of open time within which somebody answers her. Default 30.</summary>
    [Range(1, 1440)]
    public int AnswerMinutes { get; set; } = 30;

    public TimeSpan AnswerWithin => TimeSpan.FromMinutes(AnswerMinutes);

    public OfficeHours Hours(WorkingCalendar calendar) => new(calendar, Time(Opens), Time(Closes));

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);
}

[OptionsValidator]
internal sealed partial class PeopleOptionsValidator : IValidateOptions<PeopleOptions>;
