using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ServiceBot.Data;

namespace ServiceBot.Residents;

/// <summary>
/// Gives codes, takes them, ends links. It reads and decides; what it decides is true when the turn that asked has been committed, and each
/// row is written with the version it was read in, so a code is good for one link however many use it at once.
/// </summary>
internal sealed class LinkDesk(BotDbFactory databases, LinkCodes codes, IOptions<LinkingOptions> options)
{
    private const int MostDraws = 50;
    private const int MostConversations = 6;

    /// <summary>A fresh code for this conversation; an older one of the same is dead with it.</summary>
    public async Task<LinkOutcome> GiveAsync(string conversationId, string channel, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var rows = new CommitUnit();
        await SpendAllAsync(db, rows, conversationId, now, cancellationToken);
        for (var draws = 0; draws < MostDraws; draws++)
        {
            var code = LinkCodes.Draw();
            var hash = codes.HashOf(code);
            if (await db.LinkCodes.AnyAsync(row => row.Hash == hash, cancellationToken)) continue;
            rows.Insert(new LinkCodeRow
            {
                Hash = hash,
                Place = codes.PlaceOf(code),
                ConversationId = conversationId,
                Channel = channel,
                MadeAt = now,
                ExpiresAt = now.AddMinutes(options.Value.CodeMinutes),
                Version = 1,
            });
            return new LinkOutcome { Code = code, Rows = rows };
        }

        return new LinkOutcome(LinkRefusals.Busy);
    }

    /// <summary>Whether a code is good here. It stays good until <see cref="JoinAsync"/> or <see cref="SpendAsync"/> is committed.</summary>
    /// <param name="seq">Of the message: a try is counted once.</param>
    public async Task<CodeCheck> CheckAsync(string conversationId, string code, long seq, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!LinkCodes.IsCode(code)) return CodeCheck.Refused(LinkRefusals.Wrong);
        await using var db = databases.Create();
        var tries = db.LinkTries.AsNoTracking();
        var locked = now.AddMinutes(-options.Value.LockMinutes);
        var mine = await tries.CountAsync(row => row.ConversationId == conversationId && row.At > locked, cancellationToken);
        if (mine >= options.Value.MostTries) return CodeCheck.Refused(LinkRefusals.Locked);
        var recent = now.AddMinutes(-options.Value.CodeMinutes);
        if (await tries.CountAsync(row => row.At > recent, cancellationToken) >= options.Value.MostTriesOfAll) return CodeCheck.Refused(LinkRefusals.Busy);

        var (hash, place) = (codes.HashOf(code), codes.PlaceOf(code));
        var given = await db.LinkCodes.AsNoTracking().FirstOrDefaultAsync(row => row.Hash == hash, cancellationToken);
        if (given is null || given.SpentAt is not null || given.ExpiresAt <= now
            || await tries.CountAsync(row => row.Place == place && row.At >= given.MadeAt, cancellationToken) >= options.Value.MostTries)
        {
            var wrong = new LinkOutcome(mine + 1 < options.Value.MostTries ? LinkRefusals.Wrong : LinkRefusals.Locked);
            wrong.Rows.Insert(new LinkTryRow { ConversationId = conversationId, Seq = seq, Place = place, At = now });
            return new CodeCheck(null, wrong);
        }

        return given.ConversationId == conversationId ? CodeCheck.Refused(LinkRefusals.Same) : new CodeCheck(given, new LinkOutcome());
    }

    /// <summary>Links this conversation with the one that was given the code.</summary>
    public async Task<LinkOutcome> JoinAsync(LinkCodeRow given, string conversationId, string channel, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var (theirs, linkedThere) = await OfAsync(db, given.ConversationId, cancellationToken);
        var (ours, linkedHere) = await OfAsync(db, conversationId, cancellationToken);
        var rows = new CommitUnit();
        Spend(rows, given, now);
        if (theirs is not null && ours is not null) return theirs.Id == ours.Id ? new LinkOutcome(LinkRefusals.Already) { Rows = rows } : new LinkOutcome(LinkRefusals.Two);
        if (linkedThere.Count + linkedHere.Count >= MostConversations) return new LinkOutcome(LinkRefusals.Full);

        var resident = theirs ?? ours;
        var id = resident?.Id ?? Guid.CreateVersion7(now).ToString("N");
        if (resident is null) rows.Insert(new ResidentRow { Id = id, CreatedAt = now, Version = 1 });
        else rows.Update(resident with { Version = resident.Version + 1 }, resident.Version);
        var key = $"{id}/{(resident?.Version ?? 0) + 1}";
        if (theirs is null) await LinkAsync(db, rows, id, given.ConversationId, given.Channel, now, cancellationToken);
        if (ours is null) await LinkAsync(db, rows, id, conversationId, channel, now, cancellationToken);
        return new LinkOutcome { Rows = rows, Others = [given.ConversationId], Key = key };
    }

    /// <summary>
    /// Uses a code up for something that is no link between a resident's channels. Codes that this conversation was given die with it: whoever takes
    /// one of them at the same moment fails on the version of its row.
    /// </summary>
    public async Task<CommitUnit> SpendAsync(LinkCodeRow given, string conversationId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var rows = new CommitUnit();
        Spend(rows, given, now);
        await SpendAllAsync(db, rows, conversationId, now, cancellationToken);
        return rows;
    }

    /// <summary>Everything that is linked with this conversation stands alone again: she need not know which end was the wrong one.</summary>
    public async Task<LinkOutcome> EndAsync(string conversationId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var (resident, links) = await OfAsync(db, conversationId, cancellationToken);
        if (resident is null) return new LinkOutcome(LinkRefusals.None);
        var rows = new CommitUnit();
        rows.Update(resident with { LettersTo = null, Version = resident.Version + 1 }, resident.Version);
        foreach (var link in links) rows.Update(link with { ResidentId = null, LinkedAt = now, Version = link.Version + 1 }, link.Version);
        return new LinkOutcome
        {
            Rows = rows,
            Others = [.. links.Select(link => link.ConversationId).Where(id => id != conversationId)],
            Key = $"{resident.Id}/{resident.Version}",
        };
    }

    /// <summary>Letters about her errands go to her conversation on that channel from now on.</summary>
    /// <param name="channel">Null: the one she says it in.</param>
    public async Task<LinkOutcome> PreferAsync(string conversationId, string? channel, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var (resident, links) = await OfAsync(db, conversationId, cancellationToken);
        var own = links.FirstOrDefault(link => link.ConversationId == conversationId);
        var wanted = resident is null ? null
            : channel is null || own?.Channel == channel ? own
            : links.Where(link => link.Channel == channel).MaxBy(link => link.LinkedAt);
        if (wanted is null) return new LinkOutcome(resident is null ? LinkRefusals.None : LinkRefusals.NoSuchChannel);
        var rows = new CommitUnit();
        rows.Update(resident! with { LettersTo = wanted.ConversationId, Version = resident.Version + 1 }, resident.Version);
        return new LinkOutcome { Rows = rows, Others = [wanted.ConversationId] };
    }

    private static void Spend(CommitUnit rows, LinkCodeRow code, DateTimeOffset now) => rows.Update(code with { SpentAt = now, Version = code.Version + 1 }, code.Version);

    private static async Task SpendAllAsync(BotDb db, CommitUnit rows, string conversationId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var old in await db.LinkCodes.AsNoTracking().Where(row => row.ConversationId == conversationId && row.SpentAt == null).ToListAsync(cancellationToken))
            Spend(rows, old, now);
    }

    private static async Task LinkAsync(
        BotDb db, CommitUnit rows, string residentId, string conversationId, string channel, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = new ResidentLinkRow { ConversationId = conversationId, ResidentId = residentId, Channel = channel, LinkedAt = now, Version = 1 };
        var earlier = await db.ResidentLinks.AsNoTracking().FirstOrDefaultAsync(link => link.ConversationId == conversationId, cancellationToken);
        if (earlier is null) rows.Insert(row);
        else rows.Update(row with { Version = earlier.Version + 1 }, earlier.Version);
    }

    private static async Task<(ResidentRow? Resident, List<ResidentLinkRow> Links)> OfAsync(BotDb db, string conversationId, CancellationToken cancellationToken)
    {
        var residentId = await db.ResidentLinks.AsNoTracking().Where(link => link.ConversationId == conversationId).Select(link => link.ResidentId).FirstOrDefaultAsync(cancellationToken);
        if (residentId is null) return (null, []);
        return (await db.Residents.AsNoTracking().SingleAsync(row => row.Id == residentId, cancellationToken),
            await db.ResidentLinks.AsNoTracking().Where(link => link.ResidentId == residentId).ToListAsync(cancellationToken));
    }
}
