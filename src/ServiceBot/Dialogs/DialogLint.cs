using ServiceBot.Domain.Dialogs;
using ServiceBot.Platform;

namespace ServiceBot.Dialogs;

/// <summary>
/// Finds what would only show with a resident: steps nobody reaches, slots nobody asks for, texts that cannot be sent. What a reader can see
/// from one node (unknown names, types, syntax) it has reported itself.
/// </summary>
internal static class DialogLint
{
    public static void Check(DialogBook book, TextBook texts, TextNames names, List<string> faults)
    {
        foreach (var dialog in book.Dialogs) Steps(dialog, faults);
        foreach (var pattern in book.Patterns)
            foreach (var choice in pattern.Choices)
                if (choice.Command is Command.Start start && book.Find(start.Dialog) is null && !book.HasPattern(start.Dialog))
                    faults.Add($"patterns: '{pattern.Id}' starts '{start.Dialog}', which does not exist");
        foreach (var (id, _) in names.Used)
            if (texts.Find(id) is { } text) TextLint.Check(text, faults);
    }

    private static void Steps(DialogDefinition dialog, List<string> faults)
    {
        var reached = true;
        var collected = new HashSet<int>();
        for (var at = 0; at < dialog.Steps.Count; at++)
        {
            var step = dialog.Steps[at];
            reached |= JumpedTo(dialog, at);
            if (!reached) faults.Add($"dialog '{dialog.Id}', step '{step.Id}': nobody gets here, the dialog has ended before");
            if (step.When?.Constant == false) faults.Add($"dialog '{dialog.Id}', step '{step.Id}': its condition is never true");
            if (step is DialogStep.Collect collect) collected.Add(collect.Slot);
            if (step is DialogStep.Review review)
                foreach (var slot in review.Slots.Where(slot => !collected.Contains(slot)))
                    faults.Add($"dialog '{dialog.Id}', step '{step.Id}': '{dialog.Slots[slot].Name}' is read back before it is asked for");
            if (step is DialogStep.End && step.When is null) reached = false;
        }

        for (var slot = 0; slot < dialog.Slots.Count; slot++)
            if (!collected.Contains(slot)) faults.Add($"dialog '{dialog.Id}': slot '{dialog.Slots[slot].Name}' is never asked for");
        if (dialog.On == DialogEntry.Message && dialog.Subject != SubjectKind.None)
            faults.Add($"dialog '{dialog.Id}': what takes every message has no subject");
    }

    private static bool JumpedTo(DialogDefinition dialog, int target)
    {
        for (var at = 0; at < target; at++)
            if (dialog.Steps[at] is DialogStep.Collect { OnFail: { Kind: FailKind.Step } exit } && exit.Step == target) return true;
        return false;
    }
}
