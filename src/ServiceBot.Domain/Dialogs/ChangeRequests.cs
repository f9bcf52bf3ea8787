namespace ServiceBot.Domain.Dialogs;

/// <summary>
/// A correction that comes after the case exists. Nothing changes silently: action <c>case.change</c> hands it to the proxy agent, with
/// <c>case</c> (the reference that the effect gave, empty when it gave none), <c>slot</c>, <c>label</c>, <c>value</c> (canonical), <c>shown</c>.
/// </summary>
internal static class ChangeRequests
{
    public static void Send(EngineTurn turn, DialogInstance instance, SlotDefinition slot, SlotValue? value, string raw)
    {
        turn.Closed = true;
        var label = slot.Label.In(turn.Locale);
        if (value is null)
        {
            turn.Pattern(PatternIds.ChangeHow, Questions.Label(slot, turn.Locale), about: instance);
            return;
        }

        var shown = TextValues.Shown(slot, new AnswerEntry(value, raw, turn.Context.Turn), turn.Locale);
        var result = turn.Actions.Execute("case.change", $"{instance.Id}/change-{turn.Context.Turn}-{slot.Name}", instance, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["case"] = Reference(instance),
            ["slot"] = slot.Name,
            ["label"] = slot.Label.Zh,
            ["value"] = value.Value,
            ["shown"] = shown,
        });
        if (result.Refused is { } refused) turn.Text(new TextRef(refused));
        else turn.Pattern(PatternIds.ChangeSent, new Dictionary<string, string>(StringComparer.Ordinal) { ["label"] = label, ["value"] = shown }, about: instance);
    }

    private static string Reference(DialogInstance instance)
    {
        foreach (var (name, value) in instance.Effects)
            if (name.EndsWith(".reference", StringComparison.Ordinal)) return value;
        return "";
    }
}
