using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ServiceBot.Data;
using ServiceBot.Platform;

namespace ServiceBot.Channels.WeChat;

/// <summary>
/// The access token, fetched by one of all machines and kept in the store for the others:
/// <list type="number">
/// <item>a token that need not be renewed yet is used;</item>
/// <item>else whoever writes the lease first, by the row's version, fetches; a machine that dies over it only costs the lease's length;</item>
/// <item>the others go on with the old one while it holds, and wait for the new one where it does not.</item>
/// </list>
/// </summary>
internal sealed class WeChatToken(
    WeChatTokenSource source, IOptions<WeChatOptions> options, BotDbFactory databases, GroupCommit commits, Sealing sealing, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    /// <summary>After a fetch that failed: a wrong secret must not be tried with every letter.</summary>
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenForced = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim _one = new(1);
    private (string Token, DateTimeOffset RenewAt)? _known;

    /// <param name="refused">A token that the platform no longer takes; null: none.</param>
    /// <exception cref="HttpRequestException">There is none to be had now.</exception>
    public async Task<string> GetAsync(string? refused, CancellationToken cancellationToken)
    {
        if (_known is { } known && known.Token != refused && time.GetUtcNow() < known.RenewAt) return known.Token;
        await _one.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                var row = await ReadAsync(cancellationToken);
                var (now, token) = (time.GetUtcNow(), row?.Token is { } text ? sealing.Open(text) : null);
                if (token == refused || row?.ExpiresAt <= now) token = null;
                if (token is not null && now < row!.RenewAt) return Keep(token, row.RenewAt);
                if (await LeaseAsync(row, now, cancellationToken) is { } mine) return await FetchAsync(mine, refused, cancellationToken);
                if (token is not null) return token;
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<WeChatTokenRow?> ReadAsync(CancellationToken cancellationToken)
    {
        var appId = options.Value.AppId;
        await using var db = databases.Create();
        return await db.WeChatTokens.AsNoTracking().SingleOrDefaultAsync(row => row.AppId == appId, cancellationToken);
    }

    /// <returns>The row as written; null: somebody else has it.</returns>
    private async Task<WeChatTokenRow?> LeaseAsync(WeChatTokenRow? row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (row?.LeaseUntil > now) return null;
        var mine = (row ?? new WeChatTokenRow
        {
            AppId = options.Value.AppId!, ExpiresAt = DateTimeOffset.UnixEpoch, RenewAt = DateTimeOffset.UnixEpoch, LeaseUntil = DateTimeOffset.UnixEpoch,
            ForcedAt = DateTimeOffset.UnixEpoch, Version = 0,
        }) with { LeaseUntil = now + Lease };
        if (row is not null) return await WriteAsync(mine, cancellationToken);
        var unit = new CommitUnit();
        unit.Insert(mine);
        return await commits.CommitAsync(unit, cancellationToken) == CommitFailure.None ? mine : null;
    }

    private async Task<string> FetchAsync(WeChatTokenRow mine, string? refused, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        try
        {
            var fetched = await source.FetchAsync(force: false, cancellationToken);
            if (fetched.Token == refused)
            {
                if (now - mine.ForcedAt < BetweenForced) throw new HttpRequestException("WeChat gives out a token that it does not take.");
                mine = mine with { ForcedAt = now };
                fetched = await source.FetchAsync(force: true, cancellationToken);
            }

            var renewAt = now + RenewAfter(fetched.Life);
            await WriteAsync(mine with { Token = sealing.Seal(fetched.Token), ExpiresAt = now + fetched.Life, RenewAt = renewAt, LeaseUntil = now }, cancellationToken);
            return Keep(fetched.Token, renewAt);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            await WriteAsync(mine with { LeaseUntil = now + AfterFailure }, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Five minutes before its end the platform gives out the next one, and the old one holds on; earlier there is no other.</summary>
    private static TimeSpan RenewAfter(TimeSpan life) => life > TimeSpan.FromMinutes(10) ? life - TimeSpan.FromMinutes(5) : life / 2;

    private async Task<WeChatTokenRow?> WriteAsync(WeChatTokenRow row, CancellationToken cancellationToken)
    {
        var next = row with { Version = row.Version + 1 };
        var unit = new CommitUnit();
        unit.Update(next, row.Version);
        return await commits.CommitAsync(unit, cancellationToken) == CommitFailure.None ? next : null;
    }

    private string Keep(string token, DateTimeOffset renewAt)
    {
        _known = (token, renewAt);
        return token;
    }
}
