using ServiceBot.Channels.Sms.Kannel;
using ServiceBot.Channels.Sms.Twilio;

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
        services.AddOptions<TwilioOptions>().BindConfiguration(TwilioOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SmsKey>();
        services.AddSingleton<SmsNumbers>();
        services.AddSingleton<SmsLimits>();
        services.AddSingleton<SmsEchoes>();
        services.AddSingleton<SmsDoor>();
        services.AddSingleton<SmsReceipts>();
        services.AddSingleton<SendPace>();
        services.AddSingleton<ISender, SmsSender>();
        services.AddSingleton<ISmsGateway, KannelGateway>();
        services.AddSingleton<ISmsGateway, TwilioGateway>();
        AddClient(services, KannelGateway.Client, useProxy: false);
        AddClient(services, TwilioGateway.Client, useProxy: true);
    }

    public static void MapSms(this WebApplication app)
    {
        app.MapKannel();
        app.MapTwilio();
    }

    /// <summary>Calls hold a number and a text: they are not logged, and no redirect carries them elsewhere.</summary>
    /// <param name="useProxy">A gateway on the net is reached as the machine reaches the net; one of our own is not.</param>
    private static void AddClient(IServiceCollection services, string name, bool useProxy) => services
        .AddHttpClient(name, client => client.Timeout = Timeout.InfiniteTimeSpan)
        .RemoveAllLoggers()
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = useProxy });
}
