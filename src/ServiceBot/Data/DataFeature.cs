using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace ServiceBot.Data;

/// <summary>Registers the store: one context type per provider, a pool, the group commit.</summary>
internal static class DataFeature
{
    public static void AddData(this WebApplicationBuilder builder)
    {
        var folder = new DataFolder(builder.Configuration["ServiceBot:Data"] ?? "data");
        var options = builder.Configuration.GetSection(StoreOptions.Section).Get<StoreOptions>() ?? new StoreOptions();
        var services = builder.Services;
        services.AddSingleton(folder);
        services.AddOptions<StoreOptions>().BindConfiguration(StoreOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        switch (options.Provider)
        {
            case StoreProvider.PostgreSql:
                AddContext<PostgreSqlBotDb, BotDbFactory<PostgreSqlBotDb>>(services, context => context.UseNpgsql(PostgreSql(options)));
                break;
            case StoreProvider.SqlServer:
                AddContext<SqlServerBotDb, BotDbFactory<SqlServerBotDb>>(services, context => context.UseSqlServer(Required(options)));
                break;
            default:
                AddContext<SqliteBotDb, SqliteBotDbFactory>(services, context => context
                    .UseSqlite(options.ConnectionString ?? $"Data Source={folder.File("servicebot.db")}").AddInterceptors(new SqliteStatements()));
                services.AddHostedService<SqliteCheckpoint>();
                break;
        }

        // GCM seals in one pass: two or three texts are sealed in every turn.
        services.AddDataProtection().SetApplicationName("ServiceBot").UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration
        {
            EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM,
        });
        services.AddSingleton<StoreKeys>();
        services.ConfigureOptions<StoreKeysSetup>();
        services.AddSingleton<GroupCommit>();
        services.AddHostedService(provider => provider.GetRequiredService<GroupCommit>());
        services.AddSingleton<StoreSetup>();
    }

    private static void AddContext<TContext, TFactory>(IServiceCollection services, Action<DbContextOptionsBuilder> use)
        where TContext : BotDb
        where TFactory : BotDbFactory
    {
        services.AddPooledDbContextFactory<TContext>(context =>
        {
            use(context);
            // Reads and commits of every turn would fill the log; EF's own warnings still come through.
            context.ConfigureWarnings(warnings => warnings.Log((RelationalEventId.CommandExecuted, LogLevel.Debug)));
        });
        services.AddSingleton<BotDbFactory, TFactory>();
        services.AddScoped<BotDb>(provider => provider.GetRequiredService<BotDbFactory>().Create());
    }

    /// <summary>Repeated commands are prepared by the driver: the hot commit sends the same few statements thousands of times a second.</summary>
    private static string PostgreSql(StoreOptions options)
    {
        var connection = new NpgsqlConnectionStringBuilder(Required(options));
        if (connection.MaxAutoPrepare == 0) connection.MaxAutoPrepare = 100;
        if (connection.AutoPrepareMinUsages == 5) connection.AutoPrepareMinUsages = 2;
        return connection.ConnectionString;
    }

    private static string Required(StoreOptions options) =>
        options.ConnectionString ?? throw new InvalidOperationException(
            $"{StoreOptions.Section}:ConnectionString is needed for the provider {options.Provider}.");
}
