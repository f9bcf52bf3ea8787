using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Core.Internal;
using Orleans.Timers;
using ServiceBot.Cases;
using ServiceBot.Catalog;
using ServiceBot.Channels;
using ServiceBot.Channels.Sms;
using ServiceBot.Data;

namespace ServiceBot.Tools.Simulation;

/// <summary>
/// The whole service on a store in a folder of its own, without a server and without workers that run by the clock: the simulator does their
/// work when it is due. It can lose its power: then everything in memory is gone, and another one starts on the same store.
/// </summary>
internal sealed class SimulatedService(string folder, SimulatedTime time, SimulatedPhones phones) : IAsyncDisposable
{
    private static readonly TimeSpan Never = TimeSpan.FromDays(30_000);
    private WebApplication? _app;
    private TaskCompletionSource _up = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IServiceProvider Services => _app?.Services ?? throw new InvalidOperationException("The service is not running.");

    public int PowerCuts { get; private set; }

    public IConversation Conversation(string id) => Services.GetRequiredService<IGrainFactory>().GetGrain<IConversation>(id);

    public IMailbox Mailbox(string id) => Services.GetRequiredService<IGrainFactory>().GetGrain<IMailbox>(id);

    /// <summary>Whether these are the services of the process that lives now: what goes wrong with those of a dead one is no fault.</summary>
    public bool IsRunning(IServiceProvider services) => _up.Task.IsCompletedSuccessfully && ReferenceEquals(_app?.Services, services);

    /// <summary>While it is down, until it is up again.</summary>
    public Task UpAsync => _up.Task;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var app = Build();
        await app.Services.GetRequiredService<StoreSetup>().RunAsync(cancellationToken);
        await app.Services.GetRequiredService<CatalogStart>().RunAsync(cancellationToken);
        await app.Services.GetRequiredService<CasesStart>().RunAsync(cancellationToken);
        await app.StartAsync(cancellationToken);
        _app = app;
        _up.SetResult();
    }

    /// <summary>Whatever was on its way is lost, or written and never acknowledged.</summary>
    public async Task CutPowerAsync(CancellationToken cancellationToken)
    {
        var dying = _app!;
        _up = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Commits(dying).CutPower();
        await dying.StopAsync(cancellationToken);
        await dying.DisposeAsync();
        PowerCuts++;
        await StartAsync(cancellationToken);
    }

    /// <summary>The memory of one conversation is gone, as if its process had died.</summary>
    public async Task CrashAsync(string id)
    {
        await Conversation(id).AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        await Mailbox(id).AsReference<IGrainManagementExtension>().DeactivateOnIdle();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is null) return;
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static FaultyCommit Commits(WebApplication app) => (FaultyCommit)app.Services.GetRequiredService<GroupCommit>();

    private WebApplication Build()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            Args = [$"--ServiceBot:Data={folder}", "--ServiceBot:Store:Provider=Sqlite", "--ServiceBot:Sms:SendsPerSecond=0"],
        });
        builder.Logging.ClearProviders();
        builder.AddServiceBot();
        var services = builder.Services;
        services.Replace(ServiceDescriptor.Singleton<IServer, NoServer>());
        services.AddSingleton<TimeProvider>(time);
        services.Replace(ServiceDescriptor.Singleton<ITimerRegistry, NoTimers>());
        services.AddSingleton<ISmsGateway>(phones);
        services.Replace(ServiceDescriptor.Singleton<BotDbFactory, SimulatedStore>());
        services.Replace(ServiceDescriptor.Singleton<GroupCommit>(provider => new FaultyCommit(
            provider.GetRequiredService<BotDbFactory>(), provider.GetRequiredService<IOptions<StoreOptions>>(), provider.GetRequiredService<ILogger<GroupCommit>>())));
        foreach (var worker in services.Where(service => service.ServiceType == typeof(IHostedService) && IsOurs(service) && service.ImplementationType != typeof(SqliteCheckpoint)).ToList())
            services.Remove(worker);
        services.AddHostedService(provider => provider.GetRequiredService<GroupCommit>());
        RealTimeForTheSilo(services);
        // Grains are let go by the simulator; by a clock that goes back and forth nobody could.
        services.PostConfigure<GrainCollectionOptions>(options => options.CollectionAge = Never);
        return builder.Build();
    }

    private static bool IsOurs(ServiceDescriptor service) =>
        (service.ImplementationType ?? service.ImplementationFactory?.Method.DeclaringType)?.Assembly == typeof(SimulatedService).Assembly;

    /// <summary>The cluster looks at its own pulse: with a clock that goes back and forth it would declare itself dead.</summary>
    private static void RealTimeForTheSilo(IServiceCollection services)
    {
        foreach (var part in services.Where(service => !service.IsKeyedService && service.ImplementationType is { IsGenericTypeDefinition: false } type
            && type.Assembly.GetName().Name!.StartsWith("Orleans", StringComparison.Ordinal)
            && type.GetConstructors().Any(made => made.GetParameters().Any(parameter => parameter.ParameterType == typeof(TimeProvider)))).ToList())
        {
            services.Remove(part);
            services.Add(ServiceDescriptor.Describe(
                part.ServiceType, provider => ActivatorUtilities.CreateInstance(provider, part.ImplementationType!, TimeProvider.System), part.Lifetime));
        }
    }
}
