using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Conversations.Linking;
using ServiceBot.Data;
using ServiceBot.Domain.Cases;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Domain.Messaging;
using ServiceBot.Platform;
using ServiceBot.Residents;
using ServiceBot.Transcripts;

namespace ServiceBot.Conversations;

/// <summary>The store and the desk.</summary>
internal sealed class StoredPast(CaseDesk desk, CaseQueries queries, ElsewhereDrafts drafts, BotDbFactory databases, Sealing sealing) : ITurnPast
{
    public ValueTask ReadyAsync(CancellationToken cancellationToken) => desk.EnsureNumbersAsync(cancellationToken);

    public Task<IReadOnlyList<CaseRow>> CasesAsync(string conversationId, CancellationToken cancellationToken) =>
        queries.OfConversationAsync(conversationId, cancellationToken);

    public async Task<CaseRow?> CaseAsync(string conversationId, string reference, CancellationToken cancellationToken) =>
        (await queries.OfConversationAsync(conversationId, reference, cancellationToken))?.Row;

    public async Task<IReadOnlyList<Reply>> LastSaidAsync(string conversationId, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var rows = db.Transcripts.AsNoTracking().Where(row => row.ConversationId == conversationId && row.FromBot && row.Type == ActivityTypes.Message);
        var last = await rows.OrderByDescending(row => row.Seq).Select(row => (long?)row.TurnSeq).FirstOrDefaultAsync(cancellationToken);
        if (last is null) return [];
        var payloads = await rows.Where(row => row.TurnSeq == last).OrderBy(row => row.Seq).Select(row => row.Payload).ToListAsync(cancellationToken);
        return [.. payloads.Select(payload => Again(ActivityJson.Parse(sealing.Open(payload)))).OfType<Reply>()];
    }

    public async Task<IReadOnlyDictionary<string, DraftHolderRow>> HoldersAsync(IReadOnlyList<string> forms, CancellationToken cancellationToken) =>
        await drafts.HoldersAsync(forms, cancellationToken);

    public CaseChange Open(OpenCase request, DateTimeOffset now) => desk.Open(request, now);

    public CasePrepared Decide(CaseRow row, CaseCommand command, CaseActor actor, DateTimeOffset now) => desk.Decide(row, command, actor, now);

    /// <summary>From what she was sent, not from the transcript: there an agent's phone is starred. With its buttons, which still mean the same.</summary>
    public static Reply? Again(Activity said) => string.IsNullOrEmpty(said.Text) ? null : new Reply(
        said.Text,
        [.. (said.SuggestedActions?.Actions ?? []).Select(action => new SayChoice(
            action.Value is { ValueKind: JsonValueKind.String } value ? value.GetString()! : action.Title ?? "", action.Title ?? ""))],
        "again");
}
