using ServiceBot.Channels.Sms.Kannel;

namespace ServiceBot.Channels.Sms;

/// <summary>Text messages: the door, the sender, the gateways.</summary>
internal static class SmsFeature
{
    public static void AddSms(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<SmsOptions>().BindConfiguration(SmsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<KannelOptions>().BindConfiguration(KannelOptions.Section).ValidateDataAnnotations()
            .Validate(options => options.Addresses.All(text => System.Net.IPAddress.TryParse(text, out _)), $"{KannelOptions.Section}:Addresses are IP addresses.")
            .ValidateOnStart();
        services.AddSingleton<SmsKey>();
        services.AddSingleton<SmsNumbers>();
        services.AddSingleton<SmsLimits>();
        services.AddSingleton<SmsEchoes>();
        services.AddSingleton<SmsDoor>();
        services.AddSingleton<SmsReceipts>();
        services.AddSingleton<SendPace>();
        services.AddSingleton<ISender, SmsSender>();
        services.AddSingleton<ISmsGateway, KannelGateway>();
        // The address of each call holds a number and a text: it is not logged, and no redirect carries it elsewhere.
        services.AddHttpClient(KannelGateway.Client, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    }

    public static void MapSms(this WebApplication app) => app.MapKannel();
}
