using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels;
using ServiceBot.Data;
using ServiceBot.Platform;

namespace ServiceBot.Conversations.People;

/// <summary>The tasks of those who answer residents in person: who waits, taking one, having done it.</summary>
internal sealed class PersonRequests(BotDbFactory databases, GroupCommit commits, IGrainFactory grains, Sealing sealing, TimeProvider time)
{
    private const int MostLines = 200;
    private static readonly StoreQuery<Func<BotDb, string, IAsyncEnumerable<PersonRequestRow>>> Of = new(() => EF.CompileAsyncQuery(
        (BotDb db, string id) => db.Set<PersonRequestRow>().AsNoTracking().OrderBy(row => row.AskedAt)
            .Where(row => row.ConversationId == id && row.State != PersonRequestState.Closed)));

    /// <summary>Not closed, the most pressing first, at most 200.</summary>
    /// <param name="within">What the reader may see.</param>
    public async Task<IReadOnlyList<PersonRequestRow>> WaitingAsync(Expression<Func<PersonRequestRow, bool>> within, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        return await db.PersonRequests.AsNoTracking().Where(row => row.State != PersonRequestState.Closed).Where(within)
            .OrderBy(row => row.DueAt).ThenBy(row => row.Key).Take(MostLines).ToListAsync(cancellationToken);
    }

    /// <summary>The open tasks of one conversation, the newest last.</summary>
    public async Task<IReadOnlyList<PersonRequestRow>> OfAsync(string conversationId, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        return await Of.On(db)(db, conversationId).ToListAsync(cancellationToken);
    }

    /// <summary>Opens what was sealed. Who calls it on behalf of a person has written that to the audit log.</summary>
    public PersonDraft Open(PersonRequestRow row) =>
        JsonSerializer.Deserialize<PersonDraft>(sealing.Open(row.Draft), JsonSerializerOptions.Web) ?? new PersonDraft(null, null, null, null, []);

    /// <summary>The conversation is a person's from now on, and the bot silent. Done twice, it is done once.</summary>
    /// <param name="name">As she reads it.</param>
    public async Task TakeAsync(string conversationId, string accountId, string name, CancellationToken cancellationToken)
    {
        var conversation = grains.GetGrain<IConversation>(conversationId);
        await conversation.OwnAsync(human: true);
        foreach (var row in (await OfAsync(conversationId, cancellationToken)).Where(row => row.State == PersonRequestState.Open).Take(1))
            await conversation.DeliverAsync($"person/{row.Key}/taken", new Letter { Text = "notice_person_joined", Args = new Dictionary<string, string> { ["name"] = name }, Urgent = true });
        await ChangeAsync(conversationId, row => row.State == PersonRequestState.Open ? row with { State = PersonRequestState.Taken, TakenBy = accountId } : null, cancellationToken);
    }

    /// <summary>She has been helped, here or by phone: the bot answers again, the tasks are closed.</summary>
    public async Task CloseAsync(string conversationId, string accountId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await grains.GetGrain<IConversation>(conversationId).OwnAsync(human: false);
        await ChangeAsync(
            conversationId, row => row with { State = PersonRequestState.Closed, TakenBy = row.TakenBy ?? accountId, ClosedAt = now }, cancellationToken);
    }

    private async Task ChangeAsync(string conversationId, Func<PersonRequestRow, PersonRequestRow?> change, CancellationToken cancellationToken)
    {
        foreach (var row in await OfAsync(conversationId, cancellationToken))
        {
            if (change(row) is not { } changed) continue;
            var unit = new CommitUnit();
            unit.Update(changed with { Version = row.Version + 1 }, row.Version);
            // Stale: a colleague was quicker, and what he did stands.
            await commits.CommitAsync(unit, cancellationToken);
        }
    }
}
