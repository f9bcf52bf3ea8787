using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ServiceBot.Cases;
using ServiceBot.Catalog;
using ServiceBot.Channels;
using ServiceBot.Conversations.Lines;
using ServiceBot.Data;
using ServiceBot.Domain.Calendar;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Notifications;
using ServiceBot.Platform;
using ServiceBot.Residents;

namespace ServiceBot.Conversations.Linking;

/// <summary>
/// Reads, before a dialog decides, what a message about links or a form left elsewhere needs; a message about neither reads nothing. A form
/// moves in one transaction, that of the conversation that takes it:
/// <list type="number">
/// <item>its holder row says so from then on, and nobody else can take it or make a case of it;</item>
/// <item>the form is in that conversation's state, under the id it always had, which is the unique key of its case;</item>
/// <item>a letter tells the other conversation, which drops its copy in a turn of its own; until then the copy cannot be handed in.</item>
/// </list>
/// </summary>
internal sealed class LinkPreparation(
    ITurnPast past, LinkDesk desk, AgentLines lines, LinkedConversations linked, ElsewhereDrafts drafts, ChannelNames names, LetterBox box, DialogBook book, CurrentCatalog catalog,
    BotDbFactory databases, TextBook texts, IOptions<LinkingOptions> options)
{
    /// <returns>The conversation without forms that have been taken from it, and what its dialog may do about links.</returns>
    public async Task<(Warm Before, LinkActs Acts)> PrepareAsync(
        Warm before, IReadOnlyList<Command> commands, long seq, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var acts = new LinkActs(before.Row, now) { Held = await HeldAsync(before.State, cancellationToken) };
        foreach (var command in commands)
        {
            switch (command)
            {
                case Command.Link { Code: { } code }:
                    acts.Secret = code;
                    if (before.State.Owner == ConversationOwner.Bot) await TakeAsync(before, acts, code, seq, now, cancellationToken);
                    return (before, acts);
                case Command.Link when before.State.Owner == ConversationOwner.Bot:
                    await GiveAsync(before, acts, now, cancellationToken);
                    return (before, acts);
                case Command.Unlink:
                    await EndAsync(before, acts, now, cancellationToken);
                    return (before, acts);
                case Command.Prefer prefer:
                    await PreferAsync(before, acts, prefer.Channel, cancellationToken);
                    return (before, acts);
                case Command.Resume:
                    before = await OwnAsync(before, cancellationToken);
                    if (before.State.Active is null) await LookElsewhereAsync(before, acts, null, now, cancellationToken);
                    return (before, acts);
            }
        }

        return (before, acts);
    }

    private async Task GiveAsync(Warm before, LinkActs acts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var outcome = await desk.GiveAsync(before.Row.Id, before.Row.Channel, now, cancellationToken);
        acts.Secret = outcome.Code;
        acts.Prepared["link"] = new PreparedAct(outcome.Refused, new Dictionary<string, string>
        {
            ["code"] = outcome.Code ?? "", ["minutes"] = options.Value.CodeMinutes.ToString(CultureInfo.InvariantCulture),
        }, outcome.Rows, []);
    }

    private async Task TakeAsync(Warm before, LinkActs acts, string code, long seq, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (given, outcome) = await desk.CheckAsync(before.Row.Id, code, seq, now, cancellationToken);
        if (given is not null && AgentConversation.AgentOf(given.ConversationId) is { } agent)
        {
            var change = await lines.TakeAsync(before, given, agent, now, cancellationToken);
            if (change.Refused is null) acts.Line = change;
            else acts.Prepared["link"] = new PreparedAct(change.Refused, new Dictionary<string, string>(), new CommitUnit(), []);
            return;
        }

        if (given is not null) outcome = await desk.JoinAsync(given, before.Row.Id, before.Row.Channel, now, cancellationToken);
        var others = outcome.Refused is null ? await RowsAsync(outcome.Others, cancellationToken) : [];
        acts.Prepared["link"] = new PreparedAct(
            outcome.Refused, others.Count == 0 ? new Dictionary<string, string>() : Named(others[0], before), outcome.Rows,
            [.. others.Select(other => box.Post(other.Id, $"link/{outcome.Key}", Letter.HereAtOnce("notice_linked", names.WordsOf(before.Row)), now))]);
        // What she left on the other side is what she came for.
        if (others.Count > 0 && before.State is { Active: null, Drafts.Count: 0 }) await LookElsewhereAsync(before, acts, others[0].Id, now, cancellationToken);
    }

    private async Task EndAsync(Warm before, LinkActs acts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var outcome = await desk.EndAsync(before.Row.Id, now, cancellationToken);
        acts.Prepared["unlink"] = new PreparedAct(outcome.Refused, new Dictionary<string, string>(), outcome.Rows,
            [.. outcome.Others.Select(other => box.Post(other, $"unlink/{outcome.Key}/{other}", Letter.HereAtOnce("notice_unlinked", names.WordsOf(before.Row)), now))]);
    }

    private async Task PreferAsync(Warm before, LinkActs acts, string? channel, CancellationToken cancellationToken)
    {
        var outcome = await desk.PreferAsync(before.Row.Id, channel, cancellationToken);
        var chosen = await RowsAsync(outcome.Others, cancellationToken);
        var values = chosen.Count > 0 ? Named(chosen[0], before) : new Dictionary<string, string> { ["other"] = texts.Render(ChannelNames.OfKind(channel ?? before.Row.Channel), before.State.Locale) };
        acts.Prepared["prefer"] = new PreparedAct(outcome.Refused, values, outcome.Rows, []);
    }

    /// <summary>What was taken from here since is no longer hers to go on with here.</summary>
    private async Task<Warm> OwnAsync(Warm before, CancellationToken cancellationToken)
    {
        var own = before.State.Active is { } active ? before.State.Drafts.Prepend(active) : before.State.Drafts;
        var holders = await past.HoldersAsync([.. own.Select(draft => draft.Id)], cancellationToken);
        foreach (var holder in holders.Values)
            if (holder.Submitted || holder.ConversationId != before.Row.Id) before = before with { State = Without(before.State, holder.InstanceId) };
        return before;
    }

    /// <param name="just">A conversation that is linked in this very turn; null: those that are.</param>
    private async Task LookElsewhereAsync(Warm before, LinkActs acts, string? just, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (before.State.Drafts.Count > 0) return;
        var others = await linked.OthersAsync(just ?? before.Row.Id, cancellationToken);
        var found = await drafts.FindAsync(just is null ? others : [just, .. others.Where(other => other != before.Row.Id)], cancellationToken);
        acts.Elsewhere = [.. found.Select(draft => drafts.Offer(draft, before.State.Locale))];
        foreach (var draft in found) acts.Prepared[draft.Instance.Id] = Taken(before, draft, now);
    }

    private PreparedAct Taken(Warm before, FoundDraft draft, DateTimeOffset now)
    {
        var rows = new CommitUnit();
        var version = (draft.Holder?.Version ?? 0) + 1;
        var holder = new DraftHolderRow { InstanceId = draft.Instance.Id, ConversationId = before.Row.Id, At = now, Version = version };
        if (draft.Holder is null) rows.Insert(holder);
        else rows.Update(holder, draft.Holder.Version);
        var words = names.WordsOf(before.Row);
        foreach (var (name, value) in drafts.Titled(draft.Instance, catalog.Book, Deadline.DayOf(now))) words[name] = value;
        var letter = Letter.HereAtOnce("notice_draft_moved", words) with { DropsDraft = draft.Instance.Id };
        return new PreparedAct(null, new Dictionary<string, string>(), rows, [box.Post(draft.At.Id, $"draft/{draft.Instance.Id}/{version}", letter, now)]);
    }

    /// <summary>Read only where this turn may make a case: at a read-back, or in a dialog that has none.</summary>
    private async Task<HeldDraft?> HeldAsync(ConversationState state, CancellationToken cancellationToken)
    {
        if (state.Active is not { Asked: { } asked } active || book.Find(active.Dialog) is not { } dialog) return null;
        if (dialog.StepIndex(asked) is not (>= 0 and var at)) return null;
        if (dialog.Steps[at] is not DialogStep.Review && dialog.Steps.Any(step => step is DialogStep.Review)) return null;
        return new HeldDraft(active.Id, (await past.HoldersAsync([active.Id], cancellationToken)).GetValueOrDefault(active.Id));
    }

    /// <summary>Forms that are somewhere else now: this conversation drops its copies. Of one that has come back here since, the letter is too late and says nothing.</summary>
    public async Task<(Warm Before, IReadOnlyList<DueLetter> Due)> DropAsync(Warm before, IReadOnlyList<DueLetter> due, CancellationToken cancellationToken)
    {
        List<string> moved = [.. due.Select(one => one.Letter.DropsDraft).OfType<string>()];
        if (moved.Count == 0) return (before, due);
        var holders = await past.HoldersAsync(moved, cancellationToken);
        var back = moved.Where(id => holders.GetValueOrDefault(id) is { } holder && holder.ConversationId == before.Row.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var id in moved.Where(id => !back.Contains(id))) before = before with { State = Without(before.State, id) };
        return (before, [.. due.Where(one => one.Letter.DropsDraft is not { } id || !back.Contains(id))]);
    }

    private static ConversationState Without(ConversationState state, string instanceId) => state with
    {
        Active = state.Active?.Id == instanceId ? null : state.Active,
        Menu = state.Active?.Id == instanceId ? [] : state.Menu,
        Drafts = [.. state.Drafts.Where(draft => draft.Id != instanceId)],
    };

    private async Task<List<ConversationRow>> RowsAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0) return [];
        await using var db = databases.Create();
        return await db.Conversations.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(cancellationToken);
    }

    private IReadOnlyDictionary<string, string> Named(ConversationRow other, Warm before) => CaseWords.In(before.State.Locale, names.WordsOf(other), texts);
}
