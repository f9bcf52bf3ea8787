using Microsoft.EntityFrameworkCore;
using ServiceBot.Data;

namespace ServiceBot.Tools.Simulation;

/// <summary>
/// Here processes die and the machine never does: what a process has handed to the system outlives it, so nothing waits for the disk. What
/// a commit is, and who is told of it and when, stays as it is.
/// </summary>
internal sealed class SimulatedStore(IDbContextFactory<SqliteBotDb> contexts) : SqliteBotDbFactory(contexts)
{
    protected override string Synchronous => "OFF";
}
