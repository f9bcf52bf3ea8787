using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Steps;

/// <summary>A pressed button, or the same words typed: a candidate, an option of the open slot, an entry of the menu.</summary>
internal static class ExactPick
{
    public static IReadOnlyList<Command>? Read(Heard heard, Expectation expectation)
    {
        if (heard.Forms.Count == 0) return null;
        if (expectation.Open is { } open)
        {
            if (expectation.Candidates.Count > 0 && Candidate(heard, expectation.Candidates) is { } candidate) return [new Command.Answer(open.Name, candidate, heard.Raw)];
            if (open.Type is SlotType.Choice or SlotType.YesNo && Slots.ChoiceParser.Exact(heard, open) is { } choice)
                return [new Command.Answer(open.Name, Slots.ChoiceParser.Value(heard, open, choice), heard.Raw), .. OtherSlots.Overheard(heard, expectation)];
        }

        foreach (var entry in expectation.Menu)
            if (heard.Forms.Contains(Ear.Bare(entry.Label))) return [entry.Command];
        return null;
    }

    /// <summary>Its value, its name, or a part of the name that no other candidate has.</summary>
    private static SlotValue? Candidate(Heard heard, IReadOnlyList<SlotValue> candidates)
    {
        foreach (var candidate in candidates)
            if (candidate.Value == heard.Raw || heard.Forms.Contains(Ear.Even(candidate.Shown))) return candidate;
        foreach (var form in heard.Forms)
        {
            if (form.Length < 2) continue;
            // "八亩" is no part of "七八亩": an amount said anew is another one.
            var fitting = candidates.Where(candidate => candidate.Type is not (SlotType.Number or SlotType.Money) && Ear.Even(candidate.Shown).Contains(form, StringComparison.Ordinal)).Take(2).ToList();
            if (fitting.Count == 1) return fitting[0];
        }

        return null;
    }
}
