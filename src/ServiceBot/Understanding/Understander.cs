using ServiceBot.Domain.Calendar;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Understanding.Slots;
using ServiceBot.Understanding.Steps;

namespace ServiceBot.Understanding;

/// <summary>
/// What a person says becomes commands: the first step that recognises the message decides. No model, no state, no clock.
/// </summary>
internal sealed class Understander
{
    private readonly Ear _ear;
    private readonly WithTheWish _wish;
    private readonly Func<Heard, Expectation, IReadOnlyList<Command>?>[] _steps;

    /// <param name="calendar">For "5个工作日后"; null: weekdays and the law's holidays.</param>
    /// <param name="danger">Text id of where to turn with a life in danger; null: nobody is.</param>
    public Understander(Vocabulary words, FindRegions findRegions, SenseCatalog sense, Func<string, string?> danger, WorkingCalendar? calendar = null)
    {
        _ear = new Ear(words);
        Parsers = new SlotParsers(words, _ear, findRegions, calendar ?? WorkingCalendar.Unannounced);
        var phrases = new Phrases(words, Parsers);
        var figures = new Figures(Parsers);
        var catalog = new CatalogStep(words, (heard, expectation) => figures.Is(heard) ? new CatalogSense.None() : sense(heard, expectation));
        var elsewhere = new OtherSlots(Parsers, _ear, words);
        _wish = new WithTheWish(Parsers, elsewhere);
        _steps =
        [
            Screening.Read,
            (heard, _) => danger(heard.Raw) is { } door ? [new Command.Unknown(Command.Unknown.OutOfScope + door)] : null,
            new CarrierWords(words).Read,
            new LinkCodeWords(words).Read,
            new MenuNumbers(Parsers).Read,
            ExactPick.Read,
            new ReadBack(Parsers).Read,
            phrases.Whole,
            new Corrections(Parsers, elsewhere, _ear, words).Read,
            phrases.Inside,
            new OpenSlot(Parsers, elsewhere, new OtherHalf(Parsers, _ear), catalog, words).Read,
            elsewhere.Read,
            catalog.Read,
            new Leftover(Parsers, phrases).Read,
        ];
    }

    /// <summary>The parsers by themselves, for measuring.</summary>
    internal SlotParsers Parsers { get; }

    /// <returns>At least one command; several when one message held several things.</returns>
    public IReadOnlyList<Command> Understand(Utterance utterance, Expectation expectation)
    {
        if (utterance.Text.Length > Screening.LongestMessage) return Screening.TooLong;
        var heard = _ear.Hear(expectation.Told.Length == 0 ? utterance : utterance with { Earlier = expectation.Told });
        foreach (var step in _steps)
            if (step(heard, expectation) is { Count: > 0 } commands) return _wish.Read(heard, commands, expectation);
        return [new Command.Unknown()];
    }

    internal Heard Hear(Utterance utterance) => _ear.Hear(utterance);
}
