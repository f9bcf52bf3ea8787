using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Steps;

/// <summary>
/// A message that is only a number picks what has that number on the screen: a candidate, an option of the open slot, an entry of the
/// menu. What is left of 0, 8 and 9 is a person, back, repeat, unless the open slot may be answered by that digit.
/// </summary>
internal sealed class MenuNumbers(SlotParsers parsers)
{
    public IReadOnlyList<Command>? Read(Heard heard, Expectation expectation)
    {
        if (parsers.Numbers.Pick(heard) is not { } number) return null;
        var open = expectation.Open;
        if (expectation.Menu.Count > 0 && expectation.MenuOffset == 0 && Entry(expectation, number) is { } only) return [only];
        if (open is not null && Candidate(expectation, number) is { } picked) return [new Command.Answer(open.Name, picked, heard.Raw)];
        if (open is not null && expectation.Candidates.Count == 0 && Option(heard, open, number) is { } option) return [new Command.Answer(open.Name, option, heard.Raw)];
        if (open is not null && expectation is { Known: { } known, Candidates.Count: 0 } && number == open.Choices.Count + 1 && open.Type is not (SlotType.Number or SlotType.Money))
            return [new Command.Answer(open.Name, known, heard.Raw)];
        if (expectation.Candidates.Count == 0 && open is not null && SlotParsers.TakesDigits(open.Type))
            return heard.Text.Length == 1 && IsKeyIn(open.Type, heard.Text[0]) ? [ElderKey(heard.Text[0])!] : null;
        if (Entry(expectation, number) is { } entry) return [entry];
        // Two candidates are on the screen, or one that is read back, and she says another number: that is her answer.
        if (expectation.Candidates.Count > 0 && open is not null && number != 0 && SlotParsers.TakesDigits(open.Type)) return null;
        if (heard.Text.Length == 1 && ElderKey(heard.Text[0]) is { } key) return [key];
        var isPick = open is not null && (expectation.Candidates.Count > 0 || open.Type is SlotType.Choice or SlotType.YesNo);
        return isPick ? [new Command.Refuse(open!.Name, "choice_number", heard.Raw)] : null;
    }

    private static SlotValue? Candidate(Expectation expectation, int number) =>
        At(number, expectation.Candidates.Count) is { } at ? expectation.Candidates[at] : null;

    private SlotValue? Option(Heard heard, SlotSpec open, int number)
    {
        if (open.Type is SlotType.Choice or SlotType.YesNo && At(number, open.Choices.Count) is { } at)
            return new SlotValue(open.Type, open.Choices[at].Id, heard.Label(open.Choices[at]));
        return open.Type == SlotType.YesNo && open.Choices.Count == 0 && number is 1 or 2 ? parsers.YesNo.Value(heard, open, number == 1) : null;
    }

    /// <summary>Its numbers follow those of the open slot's own options.</summary>
    private static Command? Entry(Expectation expectation, int number) => At(number < 0 ? number : number - expectation.MenuOffset, expectation.Menu.Count) is { } at ? expectation.Menu[at].Command : null;

    /// <summary>-1 is the last.</summary>
    private static int? At(int number, int count) => number >= 1 && number <= count ? number - 1 : number == -1 && count > 0 ? count - 1 : null;

    /// <summary>
    /// Somebody with a keypad only must reach a person from every question. One digit is no phone and no ID number, and 0 is neither a day nor
    /// an hour; 8 and 9 may be, and any digit may be a number or a sum.
    /// </summary>
    private static bool IsKeyIn(SlotType open, char key) => open switch
    {
        SlotType.Number or SlotType.Money => false,
        SlotType.Date or SlotType.Time or SlotType.DateTime or SlotType.Period or SlotType.Materials => key == '0',
        _ => key is '0' or '8' or '9',
    };

    private static Command? ElderKey(char key) => key switch
    {
        '0' => new Command.Human(),
        '8' => new Command.Back(),
        '9' => new Command.Repeat(),
        _ => null,
    };
}
