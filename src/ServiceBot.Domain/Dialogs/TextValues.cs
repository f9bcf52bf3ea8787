namespace ServiceBot.Domain.Dialogs;

/// <summary>
/// Values for the names a text contains: slots, <c>item.title</c>, <c>item.reason</c>, <c>dialog.title</c>, <c>effect.step.name</c>,
/// <c>text</c>, and whatever <see cref="IDialogFacts"/> knows. <c>catalog.…</c> and what
/// nobody knows are left to the renderer.
/// </summary>
public static class TextValues
{
    internal static Dictionary<string, string>? Of(EngineTurn turn, TextRef text, DialogInstance? instance, IReadOnlyDictionary<string, string>? extra)
    {
        if (text.Names.Count == 0) return extra is null ? null : new Dictionary<string, string>(extra, StringComparer.Ordinal);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in text.Names)
        {
            if (name.StartsWith("catalog.", StringComparison.Ordinal)) continue;
            if (extra is not null && extra.TryGetValue(name, out var given)) values[name] = given;
            else if (Find(turn, name, instance) is { Length: > 0 } found) values[name] = found;
            else if (instance is not null && !name.Contains('.', StringComparison.Ordinal)) values[name] = "";
        }

        return values;
    }

    internal static string? Find(EngineTurn turn, string name, DialogInstance? instance)
    {
        if (name == "text") return turn.Context.Text ?? "";
        if (instance is null) return null;
        var dialog = turn.Book.Find(instance.Dialog);
        if (name == "item") return instance.Item;
        if (name == "dialog.title") return dialog?.Title.In(turn.Locale);
        if (name.StartsWith("item.", StringComparison.Ordinal) && dialog is not null)
        {
            var subject = turn.Subject(instance, dialog);
            if (name == "item.title") return subject?.TitleIn(turn.Locale) ?? dialog.Title.In(turn.Locale);
            if (name == "item.reason") return subject?.Reason;
        }

        if (name.StartsWith("effect.", StringComparison.Ordinal)) return instance.Effects.GetValueOrDefault(name["effect.".Length..]);
        var slot = dialog?.SlotIndex(name) ?? -1;
        if (slot >= 0) return instance.Answers.TryGetValue(name, out var entry) ? Shown(dialog!.Slots[slot], entry, turn.Locale) : null;
        return turn.Context.Facts.Value(name, instance, turn.Locale);
    }

    /// <summary>An answer as it is read back.</summary>
    public static string Shown(SlotDefinition slot, AnswerEntry entry, string locale)
    {
        if (entry.Skipped) return "";
        foreach (var choice in slot.Spec.Choices)
            if (choice.Id == entry.Value.Value) return LabelOf(choice, locale);
        return entry.Value.Shown;
    }

    public static string LabelOf(SlotChoice choice, string locale) => LocalText.IsEnglish(locale) ? choice.LabelEn ?? choice.Label : choice.Label;
}
