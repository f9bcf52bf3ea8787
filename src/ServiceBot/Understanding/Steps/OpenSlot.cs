using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Steps;

/// <summary>
/// The answer to the open question, and whatever else the message answers. A question about an item asked in the middle of a form is a
/// question, also where free text is waited for.
/// </summary>
internal sealed class OpenSlot(SlotParsers parsers, OtherSlots others, OtherHalf half, CatalogStep catalog, Vocabulary words)
{
    private readonly string[] _but = words.Longest("answers.but");

    public IReadOnlyList<Command>? Read(Heard heard, Expectation expectation)
    {
        if (expectation.Open is not { } open) return null;
        if (!SlotParsers.IsShaped(open.Type) && heard.IsQuestion && catalog.Question(heard, expectation) is { } question) return question;
        if (open.Type is SlotType.Name or SlotType.Region && OtherSlots.Choice(heard, expectation) is { } choice) return [choice];
        if (open.Type is SlotType.Address or SlotType.Name or SlotType.Region && catalog.Request(heard, expectation) is { } request) return request;
        var reading = half.Read(heard, expectation, open, parsers.Read(heard, open));
        return reading switch
        {
            Reading.Found found => Answer(heard, expectation, open, found),
            Reading.Several several => [.. others.Find(heard, expectation, open, null).Select(other => other.Command), new Command.Disambiguate(open.Name, several.Values)],
            Reading.Wrong when heard.IsQuestion && !heard.Text.Any(char.IsAsciiDigit) => null,
            Reading.Wrong wrong => Elsewhere(heard, expectation, open, wrong),
            _ => null,
        };
    }

    private List<Command> Answer(Heard heard, Expectation expectation, SlotSpec open, Reading.Found found)
    {
        var rest = others.Find(heard, expectation, open, found);
        if (SlotParsers.IsFree(open.Type) && rest.Count > 0 && others.ExplainsAll(heard, rest)) return [.. rest.Select(other => other.Command)];
        // "对，但是……": what follows the but was not understood, and nothing is handed in over it.
        if (expectation.AtReview && rest.Count == 0 && found.Value.Value == "true" && Words.Contains(heard.Text, _but)) return [new Command.Answer(open.Name, parsers.YesNo.Value(heard, open, false), heard.Raw)];
        // What is in doubt is read back before it is taken.
        if (found.IsDoubtful) return [.. rest.Select(other => other.Command), found.Answer(open, heard.Raw)];
        return [new Command.Answer(open.Name, found.Value, heard.Raw), .. rest.Select(other => other.Command)];
    }

    /// <summary>Wrong for the open slot, but perhaps right for another, or about something else altogether.</summary>
    private IReadOnlyList<Command> Elsewhere(Heard heard, Expectation expectation, SlotSpec open, Reading.Wrong wrong)
    {
        var rest = others.Find(heard, expectation, open, null);
        if (rest.Count > 0) return [.. rest.Select(other => other.Command)];
        if (catalog.Certain(heard, expectation) is { } about) return about;
        return [new Command.Refuse(open.Name, wrong.Reason, heard.Raw)];
    }
}
