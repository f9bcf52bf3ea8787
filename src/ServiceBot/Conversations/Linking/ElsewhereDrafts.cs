using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Catalog;
using ServiceBot.Channels;
using ServiceBot.Data;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Domain.Messaging;
using ServiceBot.Platform;
using ServiceBot.Residents;

namespace ServiceBot.Conversations.Linking;

/// <summary>A form she left in another conversation, and who holds it by the store.</summary>
/// <param name="Holder">Null: it was never moved, so it is where it was begun.</param>
internal sealed record FoundDraft(ConversationRow At, DialogInstance Instance, DraftHolderRow? Holder);

/// <summary>
/// Looks for what she left unfinished in her other conversations. It reads their states as last committed and changes nothing there: each
/// conversation keeps its one writer.
/// </summary>
internal sealed class ElsewhereDrafts(BotDbFactory databases, StateJson states, DialogBook book, ChannelNames names, TextBook texts)
{
    /// <summary>At each read-back there is one form.</summary>
    private static readonly StoreQuery<Func<BotDb, string, CancellationToken, Task<DraftHolderRow?>>> HolderOf = new(() => EF.CompileAsyncQuery(
        (BotDb db, string instance, CancellationToken _) => db.Set<DraftHolderRow>().AsNoTracking().FirstOrDefault(row => row.InstanceId == instance)));

    /// <param name="conversations">Her other conversations.</param>
    /// <returns>The latest conversation's first.</returns>
    public async Task<IReadOnlyList<FoundDraft>> FindAsync(IReadOnlyList<string> conversations, CancellationToken cancellationToken)
    {
        if (conversations.Count == 0) return [];
        await using var db = databases.Create();
        var rows = await db.Conversations.AsNoTracking().Where(row => conversations.Contains(row.Id)).ToListAsync(cancellationToken);
        var left = rows.OrderByDescending(row => row.LastTurnAt).SelectMany(row => Left(states.Read(row.State)).Select(instance => (Row: row, Instance: instance))).ToList();
        var holders = await HoldersAsync(db, [.. left.Select(draft => draft.Instance.Id)], cancellationToken);
        return
        [
            .. left.Select(draft => new FoundDraft(draft.Row, draft.Instance, holders.GetValueOrDefault(draft.Instance.Id)))
                // A copy that has been taken from there stands in that state until its own next turn.
                .Where(draft => draft.Holder is null || (!draft.Holder.Submitted && draft.Holder.ConversationId == draft.At.Id)),
        ];
    }

    public async Task<Dictionary<string, DraftHolderRow>> HoldersAsync(IReadOnlyList<string> instances, CancellationToken cancellationToken)
    {
        if (instances.Count == 0) return [];
        await using var db = databases.Create();
        if (instances is not [var one]) return await HoldersAsync(db, instances, cancellationToken);
        return await HolderOf.On(db)(db, one, cancellationToken) is { } holder ? new Dictionary<string, DraftHolderRow> { [one] = holder } : [];
    }

    public DraftElsewhere Offer(FoundDraft draft, string locale) => new(
        draft.Instance, CaseWords.In(locale, names.WordsOf(draft.At), texts)["other"], Filled(draft.Instance, locale));

    /// <summary>Values that the letter about a moved form names its item with.</summary>
    public Dictionary<string, string> Titled(DialogInstance instance, CatalogBook catalog, DateOnly today)
    {
        var item = instance.Item is { } code ? catalog.FindOpen(code, today)?.Item : null;
        var title = book.Find(instance.Dialog)?.Title;
        return new Dictionary<string, string>
        {
            ["title"] = item?.ShortName ?? item?.Name ?? title?.In("zh-Hans") ?? "",
            ["title_en"] = item?.NameEn ?? item?.Name ?? title?.In("en") ?? "",
        };
    }

    private IEnumerable<DialogInstance> Left(ConversationState state) =>
        (state.Active is { } active ? state.Drafts.Prepend(active) : state.Drafts).Where(IsLeft);

    /// <summary>Something she has told us about an item, and nothing has been done with yet.</summary>
    private bool IsLeft(DialogInstance instance) =>
        instance.Answers.Count > 0 && instance.Effects.Count == 0 && book.Find(instance.Dialog) is { Subject: SubjectKind.Item, Voluntary: false };

    /// <summary>Labels in the order of the form. Only a name and a phone are hinted at, masked: enough for her to know it again.</summary>
    private string Filled(DialogInstance instance, string locale)
    {
        var parts = new List<string>();
        foreach (var slot in book.Find(instance.Dialog)!.Slots)
        {
            if (!instance.Answers.TryGetValue(slot.Name, out var entry) || entry.Skipped) continue;
            var hint = slot.Spec.Type switch
            {
                SlotType.Name => entry.Value.Value is { Length: > 1 } name ? name[..1] + new string('*', Math.Min(name.Length - 1, 3)) : null,
                SlotType.Phone => Redaction.Mask(entry.Value.Value) is var masked && masked != entry.Value.Value ? masked : null,
                _ => null,
            };
            parts.Add(hint is null ? slot.Label.In(locale) : $"{slot.Label.In(locale)} {hint}");
        }

        return string.Join(TextBook.IsEnglish(locale) ? ", " : CaseWords.Separator, parts);
    }

    private static Task<Dictionary<string, DraftHolderRow>> HoldersAsync(BotDb db, IReadOnlyList<string> instances, CancellationToken cancellationToken) =>
        db.DraftHolders.AsNoTracking().Where(row => instances.Contains(row.InstanceId)).ToDictionaryAsync(row => row.InstanceId, cancellationToken);
}
