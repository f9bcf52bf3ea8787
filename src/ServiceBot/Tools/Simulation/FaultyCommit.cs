using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using ServiceBot.Data;

namespace ServiceBot.Tools.Simulation;

/// <summary>
/// The group commit of a process that dies. A crash that was planned for a call happens at one of its commits: before it, then nothing is
/// written, or after it, then everything is and nobody hears of it. After a power cut nothing is written any more.
/// </summary>
internal sealed class FaultyCommit(BotDbFactory databases, IOptions<StoreOptions> options, ILogger<GroupCommit> logger) : GroupCommit(databases, options, logger)
{
    private const string Key = "simulated-crash";
    private static readonly ConcurrentDictionary<string, PlannedCrash> Plans = new(StringComparer.Ordinal);
    private volatile bool _dead;

    /// <summary>The process is dead from now on.</summary>
    public void CutPower() => _dead = true;

    /// <summary>For the calls made from here on, until <see cref="Forget"/>.</summary>
    /// <param name="name">Unique.</param>
    public static void Plan(string name, PlannedCrash crash)
    {
        Plans[name] = crash;
        RequestContext.Set(Key, name);
    }

    public static void Forget(string name)
    {
        Plans.TryRemove(name, out _);
        RequestContext.Remove(Key);
    }

    public override async Task<CommitFailure> CommitAsync(CommitUnit unit, CancellationToken cancellationToken)
    {
        if (_dead) throw Crash();
        if (unit.Statements.Count == 0) return CommitFailure.None;
        var plan = RequestContext.Get(Key) is string name && Plans.TryGetValue(name, out var planned) && planned.IsNow() ? planned : null;
        if (plan is { After: false }) throw Crash();
        var outcome = await base.CommitAsync(unit, cancellationToken);
        if (plan is not null || _dead) throw Crash();
        return outcome;
    }

    private static StoreUnavailableException Crash() => new(new IOException("The process died."));
}

/// <param name="commit">Which commit of the call it is, from 1.</param>
/// <param name="after">The commit is written.</param>
internal sealed class PlannedCrash(int commit, bool after)
{
    private int _left = commit;

    public bool After => after;

    public bool IsNow() => Interlocked.Decrement(ref _left) == 0;
}
