using Microsoft.Extensions.Options;
using ServiceBot.Data;

namespace ServiceBot.Cases;

/// <summary>Errands: calendar, roster, desk, queries.</summary>
internal static class CasesFeature
{
    public static void AddCases(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<CaseOptions>().BindConfiguration(CaseOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CaseOptions>, CaseOptionsValidator>();
        services.AddSingleton(provider => HolidayFiles.Load(
            HolidayFiles.Shipped,
            provider.GetRequiredService<IOptions<CaseOptions>>().Value.Holidays ?? Path.Combine(provider.GetRequiredService<DataFolder>().Root, "holidays")));
        services.AddSingleton<Roster>();
        services.AddSingleton<SampleRoster>();
        services.AddSingleton<CaseNumbers>();
        services.AddSingleton<CaseSeals>();
        services.AddSingleton<CaseWords>();
        services.AddSingleton<StatusTexts>();
        services.AddSingleton<AuthorisationText>();
        services.AddSingleton<CaseWriter>();
        services.AddSingleton<CaseStore>();
        services.AddSingleton<CaseDesk>();
        services.AddSingleton<CaseQueries>();
        services.AddSingleton<CasesStart>();
        services.AddHostedService<RosterRefresh>();
    }
}
