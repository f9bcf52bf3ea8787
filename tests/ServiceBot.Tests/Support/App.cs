using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Data;
using ServiceBot.Platform.Accounts;

namespace ServiceBot.Tests.Support;

/// <summary>
/// The whole service in this process, on its own data folder, through its front door. As a class fixture
/// (<c>IClassFixture&lt;App&gt;</c>) it is started once per class; disposing removes the folder.
/// </summary>
public sealed class App : IAsyncDisposable
{
    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal);
    private readonly List<Action<IServiceCollection>> _replacements = [];
    private readonly Lazy<Host> _host;

    public App()
    {
        Data = Directory.CreateTempSubdirectory("servicebot-").FullName;
        With("ServiceBot:Data", Data);
        // Somebody is there at whatever hour the tests run; those about office hours set their own.
        With("ServiceBot:People:Opens", "00:00");
        With("ServiceBot:People:Closes", "00:00");
        _host = new Lazy<Host>(() => new Host(_settings, _replacements));
    }

    public string Data { get; }

    /// <summary>A setting by name, before the first call: <c>ServiceBot:Samples:Enabled</c>.</summary>
    public App With(string name, string value)
    {
        _settings[name] = value;
        return this;
    }

    /// <summary>Puts a fake in the place of an edge of the process, before the first call.</summary>
    public App Replace(Action<IServiceCollection> replacement)
    {
        _replacements.Add(replacement);
        return this;
    }

    public IServiceProvider Services => _host.Value.Services;

    /// <summary>Follows no redirect and keeps no cookie: answers are seen as they are.</summary>
    /// <param name="from">Where the call seems to come from: loopback unless told.</param>
    public HttpClient Client(string from = "127.0.0.1")
    {
        var client = _host.Value.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false });
        client.DefaultRequestHeaders.Add(Host.From, from);
        return client;
    }

    /// <summary>A person at a browser: cookies, forms, redirects shown.</summary>
    public Browser Browser(string from = "127.0.0.1")
    {
        var client = _host.Value.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true });
        client.DefaultRequestHeaders.Add(Host.From, from);
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        return new Browser(client, Data);
    }

    /// <summary>Looks into the store, or puts rows there.</summary>
    internal async Task<T> InStoreAsync<T>(Func<BotDb, Task<T>> look)
    {
        await using var scope = Services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<BotDb>());
    }

    /// <summary>How often an act on a subject stands in the audit.</summary>
    public Task<int> AuditedAsync(string act, string subject) => InStoreAsync(db =>
        db.Set<AuditRow>().CountAsync(row => row.Act == act && row.Subject == subject, TestContext.Current.CancellationToken));

    public async ValueTask DisposeAsync()
    {
        if (_host.IsValueCreated) await _host.Value.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Data, recursive: true);
    }

    private sealed class Host(Dictionary<string, string> settings, List<Action<IServiceCollection>> replacements)
        : WebApplicationFactory<Program>
    {
        internal const string From = "X-Test-From";

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            foreach (var (name, value) in settings) builder.UseSetting(name, value);
            builder.ConfigureTestServices(services =>
            {
                services.AddSingleton<IStartupFilter, RemoteAddress>();
                foreach (var replacement in replacements) replacement(services);
            });
        }
    }

    /// <summary>The in-memory server has no sockets, so the address of a caller comes from a header of the tests.</summary>
    private sealed class RemoteAddress : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, following) =>
            {
                if (IPAddress.TryParse(context.Request.Headers[Host.From], out var address)) context.Connection.RemoteIpAddress = address;
                return following(context);
            });
            next(app);
        };
    }
}
