using Microsoft.EntityFrameworkCore;

namespace ServiceBot.Data;

/// <summary>Makes a short-lived <see cref="BotDb"/> of the configured provider, from a pool. For workers and grains; pages take a scoped <see cref="BotDb"/>.</summary>
internal abstract class BotDbFactory
{
    public abstract BotDb Create();
}

internal sealed class BotDbFactory<TContext>(IDbContextFactory<TContext> factory) : BotDbFactory
    where TContext : BotDb
{
    public override BotDb Create() => factory.CreateDbContext();
}
