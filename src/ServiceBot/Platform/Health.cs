using Microsoft.Extensions.Diagnostics.HealthChecks;
using Prometheus;
using ServiceBot.Data;

namespace ServiceBot.Platform;

/// <summary><c>/healthz</c>: the process answers. <c>/readyz</c>: the store does too. <c>/metrics</c>: Prometheus.</summary>
internal static class Health
{
    public static void AddHealth(this WebApplicationBuilder builder) =>
        builder.Services.AddHealthChecks().AddCheck<StoreCheck>("store", tags: ["ready"]);

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/healthz", new() { Predicate = _ => false });
        app.MapHealthChecks("/readyz", new() { Predicate = check => check.Tags.Contains("ready") });
        app.MapMetrics("/metrics");
    }

    private sealed class StoreCheck(BotDbFactory databases) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var db = databases.Create();
            return await db.Database.CanConnectAsync(cancellationToken)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("The store does not answer.");
        }
    }
}
