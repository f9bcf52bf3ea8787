using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Data;
using ServiceBot.Domain.Cases;
using ServiceBot.Platform.Accounts;

namespace ServiceBot.Console.Errands;

/// <summary>
/// Server-sent events for an agent's open page: <c>event: changed</c> with a stamp of his list. At once when a commit in this process
/// wrote him a letter; within two seconds when another process did, or when he changed it himself in another window.
/// </summary>
internal static class ErrandEvents
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);
    // Something has to pass now and then, or a proxy between us takes the silence for the end.
    private static readonly TimeSpan SpeakEvery = TimeSpan.FromSeconds(20);
    // The browser comes back by itself, and is then asked for its sign-in again.
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    public static ServerSentEventsResult<string> Stream(
        HttpContext context, OutboxSignal signal, BotDbFactory databases, TimeProvider time, IHostApplicationLifetime host, CancellationToken cancellationToken)
    {
        context.Response.Headers["X-Accel-Buffering"] = "no";
        var who = SignedIn.From(context.User);
        return TypedResults.ServerSentEvents(
            WatchAsync(who.ProxyAgentId!, signal, databases, time, host.ApplicationStopping, cancellationToken), "changed");
    }

    private static async IAsyncEnumerable<string> WatchAsync(
        string agent, OutboxSignal signal, BotDbFactory databases, TimeProvider time, CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var life = new CancellationTokenSource(Life, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping, life.Token);
        var hints = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        var conversation = ProxyAgent.Unknown(agent).ConversationId;
        void Hear(string recipient)
        {
            if (recipient == conversation) hints.Writer.TryWrite(true);
        }

        signal.Woken += Hear;
        try
        {
            var (told, at) = ("", time.GetTimestamp());
            while (!ending.IsCancellationRequested)
            {
                var stamp = await StampAsync(databases, agent, cancellationToken);
                if (stamp != told || time.GetElapsedTime(at) >= SpeakEvery)
                {
                    (told, at) = (stamp, time.GetTimestamp());
                    yield return stamp;
                }

                await HintOrTimeAsync(hints.Reader, time, ending.Token);
            }
        }
        finally
        {
            signal.Woken -= Hear;
        }
    }

    /// <summary>Changes with every change of his list: how many errands, and the sum of their versions.</summary>
    private static async Task<string> StampAsync(BotDbFactory databases, string agent, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var mine = db.Cases.AsNoTracking().Where(row => row.ProxyAgentId == agent || row.OfferedToId == agent);
        var open = mine.Where(row => row.State != CaseState.Archived);
        return FormattableString.Invariant($"{await open.CountAsync(cancellationToken)}-{await open.SumAsync(row => row.Version, cancellationToken)}");
    }

    private static async Task HintOrTimeAsync(ChannelReader<bool> hints, TimeProvider time, CancellationToken ending)
    {
        using var tick = new CancellationTokenSource(LookEvery, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ending, tick.Token);
        try
        {
            await hints.ReadAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // Time to look again, or the end: the loop tells them apart.
        }
    }
}
